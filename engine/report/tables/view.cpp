#include "report/tables/view.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numeric>

#include "report/tables/standing_out.hpp"
#include "report/tables/terms.hpp"
#include "report/write/write.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::report {

namespace {

using InGroup = SectorColumn::InGroup;

/// The rows before they are chosen: labels and one value a column.
struct Rows {
  std::vector<Title> codes;
  std::vector<Title> names;
  std::vector<SectorColumn> columns;
};

Rows rows_of_groups(const table::Accounts& accounts, const std::string& by,
                    const std::vector<SectorColumn>& columns) {
  const table::Grouping grouping = table::group_by(accounts, by);
  Rows rows;
  std::vector<std::size_t> members(grouping.groups.size());
  for (const std::size_t g : grouping.of)
    ++members[g];
  for (std::size_t g = 0; g < members.size(); ++g) {
    rows.codes.push_back(same(grouping.groups[g].code));
    rows.names.push_back({counted(members[g], "sector"), fmt::format("{} 个部门", members[g])});
  }
  for (SectorColumn column : columns) {
    if (column.in_group == InGroup::none || !column.texts.empty()) continue;
    column.values = column.in_group == InGroup::sum
                        ? table::aggregate(column.values, grouping)
                        : table::group_means(column.values, accounts.output, grouping);
    rows.columns.push_back(std::move(column));
  }
  return rows;
}

Rows rows_of_sectors(const table::Accounts& accounts, const std::vector<SectorColumn>& columns) {
  Rows rows;
  rows.columns = columns;
  for (const table::Sector& sector : accounts.sectors) {
    rows.codes.push_back(same(sector.code));
    rows.names.push_back(sector_name(sector));
  }
  return rows;
}

std::vector<std::size_t> chosen_rows(const table::Accounts& accounts, const ViewOptions& view,
                                     const Rows& rows) {
  std::vector<std::size_t> order;
  if (view.sectors.empty() || !view.by.empty()) {
    order.resize(rows.codes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
  } else {
    for (const std::string& code : view.sectors)
      order.push_back(table::sector_index(accounts, code));
  }
  const auto first = std::find_if(rows.columns.begin(), rows.columns.end(),
                                  [](const SectorColumn& column) { return column.texts.empty(); });
  if (view.top == 0 || first == rows.columns.end()) return order;
  // What has no number comes last.
  const auto size = [&](std::size_t i) {
    return std::isnan(first->values[i]) ? -std::numeric_limits<double>::infinity() : first->values[i];
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
  order.resize(std::min(order.size(), view.top));
  return order;
}

Title origins_title(const Chosen& chosen) {
  if (chosen.requirements == table::Requirements::total) {
    return {"Inputs of all origins (competitive): imported inputs count as if made here.",
            "投入包括全部来源（竞争型）：进口投入视同本地生产。"};
  }
  switch (chosen.known.basis) {
    case table::OriginBasis::flows:
      return {"Inputs made in the table's own area (non-competitive).",
              "投入仅含本地（国内）产品（非竞争型）。"};
    case table::OriginBasis::purchase_shares:
      return {
          "Inputs made in the table's own area, by the purchase shares of regional_supply.csv, the same "
          "for every buyer of a product.",
          "投入仅含本地产品，按 regional_supply.csv 的本地购买比例折算，同一产品各用户相同。"};
    case table::OriginBasis::import_shares: break;
  }
  std::string en =
      "Domestic inputs estimated: the table does not tell imports by user, so imports over "
      "domestic use of each product are taken for every buyer alike.";
  std::string zh = "国内投入为估计值：原表未区分进口去向，按各产品进口占国内使用的比例统一折算。";
  if (chosen.known.clipped > 0) {
    en +=
        chosen.known.clipped == 1
            ? " 1 product imports more than is used here (re-exports); its share is set to 1."
            : fmt::format(" {} products import more than is used here (re-exports); their share is set to 1.",
                          chosen.known.clipped);
    zh += fmt::format("{} 个产品进口超过国内使用（转口），比例取 1。", chosen.known.clipped);
  }
  return {en, zh};
}

}  // namespace

Title sector_name(const table::Sector& sector) {
  return {sector.name_en.empty() ? sector.name_zh : sector.name_en, sector.name_zh};
}

Title sector_called(const table::Sector& sector) {
  const Title name = sector_name(sector);
  return name.en.empty() ? same(sector.code) : name;
}

Sheet sector_sheet(const table::Accounts& accounts, const ViewOptions& view, const std::string& name,
                   const Title& title, const std::vector<SectorColumn>& columns) {
  const bool grouped = !view.by.empty();
  const Rows rows = grouped ? rows_of_groups(accounts, view.by, columns) : rows_of_sectors(accounts, columns);
  Sheet sheet{name, title, {}, {}, {}};
  sheet.columns = {text_column("code", grouped ? view.by : "Code", grouped ? view.by : "代码"),
                   text_column("sector", grouped ? "Members" : "Sector", grouped ? "包含" : "部门")};
  for (const SectorColumn& column : rows.columns)
    sheet.columns.push_back(column.column);
  for (const std::size_t i : chosen_rows(accounts, view, rows)) {
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(rows.codes[i]);
    cells.emplace_back(rows.names[i]);
    for (const SectorColumn& column : rows.columns) {
      if (column.texts.empty()) {
        cells.emplace_back(column.values[i]);
      } else {
        cells.emplace_back(column.texts[i]);
      }
    }
  }
  const auto first = std::find_if(rows.columns.begin(), rows.columns.end(),
                                  [](const SectorColumn& column) { return column.texts.empty(); });
  if (first != rows.columns.end()) {
    std::vector<Title> called = rows.codes;
    for (std::size_t i = 0; i < called.size() && !grouped; ++i)
      called[i] = sector_called(accounts.sectors[i]);
    sheet.sentence = standing_out(title, first->column, called, first->values,
                                  first->in_group == InGroup::sum ? Together::sum : Together::mean);
  }
  if (grouped) {
    sheet.notes.push_back(
        {"Computed for the table's own sectors, then averaged by output (amounts added up).",
         "先按原部门计算，再按产出加权平均（总量相加）。"});
  }
  return sheet;
}

const table::Coefficients& Chosen::coefficients() const {
  return requirements == table::Requirements::total ? *known.total : *known.regional;
}

Chosen choose_requirements(const table::Accounts& accounts, const std::string& asked) {
  Chosen chosen{table::known_requirements(accounts), table::Requirements::regional};
  if (asked == "total" || (asked.empty() && !chosen.known.regional))
    chosen.requirements = table::Requirements::total;
  const bool total = chosen.requirements == table::Requirements::total;
  if (total ? chosen.known.total.has_value() : chosen.known.regional.has_value()) return chosen;
  throw table::Refusal(table::Reason::no_such_origin,
                       total ? "the table's flows are local and it does not tell imported flows by product: "
                               "total requirements are not known"
                             : "the table's flows are of all origins and nothing tells what is imported: "
                               "domestic requirements are not known");
}

Title origin_note(const Chosen& chosen) {
  Title out = origins_title(chosen);
  const auto condition =
      condition_note(table::productivity(chosen.coefficients().values).reciprocal_condition);
  if (!condition) return out;
  return {out.en + " " + condition->en, out.zh + condition->zh};
}

std::optional<Title> condition_note(double reciprocal_condition) {
  if (!(reciprocal_condition < table::doubtful_condition)) return std::nullopt;
  const double digits = std::max(0.0, 16 + std::log10(reciprocal_condition));
  return Title{
      fmt::format("The Leontief matrix is close to singular (reciprocal condition {:.1e}): these numbers "
                  "are sure to some {:.0f} digits.",
                  reciprocal_condition, digits),
      fmt::format("列昂惕夫矩阵接近奇异（条件数倒数 {:.1e}）：以下数值约有 {:.0f} 位有效数字可靠。",
                  reciprocal_condition, digits)};
}

int amount_digits(std::span<const double> amounts) {
  constexpr double shown = 4;
  double largest = 0;
  for (const double amount : amounts)
    largest = std::max(largest, std::abs(amount));
  if (!(largest > 0) || !std::isfinite(largest)) return 0;
  return static_cast<int>(std::clamp(shown - std::ceil(std::log10(largest)), 0.0, 6.0));
}

}  // namespace leontide::report
