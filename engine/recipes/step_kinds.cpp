#include "recipes/step_kinds.hpp"

namespace leontide::recipes {

const std::vector<StepKind>& step_kinds() {
  static const std::vector<StepKind> kinds{
      import_kind(),      symmetric_kind(), update_kind(),  purchase_kind(),  structure_kind(),
      regionalise_kind(), close_kind(),     balance_kind(), aggregate_kind(), disaggregate_kind(),
      rebase_kind(),      imports_kind(),   nest_kind(),    companion_kind()};
  return kinds;
}

yaml::Key source_key() {
  return {"source", false, yaml::Form::text, "what its numbers rest on"};
}

std::string step_name(const Step& step) {
  return std::visit([](const auto& one) { return std::string(one.verb); }, step);
}

}  // namespace leontide::recipes
