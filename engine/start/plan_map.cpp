#include "start/plan_map.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <sstream>

#include "base/numbers.hpp"
#include "start/fill.hpp"

namespace leontide::start {

namespace {

/// What an id may begin with, and how the model selects it.
struct Stem {
  const char* words;
  const char* name;
  const char* selects;  ///< behind a variable over sectors
};
// Longer ones first where one begins with another.
constexpr Stem stems[] = {{"producer_services", "producer_services", " * ps_weight"},
                          {"software_it_services", "it_services", "[information]"},
                          {"it_services", "it_services", "[information]"},
                          {"sci_tech_services", "sci_tech_services", "[science]"},
                          {"business_services", "business_services", "[business]"},
                          {"services", "services", " * is_tertiary"},
                          {"finance", "finance", "[finance]"},
                          {"logistics", "logistics", "[transport]"},
                          {"industrial", "industry", " * is_industry"},
                          {"manufacturing", "manufacturing", " * is_manufacturing"},
                          {"gdp", "gdp", ""}};

enum class Measure { value_added, revenue, output, scale };

/// The words behind the stem: what is measured. None where one of them is not known.
std::optional<Measure> measure_of(const std::string& rest, bool is_gdp) {
  static const std::set<std::string> silent{"",         "value",   "share",    "of",    "services",
                                            "gdp",      "growth",  "doubling", "level", "postal",
                                            "business", "average", "total"};
  std::optional<Measure> measure;
  if (is_gdp) measure = Measure::value_added;
  std::istringstream words(rest);
  for (std::string word; std::getline(words, word, '_');) {
    const bool is_year = word.find_first_not_of("0123456789") == std::string::npos;
    if (word == "added" || word == "share") measure = Measure::value_added;
    if (word == "revenue") measure = Measure::revenue;
    if (word == "output") measure = Measure::output;
    if (word == "scale") measure = Measure::scale;
    const bool is_known = silent.contains(word) || is_year || word == "added" || word == "revenue" ||
                          word == "output" || word == "scale";
    if (!is_known) return std::nullopt;
  }
  return measure;
}

/// Over sectors; growth of value added and output is real, revenue and scale are money.
const char* over_sectors(Measure measure, bool is_growth) {
  switch (measure) {
    case Measure::value_added: return is_growth ? "value_added" : "va_current";
    case Measure::revenue: return "output_current";
    case Measure::output: return is_growth ? "output" : "output_current";
    case Measure::scale: return "va_current";
  }
  return "";
}

const char* name_of_measure(Measure measure) {
  switch (measure) {
    case Measure::value_added: return "value_added";
    case Measure::revenue: return "revenue";
    case Measure::output: return "output";
    case Measure::scale: return "scale";
  }
  return "";
}

class PlanPlacer {
 public:
  explicit PlanPlacer(int base) : base_(base) {}

  PlacedPlan run(const PlanTable& plan) {
    for (const PlanRow& row : plan.rows)
      out_.rows.push_back(place(row));
    return std::move(out_);
  }

 private:
  PlacedRow place(const PlanRow& row) {
    PlacedRow placed;
    placed.row = row;
    placed.quantity = row.id;
    if (row.year <= base_) {
      placed.why = {fmt::format("its year is not after that of the table, {}", base_),
                    fmt::format("目标年不晚于表的年份（{}年）", base_)};
      return placed;
    }
    if (row.id.starts_with("foreign_trade_growth")) return place_trade(std::move(placed));
    for (const Stem& stem : stems) {
      if (!row.id.starts_with(stem.words)) continue;
      const std::string rest = row.id.substr(std::string_view(stem.words).size());
      const auto measure =
          rest.empty() || rest[0] == '_' ? measure_of(rest, stem.selects[0] == 0) : std::nullopt;
      if (measure) return place_measure(std::move(placed), stem, *measure);
    }
    placed.why = {
        "no word of a table of sectors names it: it is no value added, output or revenue of a group of "
        "sectors",
        "投入产出表中无对应指标：非部门组合的增加值、产出或收入"};
    return placed;
  }

  PlacedRow place_measure(PlacedRow placed, const Stem& stem, Measure measure) {
    const PlanRow& row = placed.row;
    placed.quantity =
        fmt::format("{}_{}", stem.name, measure == Measure::value_added ? "va" : name_of_measure(measure));
    const std::string shown = fmt::format("{} of {}", name_of_measure(measure), stem.name);
    const bool is_money = unit_of_plan(row.unit).ends_with("CNY");
    const bool is_va = measure == Measure::value_added;
    if (row.kind == RowKind::level && is_money && is_va) return as_level(std::move(placed), stem, measure);
    if (row.kind == RowKind::share && is_va &&
        (row.denominator == "GDP" || row.denominator == "services value added"))
      return as_share(std::move(placed), stem);
    if (row.kind == RowKind::annual_growth && row.op != Operator::exceeds_national_growth)
      return as_growth(std::move(placed), stem, measure);
    if (row.kind == RowKind::ratio_to_base && row.value) return as_ratio(std::move(placed), stem, measure);
    placed.why = {shown + " at its level as published is no sum of the table: another scope",
                  "公布口径的水平值与表中加总口径不同"};
    return placed;
  }

  /// The variable that holds the measure, new where no row has asked for it.
  std::string variable(const Stem& stem, Measure measure, bool is_growth) {
    std::string name =
        fmt::format("plan_{}_{}{}", stem.name, name_of_measure(measure), is_growth ? "_for_growth" : "");
    if (!known_.insert(name).second) return name;
    out_.variables += fmt::format("  {}: sum({}{})\n", name, over_sectors(measure, is_growth), stem.selects);
    return name;
  }

