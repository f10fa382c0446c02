#include <fmt/format.h>

#include "report/sweeps/ledger_sheets.hpp"
#include "sweep/result_rows.hpp"

namespace leontide::report {

namespace {

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
  const double low = row.low.value_or(0), high = row.high.value_or(1);
  cells.push_back(row.chance ? Cell(Interval{100 * *row.chance, 100 * low, 100 * high}) : Cell());
  cells.push_back(number(row.mean));
  cells.push_back(number(row.sd));
  for (std::size_t i = 0; i < shares; ++i)
    cells.push_back(i < row.quantiles.size() ? Cell(row.quantiles[i]) : Cell());
  cells.push_back(number(row.hits));
  cells.push_back(number(row.trials));
  cells.push_back(number(row.failed));
  return cells;
}

}  // namespace

Document results_document(const sweep::Ledger& ledger) {
  Sheet sheet{"results", {"Results", "结果"}, {}, {}, {}};
  sheet.columns = {number_column("cell", "cell", "单元", 0), text_column("scenario", "scenario", "情景"),
                   text_column("state", "state", "状态")};
  for (const std::string& path : ledger.paths())
    sheet.columns.push_back(text_column(path, path, path));
  sheet.columns.push_back(text_column("reading", "reading", "口径"));
  sheet.columns.push_back(text_column("target", "target", "目标"));
  sheet.columns.push_back(text_column("indicator", "indicator", "指标"));
  sheet.columns.push_back(text_column("year", "year", "年份"));
  sheet.columns.push_back(interval_column("chance", {"chance", "概率"}, Shown::share, 1, "%"));
  sheet.columns.push_back(column_of("mean", {"mean", "均值"}, Shown::by_size));
  sheet.columns.push_back(column_of("sd", {"spread", "标准差"}, Shown::by_size));
  const std::vector<double> quantiles = ledger.quantiles();
  for (const double share : quantiles) {
    const std::string name = fmt::format("q{:g}", 100 * share);
    sheet.columns.push_back(column_of(name, same(name), Shown::by_size));
  }
  sheet.columns.push_back(number_column("hits", "hits", "实现次数", 0));
  sheet.columns.push_back(number_column("trials", "trials", "模拟次数", 0));
  sheet.columns.push_back(number_column("failed", "failed", "失败次数", 0));
  sweep::each_row(ledger, [&](const sweep::ResultRow& row) {
    if (sheet.rows.size() == most_rows) throw TooManyRows{};
    sheet.rows.push_back(results_row(row, quantiles.size()));
  });
  Document document;
  document.name = "ledger results";
  const SweepNames names(ledger);
  document.title = names.sweep();
  rest_on_cells(ledger, names, document);
  document.standing.clear();  // every row has its own
  document.sections.emplace_back(std::move(sheet));
  return document;
}

}  // namespace leontide::report
