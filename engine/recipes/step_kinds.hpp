#pragma once

#include <string_view>
#include <vector>

#include "recipes/fields.hpp"
#include "recipes/steps.hpp"

namespace leontide::recipes {

/// What a recipe's reader and its schema know of a step: they are made from this one list.
struct StepKind {
  std::string_view name;                    ///< the key
  const char* help;                         ///< one line for the reference and the schema
  const std::vector<yaml::Key>& (*keys)();  ///< the keys of the step's mapping
  Step (*read)(const Fields& fields);  ///< reports what is wrong at its place, and what contradicts itself
};

/// In the order in which they are usually taken.
const std::vector<StepKind>& step_kinds();

/// `source`, which every step may have: it enters the table's history.
yaml::Key source_key();

/// See ImportTable.
StepKind import_kind();
/// See Symmetric.
StepKind symmetric_kind();
/// See Update.
StepKind update_kind();
/// See RegionalPurchase.
StepKind purchase_kind();
/// See Structure.
StepKind structure_kind();
/// See Regionalise.
StepKind regionalise_kind();
/// See Closure.
StepKind close_kind();
/// See Balance.
StepKind balance_kind();
/// See Aggregate.
StepKind aggregate_kind();
/// See Disaggregate.
StepKind disaggregate_kind();
/// See Rebase.
StepKind rebase_kind();
/// See Imports.
StepKind imports_kind();
/// See Nest.
StepKind nest_kind();
/// See Companion.
StepKind companion_kind();

}  // namespace leontide::recipes
