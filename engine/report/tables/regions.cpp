#include <algorithm>
#include <fmt/format.h>
#include <span>

#include "report/tables/analysis_sheets.hpp"
#include "report/tables/standing_out.hpp"
#include "report/tables/terms.hpp"
#include "report/write/write.hpp"
#include "table/analyses/regional_footprint.hpp"
#include "table/analyses/regional_multipliers.hpp"
#include "table/analyses/regional_trade.hpp"
#include "table/origins.hpp"

namespace leontide::report {

namespace {

using table::Accounts;
using table::Regions;

constexpr int region_digits = 4;

Title region_title(const Regions& regions, std::size_t region) {
  if (region < regions.names.size()) return same(regions.names[region]);
  return {"no region", "不属任何地区"};
}

/// Means over the sectors of each region, by the final demand that they meet.
struct RegionMeans {
  std::vector<std::vector<double>> sums;  ///< [columns][regions]
  std::vector<double> weights;
};

RegionMeans means_of(const Regions& regions, const std::vector<double>& demand,
                     const std::vector<const std::vector<double>*>& columns) {
  RegionMeans out{{}, std::vector<double>(regions.names.size())};
  for (std::size_t j = 0; j < demand.size(); ++j)
    out.weights[regions.of[j]] += demand[j];
  for (const auto* column : columns) {
    auto& sums = out.sums.emplace_back(regions.names.size());
    for (std::size_t j = 0; j < demand.size(); ++j)
      sums[regions.of[j]] += demand[j] * (*column)[j];
    for (std::size_t r = 0; r < sums.size(); ++r)
      sums[r] = out.weights[r] == 0 ? 0 : sums[r] / out.weights[r];
  }
  return out;
}

Sheet spillover_sheet(const Regions& regions, const table::RegionalMultipliers& found,
                      const std::vector<double>& demand) {
  Sheet sheet{"spillovers",
              {"Where a unit of each region's final demand is made", "各地区单位最终需求的产出所在地"},
              {text_column("region", "Final demand for products of", "最终需求来源地区"),
               number_column("total", "Output", "产出", region_digits),
               number_column("own", "in the region", "本地区", region_digits),
               number_column("other", "in others", "其他地区", region_digits),
               number_column("feedback", "Feedback", "反馈", region_digits)},
              {},
              {}};
  const RegionMeans means =
      means_of(regions, demand, {&found.total, &found.own, &found.other, &found.feedback});
  std::vector<std::vector<double>> rows;
  for (std::size_t r = 0; r < regions.names.size(); ++r) {
    sheet.columns.push_back(
        number_column("in_" + regions.names[r], regions.names[r], regions.names[r], region_digits));
    const auto made = found.by_region.row(r);
    rows.emplace_back(made.begin(), made.end());
  }
  std::vector<const std::vector<double>*> columns(rows.size());
  std::transform(rows.begin(), rows.end(), columns.begin(), [](const auto& row) { return &row; });
  const RegionMeans by_region = means_of(regions, demand, columns);
  for (std::size_t s = 0; s < regions.names.size(); ++s) {
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(same(regions.names[s]));
    for (const auto& sums : means.sums)
      cells.emplace_back(sums[s]);
    for (const auto& sums : by_region.sums)
      cells.emplace_back(sums[s]);
  }
  sheet.notes.push_back({"Means over the region's sectors by the final demand that they meet.",
                         "按各部门满足的最终需求加权平均。"});
  return sheet;
}

/// Sales to other regions, to own users and to uses of no region, of all products.
Sheet balance_sheet(const Accounts& accounts, const Regions& regions, const table::RegionalTrade& found) {
  const int trade_digits = amount_digits(accounts.output);
  Sheet sheet{"regions",
              {"Trade between regions: " + accounts.title, "地区间贸易：" + accounts.title},
              {text_column("region", "Region", "地区"),
               number_column("sold_intermediate", "Sold as inputs", "销往外地：中间投入", trade_digits,
                             accounts.unit),
               number_column("sold_final", "Sold to final uses", "销往外地：最终使用", trade_digits),
               number_column("bought_intermediate", "Intermediate inputs from elsewhere",
                             "外地购入：中间投入", trade_digits),
               number_column("bought_final", "Final uses from elsewhere", "外地购入：最终使用", trade_digits),
               number_column("balance", "Balance", "净流出", trade_digits),
               number_column("kept", "Own use", "本地使用", trade_digits),
               number_column("no_region", "To uses of no region", "不属任何地区的使用", trade_digits)},
              {},
              {}};
  const std::size_t count = regions.names.size();
  for (std::size_t r = 0; r < count; ++r) {
    double intermediate_uses[2] = {0, 0};
    double intermediate_inputs[2] = {0, 0};
    for (std::size_t s = 0; s < count; ++s) {
      if (s == r) continue;
      intermediate_uses[0] += found.intermediate(r, s);
      intermediate_uses[1] += found.final_uses(r, s);
      intermediate_inputs[0] += found.intermediate(s, r);
      intermediate_inputs[1] += found.final_uses(s, r);
    }
    sheet.rows.push_back(
        {same(regions.names[r]), intermediate_uses[0], intermediate_uses[1], intermediate_inputs[0],
         intermediate_inputs[1],
         intermediate_uses[0] + intermediate_uses[1] - intermediate_inputs[0] - intermediate_inputs[1],
         found.intermediate(r, r) + found.final_uses(r, r), found.final_uses(r, count)});
  }
  return sheet;
}

void add_trade_rows(Sheet& sheet, const Regions& regions, const table::RegionalTrade& found,
                    const std::optional<std::string>& sector) {
  for (std::size_t r = 0; r < regions.names.size(); ++r) {
    for (std::size_t s = 0; s < regions.names.size(); ++s) {
      const double inputs = found.intermediate(r, s);
      const double uses = found.final_uses(r, s);
      if (r == s || (inputs == 0 && uses == 0)) continue;
      auto& cells = sheet.rows.emplace_back();
      cells.emplace_back(same(regions.names[r]));
      cells.emplace_back(same(regions.names[s]));
      if (sector) cells.emplace_back(same(*sector));
      for (const double value : {inputs, uses, inputs + uses})
        cells.emplace_back(value);
    }
  }
}

/// The largest flow between two regions, by its last column.
Title largest_trade(const Sheet& pairs) {
  const std::vector<Cell>* largest = nullptr;
  const auto total = [](const std::vector<Cell>& row) { return std::get<double>(row.back()); };
  double all = 0;
  for (const auto& row : pairs.rows) {
    all += total(row);
    if (largest == nullptr || total(row) > total(*largest)) largest = &row;
  }
  if (largest == nullptr) return {};
  const std::string &from = std::get<Title>((*largest)[0]).en, &to = std::get<Title>((*largest)[1]).en;
  const SheetColumn& column = pairs.columns.back();
  const auto number = [&](double value) { return shown(Cell(value), column, Language::en); };
  return {fmt::format("The largest flow goes from {} to {}: {} of {} traded between regions.", from, to,
                      number(total(*largest)), number(all)),
          fmt::format("最大的流向为由{}至{}：{}，地区间贸易共 {}。", from, to, number(total(*largest)),
                      number(all))};
}

struct FootprintSheets {
  Sheet accounts{"accounts",
                 {"Accounts from the producer's and the consumer's side", "生产者与消费者责任核算"},
                 {text_column("account", "Account", "卫星账户"), text_column("region", "Region", "地区"),
                  number_column("producer", "Producer's", "生产者责任", 3),
                  number_column("own", "final users' own", "最终使用者直接", 3),
                  number_column("exported", "For others", "为其他地区", 3),
                  number_column("imported", "By others", "由其他地区", 3),
                  number_column("no_region", "For uses of no region", "为不属任何地区的使用", 3),
                  number_column("consumer", "Consumer's", "消费者责任", 3)},
                 {},
                 {}};
  Sheet origins{"origins",
                {"Where it is done, and for whose final uses", "发生地与最终使用地"},
                {text_column("account", "Account", "卫星账户"), text_column("origin", "Done in", "发生地"),
                 text_column("destination", "For final uses of", "最终使用地"),
                 number_column("amount", "Amount", "数量", 3)},
                {},
                {}};
  Sheet sectors{
      "sectors",
      {"Footprints by region and sector", "分地区分部门足迹"},
      {text_column("account", "Account", "卫星账户"), text_column("region", "Final uses of", "最终使用地"),
       text_column("sector", "Sector", "部门"),
       number_column("by_product", "By product bought", "按购买产品", 3),
       number_column("by_maker", "By sector that does it", "按发生部门", 3)},
      {},
      {}};

