#pragma once

#include <cstddef>
#include <vector>

#include "random/pair_copula.hpp"
#include "random/spec.hpp"

namespace leontide::random {

/// A canonical or drawable vine, ready to be drawn from.
struct Vine {
  Copula::Structure structure = Copula::Structure::drawable;
  std::vector<std::vector<PairCopula>> pairs;  ///< [tree][pair], as Copula::pairs
};

/// Of a copula that is a vine and has no problems.
Vine make_vine(const Copula& copula);

/// Independent normal scores rows[drivers][64] become those of the vine, by the inverse of Rosenblatt's
/// transform (Aas, Czado, Frigessi & Bakken 2009, algorithms 1 and 2, told in conditional distributions). The
/// first driver keeps its own. `scratch` [2 drivers][64].
void apply_vine(const Vine& vine, std::size_t drivers, double* rows, double* scratch) noexcept;

}  // namespace leontide::random
