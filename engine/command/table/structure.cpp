#include <algorithm>
#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/nearest_name.hpp"
#include "command/table/change.hpp"
#include "command/table/folder.hpp"
#include "report/tables/terms.hpp"
#include "report/tables/view.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/disaggregate.hpp"
#include "table/changes/rebase.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::command {

namespace {

using report::choose_requirements;
using report::number_column;
using report::origin_note;
using report::same;
using report::sector_name;
using report::sector_sheet;
using report::text_column;
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

/// code, group: every sector once.
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

std::vector<double> multipliers(const Accounts& accounts) {
  const report::Chosen chosen = choose_requirements(accounts, "");
  return table::LeontiefSystem(chosen.coefficients().values).effects(std::vector<double>(accounts.size(), 1));
}

/// The output multiplier of each group both ways (Miller & Blair, section 4.9).
report::Sheet bias_sheet(const Accounts& fine, const Accounts& coarse, const table::Grouping& grouping) {
  const std::vector<double> first = table::group_means(multipliers(fine), fine.output, grouping);
  const std::vector<double> after = multipliers(coarse);
  report::Sheet sheet{
      "aggregate",
      {"Aggregation bias of output multipliers: " + fine.title, "产出乘数的汇总偏差：" + fine.title},
      {text_column("group", "Group", "组"),
       number_column("fine", "Computed, then aggregated", "先计算后汇总", 4),
       number_column("coarse", "Aggregated, then computed", "先汇总后计算", 4),
       number_column("bias", "Bias", "偏差", 2, "%")},
      {},
      {origin_note(choose_requirements(fine, ""))}};
  for (std::size_t g = 0; g < first.size(); ++g) {
    const double bias = first[g] == 0 ? 0 : 100 * (after[g] / first[g] - 1);
    sheet.rows.push_back({same(grouping.groups[g].code), first[g], after[g], bias});
  }
  return sheet;
}

/// code, output, then optional name_en, name_zh, cluster, sales, inputs, within:CODE.
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

}  // namespace

int command_table_aggregate(const TableAggregateOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts fine = read_table(options.folder);
    const table::Grouping grouping =
        options.groups ? read_groups(*options.groups, fine) : table::group_by(fine, options.by);
    Accounts coarse = table::aggregate(fine, grouping);
    if (options.groups) add_input(coarse, *options.groups);
    report::Sheet sheet = bias_sheet(fine, coarse, grouping);
    sheet.notes.push_back(write_changed(coarse, options.into));
    print_sheets({sheet}, options.output);
  });
}

int command_table_disaggregate(const TableDisaggregateOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    const std::size_t k = table::sector_index(accounts, options.sector);
    const auto parts = read_parts(options.shares, accounts.sectors[k]);
    Accounts split = table::disaggregate(accounts, options.sector, parts);
    add_input(split, options.shares);
    const std::vector<double> after = multipliers(split);
    report::Sheet sheet{"disaggregate",
                        {fmt::format("{} split: {}", options.sector, accounts.title),
                         fmt::format("部门 {} 拆分：{}", options.sector, accounts.title)},
                        {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门"),
                         number_column("output", "Output", "产出", 1, accounts.unit),
                         number_column("value_added", "Value added", "增加值", 1),
                         number_column("multiplier", "Output multiplier", "产出乘数", 4)},
                        {},
                        {}};
    for (const table::SectorPart& part : parts) {
      const std::size_t i = table::sector_index(split, part.sector.code);
      sheet.rows.push_back({same(part.sector.code), sector_name(part.sector), split.output[i],
                            split.value_added_total[i], after[i]});
    }
    sheet.notes.push_back({fmt::format("Multiplier of the old sector: {:.4f}.", multipliers(accounts)[k]),
                           fmt::format("原部门产出乘数：{:.4f}。", multipliers(accounts)[k])});
    sheet.notes.push_back(write_changed(split, options.into));
    print_sheets({sheet}, options.output);
  });
}

int command_table_rebase(const TableRebaseOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    const table::Categories prices = read_columns(options.prices, table::codes(accounts));
    const auto optional = [&](const char* name) {
      return prices.find(name) ? prices.column(name) : std::vector<double>();
    };
    table::Rebased found = table::rebase(
        accounts, {prices.column("index"), optional("imported"), optional("imported_inputs")}, options.base);
    add_input(found.accounts, options.prices);
    report::Sheet sheet = sector_sheet(
        accounts, {}, "rebase",
        {"Value added at prices of " + options.base + ": " + accounts.title,
         "按 " + options.base + " 价格的增加值：" + accounts.title},
        {{number_column("current", "At its own prices", "原价", 1, accounts.unit),
          accounts.value_added_total,
          {}},
         {number_column("rebased", "Rebased", "换算后", 1), found.accounts.value_added_total, {}},
         {number_column("index", "Price index", "价格指数", 4), prices.column("index"), {}}});
    std::string negative;
    for (const std::string& code : found.negative)
      negative += (negative.empty() ? "" : ", ") + code;
    sheet.notes.push_back(negative.empty() ? Title{"No value added turned negative.", "无部门增加值转负。"}
                                           : Title{"Negative value added: " + negative + ".",
                                                   "增加值转负的部门：" + negative + "。"});
    sheet.notes.push_back(write_changed(found.accounts, options.into));
    print_sheets({sheet}, options.output);
  });
}

}  // namespace leontide::command
