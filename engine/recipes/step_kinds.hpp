#pragma once

#include <string_view>
#include <vector>

#include "recipes/fields.hpp"
#include "recipes/steps.hpp"

namespace leontide::recipes {

/// What a recipe's reader and its schema know of a step: they are made from this one list.
struct StepKind {
  std::string_view name;
  const char* help;
  const std::vector<yaml::Key>& (*keys)();
  Step (*read)(const Fields& fields);  ///< reports what is wrong at its place, and what contradicts itself
};

/// In the order in which they are usually taken.
const std::vector<StepKind>& step_kinds();

/// `source`, which every step may have: it enters the table's history.
yaml::Key source_key();

StepKind import_kind();
StepKind symmetric_kind();
StepKind update_kind();
StepKind purchase_kind();
StepKind structure_kind();
StepKind regionalise_kind();
StepKind close_kind();
StepKind balance_kind();
StepKind aggregate_kind();
StepKind disaggregate_kind();
StepKind rebase_kind();
StepKind imports_kind();
StepKind nest_kind();
StepKind companion_kind();

}  // namespace leontide::recipes
