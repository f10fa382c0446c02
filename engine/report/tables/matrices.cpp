#include <cmath>
#include <fmt/format.h>

#include "base/memory.hpp"
#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "table/analyses/influence.hpp"
#include "table/analyses/linkages.hpp"
#include "table/refusal.hpp"

namespace leontide::report {

namespace {

using table::Accounts;

constexpr int coefficient_digits = 4;

/// A matrix a user may ask for by name.
struct Asked {
  table::Matrix values;
  Title title;
};

Asked matrix_of(const std::string& of, const Chosen& chosen, const Accounts& accounts) {
  const table::Matrix& a = chosen.coefficients().values;
  if (of == "direct") return {a, {"Direct input coefficients A", "直接消耗系数"}};
  if (of == "allocation") {
    return {table::allocation_from(a, accounts.output), {"Allocation coefficients B", "直接分配系数"}};
  }
  if (of == "supply") {
    return {table::leontief_inverse(table::allocation_from(a, accounts.output)),
            {"Ghosh inverse (I - B)^-1", "完全供给系数（Ghosh 逆矩阵）"}};
  }
  table::Matrix l = table::leontief_inverse(a);
  if (of == "leontief")
    return {std::move(l), {"Leontief inverse (I - A)^-1", "完全需求系数（列昂惕夫逆矩阵）"}};
  for (std::size_t i = 0; i < l.rows; ++i)
    l(i, i) -= 1;
  return {std::move(l), {"Complete input coefficients (I - A)^-1 - I", "完全消耗系数"}};
}

/// The cell that is largest by size, between two different sectors.
Title largest_cell(const Accounts& accounts, const Asked& asked) {
  std::size_t row = 0, column = 0;
  double most = 0;
  for (std::size_t i = 0; i < asked.values.rows; ++i) {
    for (std::size_t j = 0; j < asked.values.columns; ++j) {
      if (i == j || !(std::abs(asked.values(i, j)) > most)) continue;
      most = std::abs(asked.values(i, j));
      row = i;
      column = j;
    }
  }
  if (!(most > 0)) return {};
  const Title seller = sector_called(accounts.sectors[row]), buyer = sector_called(accounts.sectors[column]);
  const double cell = asked.values(row, column);
  return {fmt::format("{}: the largest between two sectors is {:.4f}, from {} to {}.", asked.title.en, cell,
                      seller.en, buyer.en),
          fmt::format("{}：部门之间最大的为 {:.4f}，由{}至{}。", asked.title.zh, cell,
                      in_language(seller, Language::zh), in_language(buyer, Language::zh))};
}

Sheet matrix_sheet(const Accounts& accounts, const CoefficientsRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  const Asked asked = matrix_of(options.of, chosen, accounts);
  std::vector<SectorColumn> columns;
  std::vector<std::size_t> shown;
  for (const std::string& code : options.view.sectors)
    shown.push_back(table::sector_index(accounts, code));
  for (std::size_t j = 0; shown.size() < accounts.size() && options.view.sectors.empty(); ++j)
    shown.push_back(j);
  // A cell takes some 100 bytes while it is put into rows, and as many when it is written.
  require_memory(fmt::format("{} by {} coefficients as a sheet", accounts.size(), shown.size()),
                 {accounts.size(), shown.size(), 200});
  for (const std::size_t j : shown) {
    std::vector<double> column(accounts.size());
    for (std::size_t i = 0; i < column.size(); ++i)
      column[i] = asked.values(i, j);
    const std::string& code = accounts.sectors[j].code;
    columns.push_back(
        {number_column(code, code, code, coefficient_digits), column, {}, SectorColumn::InGroup::none});
  }
  Sheet sheet =
      sector_sheet(accounts, options.view, "coefficients",
                   {asked.title.en + ": " + accounts.title, asked.title.zh + "：" + accounts.title}, columns);
  sheet.notes.push_back(origin_note(chosen));
  sheet.is_matrix = true;
  sheet.sentence = largest_cell(accounts, asked);
  return sheet;
}

}  // namespace

std::vector<Sheet> coefficients_sheets(const Accounts& accounts, const CoefficientsRequest& options) {
  return {matrix_sheet(accounts, options)};
}

namespace {

Title most_important(const Accounts& accounts, const table::InfluenceCell& cell, double tolerance) {
  const Title seller = sector_called(accounts.sectors[cell.row]);
  const Title buyer = sector_called(accounts.sectors[cell.column]);
  return {fmt::format("What matters most is what {} takes of {}: {:.2f} % more or less of it moves some "
                      "sector's output by {} %.",
                      buyer.en, seller.en, cell.tolerable, tolerance),
          fmt::format("最重要的是{}对{}的消耗：变动 {:.2f}%，即有部门产出变动 {}%。",
                      in_language(buyer, Language::zh), in_language(seller, Language::zh), cell.tolerable,
                      tolerance)};
}

}  // namespace

std::vector<Sheet> influence_sheets(const Accounts& accounts, const InfluenceRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  std::vector<bool> shown(accounts.size(), options.view.sectors.empty());
  for (const std::string& code : options.view.sectors)
    shown[table::sector_index(accounts, code)] = true;
  const auto cells = table::influence(chosen.coefficients().values, accounts.output, options.tolerance);
  const std::size_t top = options.view.top == 0 ? 20 : options.view.top;
  Sheet sheet{"influence",
              {"Most important coefficients: " + accounts.title, "重要系数：" + accounts.title},
              {text_column("seller", "Seller", "投入部门"), text_column("seller_name", "", ""),
               text_column("buyer", "Buyer", "使用部门"), text_column("buyer_name", "", ""),
               number_column("coefficient", "Coefficient", "直接消耗系数", coefficient_digits),
               number_column("tolerable", "Tolerable change", "可容许变动", 2, "%"),
               number_column("field", "Field of influence", "影响域强度", coefficient_digits)},
              {},
              {}};
  for (const table::InfluenceCell& cell : cells) {
    if (sheet.rows.size() == top) break;
    if (!shown[cell.row] && !shown[cell.column]) continue;
    const table::Sector& seller = accounts.sectors[cell.row];
    const table::Sector& buyer = accounts.sectors[cell.column];
    sheet.rows.push_back({same(seller.code), sector_name(seller), same(buyer.code), sector_name(buyer),
                          cell.coefficient, cell.tolerable, cell.field});
  }
  if (!sheet.rows.empty()) sheet.sentence = most_important(accounts, cells.front(), options.tolerance);
  sheet.notes.push_back(origin_note(chosen));
  sheet.notes.push_back(
      {fmt::format("Tolerable change: of the coefficient, in percent of itself, that moves some sector's "
                   "output by {} % (Schintke & Stäglin 1988); small is important. Field: norm of the first-"
                   "order field of influence (Sonis & Hewings 1992).",
                   options.tolerance),
       fmt::format("可容许变动：使某部门产出变动 {} % 的系数相对变动（Schintke 与 Stäglin "
                   "1988），越小越重要。影响域"
                   "强度：一阶影响域的范数（Sonis 与 Hewings 1992）。",
                   options.tolerance)});
  return {std::move(sheet)};
}

}  // namespace leontide::report
