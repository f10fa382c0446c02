// What a ledger says about its cells: laid out by what varies, and each against one of them.

#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/sweep/ledger_file.hpp"
#include "command/sweep/sweep.hpp"
#include "sweep/comparison.hpp"
#include "sweep/plot.hpp"
#include "sweep/result_rows.hpp"
#include "sweep/table.hpp"

namespace leontide::command {

namespace {

using report::Cell;
using report::same;
using report::Sheet;

Cell percent(const sweep::TableValue& value) {
  return report::Interval{100 * value.value, 100 * value.low, 100 * value.high};
}

void add_numbers(std::vector<Cell>& row, const std::vector<std::optional<sweep::TableValue>>& values,
                 bool is_chance) {
  for (const auto& value : values) {
    if (!value) {
      row.emplace_back();
    } else {
      row.push_back(is_chance ? percent(*value) : Cell(value->value));
    }
  }
}

Sheet table_sheet(const sweep::LaidOut& table, const LedgerTableOptions& options) {
  Sheet sheet{"table", same(options.value), {}, {}, {}};
  if (options.regret)
    sheet.title = {fmt::format("Regret of {}", options.value), fmt::format("{} 的遗憾值", options.value)};
  sheet.columns.push_back(report::text_column("row", options.rows, options.rows));
  for (const std::string& column : table.columns) {
    const Title title = same(column);
    sheet.columns.push_back(table.is_chance ? report::interval_column(column, title, report::Shown::share, 1,
                                                                      options.regret ? "points" : "%")
                                            : report::column_of(column, title, report::Shown::by_size));
  }
  if (table.is_chance)
    sheet.columns.push_back(report::text_column("best", "best, or not told from it", "最优，或与之无法区分"));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<Cell> row{same(table.rows[r])};
    add_numbers(row, table.values[r], table.is_chance);
    if (table.is_chance) row.emplace_back(same(table.best[r]));
    sheet.rows.push_back(std::move(row));
  }
  if (options.regret) {
    std::vector<Cell> row{Title{"largest", "最大"}};
    add_numbers(row, table.largest, true);
    row.emplace_back();
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Cell interval_of(const std::optional<statistics::Estimate>& estimate) {
  if (!estimate) return {};
  return report::Interval{100 * estimate->value, 100 * estimate->low, 100 * estimate->high};
}

/// How a cell stands to the reference.
Title standing_of(const sweep::ComparedCell& cell, const sweep::Comparison& comparison) {
  if (cell.number == comparison.against)
    return comparison.is_best ? Title{"best", "最优"} : Title{"reference", "参照"};
  if (!cell.difference) return {"not comparable", "无法比较"};
  if (cell.difference->low <= 0 && cell.difference->high >= 0) return {"not told from it", "无法区分"};
  return cell.difference->value > 0 ? Title{"above", "较高"} : Title{"below", "较低"};
}

Sheet comparison_sheet(const sweep::Comparison& comparison, const LedgerCompareOptions& options) {
  const bool has_cost = !options.cost.empty();
  Sheet sheet{"comparison",
              {fmt::format("Chance of {}, against cell {}", options.target, comparison.against),
               fmt::format("{} 的概率，与单元 {} 比较", options.target, comparison.against)},
              {},
              {},
              {}};
  sheet.columns = {report::number_column("cell", "cell", "单元", 0),
                   report::text_column("scenario", "scenario", "情景")};
  for (const std::string& path : comparison.paths)
    sheet.columns.push_back(report::text_column(path, path, path));
  sheet.columns.push_back(
      report::interval_column("chance", {"chance", "概率"}, report::Shown::share, 1, "%"));
  sheet.columns.push_back(report::interval_column(
      "difference", {"difference on common draws", "相同抽样上的差"}, report::Shown::share, 2, "points"));
  sheet.columns.push_back(report::text_column("standing", "against it", "与之相比"));
  if (has_cost) {
    sheet.columns.push_back(report::column_of("cost", same(options.cost), report::Shown::by_size));
    sheet.columns.push_back(report::text_column("front", "front", "前沿"));
  }
  bool lacks_marks = false;
  for (const sweep::ComparedCell& cell : comparison.cells) {
    std::vector<Cell> row{static_cast<double>(cell.number), same(cell.scenario)};
    for (const std::string& value : cell.values)
      row.emplace_back(same(value));
    row.push_back(percent(cell.chance));
    row.push_back(interval_of(cell.difference));
    row.emplace_back(standing_of(cell, comparison));
    if (has_cost) {
      row.push_back(cell.cost ? Cell(*cell.cost) : Cell());
      row.emplace_back(cell.is_on_front ? Title{"yes", "是"} : Title{});
    }
    lacks_marks = lacks_marks || (!cell.difference && cell.number != comparison.against);
    sheet.rows.push_back(std::move(row));
  }
  sheet.notes.push_back(
      {fmt::format("reading {}", comparison.reading), fmt::format("口径：{}", comparison.reading)});
  if (lacks_marks)
    sheet.notes.push_back(
        {"cells without a difference keep no trials (`keep: {trials: yes}`) or stand on other draws",
         "没有差值的单元未保留试验（`keep: {trials: yes}`）或抽样不同"});
  return sheet;
}

/// What a workbook's sheet holds.
constexpr std::size_t most_rows = 1'000'000;

std::vector<Cell> results_row(const sweep::ResultRow& row, std::size_t shares) {
  const auto number = [](const auto& value) { return value ? Cell(static_cast<double>(*value)) : Cell(); };
  std::vector<Cell> cells{static_cast<double>(row.cell), same(row.scenario), same(row.state)};
  for (const std::string& value : row.values)
    cells.emplace_back(same(value));
  cells.emplace_back(same(row.reading));
  cells.push_back(row.is_target ? Cell(same(row.name)) : Cell());
  cells.push_back(row.is_target ? Cell() : Cell(same(row.name)));
  cells.emplace_back(same(row.year));
  cells.push_back(row.chance ? percent({*row.chance, row.low.value_or(0), row.high.value_or(1)}) : Cell());
  cells.push_back(number(row.mean));
  cells.push_back(number(row.sd));
  for (std::size_t i = 0; i < shares; ++i)
    cells.push_back(i < row.quantiles.size() ? Cell(row.quantiles[i]) : Cell());
  cells.push_back(number(row.hits));
  cells.push_back(number(row.trials));
  cells.push_back(number(row.failed));
  return cells;
}

Sheet results_sheet(const sweep::Ledger& ledger) {
  Sheet sheet{"results", {"Results", "结果"}, {}, {}, {}};
  sheet.columns = {report::number_column("cell", "cell", "单元", 0),
                   report::text_column("scenario", "scenario", "情景"),
                   report::text_column("state", "state", "状态")};
  for (const std::string& path : ledger.paths())
    sheet.columns.push_back(report::text_column(path, path, path));
  sheet.columns.push_back(report::text_column("reading", "reading", "口径"));
  sheet.columns.push_back(report::text_column("target", "target", "目标"));
  sheet.columns.push_back(report::text_column("indicator", "indicator", "指标"));
  sheet.columns.push_back(report::text_column("year", "year", "年份"));
  sheet.columns.push_back(
      report::interval_column("chance", {"chance", "概率"}, report::Shown::share, 1, "%"));
  sheet.columns.push_back(report::column_of("mean", {"mean", "均值"}, report::Shown::by_size));
  sheet.columns.push_back(report::column_of("sd", {"spread", "标准差"}, report::Shown::by_size));
  for (const double share : ledger.quantiles()) {
    const std::string name = fmt::format("q{:g}", 100 * share);
    sheet.columns.push_back(report::column_of(name, same(name), report::Shown::by_size));
  }
  sheet.columns.push_back(report::number_column("hits", "hits", "实现次数", 0));
  sheet.columns.push_back(report::number_column("trials", "trials", "试验次数", 0));
  sheet.columns.push_back(report::number_column("failed", "failed", "失败次数", 0));
  const std::size_t shares = ledger.quantiles().size();
  sweep::each_row(ledger, [&](const sweep::ResultRow& row) {
    if (sheet.rows.size() == most_rows)
      refuse("too-many", ledger.file().string(), "the results have more than a million rows",
             "sweep.csv beside the ledger holds them all");
    sheet.rows.push_back(results_row(row, shares));
  });
  return sheet;
}

report::Document document_of(const char* name, const sweep::Ledger& ledger, Sheet sheet) {
  report::Document document;
  document.name = name;
  document.title = same(ledger.sweep());
  document.sections.emplace_back(std::move(sheet));
  return document;
}

/// Throws BadInput.
sweep::LaidOut laid_out(const sweep::Ledger& ledger, const LedgerLayout& layout) {
  BadInput bad;
  auto table = sweep::read_table(
      ledger, {layout.rows, layout.columns, layout.value, layout.reading, layout.where, layout.regret},
      bad.diagnostics);
  if (!table) throw bad;
  return std::move(*table);
}

}  // namespace

int command_ledger_table(const LedgerTableOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    const sweep::LaidOut table = laid_out(ledger, options);
    show(document_of("ledger table", ledger, table_sheet(table, options)), options.output);
  });
}

