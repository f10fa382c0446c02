#include "audit/hitting_set.hpp"

#include <algorithm>

namespace leontide::audit {

namespace {

bool is_hit(const std::vector<std::size_t>& set, const std::vector<std::size_t>& by) {
  return std::any_of(set.begin(), set.end(),
                     [&](std::size_t one) { return std::find(by.begin(), by.end(), one) != by.end(); });
}

/// Goes on from `chosen` with at most `left` more; true when all sets are hit.
bool extend(std::span<const std::vector<std::size_t>> sets, std::size_t left,
            std::vector<std::size_t>& chosen) {
  const auto open =
      std::find_if(sets.begin(), sets.end(), [&](const auto& set) { return !is_hit(set, chosen); });
  if (open == sets.end()) return true;
  if (left == 0) return false;
  for (const std::size_t one : *open) {
    chosen.push_back(one);
    if (extend(sets, left - 1, chosen)) return true;
    chosen.pop_back();
  }
  return false;
}

}  // namespace

std::vector<std::size_t> smallest_hitting_set(std::span<const std::vector<std::size_t>> sets) {
  std::vector<std::size_t> chosen;
  for (std::size_t size = 0; size <= sets.size(); ++size) {
    chosen.clear();
    if (extend(sets, size, chosen)) break;
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

}  // namespace leontide::audit
