#pragma once

// Internal to the kernel layer: which operation made the value that an operand reads.

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

#include "kernel/program.hpp"

namespace leontide::kernel {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = std::numeric_limits<NodeId>::max();

/// Something that makes a value, or takes one.
struct Node {
  enum class Kind : std::uint8_t { input, operation, state, block, output, check };
  Kind kind = Kind::operation;
  bool in_later_years = false;
  std::uint32_t rows = 0;
  Operand* out = nullptr;  ///< of an operation
  std::uint32_t slot = 0;  ///< of an input or a state
};

/// An operand and both its ends.
struct Read {
  Operand* operand = nullptr;
  NodeId made_by = no_node;
  NodeId reader = no_node;
};

/// The reaching definitions of a program (Aho, Lam, Sethi and Ullman 2006, section 9.2): slots are used anew
/// within a section, and so the same slot is many values. Points into `program`, which must stand still.
class Definitions {
 public:
  explicit Definitions(Program& program);

  const std::vector<Node>& nodes() const { return nodes_; }
  const std::vector<Read>& reads() const { return reads_; }
  /// [operations] of the sections and of the bodies of blocks, by where they stand.
  NodeId of(const Instruction& operation) const { return operations_.at(&operation); }
  NodeId of_state(std::uint32_t slot) const { return states_.at(slot); }
  const std::vector<NodeId>& checks() const { return checks_; }
  /// Constants that a node reads itself, and operations whose table, matrix or system it uses.
  struct Numbers {
    NodeId reader;
    Operand constant;
  };
  const std::vector<Numbers>& numbers() const { return numbers_; }
  struct Uses {
    NodeId reader;
    const Instruction* operation;
  };
  const std::vector<Uses>& uses() const { return uses_; }

 private:
  NodeId add(Node node);
  void add_inputs(bool in_later_years);
  void add_states();
  void walk(Section& section, bool in_later_years);
  void walk(BlockProgram& block, NodeId node, bool in_later_years);
  void walk(Instruction& operation, bool in_later_years, NodeId block);
  void take(Operand& operand, NodeId reader);
  void take_results(bool in_later_years);

  Program& program_;
  std::vector<Node> nodes_;
  std::vector<Read> reads_;
  std::vector<Numbers> numbers_;
  std::vector<Uses> uses_;
  std::map<const Instruction*, NodeId> operations_;
  std::map<std::uint32_t, NodeId> states_;
  std::vector<NodeId> checks_, outputs_;
  std::vector<NodeId> in_slot_;                ///< [slots] what made the value that stands there
  std::map<std::uint32_t, NodeId> temporary_;  ///< the same of the group's temporaries
};

}  // namespace leontide::kernel