  void indicate(const std::string& name, const std::string& value, const std::string& unit,
                const Title& title) {
    if (!told_.insert(name).second) return;
    out_.indicators += fmt::format("  {}: {{value: \"{}\", {}, title: {{en: {}, zh: {}}}}}\n", name, value,
                                   unit, in_quotes(title.en), in_quotes(in_language(title, Language::zh)));
  }

  PlacedRow as_level(PlacedRow placed, const Stem& stem, Measure measure) {
    placed.indicator = variable(stem, measure, false);
    indicate(placed.indicator, placed.indicator, "unit: 1e8 CNY, prices: current", placed.row.title);
    placed.unit = unit_of_plan(placed.row.unit);
    placed.prices = "current";
    placed.why = {"value added of its sectors in the table, at current prices", "表中相应部门增加值（现价）"};
    placed.years = fmt::format("year: {}", placed.row.year);
    return finished(std::move(placed));
  }

  PlacedRow as_share(PlacedRow placed, const Stem& stem) {
    const bool is_of_gdp = placed.row.denominator == "GDP";
    placed.whole = is_of_gdp ? "gdp_va" : "services_va";
    const std::string part = variable(stem, Measure::value_added, false);
    placed.indicator = fmt::format("{}_share_of_{}", part, is_of_gdp ? "gdp" : "services");
    indicate(placed.indicator, fmt::format("{} / {}", part, is_of_gdp ? "gdp_current" : "services_current"),
             "unit: percent", placed.row.title);
    placed.unit = "percent";
    placed.why = {"share of its sectors' value added, at current prices", "相应部门增加值比重（现价）"};
    placed.years = fmt::format("year: {}", placed.row.year);
    return finished(std::move(placed));
  }

  PlacedRow as_growth(PlacedRow placed, const Stem& stem, Measure measure) {
    const std::string level = variable(stem, measure, true), rate = level + "_rate";
    if (known_.insert(rate).second)
      out_.variables += fmt::format("  {0}:\n    start: 0\n    equation: {1} / lag({1}) - 1\n", rate, level);
    placed.indicator = rate;
    indicate(rate, rate, "unit: percent", placed.row.title);
    placed.unit = "percent";
    const bool is_real = measure == Measure::value_added || measure == Measure::output;
    placed.prices = is_real ? "constant" : "current";
    placed.why = is_real
                     ? Title{"real growth of its sectors", "相应部门实际增速"}
                     : Title{"growth of its sectors' output or value added at current prices stands for it",
                             "以相应部门现价产出或增加值增速代表"};
    if (placed.row.op == Operator::keeps_pace_with_gdp) {
      indicate("plan_gdp_growth", "gdp_growth", "unit: percent", {"GDP growth", "地区生产总值增速"});
      placed.bound = "at_least: plan_gdp_growth";
    }
    placed.years = period(placed.row);
    return finished(std::move(placed));
  }

  PlacedRow as_ratio(PlacedRow placed, const Stem& stem, Measure measure) {
    const std::string level = variable(stem, measure, false);
    placed.indicator = level + "_ratio";
    indicate(placed.indicator, fmt::format("{0} / base({0})", level), "unit: none", placed.row.title);
    placed.unit = "none";
    placed.why = {fmt::format("multiple of {}, the year of the table, at current prices", base_),
                  fmt::format("与表的年份（{}年）之比，现价", base_)};
    placed.years = fmt::format("year: {}", placed.row.year);
    return finished(std::move(placed));
  }

  PlacedRow place_trade(PlacedRow placed) {
    placed.quantity = "foreign_trade";
    if (placed.row.kind != RowKind::annual_growth) {
      placed.why = {"its level stands in no table", "表中无其水平值"};
      return placed;
    }
    indicate("plan_foreign_trade_growth", "trade_growth", "unit: percent",
             {"Growth of foreign trade", "外贸增速"});
    placed.indicator = "plan_foreign_trade_growth";
    placed.unit = "percent";
    placed.prices = "current";
    placed.why = {"growth of the city's foreign trade as the parts have it", "部件中的外贸增速"};
    if (placed.row.op == Operator::exceeds_national_growth) {
      indicate("plan_national_trade_growth", "national_trade", "unit: percent",
               {"Growth of the nation's trade", "全国外贸增速"});
      placed.bound = "at_least: plan_national_trade_growth";
    }
    placed.years = period(placed.row);
    return finished(std::move(placed));
  }

  std::string period(const PlanRow& row) const {
    return fmt::format("mean_growth: [{}, {}]", std::max(row.from.value_or(base_ + 1), base_ + 1), row.year);
  }

  PlacedRow finished(PlacedRow placed) {
    const PlanRow& row = placed.row;
    if (placed.bound.empty()) {
      const auto number = [](const std::optional<double>& value) { return print_number(value.value_or(0)); };
      if (row.op == Operator::between)
        placed.bound = fmt::format("between: [{}, {}]", number(row.value), number(row.value_high));
      else
        placed.bound =
            fmt::format("{}: {}", row.op == Operator::at_most ? "at_most" : "at_least", number(row.value));
    }
    out_.last_year = std::max(out_.last_year, row.year);
    return placed;
  }

  int base_;
  PlacedPlan out_;
  std::set<std::string> known_, told_;
};

}  // namespace

PlacedPlan place_plan(const PlanTable& plan, int base) {
  return PlanPlacer(base).run(plan);
}

}  // namespace leontide::start
