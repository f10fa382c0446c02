#include "linear/programme/programme.hpp"

#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <cmath>
#include <memory>

namespace leontide::linear {

namespace {

/// Coefficients of the sum that are smaller are rounding.
constexpr long double rounding = 1e-9L;

void load(const Programme& programme, ClpSimplex& model) {
  CoinPackedMatrix matrix(false, 0, 0);
  matrix.setDimensions(0, static_cast<int>(programme.floors.size()));
  std::vector<double> low, high;
  for (const ProgrammeRow& row : programme.rows) {
    std::vector<int> at;
    std::vector<double> coefficients;
    for (const auto& [variable, coefficient] : row.terms) {
      at.push_back(static_cast<int>(variable));
      coefficients.push_back(coefficient);
    }
    matrix.appendRow(static_cast<int>(at.size()), at.data(), coefficients.data());
    low.push_back(std::isinf(row.low) ? -COIN_DBL_MAX : row.low);
    high.push_back(std::isinf(row.high) ? COIN_DBL_MAX : row.high);
  }
  const std::vector<double> above(programme.floors.size(), COIN_DBL_MAX);
  const std::vector<double> cost(programme.floors.size(), 0);
  model.loadProblem(matrix, programme.floors.data(), above.data(), cost.data(), low.data(), high.data());
}

std::vector<double> ray_of(const ClpSimplex& model, const Programme& programme) {
  const std::unique_ptr<double[]> ray(model.infeasibilityRay());
  if (!ray) return {};
  std::vector<double> multipliers(ray.get(), ray.get() + programme.rows.size());
  if (contradiction(programme, multipliers) > 0) return multipliers;
  for (double& one : multipliers)
    one = -one;
  return multipliers;
}

}  // namespace

double contradiction(const Programme& programme, std::span<const double> multipliers) {
  long double largest = 0;
  for (const double one : multipliers)
    largest = std::max(largest, std::fabs(static_cast<long double>(one)));
  if (largest == 0) return 0;
  std::vector<long double> sum(programme.floors.size(), 0);
  long double reached = 0;
  for (std::size_t row = 0; row < programme.rows.size(); ++row) {
    const long double multiplier = static_cast<long double>(multipliers[row]) / largest;
    if (std::fabs(multiplier) < rounding) continue;
    const double bound = multiplier > 0 ? programme.rows[row].low : programme.rows[row].high;
    if (std::isinf(bound)) return 0;
    reached += multiplier * static_cast<long double>(bound);
    for (const auto& [variable, coefficient] : programme.rows[row].terms)
      sum[variable] += multiplier * static_cast<long double>(coefficient);
  }
  // The sum has to reach `reached`; a variable with a positive part in it could do so alone.
  long double most = 0;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    if (sum[i] > rounding) return 0;
    most += sum[i] * static_cast<long double>(programme.floors[i]);
  }
  return static_cast<double>(reached - most);
}

ProgrammeAnswer solve(const Programme& programme) {
  ProgrammeAnswer answer;
  ClpSimplex model;
  model.setLogLevel(0);
  load(programme, model);
  model.dual();
  if (model.status() != 1) {
    answer.is_feasible = true;
    answer.values.assign(model.primalColumnSolution(),
                         model.primalColumnSolution() + programme.floors.size());
    return answer;
  }
  answer.multipliers = ray_of(model, programme);
  answer.is_certified = contradiction(programme, answer.multipliers) > 0;
  return answer;
}

}  // namespace leontide::linear
