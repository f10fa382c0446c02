#pragma once

#include "recipes/source_table.hpp"
#include "recipes/steps.hpp"
#include "recipes/workbench.hpp"

namespace leontide::recipes {

// Each `apply` does one step, adds a line to the history, and throws Refusal when it cannot (`step_order`
// when an earlier step is missing). A step that is no part of putting a table together works on the whole
// table (`whole_table`) and leaves a record of what it did in `Workbench::done`.
//
// Each `sentence` says in one what a step does; its numbers stand in the history.

/// Reads and checks the table. Where the recipe puts a table together, its total requirements and value-added
/// shares are the first technology.
void apply(const ImportTable& step, Workbench& bench, StepContext& context);

/// See supply_use.hpp.
void apply(const Symmetric& step, Workbench& bench, StepContext& context);

/// See update.hpp: before a table is put together its technology, else the whole table (update_accounts.hpp).
/// Both reference tables are taken with inputs of all origins, on the table's sectors.
void apply(const Update& step, Workbench& bench, StepContext& context);

/// Shares bought in the area from its own regional_supply.csv, not below the bounds given.
void apply(const RegionalPurchase& step, Workbench& bench, StepContext& context);

/// va_i = LQ_i · base va_i · share, scaled to the total of its broad sector; output_i = va_i / updated share.
/// LQ_i is the broad sector's (its share over the share of all) unless a quotient is given.
void apply(const Structure& step, Workbench& bench, StepContext& context);

/// Local inputs are t_ij times the inputs made in the wider area, t by location quotients in output
/// (location_quotient.hpp). Of a table that is put together: a_ij = t_ij · purchase_i · a_ij (total); the
/// base table's output is taken at the updated value-added shares too, so that the quotients compare like
/// with like. Of a whole table: regionalise_accounts.hpp.
void apply(const Regionalise& step, Workbench& bench, StepContext& context);

/// Local part of a final use: purchase_i · min(1, SLQ_i λ); the rest is imported. Exports: the total is
/// spread by the base table's exports per unit of output times the region's output, capped; sectors outside
/// the list, or all where no total is given, export at the base table's rate. Outflow: output less all local
/// use and exports. Where it would fall below its bound, the row's local uses (intermediate and final) shrink
/// alike and imports take their place. Refuses (`does_not_close`) a row whose exports alone leave no room.
void apply(const Closure& step, Workbench& bench, StepContext& context);

/// See balance_accounts.hpp and balance_value_added.hpp.
void apply(const Balance& step, Workbench& bench, StepContext& context);

/// See aggregate.hpp.
void apply(const Aggregate& step, Workbench& bench, StepContext& context);

/// See disaggregate.hpp.
void apply(const Disaggregate& step, Workbench& bench, StepContext& context);

/// See rebase.hpp.
void apply(const Rebase& step, Workbench& bench, StepContext& context);

/// See imports.hpp.
void apply(const Imports& step, Workbench& bench, StepContext& context);

/// See nest.hpp.
void apply(const Nest& step, Workbench& bench, StepContext& context);

/// Keeps the table as a companion, aggregated after all is computed.
void apply(const Companion& step, Workbench& bench, StepContext& context);

/// Of `import`: which table, in which unit.
std::string sentence(const ImportTable& step, const Workbench& bench);
/// Of `symmetric`: which supply and use, by which model.
std::string sentence(const Symmetric& step, const Workbench& bench);
/// Of `update`: between which tables the change is taken.
std::string sentence(const Update& step, const Workbench& bench);
/// Of `purchase`: which shares, with which bounds.
std::string sentence(const RegionalPurchase& step, const Workbench& bench);
/// Of `structure`: from which quotients and totals.
std::string sentence(const Structure& step, const Workbench& bench);
/// Of `regionalise`: by which method and size.
std::string sentence(const Regionalise& step, const Workbench& bench);
/// Of `close`: which uses, exports and outflow.
std::string sentence(const Closure& step, const Workbench& bench);
/// Of `balance`: to which sums, by which method.
std::string sentence(const Balance& step, const Workbench& bench);
/// Of `aggregate`: to which groups.
std::string sentence(const Aggregate& step, const Workbench& bench);
/// Of `disaggregate`: which sector into which parts.
std::string sentence(const Disaggregate& step, const Workbench& bench);
/// Of `rebase`: to which prices.
std::string sentence(const Rebase& step, const Workbench& bench);
/// Of `imports`: which treatment.
std::string sentence(const Imports& step, const Workbench& bench);
/// Of `nest`: which areas around the city.
std::string sentence(const Nest& step, const Workbench& bench);
/// Of `companion`: which groups.
std::string sentence(const Companion& step, const Workbench& bench);

}  // namespace leontide::recipes
