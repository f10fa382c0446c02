#include "kernel/schedule.hpp"

#include <algorithm>

namespace leontide::kernel {

namespace {

class Scheduler {
 public:
  Scheduler(const ValueGraph& graph, const std::vector<ValueId>& items)
      : graph_(graph), left_(items), pending_(graph.values.size(), false) {
    for (const ValueId item : items)
      pending_[item] = true;
  }

  std::vector<ScheduledStep> run() {
    std::vector<ScheduledStep> steps;
    while (!left_.empty()) {
      const std::size_t before = left_.size();
      for (const std::uint32_t rows : row_counts()) {
        ScheduledStep group = take_group(rows);
        if (!group.empty()) steps.push_back(std::move(group));
      }
      if (left_.size() != before) continue;
      for (const ValueId item : take_ready_others())
        steps.push_back({item});
      if (left_.size() == before) return {};  // cannot happen: the graph has no cycles
    }
    return steps;
  }

 private:
  bool goes_by_row(ValueId item) const { return kernel::goes_by_row(graph_.values[item].code); }
  std::uint32_t rows_over(ValueId item) const {
    return kernel::rows_over(graph_.values, graph_.values[item]);
  }

  bool ready(ValueId item) const {
    const auto& operands = graph_.values[item].operands;
    return std::none_of(operands.begin(), operands.end(), [&](ValueId operand) { return waits(operand); });
  }

  /// A block's result is ready when its block is.
  bool waits(ValueId operand) const {
    const Value& value = graph_.values[operand];
    if (value.leaf == Leaf::block_result) return pending_[value.operands.back()];
    return pending_[operand];
  }

  std::vector<std::uint32_t> row_counts() const {
    std::vector<std::uint32_t> counts;
    for (const ValueId item : left_) {
      const std::uint32_t rows = rows_over(item);
      if (goes_by_row(item) && std::find(counts.begin(), counts.end(), rows) == counts.end())
        counts.push_back(rows);
    }
    return counts;
  }

  ScheduledStep take_group(std::uint32_t rows) {
    ScheduledStep group;
    // Items are in the order they were made, operands first: one pass takes all that is ready.
    std::erase_if(left_, [&](ValueId item) {
      if (!goes_by_row(item) || rows_over(item) != rows || !ready(item)) return false;
      const Value& value = graph_.values[item];
      // Rows that are gathered come from anywhere in a value that is there as a whole.
      const bool half_made = value.code == OpCode::gather &&
                             std::find(group.begin(), group.end(), value.operands[0]) != group.end();
      if (half_made) return false;
      pending_[item] = adds_rows(value.code);
      group.push_back(item);
      return true;
    });
    for (const ValueId item : group)
      pending_[item] = false;
    return group;
  }

  std::vector<ValueId> take_ready_others() {
    std::vector<ValueId> taken;
    for (const ValueId item : left_) {
      if (!goes_by_row(item) && ready(item)) taken.push_back(item);
    }
    for (const ValueId item : taken) {
      pending_[item] = false;
      std::erase(left_, item);
    }
    return taken;
  }

  const ValueGraph& graph_;
  std::vector<ValueId> left_;
  std::vector<bool> pending_;
};

}  // namespace

std::vector<ScheduledStep> schedule(const ValueGraph& graph, const std::vector<ValueId>& items) {
  return Scheduler(graph, items).run();
}

}  // namespace leontide::kernel
