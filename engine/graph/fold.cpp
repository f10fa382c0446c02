#include <algorithm>
#include <deque>

#include "graph/draw.hpp"

namespace leontide::graph {

namespace {

/// Steps from left to right that a screen has room for.
constexpr std::size_t steps_a_band = 6;

using Steps = std::vector<std::vector<std::size_t>>;

/// [boxes] how many arrows within a year lead to each on its longest way; what goes in a circle is entered at
/// the box that stands first.
std::vector<std::size_t> longest_ways(const Steps& after, std::vector<std::size_t> waiting_for) {
  std::vector<std::size_t> steps(after.size());
  std::vector<bool> is_done(after.size());
  std::deque<std::size_t> ready;
  std::size_t next = 0;
  const auto take_free = [&] {
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (waiting_for[i] == 0) ready.push_back(i);
    }
  };
  take_free();
  while (true) {
    while (ready.empty() && next < after.size() && is_done[next])
      ++next;
    if (ready.empty() && next == after.size()) return steps;
    if (ready.empty()) ready.push_back(next);
    const std::size_t at = ready.front();
    ready.pop_front();
    if (is_done[at]) continue;
    is_done[at] = true;
    for (const std::size_t to : after[at]) {
      if (is_done[to]) continue;
      steps[to] = std::max(steps[to], steps[at] + 1);
      if (--waiting_for[to] == 0) ready.push_back(to);
    }
  }
}

}  // namespace

void fold(Drawing& drawing) {
  Steps after(drawing.boxes.size());
  std::vector<std::size_t> before(drawing.boxes.size());
  for (const Drawing::Arrow& arrow : drawing.arrows) {
    if (arrow.lagged || arrow.from == arrow.to) continue;
    after[arrow.from].push_back(arrow.to);
    ++before[arrow.to];
  }
  std::vector<std::size_t> steps = longest_ways(after, before);
  if (steps.empty() || *std::max_element(steps.begin(), steps.end()) <= steps_a_band) return;
  // A box stands close to the first that reads it.
  std::vector<std::size_t> order(steps.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return steps[a] > steps[b]; });
  for (const std::size_t box : order) {
    std::size_t first = steps.size() + 1;
    for (const std::size_t to : after[box]) {
      if (steps[to] > steps[box]) first = std::min(first, steps[to]);
    }
    if (first <= steps.size()) steps[box] = first - 1;
  }
  drawing.legend.en += "; frames are parts of one drawing, of six steps each";
  drawing.legend.zh += "；各框为同一图的部分，每部分六步";
  for (std::size_t i = 0; i < steps.size(); ++i)
    drawing.boxes[i].band = 1 + steps[i] / steps_a_band;
}

}  // namespace leontide::graph
