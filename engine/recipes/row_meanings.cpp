// What the rows that changes take mean: targets, groups, parts of a sector.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "recipes/given_rows.hpp"
#include "table/shares.hpp"

namespace leontide::recipes {

bool require_column(const CsvTable& rows, const char* name, const char* hint, Diagnostics& diagnostics) {
  if (rows.column(name)) return true;
  diagnostics.error("missing-column", {rows.file, 0, 0, 0}, fmt::format("there is no column \"{}\"", name),
                    hint);
  return false;
}

namespace {

using table::Accounts;

/// The positions of two columns; a fault is reported where one is not there.
std::optional<std::pair<std::size_t, std::size_t>> columns(const CsvTable& rows, const char* first,
                                                           const char* second, const char* hint,
                                                           Diagnostics& diagnostics) {
  for (const char* name : {first, second}) {
    if (!require_column(rows, name, hint, diagnostics)) return std::nullopt;
  }
  return std::pair(*rows.column(first), *rows.column(second));
}

/// The group of each sector of the table; empty where a row does not give it.
std::vector<std::string> group_names(const CsvTable& rows, std::pair<std::size_t, std::size_t> at,
                                     const std::vector<std::string>& known, Diagnostics& diagnostics) {
  std::vector<std::string> group_of(known.size());
  for (const auto& row : rows.rows) {
    const CsvCell& code = row[at.first];
    const std::string& group = row[at.second].text;
    const auto found = std::find(known.begin(), known.end(), code.text);
    if (found == known.end()) {
      diagnostics.error("unknown-sector", rows.place(code),
                        fmt::format("the table has no sector \"{}\"", code.text),
                        suggestion(code.text, known));
      continue;
    }
    std::string& name = group_of[static_cast<std::size_t>(found - known.begin())];
    if (!name.empty() || group.empty()) {
      diagnostics.error(
          "grouping", rows.place(code),
          fmt::format("the sector \"{}\" {}", code.text, name.empty() ? "has no group" : "stands twice"));
      continue;
    }
    name = group;
  }
  return group_of;
}

/// Shares of parts that do not sum to 1, each at the head of its column; where there is none, at that of the
/// shares of output, which stand for it.
void check_sums(const CsvTable& rows, const std::vector<table::SectorPart>& parts, Diagnostics& diagnostics) {
  const auto check = [&](double total, const std::string& column, const char* what) {
    if (std::abs(total - 1) <= table::shares_agree) return;
    const std::size_t at = rows.column(column).value_or(*rows.column("output"));
    diagnostics.error("value", rows.place(rows.header[at]),
                      fmt::format("the shares of {} sum to {:.12g}, not to 1", what, total),
                      "sums within 1e-6 of 1 are scaled to it");
  };
  double output = 0, sales = 0, inputs = 0, within = 0;
  for (const table::SectorPart& part : parts) {
    output += part.output;
    sales += part.sales;
    inputs += part.inputs;
    within += table::sum(part.within);
  }
  check(output, "output", "output");
  if (rows.column("sales")) check(sales, "sales", "sales");
  if (rows.column("inputs")) check(inputs, "inputs", "inputs");
  std::string column;
  for (const table::SectorPart& part : parts) {
    if (column.empty() && rows.column("within:" + part.sector.code)) column = "within:" + part.sector.code;
  }
  check(within, column, "the flow within the sector");
}

}  // namespace

std::optional<std::vector<table::MarginTarget>> targets_of(const CsvTable& rows, Diagnostics& diagnostics) {
  const auto at =
      columns(rows, "label", "total",
              "targets have the columns label and total; a label is a sector's code, import:CODE, "
              "a component of value added or a final use",
              diagnostics);
  if (!at) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  std::vector<table::MarginTarget> targets;
  for (const auto& row : rows.rows)
    targets.push_back({row[at->first].text, csv_number(rows, row[at->second], diagnostics).value_or(0)});
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return targets;
}

std::optional<std::vector<std::pair<std::string, double>>> group_totals_of(const CsvTable& rows,
                                                                           Diagnostics& diagnostics) {
  const auto at =
      columns(rows, "group", "total", "totals of groups have the columns group and total", diagnostics);
  if (!at) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  std::vector<std::pair<std::string, double>> totals;
  for (const auto& row : rows.rows)
    totals.emplace_back(row[at->first].text, csv_number(rows, row[at->second], diagnostics).value_or(0));
  if (totals.empty())
    diagnostics.error("empty-file", {rows.file, 0, 0, 0}, "it names no total to balance to");
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return totals;
}

std::optional<table::Grouping> grouping_of(const CsvTable& rows, const Accounts& accounts,
                                           Diagnostics& diagnostics) {
  const auto at = columns(rows, "code", "group", "a grouping has the columns code and group", diagnostics);
  if (!at) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  const std::vector<std::string> known = table::codes(accounts);
  const std::vector<std::string> group_of = group_names(rows, *at, known, diagnostics);
  table::Grouping grouping;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (group_of[i].empty() && diagnostics.error_count() == errors_before) {
      diagnostics.error("missing-code", {rows.file, 0, 0, 0},
                        fmt::format("there is no row for the sector \"{}\"", known[i]),
                        "a grouping holds every sector of the table once");
    }
    const auto same_name = [&](const table::Sector& one) { return one.code == group_of[i]; };
    const auto group = std::find_if(grouping.groups.begin(), grouping.groups.end(), same_name);
    grouping.of.push_back(static_cast<std::size_t>(group - grouping.groups.begin()));
    if (group == grouping.groups.end())
      grouping.groups.push_back({group_of[i], group_of[i], "", accounts.sectors[i].cluster, {}});
  }
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return grouping;
}

