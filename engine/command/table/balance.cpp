#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "command/table/change.hpp"
#include "command/table/folder.hpp"
#include "report/tables/terms.hpp"
#include "report/tables/view.hpp"
#include "table/changes/regionalise_accounts.hpp"
#include "table/changes/update_accounts.hpp"
#include "table/coefficients.hpp"
#include "table/multipliers.hpp"

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

/// label, total: any column order, no other columns.
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

/// The gap after each iteration; the middle of a long record is left out.
report::Sheet iterations_sheet(const table::BalanceRecord& record, const std::string& method) {
  constexpr std::size_t most = 20;
  report::Sheet sheet{"iterations",
                      {"Iterations of " + method, method + " 迭代记录"},
                      {text_column("iteration", "Iteration", "迭代"),
                       text_column("gap", "Largest relative gap", "最大相对差距")},
                      {},
                      {}};
  const std::size_t n = record.gaps.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (n > most && i >= most / 2 && i < n - most / 2) continue;
    sheet.rows.push_back({same(fmt::format("{}", i + 1)), same(fmt::format("{:.3e}", record.gaps[i]))});
  }
  sheet.notes.push_back(
      n == 0 ? Title{"The table met its totals already.", "原表已满足目标合计。"}
             : Title{fmt::format("Converged after {} iterations.", n), fmt::format("迭代 {} 次收敛。", n)});
  return sheet;
}

report::Sheet multipliers_sheet(const std::vector<std::string>& labels, const std::vector<double>& factors,
                                const char* name, const Title& title, std::size_t top) {
  report::Sheet sheet{name,
                      title,
                      {text_column("label", "Label", "项目"), number_column("factor", "Factor", "乘数", 6)},
                      {},
                      {}};
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto distance = [&](std::size_t i) { return std::abs(std::log(factors[i])); };
  if (top > 0) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return distance(a) > distance(b); });
    order.resize(std::min(top, order.size()));
  }
  for (const std::size_t i : order)
    sheet.rows.push_back({same(labels[i]), factors[i]});
  return sheet;
}

report::Sheet largest_changes(const Accounts& before, const Accounts& after) {
  report::Sheet sheet{
      "outputs",
      {"Output multipliers before and after", "前后产出乘数"},
      {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门"),
       number_column("before", "Before", "之前", 4), number_column("after", "After", "之后", 4)},
      {},
      {}};
  const auto multipliers = [](const Accounts& accounts) {
    return table::output_multipliers(
        table::leontief_inverse(table::technical_coefficients(accounts.flows, accounts.output)));
  };
  const std::vector<double> one = multipliers(before);
  const std::vector<double> other = multipliers(after);
  for (std::size_t i = 0; i < one.size(); ++i) {
    sheet.rows.push_back({same(before.sectors[i].code), sector_name(before.sectors[i]), one[i], other[i]});
  }
  return sheet;
}

}  // namespace

int command_table_balance(const TableBalanceOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    table::BalancedAccounts found =
        table::balance_accounts(accounts, read_targets(options.targets), options.method);
    add_input(found.accounts, options.targets);
    std::vector<report::Sheet> sheets{
        iterations_sheet(found.record, title_of(options.method).en),
        multipliers_sheet(found.row_labels, found.record.row_multipliers, "rows",
                          {"Row multipliers r", "行乘数 r"}, options.top),
        multipliers_sheet(found.column_labels, found.record.column_multipliers, "columns",
                          {"Column multipliers s", "列乘数 s"}, options.top)};
    sheets.back().notes.push_back(write_changed(found.accounts, options.into));
    print_sheets(sheets, options.output);
  });
}

int command_table_update(const TableUpdateOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts accounts = read_table(options.folder);
    const Accounts from = read_table(options.from);
    const Accounts to = read_table(options.to);
    table::UpdatedAccounts found = table::update_accounts(accounts, from, to, {options.weight, 1. / 3, 3});
    for (const Accounts* one : {&from, &to})
      found.accounts.inputs.insert(found.accounts.inputs.end(), one->inputs.begin(), one->inputs.end());
    std::vector<report::Sheet> sheets{iterations_sheet(found.record, "GRAS"),
                                      largest_changes(accounts, found.accounts)};
    sheets.back().notes.push_back(
        {fmt::format("{} coefficients stood at a bound of their ratio, {} had no reference.", found.clipped,
                     found.unmatched),
         fmt::format("{} 个系数的变动比例取到边界，{} 个无参照。", found.clipped, found.unmatched)});
    sheets.back().notes.push_back(write_changed(found.accounts, options.into));
    print_sheets(sheets, options.output);
  });
}

int command_table_regionalise(const TableRegionaliseOptions& options) {
  return guarded(options.folder.string(), [&] {
    require_replaceable(options.into);
    const Accounts nation = read_table(options.folder);
    const std::vector<double> output = read_columns(options.output_of, table::codes(nation)).column("output");
    table::RegionalAccounts found =
        table::regionalise_accounts(nation, output, options.region, options.method, options.delta);
    add_input(found.accounts, options.output_of);
    report::Sheet sheet =
        sector_sheet(found.accounts, {}, "regionalise", same(found.accounts.title),
                     {{number_column("quotient", "SLQ", "区位商 SLQ", 4), found.quotients, {}},
                      {number_column("output", "Output", "产出", 1), output, {}},
                      {number_column("multiplier", "Local multiplier", "本地产出乘数", 4),
                       table::output_multipliers(table::leontief_inverse(
                           table::technical_coefficients(found.accounts.flows, found.accounts.output))),
                       {}}});
    sheet.notes.push_back(same(found.accounts.history.back()));
    sheet.notes.push_back(write_changed(found.accounts, options.into));
    print_sheets({sheet}, options.output);
  });
}

}  // namespace leontide::command