  void add(const Title& name, const Regions& regions, const table::RegionalFootprint& found) {
    if (accounts.sentence.en.empty()) {
      std::vector<Title> called;
      for (const std::string& region : regions.names)
        called.push_back(same(region));
      accounts.sentence = standing_out(name, accounts.columns.back(), called,
                                       std::span(found.consumer).first(called.size()), Together::sum);
    }
    const std::size_t count = regions.names.size();
    for (std::size_t r = 0; r < count; ++r) {
      double exported = 0;
      double imported = 0;
      for (std::size_t s = 0; s < count; ++s) {
        exported += s == r ? 0 : found.embodied(r, s);
        imported += s == r ? 0 : found.embodied(s, r);
      }
      accounts.rows.push_back({name, same(regions.names[r]), found.producer[r], found.own[r], exported,
                               imported, found.embodied(r, count), found.consumer[r]});
    }
    for (std::size_t s = 0; s <= count; ++s) {
      for (std::size_t r = 0; r < count; ++r) {
        if (found.embodied(r, s) == 0) continue;
        origins.rows.push_back(
            {name, same(regions.names[r]), region_title(regions, s), found.embodied(r, s)});
      }
      for (std::size_t i = 0; i < regions.sectors.size(); ++i) {
        if (found.by_product(i, s) == 0 && found.by_maker(i, s) == 0) continue;
        sectors.rows.push_back({name, region_title(regions, s), same(regions.sectors[i]),
                                found.by_product(i, s), found.by_maker(i, s)});
      }
    }
  }
};

}  // namespace

std::vector<Sheet> regions_sheets(const Accounts& accounts, const AnalysisRequest& options) {
  const Regions regions = table::regions(accounts);
  const Chosen chosen = choose_requirements(accounts, "domestic");
  const auto found = table::regional_multipliers(chosen.coefficients().values, regions);
  std::vector<double> part(accounts.size());
  for (std::size_t j = 0; j < part.size(); ++j)
    part[j] = 100 * found.feedback[j] / found.own[j];
  Sheet sheet = sector_sheet(
      accounts, options.view, "regions",
      {"Output multipliers by region: " + accounts.title, "分地区产出乘数：" + accounts.title},
      {{number_column("total", "Output multiplier", "产出乘数", region_digits), found.total, {}},
       {number_column("own", "In its own region", "本地区内", region_digits), found.own, {}},
       {number_column("other", "In other regions", "溢出到其他地区", region_digits), found.other, {}},
       {number_column("alone", "Region alone", "仅本地区模型", region_digits), found.alone, {}},
       {number_column("feedback", "Feedback", "地区间反馈", region_digits), found.feedback, {}},
       {number_column("feedback_share", "of its own region's", "占本地区", 2, "%"), part, {}}});
  sheet.notes.push_back(origin_note(chosen));
  sheet.notes.push_back(
      {"Feedback: what comes back to the region by way of the others, over a model of the region's own block "
       "(Miller & Blair 2009, section 3.3).",
       "反馈：经其他地区回到本地区的产出，即多地区模型与仅本地区模型之差（Miller 与 Blair 2009，3.3 节）。"});
  const std::vector<double> demand = table::demand_met(accounts, chosen.known, table::Requirements::regional);
  return {std::move(sheet), spillover_sheet(regions, found, demand)};
}

std::vector<Sheet> trade_sheets(const Accounts& accounts, const TradeRequest& options) {
  const Regions regions = table::regions(accounts);
  const int trade_digits = amount_digits(accounts.output);
  Sheet pairs{
      "trade",
      {"Gross trade by origin and destination", "按来源地与目的地的总贸易"},
      {text_column("origin", "Origin", "来源地"), text_column("destination", "Destination", "目的地")},
      {},
      {}};
  if (options.by_sector) pairs.columns.push_back(text_column("sector", "Sector", "部门"));
  pairs.columns.push_back(
      number_column("intermediate", "As inputs", "中间投入", trade_digits, accounts.unit));
  pairs.columns.push_back(number_column("final", "To final uses", "最终使用", trade_digits));
  pairs.columns.push_back(number_column("total", "Total", "合计", trade_digits));
  const table::RegionalTrade all = table::regional_trade(accounts, regions);
  if (options.by_sector) {
    for (std::size_t k = 0; k < regions.sectors.size(); ++k)
      add_trade_rows(pairs, regions, table::regional_trade(accounts, regions, k), regions.sectors[k]);
  } else {
    add_trade_rows(pairs, regions, all, std::nullopt);
  }
  pairs.sentence = largest_trade(pairs);
  return {balance_sheet(accounts, regions, all), std::move(pairs)};
}

std::vector<Sheet> footprints_sheets(const Accounts& accounts, const FootprintsRequest& options) {
  const Regions regions = table::regions(accounts);
  const Chosen chosen = choose_requirements(accounts, "domestic");
  table::Categories amounts = options.satellite;
  table::Categories own = options.final_users;
  if (!options.factors.empty()) {
    amounts = table::characterised(amounts, options.factors);
    if (!own.empty()) own = table::characterised(own, options.factors);
  }
  const auto found =
      table::regional_footprints(accounts, regions, chosen.coefficients().values, amounts, own);
  FootprintSheets sheets;
  for (std::size_t k = 0; k < found.size(); ++k)
    sheets.add(term(amounts.names[k]), regions, found[k]);
  sheets.accounts.notes.push_back(
      {"Producer's: done in the region, by its final users too. Consumer's: done anywhere for its final "
       "uses. "
       "Both sum to the same where every final use is of a region.",
       "生产者责任：发生在本地区（含最终使用者直接）；消费者责任：为本地区最终使用而发生于各地；"
       "若所有最终使用均属某地区，两者合计相等。"});
  sheets.accounts.notes.push_back(origin_note(chosen));
  return {std::move(sheets.accounts), std::move(sheets.origins), std::move(sheets.sectors)};
}

}  // namespace leontide::report
