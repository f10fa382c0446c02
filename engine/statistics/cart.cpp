#include "statistics/cart.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <stdexcept>

namespace leontide::statistics {
namespace {

struct TreeNode {
  double draws = 0, hits = 0;
  std::size_t dimension = 0;
  double at = 0;
  std::unique_ptr<TreeNode> left, right;  // both or neither

  // Gini impurity times draws, 2 p (1 - p) n.
  double impurity() const { return draws > 0 ? 2 * hits * (draws - hits) / draws : 0; }
};

struct Cut {
  std::size_t dimension = 0;
  double at = 0, impurity = 0;
};

class Tree {
 public:
  Tree(const Cases& cases, const CartOptions& options) : cases_(cases), options_(options) {
    least_ = std::max(1.0, options.least_leaf * static_cast<double>(cases.hits.size()));
  }

  // `orders`: the draws of this node, ascending by each dimension.
  std::unique_ptr<TreeNode> grow(const Orders& orders, const std::vector<std::uint32_t>& draws,
                                 std::size_t depth) const {
    auto node = std::make_unique<TreeNode>();
    for (const std::uint32_t i : draws)
      node->hits += cases_.hits[i] != 0 ? 1 : 0;
    node->draws = static_cast<double>(draws.size());
    const std::optional<Cut> cut = depth < options_.most_depth ? best_cut(orders, *node) : std::nullopt;
    if (!cut) return node;
    node->dimension = cut->dimension;
    node->at = cut->at;
    for (const bool above : {false, true}) {
      const auto elsewhere = [&](std::uint32_t i) {
        return (cases_.x[cut->dimension][i] > cut->at) != above;
      };
      Orders part = orders;
      for (std::vector<std::uint32_t>& order : part)
        std::erase_if(order, elsewhere);
      std::vector<std::uint32_t> members = draws;
      std::erase_if(members, elsewhere);
      (above ? node->right : node->left) = grow(part, members, depth + 1);
    }
    return node;
  }

 private:
  std::optional<Cut> best_cut(const Orders& orders, const TreeNode& node) const {
    std::optional<Cut> best;
    double least = node.impurity() * (1 - 1e-12);
    for (std::size_t d = 0; d < orders.size(); ++d) {
      const std::span<const double> x = cases_.x[d];
      TreeNode left, right;
      for (std::size_t k = 0; k + 1 < orders[d].size(); ++k) {
        const std::uint32_t i = orders[d][k], next = orders[d][k + 1];
        left.draws += 1;
        left.hits += cases_.hits[i] != 0 ? 1 : 0;
        right.draws = node.draws - left.draws;
        right.hits = node.hits - left.hits;
        if (x[i] == x[next] || left.draws < least_ || right.draws < least_) continue;
        const double impurity = left.impurity() + right.impurity();
        if (impurity >= least) continue;
        least = impurity;
        const double middle = x[i] + (x[next] - x[i]) / 2;
        best = {d, middle < x[next] ? middle : x[i], impurity};
      }
    }
    return best;
  }

  const Cases& cases_;
  const CartOptions& options_;
  double least_ = 1;
};

struct Subtree {
  double impurity = 0, leaves = 0;
};

// From the leaves up: a cut stays when what lies below it saves more than its leaves cost.
Subtree prune(TreeNode& node, double cost) {
  if (!node.left) return {node.impurity(), 1};
  const Subtree left = prune(*node.left, cost), right = prune(*node.right, cost);
  const Subtree below{left.impurity + right.impurity, left.leaves + right.leaves};
  if (node.impurity() + cost > below.impurity + cost * below.leaves) return below;
  node.left.reset();
  node.right.reset();
  return {node.impurity(), 1};
}

void collect(const TreeNode& node, double all_hits, std::vector<TreeCondition>& path,
             std::vector<TreeLeaf>& leaves) {
  if (!node.left) {
    leaves.push_back({path, static_cast<std::uint64_t>(node.draws), static_cast<std::uint64_t>(node.hits),
                      node.hits / node.draws, all_hits > 0 ? node.hits / all_hits : 0});
    return;
  }
  for (const bool above : {false, true}) {
    path.push_back({node.dimension, above, node.at});
    collect(above ? *node.right : *node.left, all_hits, path, leaves);
    path.pop_back();
  }
}

}  // namespace

std::vector<TreeLeaf> classification_tree(const Cases& cases, const CartOptions& options) {
  const std::size_t n = cases.hits.size();
  const auto differs = [&](std::span<const double> x) { return x.size() != n; };
  if (n == 0 || std::any_of(cases.x.begin(), cases.x.end(), differs))
    throw std::invalid_argument("classification_tree: no draws, or factors and hits of different lengths");
  std::vector<std::uint32_t> draws(n);
  for (std::uint32_t i = 0; i < n; ++i)
    draws[i] = i;
  const std::unique_ptr<TreeNode> root = Tree(cases, options).grow(orders_of(cases), draws, 0);
  prune(*root, options.complexity * root->impurity());
  std::vector<TreeLeaf> leaves;
  std::vector<TreeCondition> path;
  collect(*root, root->hits, path, leaves);
  return leaves;
}

}  // namespace leontide::statistics
