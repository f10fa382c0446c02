#include "command/table/change_files.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/nearest_name.hpp"
#include "command/session/command_session.hpp"

namespace leontide::command {

namespace {

using table::Accounts;

CsvTable open_csv(const std::filesystem::path& file) {
  BadInput bad;
  auto csv = read_csv(file, file.string(), bad.diagnostics);
  if (!csv) throw bad;
  return std::move(*csv);
}

std::size_t column_of(const CsvTable& csv, const char* name, const char* hint) {
  const auto found = csv.column(name);
  if (!found) refuse("missing-column", csv.file, fmt::format("there is no column \"{}\"", name), hint);
  return *found;
}

}  // namespace

std::vector<table::MarginTarget> read_targets(const std::filesystem::path& file) {
  BadInput bad;
  const auto csv = read_csv(file, file.string(), bad.diagnostics);
  if (!csv) throw bad;
  const auto label = csv->column("label");
  const auto total = csv->column("total");
  if (!label || !total) {
    refuse("header", file.string(), "targets have the columns label and total",
           "label is a sector's code, import:CODE, a component of value added or a final use");
  }
  std::vector<table::MarginTarget> targets;
  for (const auto& row : csv->rows)
    targets.push_back({row[*label].text, csv_number(*csv, row[*total], bad.diagnostics).value_or(0)});
  if (bad.diagnostics.has_errors()) throw bad;
  return targets;
}

table::Grouping read_groups(const std::filesystem::path& file, const Accounts& accounts) {
  const CsvTable csv = open_csv(file);
  const std::size_t code = column_of(csv, "code", "a grouping has the columns code and group");
  const std::size_t group = column_of(csv, "group", "a grouping has the columns code and group");
  const std::vector<std::string> known = table::codes(accounts);
  std::vector<std::string> group_of(known.size());
  BadInput bad;
  for (const auto& row : csv.rows) {
    const auto found = std::find(known.begin(), known.end(), row[code].text);
    if (found == known.end()) {
      bad.diagnostics.error("unknown-sector", csv.place(row[code]),
                            fmt::format("the table has no sector \"{}\"", row[code].text),
                            suggestion(row[code].text, known));
      continue;
    }
    std::string& name = group_of[static_cast<std::size_t>(found - known.begin())];
    if (!name.empty() || row[group].text.empty()) {
      bad.diagnostics.error("grouping", csv.place(row[code]),
                            fmt::format("the sector \"{}\" {}", row[code].text,
                                        name.empty() ? "has no group" : "stands twice"));
      continue;
    }
    name = row[group].text;
  }
  table::Grouping grouping;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (group_of[i].empty() && !bad.diagnostics.has_errors()) {
      bad.diagnostics.error("missing-code", {csv.file, 0, 0, 0},
                            fmt::format("there is no row for the sector \"{}\"", known[i]),
                            "a grouping holds every sector of the table once");
    }
    const auto same_name = [&](const table::Sector& one) { return one.code == group_of[i]; };
    const auto at = std::find_if(grouping.groups.begin(), grouping.groups.end(), same_name);
    grouping.of.push_back(static_cast<std::size_t>(at - grouping.groups.begin()));
    if (at == grouping.groups.end())
      grouping.groups.push_back({group_of[i], group_of[i], "", accounts.sectors[i].cluster, {}});
  }
  if (bad.diagnostics.has_errors()) throw bad;
  return grouping;
}

std::vector<table::SectorPart> read_parts(const std::filesystem::path& file, const table::Sector& old) {
  const char* hint =
      "shares have the columns code and output, and may have name_en, name_zh, cluster, sales, "
      "inputs and within:CODE";
  const CsvTable csv = open_csv(file);
  const std::size_t code = column_of(csv, "code", hint);
  column_of(csv, "output", hint);
  BadInput bad;
  const auto text = [&](const std::vector<CsvCell>& row, const char* name, const std::string& otherwise) {
    const auto k = csv.column(name);
    return k ? row[*k].text : otherwise;
  };
  const auto number = [&](const std::vector<CsvCell>& row, const std::string& name, double otherwise) {
    const auto k = csv.column(name);
    return k ? csv_number(csv, row[*k], bad.diagnostics).value_or(0) : otherwise;
  };
  std::vector<table::SectorPart> parts;
  for (const auto& row : csv.rows) {
    table::SectorPart part;
    part.sector = {row[code].text, text(row, "name_en", row[code].text), text(row, "name_zh", ""),
                   text(row, "cluster", old.cluster), old.other};
    part.output = number(row, "output", 0);
    part.sales = number(row, "sales", part.output);
    part.inputs = number(row, "inputs", part.output);
    parts.push_back(std::move(part));
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const table::SectorPart& buyer : parts)
      parts[i].within.push_back(
          number(csv.rows[i], "within:" + buyer.sector.code, parts[i].output * buyer.output));
  }
  if (bad.diagnostics.has_errors()) throw bad;
  return parts;
}

}  // namespace leontide::command
