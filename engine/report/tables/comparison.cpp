#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "report/write/write.hpp"
#include "table/analyses/compare.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/changes/update.hpp"
#include "table/coefficients.hpp"

namespace leontide::report {

namespace {

Sheet errors_sheet(const table::Comparison& found, const table::Accounts& estimate,
                   const table::Accounts& reference, bool regional) {
  Sheet sheet{"errors",
              {"Coefficients of " + estimate.title + " against " + reference.title,
               "系数比较：" + estimate.title + " 对 " + reference.title},
              {number_column("stpe_percent", "STPE", "STPE", 1, "%"),
               number_column("wape_percent", "WAPE", "WAPE", 1, "%"),
               number_column("multiplier_bias_percent", "Multipliers: bias", "乘数平均偏差", 1, "%"),
               number_column("multiplier_mean_percent", "mean", "平均绝对误差", 1, "%"),
               number_column("multiplier_median_percent", "median", "中位数", 1, "%"),
               number_column("multiplier_max_percent", "largest", "最大", 1, "%"),
               text_column("multiplier_worst", "at", "所在部门")},
              {{found.total_percentage_error, found.weighted_percentage_error, 100 * found.multiplier_bias,
                100 * found.multiplier_mean, 100 * found.multiplier_median, 100 * found.multiplier_max,
                sector_called(reference.sectors[found.worst])}},
              {}};
  const Title worst = sector_called(reference.sectors[found.worst]);
  sheet.sentence = {
      fmt::format(
          "The coefficients are {:.1f} % apart, by flows; multipliers {:.1f} % on the mean, most in {} "
          "({:.1f} %).",
          found.weighted_percentage_error, 100 * found.multiplier_mean, worst.en, 100 * found.multiplier_max),
      fmt::format("系数按流量加权相差 {:.1f}%；产出乘数平均相差 {:.1f}%，最大为{}（{:.1f}%）。",
                  found.weighted_percentage_error, 100 * found.multiplier_mean,
                  in_language(worst, Language::zh), 100 * found.multiplier_max)};
  sheet.notes.push_back({fmt::format("{} with output, inputs {}.", counted(found.sectors.size(), "sector"),
                                     regional ? "made in the region" : "of all origins"),
                         fmt::format("{} 个有产出的部门，{}。", found.sectors.size(),
                                     regional ? "仅本地投入" : "全部来源的投入")});
  sheet.notes.push_back(
      {"STPE: sum of absolute errors over the sum of coefficients; WAPE: errors weighted by flows (Miller & "
       "Blair, chapter 7).",
       "STPE：系数绝对误差之和除以系数之和；WAPE：按流量加权的误差（Miller 与 Blair，第 7 章）。"});
  return sheet;
}

Sheet logs_sheet(const table::LogErrors& logs) {
  return {"log_errors",
          {"Log errors taken apart", "对数误差分解"},
          {number_column("sd_all", "sd", "标准差", 3), number_column("sd_rows", "rows", "行", 3),
           number_column("sd_columns", "columns", "列", 3), number_column("sd_cells", "cells", "单元", 3),
           number_column("flows_covered_percent", "Flows covered", "覆盖流量", 1, "%")},
          {{logs.all, logs.rows, logs.columns, logs.cells, 100 * logs.covered}},
          {}};
}

Sheet errors_of_multipliers(const table::Comparison& found, const table::Accounts& reference,
                            std::size_t top) {
  Sheet sheet{
      "multipliers",
      {"Output multipliers, largest errors first", "产出乘数，按误差由大到小"},
      {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门"),
       number_column("estimated", "Estimate", "估计", 3), number_column("referenced", "Reference", "参照", 3),
       number_column("error_percent", "Error", "误差", 1, "%")},
      {},
      {}};
  const auto error = [&](std::size_t j) { return found.estimated[j] / found.referenced[j] - 1; };
  std::vector<std::size_t> order = found.sectors;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return std::abs(error(a)) > std::abs(error(b)); });
  if (top > 0) order.resize(std::min(order.size(), top));
  for (const std::size_t j : order) {
    sheet.rows.push_back({same(reference.sectors[j].code), sector_name(reference.sectors[j]),
                          found.estimated[j], found.referenced[j], 100 * error(j)});
  }
  return sheet;
}

}  // namespace

std::vector<Sheet> comparison_sheets(const table::Accounts& estimate, const table::Accounts& reference,
                                     const CompareRequest& options) {
  table::require_same_sectors(estimate, reference);
  // Where one of the tables tells local inputs alone, these are what can be compared.
  const auto is_local = [](const table::Accounts& one) {
    return table::technology_requirements(one) == table::Requirements::regional;
  };
  const bool regional = options.regional || is_local(estimate) || is_local(reference);
  const auto kind = regional ? table::Requirements::regional : table::Requirements::total;
  const table::Comparison found = table::compare(coefficients(estimate, kind).values,
                                                 coefficients(reference, kind).values, reference.output);
  return {errors_sheet(found, estimate, reference, regional), logs_sheet(found.log_errors),
          errors_of_multipliers(found, reference, options.top)};
}

}  // namespace leontide::report
