#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/place.hpp"
#include "language/shape.hpp"
#include "language/unit.hpp"

namespace leontide::language {

/// What a node of a checked expression does. Operands are nodes of the same expression.
enum class Operation : std::uint8_t {
  literal,   ///< `number`
  datum,     ///< data or parameter `index`
  driver,    ///< driver `index`, this step's draw
  variable,  ///< variable `index`, this step's value
  previous,  ///< variable `index`, the step before (at step 0: the base year's own value)
  at_step,   ///< variable `index` as it was at step `extra`
  lever,     ///< lever `index`
  event,     ///< event `index`
  year,      ///< the year of this step
  negate,
  absolute,
  exponential,
  logarithm,
  square_root,
  sine,
  cosine,
  add,
  subtract,
  multiply,
  divide,
  power,
  minimum,
  maximum,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  select,  ///< operands: condition, value if not 0, value if 0
  clamp,   ///< operands: value, low, high
  sum,
  mean,
  dot,
  group_sum,          ///< to the set of groups `index`
  spread,             ///< from groups to the members of set `index`
  restrict,           ///< to subset `index`
  expand,             ///< from a subset to set `index`, zero elsewhere
  matrix_vector,      ///< operands: matrix datum, vector
  transposed_vector,  ///< operands: matrix datum, vector
  leontief,  ///< operands: matrix datum, demand, then row and column multipliers where `extra` has bit 0, bit
             ///< 1
};

/// One operation with its operands and what checking found of its value.
struct Node {
  Operation operation = Operation::literal;
  std::vector<std::uint32_t> operands;  ///< earlier nodes of the expression
  double number = 0;                    ///< of a literal
  std::uint32_t index = 0;              ///< as the operation says
  std::uint32_t extra = 0;              ///< as the operation says
  Shape shape;
  Unit unit;
  PriceBasis basis = PriceBasis::none;
  Place place;
};

/// A checked expression: nodes in an order where operands come first; the last node is the value.
struct Expression {
  std::vector<Node> nodes;

  /// No expression: a `start:` that was not written.
  bool empty() const { return nodes.empty(); }
  /// The node that gives the value; the expression must not be empty.
  const Node& root() const { return nodes.back(); }
};

}  // namespace leontide::language
