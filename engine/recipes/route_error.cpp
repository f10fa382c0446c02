// The error of a recipe's route, measured on tables whose later state is known.
#include "recipes/route_error.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "table/changes/balance.hpp"
#include "table/changes/location_quotient.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/coefficients.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using Part = RouteError::Part;

struct Tables {
  table::Accounts from;
  table::Accounts to;
  table::Accounts wider_from;
  table::Accounts wider_to;
};

std::optional<Tables> read_tables(const RouteTest& test, SourceList& list, StepContext& context) {
  auto from = read_source(test.from, list, context);
  auto to = read_source(test.to, list, context);
  auto wider_from = read_source(test.wider_from, list, context);
  auto wider_to = read_source(test.wider_to, list, context);
  if (!from || !to || !wider_from || !wider_to) return std::nullopt;
  for (const table::Accounts* other : {&*from, &*wider_from, &*wider_to})
    table::require_same_sectors(*other, *to);
  return Tables{std::move(*from), std::move(*to), std::move(*wider_from), std::move(*wider_to)};
}

// The early technology; a column that the area did not have yet is the wider area's.
table::Technology early_technology(const Tables& tables, std::size_t& filled) {
  table::Technology early = table::technology_of(tables.from);
  const table::Technology wider = table::technology_of(tables.wider_from);
  for (std::size_t j = 0; j < tables.from.size(); ++j) {
    if (tables.from.output[j] > 0 || !(tables.to.output[j] > 0)) continue;
    ++filled;
    early.value_added_shares[j] = wider.value_added_shares[j];
    for (std::size_t i = 0; i < tables.from.size(); ++i)
      early.coefficients(i, j) = wider.coefficients(i, j);
  }
  return early;
}

RouteError::ValueAdded value_added_error(const table::Technology& estimate, const table::Accounts& to) {
  const std::vector<double> shares = table::value_added_shares(to);
  const auto inside = [](double share) { return share > 0 && share < 1; };
  const auto log_odds = [](double share) { return std::log(share / (1 - share)); };
  RouteError::ValueAdded out;
  double total = 0;
  double mean = 0;
  double square = 0;
  for (std::size_t j = 0; j < shares.size(); ++j) {
    const double estimated = estimate.value_added_shares[j];
    out.mean_absolute += std::abs(estimated - shares[j]) * to.output[j] / table::sum(to.output);
    if (!inside(estimated) || !inside(shares[j])) continue;
    const double error = log_odds(estimated) - log_odds(shares[j]);
    total += to.output[j];
    mean += to.output[j] * error;
    square += to.output[j] * error * error;
  }
  if (total > 0) out.log_odds = std::sqrt(std::max(0.0, square / total - (mean / total) * (mean / total)));
  return out;
}

// The coefficients balanced to the late row and column sums of intermediate flows.
table::Matrix with_late_margins(const table::Matrix& coefficients, const table::Accounts& to) {
  const table::Matrix prior = table::scale_columns(coefficients, to.output);
  const table::Margins margins{table::row_sums(to.flows), table::column_sums(to.flows), table::codes(to),
                               table::codes(to)};
  table::BalanceOptions options;
  options.tolerance = 1e-10;
  return table::technical_coefficients(table::ras(prior, margins, options).values, to.output);
}

std::vector<double> purchase_of(const table::Accounts& accounts) {
  return accounts.regional_supply.column("regional_purchase_share");
}

double purchase_error(const table::Accounts& from, const table::Accounts& to) {
  const std::vector<double> early = purchase_of(from);
  const std::vector<double> late = purchase_of(to);
  const std::vector<double> use =
      to.regional_supply.find("local_use") ? to.regional_supply.column("local_use") : to.output;
  double total = 0;
  for (std::size_t i = 0; i < late.size(); ++i)
    total += std::abs(early[i] - late[i]) * use[i];
  return total / table::sum(use);
}

// What part of each product the wider area buys from itself, for intermediate use.
std::vector<double> domestic_shares(const table::Accounts& wider) {
  const std::vector<double> domestic = table::row_sums(wider.flows);
  const std::vector<double> imported = table::row_sums(wider.flows_imported);
  std::vector<double> shares(domestic.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double all = domestic[i] + imported[i];
    shares[i] = all > 0 ? domestic[i] / all : 0;
  }
  return shares;
}

table::Matrix times(table::Matrix matrix, const table::Matrix& factors) {
  for (std::size_t k = 0; k < matrix.values.size(); ++k)
    matrix.values[k] *= factors.values[k];
  return matrix;
}

class Measurement {
 public:
  Measurement(const Tables& tables, MeasuredError& out)
      : tables_(tables),
        late_(table::technology_of(tables.to)),
        late_local_(table::coefficients(tables.to, table::Requirements::regional).values),
        out_(out) {}

