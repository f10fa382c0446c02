#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "table/analyses/household_closure.hpp"
#include "table/analyses/multiplier_report.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::report {

namespace {

using InGroup = SectorColumn::InGroup;
using table::Accounts;

constexpr int multiplier_digits = 4;

std::vector<double> per_output(std::vector<double> amounts, const Accounts& accounts) {
  for (std::size_t j = 0; j < amounts.size(); ++j)
    amounts[j] = accounts.output[j] == 0 ? 0 : amounts[j] / accounts.output[j];
  return amounts;
}

/// The coefficients to follow: income where the table has it, value added, each satellite column.
std::vector<table::DirectCoefficients> direct_coefficients(const Accounts& accounts,
                                                           const table::HouseholdColumns& households,
                                                           const MultipliersRequest& options) {
  std::vector<table::DirectCoefficients> out;
  if (!households.income.empty()) {
    out.push_back({households.income, per_output(accounts.value_added.column(households.income), accounts)});
  }
  out.push_back({"value_added", table::value_added_shares(accounts)});
  if (!options.satellite) return out;
  const table::Categories& satellite = *options.satellite;
  for (const std::string& name : satellite.names)
    out.push_back({name, per_output(satellite.column(name), accounts)});
  return out;
}

std::vector<SectorColumn> effect_columns(const table::EffectMultipliers& effect) {
  std::vector<SectorColumn> columns;
  const auto add = [&](const char* key, const char* en, const char* zh, const std::vector<double>& values,
                       InGroup in_group) {
    if (values.empty()) return;
    columns.push_back({number_column(key, en, zh, multiplier_digits), values, {}, in_group});
  };
  add("effect", "Total effect", "完全效应", effect.total, InGroup::mean);
  add("direct", "Direct", "直接系数", effect.direct, InGroup::mean);
  add("type_one", "Type I", "I型乘数", effect.type_one, InGroup::none);
  add("effect_closed", "Total with households", "完全效应（含居民）", effect.total_closed, InGroup::mean);
  add("type_two", "Type II", "II型乘数", effect.type_two, InGroup::none);
  return columns;
}

std::vector<SectorColumn> output_columns(const Chosen& chosen, const table::MultiplierReport& found) {
  std::vector<SectorColumn> columns;
  const bool both = chosen.known.total && chosen.known.regional;
  const std::vector<double> ones(found.output.size(), 1);
  if (!both) {
    columns.push_back(
        {number_column("output", "Output multiplier", "产出乘数", multiplier_digits), found.output, {}});
  } else {
    const bool regional = chosen.requirements == table::Requirements::regional;
    const std::vector<double> other =
        table::LeontiefSystem((regional ? chosen.known.total : chosen.known.regional)->values).effects(ones);
    const std::vector<double>& domestic = regional ? found.output : other;
    const std::vector<double>& total = regional ? other : found.output;
    std::vector<double> over(domestic.size());
    for (std::size_t j = 0; j < over.size(); ++j)
      over[j] = 100 * (total[j] / domestic[j] - 1);
    columns.push_back(
        {number_column("output_domestic", "Output, domestic", "产出乘数（国内）", multiplier_digits),
         domestic,
         {}});
    columns.push_back(
        {number_column("output_total", "Output, competitive", "产出乘数（竞争型）", multiplier_digits),
         total,
         {}});
    columns.push_back({number_column("overstatement", "Overstated by", "高估幅度", 1, "%"), over, {}});
  }
  if (!found.output_closed.empty()) {
    columns.push_back(
        {number_column("output_type_two", "Output with households", "产出乘数（含居民）", multiplier_digits),
         found.output_closed,
         {}});
  }
  return columns;
}

double mean_by(const std::vector<double>& values, const std::vector<double>& weights) {
  double total = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    total += values[i] * weights[i];
  return total / table::sum(weights);
}

/// Plain and output-weighted means of every column.
void add_means(Sheet& sheet, const Accounts& accounts, const Title& of,
               const std::vector<SectorColumn>& columns) {
  for (const SectorColumn& column : columns) {
    const double n = static_cast<double>(column.values.size());
    sheet.rows.push_back(
        {of, column.column.title, table::sum(column.values) / n, mean_by(column.values, accounts.output)});
  }
}

Title household_note(const table::HouseholdColumns& households, const std::optional<double>& stated) {
  std::string uses;
  for (const std::string& name : households.consumption)
    uses += (uses.empty() ? "" : ", ") + name;
  return {fmt::format("Type II closes households in: income is {}, spending is {}, per unit of {}.",
                      households.income, uses,
                      stated ? fmt::format("their stated income of {}", print_number(*stated))
                             : "all income earned in the table"),
          fmt::format("II型乘数将居民部门内生化：收入为 {}，支出为 {}，按{}折算。", households.income, uses,
                      stated ? fmt::format("给定的居民总收入 {} ", print_number(*stated)) : "表内全部收入")};
}

// The two are equal when the rows of the table balance.
Title identity_note(const Accounts& accounts, const Chosen& chosen, const table::MultiplierReport& found) {
  const std::vector<double> demand = table::demand_met(accounts, chosen.known, chosen.requirements);
  const auto& value_added =
      *std::find_if(found.effects.begin(), found.effects.end(),
                    [](const table::EffectMultipliers& effect) { return effect.name == "value_added"; });
  double sum = 0;
  for (std::size_t i = 0; i < demand.size(); ++i)
    sum += value_added.total[i] * demand[i];
  const double all = table::sum(accounts.value_added_total);
  return {fmt::format("Value-added effects times final demand sum to {:.10g}; the table's value added is "
                      "{:.10g}.",
                      sum, all),
          fmt::format("增加值完全效应与最终需求之积合计 {:.10g}；表中增加值为 {:.10g}。", sum, all)};
}

}  // namespace

