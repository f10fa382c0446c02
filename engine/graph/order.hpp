#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"

namespace leontide::graph {

/// A strongly connected component, computed together: one variable, or those of a declared simultaneous
/// block.
struct Component {
  std::vector<std::uint32_t> variables;
  std::optional<std::uint32_t> block;  ///< index into the model's blocks
};

/// Components in an order in which everything is computed before it is read. The base year has its own order,
/// since a `start:` reads other variables than the equation.
struct Order {
  std::vector<Component> base_year;
  std::vector<Component> later_years;
};

/// [variables] the variables each reads within the same year: in the base year, or in later years.
using Reads = std::vector<std::vector<std::uint32_t>>;
Reads reads_in_base_year(const language::Model& model);
Reads reads_in_later_years(const language::Model& model);

/// Orders the variables by strongly connected components (Tarjan 1972). A cycle that no block declares is
/// reported with its path, `a → b → a`.
std::optional<Order> order(const language::Model& model, Diagnostics& diagnostics);

}  // namespace leontide::graph
