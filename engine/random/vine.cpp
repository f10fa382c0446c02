#include "random/vine.hpp"

#include <algorithm>

#include "lanes/width.hpp"

namespace leontide::random {
namespace {

using lanes::width;

/// Every driver is drawn given the roots before it. The share of a root given the earlier roots is its own
/// independent uniform, so nothing needs to be computed forward.
void apply_canonical(const Vine& vine, std::size_t drivers, double* rows, double* scratch) {
  std::copy_n(rows, drivers * width, scratch);
  for (std::size_t i = 1; i < drivers; ++i) {
    double* x = rows + i * width;
    for (std::size_t tree = std::min(i, vine.pairs.size()); tree-- > 0;) {
      inverse_conditional(vine.pairs[tree][i - tree - 1], Given::first, scratch + tree * width, x, x);
    }
  }
}

/// With driver i at hand, before[k] is driver i-1-k given those between it and i, after[k] driver i given the
/// k before it.
void apply_drawable(const Vine& vine, std::size_t drivers, double* rows, double* scratch) {
  const std::size_t trees = vine.pairs.size();
  double* before = scratch;
  double* after = scratch + drivers * width;
  std::copy_n(rows, width, before);
  for (std::size_t i = 1; i < drivers; ++i) {
    const std::size_t deep = std::min(i, trees);
    std::copy_n(rows + i * width, width, after + deep * width);
    for (std::size_t k = deep; k-- > 0;) {
      inverse_conditional(vine.pairs[k][i - k - 1], Given::first, before + k * width, after + (k + 1) * width,
                          after + k * width);
    }
    std::copy_n(after, width, rows + i * width);
    if (i + 1 == drivers) return;
    for (std::size_t k = std::min(deep, trees > 0 ? trees - 1 : 0); k-- > 0;) {
      conditional(vine.pairs[k][i - k - 1], Given::second, after + k * width, before + k * width,
                  before + (k + 1) * width);
    }
    std::copy_n(after, width, before);
  }
}

}  // namespace

Vine make_vine(const Copula& copula) {
  Vine vine{copula.structure, {}};
  for (const auto& tree : copula.pairs) {
    vine.pairs.emplace_back();
    for (const PairLaw& pair : tree)
      vine.pairs.back().push_back(make_pair_copula(pair));
  }
  return vine;
}

void apply_vine(const Vine& vine, std::size_t drivers, double* rows, double* scratch) noexcept {
  if (vine.structure == Copula::Structure::canonical) {
    apply_canonical(vine, drivers, rows, scratch);
  } else {
    apply_drawable(vine, drivers, rows, scratch);
  }
}

}  // namespace leontide::random