std::optional<std::vector<table::SectorPart>> parts_of(const CsvTable& rows, const table::Sector& old,
                                                       Diagnostics& diagnostics) {
  const auto at = columns(rows, "code", "output",
                          "shares have the columns code and output, and may have name_en, name_zh, cluster, "
                          "sales, inputs and within:CODE",
                          diagnostics);
  if (!at) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  const auto cell = [&](const std::vector<CsvCell>& row, const std::string& name) {
    const auto k = rows.column(name);
    return k && !row[*k].is_missing ? &row[*k] : nullptr;
  };
  const auto text = [&](const std::vector<CsvCell>& row, const char* name, const std::string& otherwise) {
    const CsvCell* found = cell(row, name);
    return found != nullptr ? found->text : otherwise;
  };
  const auto number = [&](const std::vector<CsvCell>& row, const std::string& name, double otherwise) {
    const CsvCell* found = cell(row, name);
    return found != nullptr ? csv_number(rows, *found, diagnostics).value_or(0) : otherwise;
  };
  std::vector<table::SectorPart> parts;
  for (const auto& row : rows.rows) {
    const std::string& code = row[at->first].text;
    table::SectorPart part;
    part.sector = {code, text(row, "name_en", code), text(row, "name_zh", ""),
                   text(row, "cluster", old.cluster), old.other};
    part.output = number(row, "output", 0);
    part.sales = number(row, "sales", part.output);
    part.inputs = number(row, "inputs", part.output);
    parts.push_back(std::move(part));
  }
  double whole = 0;
  for (const table::SectorPart& part : parts)
    whole += part.output;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const table::SectorPart& buyer : parts) {
      parts[i].within.push_back(number(rows.rows[i], "within:" + buyer.sector.code,
                                       parts[i].output * buyer.output / (whole * whole)));
    }
  }
  if (diagnostics.error_count() == errors_before) check_sums(rows, parts, diagnostics);
  if (diagnostics.error_count() > errors_before) return std::nullopt;
  return parts;
}

}  // namespace leontide::recipes
