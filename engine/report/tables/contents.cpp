#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "table/analyses/content.hpp"
#include "table/analyses/linkages.hpp"
#include "table/analyses/price_model.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"
#include "table/use_kind.hpp"

namespace leontide::report {

namespace {

using table::Accounts;

constexpr int content_digits = 4;

std::vector<double> percent_of(std::vector<double> parts) {
  for (double& value : parts)
    value *= 100;
  return parts;
}

}  // namespace

std::vector<Sheet> prices_sheets(const Accounts& accounts, const PricesRequest& options) {
  const table::KnownRequirements known = table::known_requirements(accounts);
  const table::PriceEffects found = table::price_effects(accounts, known, options.costs);
  Sheet sheet = sector_sheet(
      accounts, options.view, "prices",
      {fmt::format("Cost-push prices, {}: {}", options.said.en, accounts.title),
       fmt::format("成本推动价格模型，{}：{}", options.said.zh, accounts.title)},
      {{number_column("price", "Price", "价格变动", content_digits, "%"), percent_of(found.price), {}},
       {number_column("direct", "Own cost", "直接成本变动", content_digits, "%"),
        percent_of(found.direct),
        {}}});
  sheet.notes.push_back(origin_note(choose_requirements(accounts, "")));
  sheet.notes.push_back({"Costs are passed on in full; quantities and technology stand still.",
                         "成本全部转嫁；数量与技术不变。"});
  Sheet uses{
      "uses",
      {"Prices of final uses", "最终使用价格"},
      {text_column("use", "Use", "类别"), number_column("price", "Price", "价格变动", content_digits, "%")},
      {},
      {{"Local products; weighted by what each use buys.", "本地产品，按各类使用加权。"}}};
  for (std::size_t k = 0; k < found.uses.size(); ++k) {
    const std::string& name = accounts.final_demand.names[k];
    if (table::use_kind_of(name) != table::UseKind::imports)
      uses.rows.push_back({term(name), 100 * found.uses[k]});
  }
  return {std::move(sheet), std::move(uses)};
}

std::vector<Sheet> leakage_sheets(const Accounts& accounts, const AnalysisRequest& options) {
  const Chosen chosen = choose_requirements(accounts, "domestic");
  const table::UnitContent found = table::unit_content(accounts, chosen.known);
  std::vector<SectorColumn> columns{
      {number_column("import_total", "Import content", "完全进口含量", content_digits),
       found.import_total,
       {}},
      {number_column("import_direct", "Direct imports", "直接进口系数", content_digits),
       found.import_direct,
       {}}};
  const bool has_other = !accounts.other_inputs.empty();
  if (has_other) {
    columns.push_back(
        {number_column("other", "Taxes on products and other inputs", "产品税等其他初始投入", content_digits),
         found.other,
         {}});
  }
  columns.push_back({number_column("value_added", "Value-added content", "完全增加值含量", content_digits),
                     found.value_added,
                     {}});
  Sheet sheet = sector_sheet(
      accounts, options.view, "leakage",
      {"Imports in a unit of final demand: " + accounts.title, "单位最终需求的进口含量：" + accounts.title},
      columns);
  sheet.notes.push_back(origin_note(chosen));
  sheet.notes.push_back(
      has_other
          ? Title{"Contents of imports, of taxes on products and other inputs, and of value added sum to 1.",
                  "进口、产品税等其他初始投入与增加值的含量之和为 1。"}
          : Title{"Import content and value-added content sum to 1 where a table's primary inputs are these "
                  "two.",
                  "初始投入仅含进口与增加值时，两者之和为 1。"});
  const std::vector<table::UseContent> by_use = table::use_contents(accounts, chosen.known, found);
  std::vector<double> amounts(by_use.size());
  std::transform(by_use.begin(), by_use.end(), amounts.begin(),
                 [](const table::UseContent& use) { return use.amount; });
  Sheet uses{"uses",
             {"Imports in final uses", "最终使用的进口含量"},
             {text_column("use", "Use", "类别"),
              number_column("amount", "Amount", "总额", amount_digits(amounts), accounts.unit),
              number_column("direct", "Imported itself", "直接进口", 1, "%"),
              number_column("embodied", "Imported by suppliers", "间接进口", 1, "%"),
              number_column("all", "All imports", "进口合计", 1, "%")},
             {},
             {}};
  for (const table::UseContent& use : by_use) {
    const double part = use.amount == 0 ? 0 : 100 / use.amount;
    uses.rows.push_back({term(use.name), use.amount, part * use.import_direct, part * use.import_embodied,
                         part * (use.import_direct + use.import_embodied)});
  }
  return {std::move(sheet), std::move(uses)};
}

std::vector<Sheet> satellites_sheets(const Accounts& accounts, const SatellitesRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  const table::Categories& satellite = options.satellite;
  const table::LeontiefSystem system(chosen.coefficients().values);
  const table::Matrix allocation = table::allocation_from(chosen.coefficients().values, accounts.output);
  table::UsesByOrigin uses = table::uses_by_origin(accounts, chosen.known);
  if (chosen.requirements == table::Requirements::total) {
    for (std::size_t k = 0; k < uses.local.values.values.size(); ++k)
      uses.local.values.values[k] += uses.imported.values.values[k];
  }
  Sheet footprint{"footprints", {"Footprints of final uses", "最终使用的足迹"}, {}, {}, {}};
  footprint.columns = {text_column("account", "Account", "卫星账户")};
  for (const std::string& name : uses.local.names) {
    const Title title = term(name);
    footprint.columns.push_back(column_of(name, title, Shown::fixed, 2));
  }
  footprint.columns.push_back(number_column("all", "All uses", "合计", 2));
  footprint.columns.push_back(number_column("account_total", "Account", "账户合计", 2));
  std::vector<SectorColumn> columns;
  for (const std::string& name : satellite.names) {
    const std::vector<double> amounts = satellite.column(name);
    std::vector<double> direct(amounts);
    for (std::size_t j = 0; j < direct.size(); ++j)
      direct[j] = accounts.output[j] == 0 ? 0 : direct[j] / accounts.output[j];
    const std::vector<double> total = system.effects(direct);
    const Title words = term(name);
    const std::string zh = words.zh.empty() ? name : words.zh;
    columns.push_back({number_column(name + "_total", words.en + ", total", zh + "完全强度", 6), total, {}});
    columns.push_back(
        {number_column(name + "_direct", words.en + ", direct", zh + "直接强度", 6), direct, {}});
    columns.push_back({number_column(name + "_downstream", words.en + ", downstream", zh + "下游强度", 6),
                       table::downstream_intensities(direct, allocation),
                       {}});
    auto& cells = footprint.rows.emplace_back();
    cells.emplace_back(words);
    const std::vector<double> by_use = table::footprints(total, uses.local.values);
    for (const double value : by_use)
      cells.emplace_back(value);
    cells.emplace_back(table::sum(by_use));
    cells.emplace_back(table::sum(amounts));
  }
  Sheet sheet =
      sector_sheet(accounts, options.view, "satellites",
                   {"Satellite intensities: " + accounts.title, "卫星账户强度：" + accounts.title}, columns);
  sheet.notes.push_back(origin_note(chosen));
  sheet.notes.push_back(
      {"Per unit of output (direct) and of final demand (total); downstream: of all who buy "
       "from the sector, its own left out.",
       "直接强度按单位产出，完全强度按单位最终需求；下游强度为直接与间接购买者之和，不含本部门自身。"});
  if (chosen.requirements == table::Requirements::total) {
    footprint.notes.push_back({"Imports count as if made here, so the uses sum to more than the account.",
                               "进口视同本地生产，各类使用合计大于账户总额。"});
  }
  return {std::move(sheet), std::move(footprint)};
}

}  // namespace leontide::report
