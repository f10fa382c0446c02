#pragma once

#include "recipes/source_table.hpp"
#include "recipes/steps.hpp"
#include "recipes/workbench.hpp"

namespace leontide::recipes {

// Each does one step, adds a line to the history, and throws Refusal when it cannot (`step_order` when an
// earlier step is missing).

/// Reads and checks the table; its total requirements and value-added shares are the first technology.
void apply(const ImportTable& step, Workbench& bench, StepContext& context);

/// See update.hpp. Both reference tables are taken with inputs of all origins, on the base table's sectors.
void apply(const UpdateCoefficients& step, Workbench& bench, StepContext& context);

void apply(const RegionalPurchase& step, Workbench& bench, StepContext& context);

/// va_i = LQ_i · base va_i · share, scaled to the total of its broad sector; output_i = va_i / updated share.
/// LQ_i is the broad sector's (its share over the share of all) unless a quotient is given.
void apply(const Structure& step, Workbench& bench, StepContext& context);

/// a_ij = t_ij · purchase_i · a_ij (total), t by location quotients in output (location_quotient.hpp). The
/// base table's output is taken at the updated value-added shares too, so that the quotients compare like
/// with like.
void apply(const Regionalise& step, Workbench& bench, StepContext& context);

/// Local part of a final use: purchase_i · min(1, SLQ_i λ); the rest is imported. Exports: the total is
/// spread by the base table's exports per unit of output times the region's output, capped; sectors outside
/// the list, or all where no total is given, export at the base table's rate. Outflow: output less all local
/// use and exports. Where it would fall below its bound, the row's local uses (intermediate and final) shrink
/// alike and imports take their place. Refuses (`does_not_close`) a row whose exports alone leave no room.
void apply(const Closure& step, Workbench& bench, StepContext& context);

/// GRAS of [local flows and uses; imported flows and uses; value added by broad sector]. Row targets: output,
/// the imports as they stand, the official totals; column targets: output, the uses as they stand; the
/// residual column takes what the change of totals brings. A table that is consistent already passes through
/// unchanged.
void apply(const BalanceTable& step, Workbench& bench, StepContext& context);

void apply(const Companion& step, Workbench& bench, StepContext& context);

}  // namespace leontide::recipes
