// A second table beside the first, its groups added up after all is computed.
#include <algorithm>
#include <fmt/format.h>

#include "recipes/apply.hpp"
#include "recipes/step_kinds.hpp"
#include "table/coefficients.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using yaml::Form;

const std::vector<yaml::Key>& companion_keys() {
  static const std::vector<yaml::Key> keys{
      {"name", true, Form::text, "folder beside the table"},
      {.name = "split", .form = Form::by_name, .help = "sectors put into another group", .each = Form::texts},
      {.name = "titles", .form = Form::by_name, .help = "of groups", .each = Form::title},
      source_key()};
  return keys;
}

Step read_companion(const Fields& fields) {
  Companion step;
  Diagnostics& diagnostics = fields.diagnostics();
  step.name = fields.text("name");
  const yaml::Node* name = fields.find("name");
  const bool plain = !step.name.empty() && step.name.find_first_of("/\\") == std::string::npos;
  if (name != nullptr && (!plain || step.name.starts_with('.'))) {
    diagnostics.error("value", name->place, fmt::format("\"{}\" is not the name of a folder", step.name),
                      "a companion is a folder beside the table, e.g. `table_clusters`");
  }
  for (const auto& [group, entry] : fields.entries("split"))
    step.split.emplace_back(group, read_texts(*entry, diagnostics));
  for (const auto& [group, entry] : fields.entries("titles")) {
    const Title title = read_title(*entry, diagnostics);
    step.titles.push_back({group, title.en, title.zh});
  }
  return step;
}

table::Grouping companion_grouping(const Companion& step, const table::Accounts& table) {
  table::Accounts regrouped = table;
  for (const auto& [group, members] : step.split) {
    for (const std::string& code : members)
      regrouped.sectors[table::sector_index(table, code)].cluster = group;
  }
  table::Grouping grouping = table::group_by(regrouped, "cluster");
  for (const Companion::GroupTitle& title : step.titles) {
    const auto found = std::find_if(grouping.groups.begin(), grouping.groups.end(),
                                    [&](const table::Sector& group) { return group.code == title.code; });
    if (found == grouping.groups.end()) {
      throw table::Refusal(table::Reason::unknown_sector,
                           fmt::format("there is no group \"{}\" to give a title", title.code));
    }
    found->name_en = title.name_en;
    found->name_zh = title.name_zh;
  }
  return grouping;
}

}  // namespace

StepKind companion_kind() {
  return {Companion::verb, "a second table, its groups added up after computing", companion_keys,
          read_companion};
}

void apply(const Companion& step, Workbench& bench, StepContext&) {
  const table::Accounts& whole = whole_table(bench);
  CompanionTable companion;
  companion.name = step.name;
  companion.grouping = companion_grouping(step, whole);
  companion.accounts = table::aggregate(whole, companion.grouping);
  companion.multipliers_fine = table::group_means(local_multipliers(whole), whole.output, companion.grouping);
  companion.multipliers_coarse = local_multipliers(companion.accounts);
  bench.history.push_back(fmt::format("companion: \"{}\", {} sectors added up to {} groups after computing",
                                      step.name, whole.size(), companion.accounts.size()));
  bench.companions.push_back(std::move(companion));
}

std::string sentence(const Companion& step, const Workbench&) {
  return fmt::format("Add the finished table up to groups: `../{}`.", step.name);
}

}  // namespace leontide::recipes
