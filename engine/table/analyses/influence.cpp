#include "table/analyses/influence.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/coefficients.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

/// Of each sector: norms of its column and row of L, and its widest relative reach max_k l_ki / x_k.
struct Reach {
  std::vector<double> column_norms;
  std::vector<double> row_norms;
  std::vector<double> widest;
};

Reach reach_of(const Matrix& l, std::span<const double> output) {
  const std::size_t n = l.rows;
  Reach reach{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t i = 0; i < n; ++i) {
      reach.column_norms[i] += l(k, i) * l(k, i);
      reach.row_norms[k] += l(k, i) * l(k, i);
      if (output[k] > 0) reach.widest[i] = std::max(reach.widest[i], l(k, i) / output[k]);
    }
  }
  for (std::vector<double>* norms : {&reach.column_norms, &reach.row_norms}) {
    for (double& norm : *norms)
      norm = std::sqrt(norm);
  }
  return reach;
}

}  // namespace

std::vector<InfluenceCell> influence(const Matrix& a, std::span<const double> output, double tolerance) {
  if (output.size() != a.rows) {
    throw Refusal(Reason::shape, fmt::format("{} outputs for {} sectors", output.size(), a.rows));
  }
  if (!(tolerance > 0)) {
    throw Refusal(Reason::out_of_range, fmt::format("a tolerance of {} percent; it is above 0", tolerance));
  }
  const Matrix l = leontief_inverse(a);
  const Reach reach = reach_of(l, output);
  std::vector<InfluenceCell> cells;
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.columns; ++j) {
      if (a(i, j) == 0) continue;
      const double moved = std::abs(a(i, j)) * (100 * reach.widest[i] * output[j] + tolerance * l(j, i));
      cells.push_back({i, j, a(i, j), reach.column_norms[i] * reach.row_norms[j], 100 * tolerance / moved});
    }
  }
  std::stable_sort(cells.begin(), cells.end(), [](const InfluenceCell& one, const InfluenceCell& other) {
    return one.tolerable < other.tolerable;
  });
  return cells;
}

}  // namespace leontide::table