int command_ledger_plot(const LedgerPlotOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    const sweep::LaidOut table = laid_out(ledger, options);
    const bool has_numbers = sweep::has_numeric_rows(table);
    if (options.form == PlotForm::lines && !has_numbers)
      refuse("value", "--kind",
             fmt::format("the values of {} are no numbers to draw lines over", options.rows), "--kind heat");
    const auto kind =
        options.form == PlotForm::heat || !has_numbers ? sweep::PlotKind::heat : sweep::PlotKind::lines;
    const std::string title = fmt::format(
        "{}{}: {}", ledger.sweep(),
        options.regret ? (options.language == Language::zh ? "，遗憾值" : ", regret") : "", options.value);
    write_file(options.into,
               sweep::plot_svg(table, {title, options.rows, options.columns, kind, options.language}));
  });
}

int command_ledger_results(const LedgerOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    show(document_of("ledger results", ledger, results_sheet(ledger)), options.output);
  });
}

int command_ledger_compare(const LedgerCompareOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    BadInput bad;
    const auto comparison = sweep::compare_cells(
        ledger, {options.target, options.reading, options.against, options.cost, options.where},
        bad.diagnostics);
    if (!comparison) throw bad;
    show(document_of("ledger compare", ledger, comparison_sheet(*comparison, options)), options.output);
  });
}

}  // namespace leontide::command