std::vector<Sheet> multipliers_sheets(const Accounts& accounts, const MultipliersRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  table::HouseholdColumns households = table::household_columns(accounts);
  if (!options.income.empty()) households.income = options.income;
  if (!options.households.empty()) households.consumption = options.households;
  const bool has_columns = !households.income.empty() && !households.consumption.empty();
  const double earned =
      has_columns
          ? options.household_income.value_or(table::sum(accounts.value_added.column(households.income)))
          : 0;
  const bool closes = has_columns && earned > 0;
  std::optional<table::Households> closure;
  if (closes)
    closure = table::household_closure(accounts, chosen.known, chosen.requirements, households,
                                       options.household_income);
  const auto direct = direct_coefficients(accounts, households, options);
  const table::MultiplierReport found =
      table::multiplier_report(chosen.coefficients().values, direct, closure);

  const std::vector<SectorColumn> columns = output_columns(chosen, found);
  Sheet sheet =
      sector_sheet(accounts, options.view, "output",
                   {"Output multipliers: " + accounts.title, "产出乘数：" + accounts.title}, columns);
  Sheet means{"means",
              {"Means over the sectors", "部门均值"},
              {text_column("of", "Of", "项目"), text_column("column", "Column", "指标"),
               number_column("mean", "Plain mean", "简单平均", multiplier_digits),
               number_column("mean_by_output", "Mean by output", "产出加权平均", multiplier_digits)},
              {},
              {}};
  add_means(means, accounts, {"Output", "产出"}, columns);
  sheet.notes.push_back(origin_note(chosen));
  if (found.refused_closure) {
    sheet.notes.push_back(
        {fmt::format(
             "No type II: households spend more on the table's products than they earn in it; with them "
             "closed in, {}.",
             *found.refused_closure),
         fmt::format("无II型乘数：居民对表内产品的支出超过其在表内的收入；将其内生化后，{}。",
                     *found.refused_closure)});
  } else if (closes) {
    sheet.notes.push_back(household_note(households, options.household_income));
    if (const auto note = condition_note(found.condition_closed)) sheet.notes.push_back(*note);
  } else if (has_columns) {
    sheet.notes.push_back(
        {fmt::format("No type II: the column {} sums to {:.6g}, which is no income to spend.",
                     households.income, earned),
         fmt::format("无II型乘数：{} 列合计为 {:.6g}，没有可供支出的收入。", households.income, earned)});
  } else {
    sheet.notes.push_back(
        {"No type II: the table has no column of income or none of household consumption "
         "(--income, --households).",
         "无II型乘数：表中缺少劳动者报酬或居民消费列（--income、--households）。"});
  }
  sheet.notes.push_back(identity_note(accounts, chosen, found));
  std::vector<Sheet> sheets{std::move(sheet)};
  for (const table::EffectMultipliers& effect : found.effects) {
    const std::vector<SectorColumn> parts = effect_columns(effect);
    const Title name = term(effect.name);
    const std::string zh = name.zh.empty() ? effect.name : name.zh;
    sheets.push_back(
        sector_sheet(accounts, options.view, effect.name, {name.en + " multipliers", zh + "乘数"}, parts));
    add_means(means, accounts, name, parts);
  }
  sheets.push_back(std::move(means));
  return sheets;
}

}  // namespace leontide::report
