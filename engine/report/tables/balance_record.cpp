#include "report/tables/balance_record.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "report/tables/terms.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

/// The gap after each iteration; the middle of a long record is left out.
Sheet iterations_sheet(const table::BalanceRecord& record, const std::string& method) {
  constexpr std::size_t most = 20;
  Sheet sheet{"iterations",
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
             : Title{"Converged after " + counted(n, "iteration") + ".", fmt::format("迭代 {} 次收敛。", n)});
  if (record.apart != 0) {
    sheet.notes.push_back(
        {fmt::format(
             "The sums of rows were {:.3g} apart from those of columns, which were brought to them by size.",
             record.apart),
         fmt::format("行合计与列合计相差 {:.3g}，已按大小调整列合计。", record.apart)});
  }
  return sheet;
}

Sheet factors_sheet(const std::vector<Title>& labels, const std::vector<double>& factors, const char* name,
                    const Title& title, std::size_t top) {
  Sheet sheet{name,
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
    sheet.rows.push_back({labels[i], factors[i]});
  return sheet;
}

namespace {

std::vector<Title> as_given(const std::vector<std::string>& labels) {
  std::vector<Title> titles(labels.size());
  std::transform(labels.begin(), labels.end(), titles.begin(), same);
  return titles;
}

}  // namespace

std::vector<Sheet> matrix_balance_sheets(const MatrixBalanceRequest& request) {
  const table::Margins& margins = request.margins;
  const table::Balanced found = request.method == table::BalanceMethod::ras
                                    ? table::ras(request.prior, margins)
                                    : table::gras(request.prior, margins);
  constexpr int cell_digits = 4;
  Sheet matrix{"matrix", {"Balanced matrix", "平衡后的矩阵"}, {text_column("code", "Code", "代码")}, {}, {}};
  matrix.is_matrix = true;
  for (const std::string& label : margins.column_labels)
    matrix.columns.push_back(number_column(label, label, label, cell_digits));
  for (std::size_t i = 0; i < found.values.rows; ++i) {
    auto& row = matrix.rows.emplace_back();
    row.emplace_back(same(margins.row_labels[i]));
    for (const double cell : found.values.row(i))
      row.emplace_back(cell);
  }
  return {std::move(matrix), iterations_sheet(found.record, title_of(request.method).en),
          factors_sheet(as_given(margins.row_labels), found.record.row_multipliers, "rows",
                        {"Row multipliers", "行乘数"}, request.top),
          factors_sheet(as_given(margins.column_labels), found.record.column_multipliers, "columns",
                        {"Column multipliers", "列乘数"}, request.top)};
}

}  // namespace leontide::report
