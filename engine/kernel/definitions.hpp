#pragma once

// Internal to the kernel layer: which operation made the value that an operand reads.

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "kernel/program.hpp"

namespace leontide::kernel {

/// Index into `Definitions::nodes`.
using DataflowId = std::uint32_t;
/// None: nothing made the value, or nobody reads it.
inline constexpr DataflowId no_definition = std::numeric_limits<DataflowId>::max();

/// Something that makes a value, or takes one.
struct DataflowNode {
  /// What it is in the program.
  enum class Kind : std::uint8_t { input, operation, state, block, output, check };
  Kind kind = Kind::operation;
  bool in_later_years = false;  ///< else of setup, trial or base year
  std::uint32_t rows = 0;       ///< of the value
  Operand* out = nullptr;       ///< of an operation
  std::uint32_t slot = 0;       ///< of an input or a state
};

/// An operand and both its ends.
struct Read {
  Operand* operand = nullptr;          ///< the operand that is read
  DataflowId made_by = no_definition;  ///< none: a constant
  DataflowId reader = no_definition;   ///< that takes it
};

/// The reaching definitions of a program (Aho, Lam, Sethi and Ullman 2006, section 9.2): slots are used anew
/// within a section, and so the same slot is many values. Points into `program`, which must stand still.
class Definitions {
 public:
  /// Walks every section and block once.
  explicit Definitions(Program& program);

  /// All that makes or takes a value.
  const std::vector<DataflowNode>& nodes() const { return nodes_; }
  /// All reads, in the order of the program.
  const std::vector<Read>& reads() const { return reads_; }
  /// [operations] of the sections and of the bodies of blocks, by where they stand.
  DataflowId of(const Instruction& operation) const { return operations_.at(&operation); }
  /// Throws std::out_of_range for a slot that is no state.
  DataflowId of_state(std::uint32_t slot) const { return states_.at(slot); }
  /// [checks] of the program.
  const std::vector<DataflowId>& checks() const { return checks_; }
  /// Constants that a node reads itself, and operations whose table, matrix or system it uses.
  struct Numbers {
    DataflowId reader;
    Operand constant;
  };
  /// In the order of the program.
  const std::vector<Numbers>& numbers() const { return numbers_; }
  /// An operation whose table, matrix or system a node takes part in.
  struct Uses {
    DataflowId reader;
    const Instruction* operation;
  };
  /// In the order of the program.
  const std::vector<Uses>& uses() const { return uses_; }

 private:
  DataflowId add(DataflowNode node);
  void add_inputs(bool in_later_years);
  void add_states();
  void walk(Section& section, bool in_later_years);
  void walk(BlockProgram& block, DataflowId node, bool in_later_years);
  void walk(Instruction& operation, bool in_later_years, DataflowId block);
  void take(Operand& operand, DataflowId reader);
  void take_results(bool in_later_years);

  Program& program_;
  std::vector<DataflowNode> nodes_;
  std::vector<Read> reads_;
  std::vector<Numbers> numbers_;
  std::vector<Uses> uses_;
  std::map<const Instruction*, DataflowId> operations_;
  std::map<std::uint32_t, DataflowId> states_;
  std::vector<DataflowId> checks_, outputs_;
  std::vector<DataflowId> in_slot_;                ///< [slots] what made the value that stands there
  std::map<std::uint32_t, DataflowId> temporary_;  ///< the same of the group's temporaries
};

}  // namespace leontide::kernel
