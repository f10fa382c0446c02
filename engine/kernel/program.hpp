#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/model.hpp"

namespace leontide::kernel {

/// What one operation does. First those that go row by row: they run fused, tile by tile.
enum class OpCode : std::uint8_t {
  copy,
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
  select,
  clamp,
  add_product,       ///< a + b∘c, each rounded: two operations without a place for the first
  subtract_product,  ///< a - b∘c
  product,           ///< a∘b∘c, from the left
  gather,            ///< row i of the result is row map[i] of a
  // from rows to fewer: the result stands when the group has ended
  sum,
  dot,        ///< sum of a∘b; a row whose number in b is 0 is left out
  group_sum,  ///< row map[i] of the result adds row i of a
  // whole vectors from here on
  scatter,        ///< row map[i] of the result is row i of a, the others 0
  matrix_vector,  ///< a: vector, b: weights of the rows in all sums they end in, may be missing
  transposed_vector,
  leontief,      ///< a: demand, b: row multipliers, c: column multipliers (either may be missing)
  simultaneous,  ///< extra: index of a block
  // with a matrix that differs from lane to lane, b; extra: its name in `drawn_matrices`
  drawn_matrix_vector,
  drawn_transposed_vector,
  drawn_leontief,  ///< a: demand
};

/// Whether the operation runs tile by tile, and so in a fused group.
constexpr bool goes_by_row(OpCode code) {
  return code <= OpCode::group_sum;
}

/// Whether the result has fewer rows than the operands, and stands only when the group has ended.
constexpr bool adds_rows(OpCode code) {
  return code >= OpCode::sum && code <= OpCode::group_sum;
}

/// Where an operation finds a value.
struct Operand {
  /// `temporary`: of the fused group, a tile in the cache that never becomes a slot.
  enum class Kind : std::uint8_t { none, slot, constant, temporary };
  Kind kind = Kind::none;
  std::uint32_t rows = 0;   ///< 1 broadcasts over rows
  std::uint32_t index = 0;  ///< slot, first number in the constant pool, or temporary of the group
};

/// One step of the computation in 64 lanes.
struct Instruction {
  OpCode code = OpCode::copy;
  Operand out, a, b, c;     ///< of operations with fewer operands the rest is `none`
  std::uint32_t extra = 0;  ///< map, matrix, system or block
};

/// Operations that run together: a fused group of those that go by row, over equal rows, or a single other
/// one.
struct InstructionGroup {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t rows = 0;         ///< of a group
  std::uint32_t temporaries = 0;  ///< of a group
};

/// What runs at one time of a trial, in order.
struct Section {
  std::vector<Instruction> operations;  ///< all of the steps
  std::vector<InstructionGroup> steps;
};

/// Brings a value into a slot that outlives the year.
struct Store {
  Operand from;
  std::uint32_t slot = 0;  ///< that outlives the year
  bool exchanges =
      false;  ///< nobody reads the value after: the two slots change places, and nothing is copied
};

/// Equations solved together within a year by Anderson-accelerated iteration on the torn variables.
struct BlockProgram {
  std::string name;
  Section body;
  std::vector<Store> torn;           ///< computed value → slot of its guess
  std::vector<Operand> first_guess;  ///< [torn] where the iteration starts
  std::vector<std::size_t>
      part_ends;  ///< [torn] rows at which each variable's part ends: each converges by its own size
  double tolerance = 1e-10;        ///< of each part, relative to its largest number
  std::uint32_t iterations = 100;  ///< at most; a lane that has not converged by then fails
  double damping = 1;              ///< share of each step that is taken, in (0, 1]
};

/// A number that a run keeps for every trial and year: an indicator's element or a check.
struct Output {
  std::string name;             ///< `indicator` or `indicator.code`
  std::uint32_t indicator = 0;  ///< index into the model's indicators
  std::uint32_t element = 0;    ///< member of the indicator's set
  std::uint32_t begins = 0;     ///< first step at which the value means something
  Operand base_year;            ///< where the value stands after step 0
  Operand later_years;          ///< where it stands after every later step
  bool moves = true;            ///< false: a trial's value is the same in every year
};

/// What must hold in every trial: low <= value <= high, or the trial fails.
struct CheckOutput {
  std::string name;
  Operand base_year;         ///< where its value stands after step 0
  Operand later_years;       ///< where it stands after every later step
  std::uint32_t begins = 0;  ///< first step at which the value means something; `never`: it is not looked at
  /// See `begins`.
  static constexpr std::uint32_t never = UINT32_MAX;
  std::uint32_t ends = UINT32_MAX;  ///< last step in which it is looked at
  double low = -1e-9;
  double high = 1e-9;
  bool base_year_only = false;
  std::uint32_t element = 0;  ///< member of the check's set
};

/// One `leontief` matrix, and whether multipliers ever change it.
struct SystemSpec {
  std::string name;         ///< of the datum
  std::uint32_t datum = 0;  ///< index into the model's data
  bool multiplied = false;  ///< else every solution takes the base inverse
};

/// A compiled model: structure only, no number that a scenario could set. Slots hold lane arrays [rows][64].
struct Program {
  std::vector<std::uint32_t> slot_rows;  ///< [slots]
  std::uint32_t pool_size = 0;  ///< numbers in the constant pool: data first, then what `setup` computes
  std::vector<std::uint32_t> datum_at;                     ///< [data] first number in the pool
  std::vector<std::pair<std::uint32_t, double>> literals;  ///< place in the pool, value
  std::vector<Store> setup_results;  ///< slot → pool; `slot` holds the place in the pool

