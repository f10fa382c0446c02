#pragma once

// Internal to the kernel layer: from scheduled values to operations on slots.

#include <map>
#include <vector>

#include "kernel/program.hpp"
#include "kernel/schedule.hpp"
#include "kernel/value_graph.hpp"
#include "language/model.hpp"

namespace leontide::kernel {

/// Lays scheduled values out in slots and writes the program; used once. A slot is given to another value as
/// soon as its own is read for the last time.
class Emitter {
 public:
  /// All are kept by reference. `live` [values]: read by some output, check or state; `blocks`: the values
  /// that are simultaneous blocks.
  Emitter(const language::Model& model, const ValueGraph& graph, const std::vector<bool>& live,
          const std::vector<ValueId>& blocks);

  /// The whole program.
  Program run();

 private:
  struct Home {
    bool placed = false;
    Operand operand;
  };

  void place_data();
  void place_leaves();
  std::uint32_t series_slot(std::uint32_t datum, std::uint32_t rows);
  std::vector<ValueId> items_of(Level level, std::uint32_t region) const;
  void emit_setup();
  Section emit(const std::vector<ScheduledStep>& steps, bool reuses_slots);
  void emit_group(const ScheduledStep& group, std::size_t position, Section& section);
  void emit_single(ValueId id, Section& section);
  void emit_blocks();
  void emit_stores();
  void find_exchanges(std::vector<Store>& stores, const std::vector<ValueId>& values) const;
  void emit_outputs();

  Operand operand(ValueId id) const;
  std::uint32_t new_slot(std::uint32_t rows);
  void count_uses();
  void find_later_reads();
  void free_before_later_years();
  void find_last_uses(const std::vector<ScheduledStep>& steps);

  const language::Model& model_;
  const ValueGraph& graph_;
  const std::vector<bool>& live_;
  const std::vector<ValueId>& blocks_;
  Program program_;
  std::vector<Home> homes_;              ///< [values]
  std::vector<bool> kept_;               ///< [values] read after its section has ended, or by a block
  std::vector<bool> read_later_;         ///< [values] read by a later year, or by a block
  std::vector<std::size_t> last_use_;    ///< [values] position of the last step of the section that reads it
  std::vector<std::size_t> defined_at_;  ///< [values] position of the step that computes it
  std::map<std::uint32_t, std::vector<std::uint32_t>> free_slots_;  ///< by rows
};

}  // namespace leontide::kernel
