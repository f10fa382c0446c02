#include "table/analyses/decomposition.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t factor_count = 4;
enum Factor : unsigned { factor_v = 1, factor_l = 2, factor_mix = 4, factor_level = 8 };

double factorial(std::size_t n) {
  return n < 2 ? 1 : static_cast<double>(n) * factorial(n - 1);
}

void add_difference(std::vector<double>& out, const std::vector<double>& with,
                    const std::vector<double>& without, double weight) {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] += weight * (with[i] - without[i]);
}

/// Uses of one state, each as a composition and a total.
struct Uses {
  Matrix mix;
  std::vector<double> level;
};

Uses split_uses(const Matrix& final_demand) {
  Uses uses{final_demand, column_sums(final_demand)};
  for (std::size_t i = 0; i < uses.mix.rows; ++i) {
    for (std::size_t k = 0; k < uses.mix.columns; ++k)
      uses.mix(i, k) = uses.level[k] == 0 ? 0 : uses.mix(i, k) / uses.level[k];
  }
  return uses;
}

// The other state's composition stands in for one that does not exist.
void fill_missing(Uses& one, const Uses& other) {
  for (std::size_t k = 0; k < one.level.size(); ++k) {
    if (one.level[k] != 0) continue;
    for (std::size_t i = 0; i < one.mix.rows; ++i)
      one.mix(i, k) = other.mix(i, k);
  }
}

/// v^ L (mix · level) of each use at every combination of states, [mask] → [n · uses].
std::vector<std::vector<double>> corner_values(const DecompositionState& from, const DecompositionState& to,
                                               const std::array<Uses, 2>& uses) {
  const std::array<LeontiefSystem, 2> systems{LeontiefSystem(from.a), LeontiefSystem(to.a)};
  std::vector<std::vector<double>> values;
  for (unsigned mask = 0; mask < (1U << factor_count); ++mask) {
    const auto& mix = uses[(mask & factor_mix) != 0 ? 1 : 0].mix;
    const auto& level = uses[(mask & factor_level) != 0 ? 1 : 0].level;
    const auto& shares = (mask & factor_v) != 0 ? to.value_shares : from.value_shares;
    const Matrix outputs = systems[(mask & factor_l) != 0 ? 1 : 0].outputs(scale_columns(mix, level));
    values.push_back(scale_rows(outputs, shares).values);
  }
  return values;
}

void require_shapes(const DecompositionState& from, const DecompositionState& to) {
  const std::size_t n = from.value_shares.size();
  for (const DecompositionState* state : {&from, &to}) {
    if (state->value_shares.size() != n || state->a.rows != n || state->a.columns != n ||
        state->final_demand.rows != n || state->final_demand.columns != from.final_demand.columns) {
      throw Refusal(Reason::shape, "the tables to compare have different sectors or final uses");
    }
  }
}

/// The weight of a factor's change after the factors of `others` have changed; 0 where no order of the mean
/// has them before it.
double weight_of(std::size_t factors, std::size_t factor, unsigned others, OrderMean mean) {
  if (mean == OrderMean::two_polar) {
    const unsigned before = (1U << factor) - 1;
    const unsigned after = ((1U << factors) - 1) & ~(before | 1U << factor);
    return (others == before ? 0.5 : 0) + (others == after ? 0.5 : 0);
  }
  const auto earlier = static_cast<std::size_t>(std::popcount(others));
  return factorial(earlier) * factorial(factors - 1 - earlier) / factorial(factors);
}

}  // namespace

std::vector<std::vector<double>> decompose_orders(std::size_t factors,
                                                  const std::function<std::vector<double>(unsigned)>& value,
                                                  OrderMean mean) {
  const std::size_t length = value(0).size();
  std::vector<std::vector<double>> out(factors, std::vector<double>(length));
  for (std::size_t k = 0; k < factors; ++k) {
    const unsigned bit = 1U << k;
    for (unsigned others = 0; others < 1U << factors; ++others) {
      const double weight = (others & bit) != 0 ? 0 : weight_of(factors, k, others, mean);
      if (weight != 0) add_difference(out[k], value(others | bit), value(others), weight);
    }
  }
  return out;
}

std::vector<OrderRange> range_over_orders(std::size_t factors, const std::function<double(unsigned)>& value,
                                          OrderMean mean) {
  std::vector<OrderRange> out;
  for (std::size_t k = 0; k < factors; ++k) {
    const unsigned bit = 1U << k;
    OrderRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(), 0};
    for (unsigned others = 0; others < 1U << factors; ++others) {
      if ((others & bit) != 0) continue;
      const double before = value(others);
      const double after = value(others | bit);
      range.low = std::min(range.low, after - before);
      range.high = std::max(range.high, after - before);
      const double weight = weight_of(factors, k, others, mean);
      const bool has_ratio = before > 0 && after > 0;
      if (weight != 0)
        range.ratio +=
            has_ratio ? weight * std::log(after / before) : std::numeric_limits<double>::quiet_NaN();
    }
    range.ratio = std::exp(range.ratio);
    out.push_back(range);
  }
  return out;
}

Decomposition decompose(const DecompositionState& from, const DecompositionState& to,
                        const DecompositionOptions& options) {
  require_shapes(from, to);
  std::array<Uses, 2> uses{split_uses(from.final_demand), split_uses(to.final_demand)};
  fill_missing(uses[0], uses[1]);
  fill_missing(uses[1], uses[0]);
  const auto values = corner_values(from, to, uses);
  const std::size_t factors = options.joins_demand ? factor_count - 1 : factor_count;
  const auto corner = [&](unsigned mask) {
    const bool demand = options.joins_demand && (mask & factor_mix) != 0;
    return demand ? mask | factor_level : mask;
  };
  const auto parts = decompose_orders(
      factors, [&](unsigned mask) { return values[corner(mask)]; }, options.mean);

  const std::size_t n = from.value_shares.size();
  const std::size_t m = from.final_demand.columns;
  Decomposition out{
      std::vector<double>(n),           row_sums(Matrix(n, m, parts[0])),
      row_sums(Matrix(n, m, parts[1])), options.joins_demand ? Matrix(n, m) : Matrix(n, m, parts[2]),
      Matrix(n, m, parts.back()),       {}};
  const std::vector<double> before = row_sums(Matrix(n, m, values.front()));
  const std::vector<double> after = row_sums(Matrix(n, m, values.back()));
  for (std::size_t i = 0; i < n; ++i)
    out.change[i] = after[i] - before[i];
  out.ranges = range_over_orders(
      factors, [&](unsigned mask) { return sum(values[corner(mask)]); }, options.mean);
  return out;
}

}  // namespace leontide::table
