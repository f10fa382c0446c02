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
  std::vector<std::uint32_t> variables;  ///< one, or those of the block
  std::optional<std::uint32_t> block;    ///< index into the model's blocks
};

/// Components in an order in which everything is computed before it is read. The base year has its own order,
/// since a `start:` reads other variables than the equation.
struct Order {
  std::vector<Component> base_year;    ///< in the order of computation
  std::vector<Component> later_years;  ///< in the order of computation
};

/// [variables] the variables each reads within the same year: in the base year, or in later years.
using Reads = std::vector<std::vector<std::uint32_t>>;
/// By `start`, or by the equation where there is none.
Reads reads_in_base_year(const language::Model& model);
/// By the equation; lags are no reads.
Reads reads_in_later_years(const language::Model& model);

/// Orders the variables by strongly connected components (Tarjan 1972). A cycle that no block declares is
/// reported with its path, `a → b → a`.
std::optional<Order> order(const language::Model& model, Diagnostics& diagnostics);

}  // namespace leontide::graph
