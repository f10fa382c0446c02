#include "table/publishers/fold.hpp"

#include <fmt/format.h>
#include <set>

#include "base/csv.hpp"
#include "base/nearest_name.hpp"
#include "table/normal_code.hpp"

namespace leontide::table {

namespace {

/// The group of a name; itself where no rules are given, empty where none names it.
std::string group_of(const std::map<std::string, std::string>& rules, const std::string& name) {
  if (rules.empty()) return name;
  const auto found = rules.find(name);
  if (found != rules.end()) return found->second;
  const auto others = rules.find("*");
  return others != rules.end() ? others->second : "";
}

/// Holds the names of rules against those of the table.
void check_names(const std::map<std::string, std::string>& rules, const std::set<std::string>& names,
                 const char* what, const Place& place, Diagnostics& diagnostics) {
  if (rules.empty()) return;
  const std::vector<std::string> known(names.begin(), names.end());
  for (const auto& [name, group] : rules) {
    if (name == "*" || names.contains(name)) continue;
    diagnostics.error("unknown-code", place, fmt::format("the table has no {} \"{}\"", what, name),
                      suggestion(name, known));
  }
  for (const std::string& name : names) {
    if (!group_of(rules, name).empty()) continue;
    diagnostics.error("missing-code", place, fmt::format("no group is given for the {} \"{}\"", what, name),
                      "a row * gives the group of all others");
  }
}

}  // namespace

std::optional<std::map<std::string, std::string>> read_groups(const std::filesystem::path& path,
                                                              const std::string& shown_as,
                                                              Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  const auto table = read_coded_csv(path, shown_as, diagnostics);
  if (!table) return std::nullopt;
  const auto code = table->column("code");
  const auto group = table->column("group");
  if (!code || !group) {
    diagnostics.error("missing-column", {shown_as, 0, 0, 0}, "it needs the columns \"code\" and \"group\"");
    return std::nullopt;
  }
  std::map<std::string, std::string> out;
  for (const auto& row : table->rows) {
    if (row[*group].text.empty())
      diagnostics.error("missing-label", table->place(row[*group]), "this row names no group");
    if (!out.emplace(row[*code].text, row[*group].text).second) {
      diagnostics.error("duplicate-code", table->place(row[*code]),
                        fmt::format("\"{}\" stands twice", row[*code].text));
    }
  }
  if (out.empty()) diagnostics.error("empty-file", {shown_as, 0, 0, 0}, "it names no group");
  return diagnostics.error_count() == before ? std::optional(std::move(out)) : std::nullopt;
}

Fold::Fold(const FoldRules& rules, const std::vector<Label>& labels, const Place& asked_at,
           Diagnostics& diagnostics)
    : rules_(rules) {
  std::set<std::string> regions;
  std::set<std::string> sectors;
  for (const auto& [region, sector] : labels) {
    regions.insert(region);
    sectors.insert(sector);
  }
  check_names(rules.regions, regions, "region", asked_at, diagnostics);
  check_names(rules.sectors, sectors, "sector", asked_at, diagnostics);
  for (const Label& label : labels)
    add(label);
  places_.count = sectors_.size();
}

void Fold::add(const Label& label) {
  const Label group{rules_.over_regions ? "" : group_of(rules_.regions, label.first),
                    rules_.over_sectors ? "" : group_of(rules_.sectors, label.second)};
  const auto [found, is_new] = known_.emplace(group, sectors_.size());
  // Without rules a label that stands twice is for the check to find.
  places_.of.push_back(is_new || rules_.empty() ? sectors_.size() : found->second);
  if (places_.of.back() < sectors_.size()) return;
  Sector sector;
  for (const std::string& part : {group.first, group.second}) {
    sector.code += (sector.code.empty() || part.empty() ? "" : "_") + part;
    if (!part.empty()) sector.other.push_back(part);
  }
  sector.name_en = group.second.empty() ? group.first : group.second;
  if (!rules_.sectors.empty()) sector.cluster = group.second;
  sectors_.push_back(std::move(sector));
}

std::vector<std::string> Fold::sector_columns() const {
  std::vector<std::string> out;
  if (!rules_.over_regions) out.emplace_back("region");
  if (!rules_.over_sectors) out.emplace_back("sector");
  return out;
}

std::string Fold::use_name(const std::string& region, const std::string& use) const {
  return rules_.over_regions ? use : group_of(rules_.regions, region) + "_" + use;
}

std::string Fold::words() const {
  if (rules_.empty()) return {};
  return fmt::format("{} sectors were added up to {} as they were read", places_.of.size(), sectors_.size());
}

}  // namespace leontide::table