  void technology(const std::string& route, const table::Matrix& estimate,
                  std::optional<RouteError::ValueAdded> value_added) {
    out_.routes.push_back({Part::technology,
                           route,
                           table::compare(estimate, late_.coefficients, tables_.to.output),
                           value_added,
                           {},
                           {}});
  }
  void local(Part part, const std::string& route, const table::Matrix& estimate) {
    out_.routes.push_back(
        {part, route, table::compare(estimate, late_local_, tables_.to.output), std::nullopt, {}, {}});
  }
  const table::Technology& late() const { return late_; }

 private:
  const Tables& tables_;
  table::Technology late_;
  table::Matrix late_local_;
  MeasuredError& out_;
};

std::string name_of_weight(double weight) {
  return fmt::format("moved by {} of the wider area's change", print_number(weight));
}

void measure_technology(const RouteTest& test, const Tables& tables, Measurement& measurement,
                        MeasuredError& out) {
  const table::Technology early = early_technology(tables, out.filled);
  const table::Technology wider_early = table::technology_of(tables.wider_from);
  const table::Technology wider_late = table::technology_of(tables.wider_to);
  const std::string kept = "early coefficients kept";
  std::vector<std::pair<std::string, table::Technology>> routes = {{kept, early}};
  std::vector<double> weights{0};
  weights.insert(weights.end(), test.weights.begin(), test.weights.end());
  for (const double weight : test.weights) {
    table::UpdateOptions options = test.options;
    options.weight = weight;
    routes.emplace_back(name_of_weight(weight),
                        table::update(early, wider_early, wider_late, options).technology);
  }
  for (std::size_t k = 0; k < routes.size(); ++k) {
    const auto& [name, technology] = routes[k];
    measurement.technology(name, technology.coefficients, value_added_error(technology, tables.to));
    out.routes.back().weight = weights[k];
  }
  const std::size_t balanced = std::min<std::size_t>(routes.size(), 2);
  for (std::size_t k = 0; k < balanced; ++k) {
    measurement.technology(routes[k].first + ", RAS to the late margins",
                           with_late_margins(routes[k].second.coefficients, tables.to), std::nullopt);
  }
  const std::vector<double> early_shares = purchase_of(tables.from);
  for (std::size_t k = 0; k < balanced; ++k) {
    measurement.local(Part::purchase, routes[k].first + ", early purchase shares",
                      table::scale_rows(routes[k].second.coefficients, early_shares));
    out.routes.back().weight = weights[k];
  }
  measurement.local(Part::purchase, "late coefficients, early purchase shares",
                    table::scale_rows(measurement.late().coefficients, early_shares));
}

void measure_trade(const RouteTest& test, const Tables& tables, Measurement& measurement,
                   MeasuredError& out) {
  if (tables.wider_to.flows_imported.empty()) {
    throw table::Refusal(table::Reason::no_such_origin,
                         fmt::format("{} does not tell domestic from imported flows", tables.wider_to.title));
  }
  const std::vector<double> quotients =
      table::simple_location_quotients(tables.to.output, tables.wider_to.output);
  const double size = table::sum(tables.to.value_added_total) / table::sum(tables.wider_to.value_added_total);
  const std::vector<double> shares = domestic_shares(tables.wider_to);
  const table::Matrix own = table::scale_rows(measurement.late().coefficients, shares);
  const table::Matrix wider = table::coefficients(tables.wider_to, table::Requirements::regional).values;
  const std::pair<std::string, const table::Matrix*> bases[] = {{"wider area's coefficients", &wider},
                                                                {"late coefficients", &own}};
  for (const auto& [name, base] : bases) {
    measurement.local(Part::trade, name + ", no quotients", *base);
    measurement.local(
        Part::trade, name + ", SLQ",
        times(*base, table::local_trade_factors(quotients, {table::LocationMethod::slq, size, 0})));
    for (const double delta : test.deltas) {
      measurement.local(
          Part::trade, fmt::format("{}, FLQ with delta {}", name, print_number(delta)),
          times(*base, table::local_trade_factors(quotients, {table::LocationMethod::flq, size, delta})));
      if (base == &wider) out.routes.back().delta = delta;
    }
  }
}

}  // namespace

std::optional<MeasuredError> measure(const RouteTest& test, StepContext& context) {
  MeasuredError out;
  const auto tables = read_tables(test, out.sources, context);
  if (!tables) return std::nullopt;
  out.sectors = table::codes(tables->to);
  out.source = test.source;
  out.from = tables->from.title;
  out.to = tables->to.title;
  out.purchase_shares = purchase_error(tables->from, tables->to);
  Measurement measurement(*tables, out);
  measure_technology(test, *tables, measurement, out);
  measure_trade(test, *tables, measurement, out);
  return out;
}

}  // namespace leontide::recipes
