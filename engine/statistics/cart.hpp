#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "statistics/prim.hpp"

namespace leontide::statistics {

// A second view of where the hits are: the space cut again and again in two, each time where the Gini
// impurity falls most (Breiman, Friedman, Olshen & Stone 1984, Classification and Regression Trees). Unlike
// PRIM's boxes the leaves do not overlap and together hold every draw.

/// How deep the tree may grow and how far it is pruned.
struct CartOptions {
  std::size_t most_depth = 4;  ///< cuts on the way to a leaf
  double least_leaf = 0.01;    ///< draws in a leaf / all draws
  double complexity = 0.01;    ///< the tree is pruned to the one that is best when a leaf costs this share of
                               ///< the impurity of the root (cost-complexity pruning, chapter 3.3)
};

/// x <= at on the left of a cut, x > at on the right.
struct TreeCondition {
  std::size_t dimension = 0;
  bool above = false;  ///< x > at, else x <= at
  double at = 0;

  bool operator==(const TreeCondition&) const = default;
};

/// A part of the space that no further cut divides.
struct TreeLeaf {
  std::vector<TreeCondition> path;  ///< from the root; a dimension may stand there again
  std::uint64_t draws = 0, hits = 0;
  double density = 0;   ///< hits / draws
  double coverage = 0;  ///< hits / all hits, 0 without any
};

/// Leaves from left to right. A cut lies halfway between the two values it parts; of equal cuts the first
/// dimension's lowest is taken. Throws std::invalid_argument when lengths differ or there are no draws.
std::vector<TreeLeaf> classification_tree(const Cases& cases, const CartOptions& options = {});

}  // namespace leontide::statistics
