#pragma once

// Internal to the kernel layer: the values of a program before they get slots.

#include <cstdint>
#include <limits>
#include <map>
#include <tuple>
#include <vector>

#include "graph/order.hpp"
#include "kernel/program.hpp"
#include "language/model.hpp"

namespace leontide::kernel {

/// Index into `ValueGraph::values`.
using ValueId = std::uint32_t;
/// Not made yet, or none in that year.
inline constexpr ValueId no_value = std::numeric_limits<ValueId>::max();
/// Outside of all simultaneous blocks.
inline constexpr std::uint32_t no_region = std::numeric_limits<std::uint32_t>::max();

/// When a value is computed.
enum class Level : std::uint8_t { constant, trial, base_year, later_years };

/// Values that are not computed but found somewhere.
enum class Leaf : std::uint8_t {
  none,
  literal,
  datum,
  series,
  driver,
  lever,
  event,
  ramp,
  year,
  state,
  guess,
  block_result
};

/// A value of the program before it has a place: a leaf or an operation.
struct Value {
  OpCode code = OpCode::copy;
  Leaf leaf = Leaf::none;
  std::vector<ValueId> operands;     ///< earlier values
  std::uint32_t index = 0;           ///< of a leaf; map, matrix or system of an operation
  double number = 0;                 ///< of a literal
  std::uint32_t rows = 1;            ///< 1: a scalar
  Level level = Level::constant;     ///< the earliest time at which it can be computed
  std::uint32_t region = no_region;  ///< the simultaneous block it belongs to
};

/// Rows that an operation goes over; what adds rows has them in its operands.
std::uint32_t rows_over(const std::vector<Value>& values, const Value& value);

/// A slot that outlives a year, and the value that is stored there at the end of each.
struct State {
  std::uint32_t variable = 0;  ///< whose value is kept
  bool at_step = false;        ///< kept as it was at one step, for `at_step`
  std::uint32_t step = 0;
};

/// A simultaneous block in one of the two years' programs.
struct Region {
  std::uint32_t block = 0;             ///< index into the model's blocks
  Level level = Level::later_years;    ///< base_year or later_years
  std::vector<std::uint32_t> torn;     ///< variables whose guess is iterated
  std::vector<ValueId> guesses;        ///< [torn]
  std::vector<ValueId> computed;       ///< [torn]
  std::vector<ValueId> first_guesses;  ///< [torn]
};

/// All values of a model, each made once however often it is written.
class ValueGraph {
 public:
  /// The value of an operation; the same operation on the same operands gives the same value.
  ValueId operation(OpCode code, std::vector<ValueId> operands, std::uint32_t rows, std::uint32_t index = 0);
  /// A value that is found, not computed.
  ValueId leaf(Leaf leaf, std::uint32_t index, std::uint32_t rows, Level level);
  /// The same number in every row.
  ValueId filled(double number, std::uint32_t rows);
  /// What a state holds from an earlier year.
  ValueId state(State state, std::uint32_t rows, Level level);
  /// The id of an equal value, or of this one as a new one.
  ValueId intern(Value value);
  /// The index of a row map; equal maps have one.
  std::uint32_t map(std::vector<std::uint32_t> rows);
  /// The index of a Leontief system; with and without multipliers a datum has two.
  std::uint32_t system(std::uint32_t datum, const std::string& name, bool multiplied);
  /// The index of a drawn matrix by its driver's name.
  std::uint32_t drawn_matrix(const std::string& name);

  std::vector<Value> values;
  std::vector<State> states;
  std::vector<Region> regions;
  std::vector<std::vector<std::uint32_t>> maps;
  std::vector<SystemSpec> systems;
  std::vector<std::string> drawn_matrices;
  std::vector<ValueId> base_year_of, later_years_of;           ///< [variables]
  std::vector<ValueId> base_year_outputs, later_year_outputs;  ///< [outputs]
  std::vector<Output> outputs;
  std::vector<ValueId> base_year_checks, later_year_checks;  ///< [checks]

 private:
  using Key =
      std::tuple<OpCode, Leaf, std::vector<ValueId>, std::uint32_t, std::uint64_t, std::uint32_t, Level>;
  std::map<Key, ValueId> known_;
};

/// Lowers every equation and indicator.
ValueGraph build_values(const language::Model& model, const graph::Order& order);

}  // namespace leontide::kernel