  Section setup;        ///< once: depends on data only
  Section trial;        ///< once a trial: depends on draws that do not move in time
  Section base_year;    ///< step 0
  Section later_years;  ///< steps 1, 2, …

  std::vector<Store> base_year_stores;   ///< after step 0
  std::vector<Store> later_year_stores;  ///< after each later step
  /// A value that is kept for later years at one step only.
  struct StepStore {
    std::uint32_t step = 0;
    Store base_year;
    Store later_year;
  };
  std::vector<StepStore> step_stores;  ///< what at_step reads

  std::vector<BlockProgram> blocks;
  std::vector<SystemSpec> systems;
  std::vector<std::string> drawn_matrices;       ///< names of the drivers, for messages
  std::uint32_t most_drawn_sectors = 0;          ///< of a `drawn_leontief`
  std::vector<std::vector<std::uint32_t>> maps;  ///< [maps] rows of gather, scatter and group_sum

  std::vector<std::uint32_t> driver_slots, lever_slots, event_slots;  ///< pointed at the inputs each step
  std::vector<std::uint32_t> ramp_slots;  ///< [levers] share of full effect this year
  std::uint32_t year_slot = 0;            ///< holds the year
  /// A datum with numbers of its own in each year.
  struct Series {
    std::uint32_t slot = 0;
    std::uint32_t first = 0;  ///< number in the pool: [steps][rows of the slot]
  };
  std::vector<Series> series;  ///< data with numbers by year, brought into their slots each step

  std::vector<Output> outputs;
  std::vector<CheckOutput> checks;
  std::uint32_t steps = 0;  ///< years, the base year included

  /// Of a slice (slice.hpp): a slot that stands in memory which the shared part fills and the own parts read.
  struct Handover {
    std::uint32_t slot = 0;
    std::uint32_t first = 0;  ///< row of that memory, of those that stand for the trial or of those of a year
    bool each_year = false;   ///< made anew in each later year
  };
  std::vector<Handover> handovers;
  std::vector<Store> handed_states;  ///< of the shared part: states brought there when a later year begins
  /// rows of the memory between shared and own part
  std::uint32_t rows_handed_once = 0, rows_handed_each_year = 0;
};

/// False when every year after the first repeats it.
bool moves_in_time(const Program& program);

/// False when step 0 comes out the same whatever the slot holds there. Blocks count for every year.
bool base_year_reads(const Program& program, std::uint32_t slot);

}  // namespace leontide::kernel
