#include "start/plan.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/csv.hpp"
#include "base/numbers.hpp"
#include "start/fill.hpp"

namespace leontide::start {

namespace {

std::string both(const Title& title) {
  return fmt::format("{{en: {}, zh: {}}}", in_quotes(title.en), in_quotes(in_language(title, Language::zh)));
}

Title missing_figure(const PlanRow& row, int base) {
  return {
      fmt::format("{}: the figure of {} and of the years before, and how it is counted", row.title.en, base),
      fmt::format("{}：{}年及以前各年数值与统计口径", in_language(row.title, Language::zh), base)};
}

/// The bound of a row that nothing in the model answers, in the plan's own words.
std::string own_bound(const PlanRow& row) {
  const auto number = [](const std::optional<double>& value) { return print_number(value.value_or(0)); };
  switch (row.op) {
    case Operator::at_least:
    case Operator::about: return "at_least: " + number(row.value);
    case Operator::at_most: return "at_most: " + number(row.value);
    case Operator::between:
      return fmt::format("between: [{}, {}]", number(row.value), number(row.value_high));
    default: return "at_least: base";
  }
}

std::string said_as(const PlanRow& row) {
  switch (row.kind) {
    case RowKind::annual_growth: return "as: growth, ";
    case RowKind::cumulative: return "as: total, ";
    case RowKind::ratio_to_base: return "as: ratio, ";
    default: return "";
  }
}

std::string hedge_of(const PlanRow& row) {
  if (row.op == Operator::about) return ", hedge: about";
  return row.is_hard ? "" : ", hedge: strive";
}

std::string promise_of(const PlacedRow& placed, int base) {
  const PlanRow& row = placed.row;
  std::string text = fmt::format("quantity: {}", placed.quantity);
  if (!placed.indicator.empty()) {
    if (placed.whole) text += ", of: " + *placed.whole;
    if (row.kind == RowKind::ratio_to_base) text += fmt::format(", as: ratio, from: {}", base);
    if (row.op == Operator::keeps_pace_with_gdp) text += ", at_least: gdp_va";
    if (row.op == Operator::exceeds_national_growth) text += ", at_least: national_foreign_trade";
    if (row.kind == RowKind::annual_growth) text += ", prices: " + placed.prices;
    return text + hedge_of(row);
  }
  const bool is_base_alone = own_bound(row) == "at_least: base";
  text += ", " + said_as(row) + own_bound(row);
  if (!is_base_alone) text += fmt::format(", unit: {}", in_quotes(unit_of_plan(row.unit)));
  text += fmt::format(", year: {}", row.year);
  const bool counts_years = row.kind == RowKind::annual_growth || row.kind == RowKind::cumulative;
  const int first = std::min(row.from.value_or(base + 1), row.year);
  if (counts_years)
    text += fmt::format(", from: {}", first);
  else if (row.kind == RowKind::ratio_to_base || is_base_alone)
    text += fmt::format(", from: {}", std::min(base, row.year - 1));
  return text + hedge_of(row);
}

std::string target_text(const PlacedRow& placed, int base) {
  const PlanRow& row = placed.row;
  std::string text = fmt::format("  - id: {}\n    title: {}\n", row.id, both(row.title));
  const bool is_modelled = !placed.indicator.empty();
  text += fmt::format("    status: {}\n    promise: {{{}}}\n", is_modelled ? "modelled" : "not assessable",
                      promise_of(placed, base));
  if (is_modelled) {
    text +=
        fmt::format("    indicator: {}\n    {}\n    unit: {}\n", placed.indicator, placed.bound, placed.unit);
    if (placed.unit.ends_with("CNY")) text += fmt::format("    prices: {}\n", placed.prices);
    text += fmt::format("    {}\n", placed.years);
    if (row.op == Operator::about) text += "    tolerance: 0.02\n";
    text += "    grade: C\n";
  } else {
    text += fmt::format("    needs: {}\n", both(missing_figure(row, base)));
    if (!row.department.empty())
      text += fmt::format("    asks: {}\n", both({row.department, row.department}));
  }
  text += fmt::format("    base: {}\n", both(placed.why));
  std::string note = row.section.empty() ? row.note : fmt::format("{}: {}", row.section, row.note);
  if (!note.empty()) text += fmt::format("    note: {}\n", in_quotes(note));
  return text;
}

/// What the table says of quantities that targets speak of.
std::string quantities_text(const table::Accounts& accounts, const PlacedPlan& plan) {
  struct QuantityCodes {
    const char* name;
    std::vector<std::string> codes;
  };
  const QuantityCodes groups[] = {{"finance_va", {"32"}},
                                  {"logistics_va", {"29"}},
                                  {"it_services_va", {"31"}},
                                  {"business_services_va", {"34"}},
                                  {"sci_tech_services_va", {"35", "36"}}};
  const auto figure = [&](const std::string& value) {
    return fmt::format("figure: {{value: {}, year: {}, source: the table}}", value, accounts.year);
  };
  const std::vector<std::string> all = codes(accounts);
  std::string text = fmt::format(
      "quantities:\n"
      "  gdp_va: {{title: {{en: GDP, zh: 地区生产总值}}, unit: 1e8 CNY, {}}}\n"
      "  services_va: {{title: {{en: Services, zh: 服务业增加值}}, unit: 1e8 CNY, within: gdp_va, {}}}\n"
      "  national_foreign_trade: {{title: {{en: The nation's foreign trade, zh: 全国外贸进出口}}}}\n",
      figure(value_added_text(accounts, all)), figure(broad_text(accounts, "tertiary")));
  for (const QuantityCodes& group : groups) {
    const bool is_asked = std::any_of(plan.rows.begin(), plan.rows.end(),
                                      [&](const PlacedRow& row) { return row.quantity == group.name; });
    if (is_asked)
      text += fmt::format("  {}: {{unit: 1e8 CNY, within: services_va, {}}}\n", group.name,
                          figure(value_added_text(accounts, group.codes)));
  }
  return text;
}

std::string targets_text(const table::Accounts& accounts, const CityPlace& place, const PlacedPlan& plan) {
  std::string text = fmt::format(
      "leontide: targets/1\nname: {}\n\n"
      "# Made from a table of targets: mapping.csv says what each row was taken for. Check every line "
      "against the plan: what a word\n"
      "# of an id means, from which year growth counts, what \"about\" allows, and where a published figure "
      "stands (`base_figure:`).\n\n"
      "outside_view: {{file: {}/growth/outside_view.csv}}\n",
      place.name, place.parts);
  text += quantities_text(accounts, plan) + "\ntargets:\n";
  for (const PlacedRow& row : plan.rows)
    text += target_text(row, accounts.year);
  return text;
}

std::string mapping_text(const PlacedPlan& plan, int base) {
  std::string text = "id,name,status,indicator,why,missing,asks\n";
  for (const PlacedRow& placed : plan.rows) {
    const bool is_modelled = !placed.indicator.empty();
    text += fmt::format(
        "{},{},{},{},{},{},{}\n", placed.row.id, csv_field(placed.row.title.en),
        is_modelled ? "modelled" : "not assessable", placed.indicator, csv_field(placed.why.en),
        is_modelled ? "" : csv_field(missing_figure(placed.row, base).en), csv_field(placed.row.department));
  }
  return text;
}

std::string baseline_text(const std::string& name) {
  return fmt::format(
      "leontide: scenario/1\nname: {}-baseline\ntitle: {{en: {}, zh: {}}}\nmodel: model.yaml\ntargets: "
      "targets.yaml\n"
      "levers: []                     # no measures\n"
      "events: {{}}                     # `leontide check` and the model name those that a scenario may turn "
      "on\n"
      "sampling: {{trials: 20000, seed: 1}}\ntolerances: [0, 0.02, 0.05]\n",
      name, in_quotes(name + ", no new measures"), in_quotes(name + "，无新增措施"));
}

std::string all_measures_text(const std::string& name) {
  return fmt::format(
      "leontide: scenario/1\nname: {}-plan\ntitle: {{en: {}, zh: {}}}\nextends: baseline.yaml\n"
      "# Every mechanism of the model. Leave out those under which no measure of the plan falls; strengths "
      "are priors.\n"
      "levers: [local_purchase, integration, productivity, outside_sales, finance_hub, port_and_air, "
      "trade_openness, firm_growth]\n",
      name, in_quotes(name + ", all measures"), in_quotes(name + "，全部措施"));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> plan_files(const table::Accounts& accounts,
                                                            const CityPlace& place, const PlacedPlan& plan) {
  const int end = std::max(plan.last_year, accounts.year + 1);
  return {{"model.yaml", city_text(accounts, place, end, plan.variables, plan.indicators)},
          {"targets.yaml", targets_text(accounts, place, plan)},
          {"baseline.yaml", baseline_text(place.name)},
          {"plan.yaml", all_measures_text(place.name)},
          {"mapping.csv", mapping_text(plan, accounts.year)}};
}

}  // namespace leontide::start
