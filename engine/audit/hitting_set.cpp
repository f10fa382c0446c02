#include "audit/hitting_set.hpp"

#include <algorithm>

namespace leontide::audit {

namespace {

bool is_hit(const std::vector<std::size_t>& set, const std::vector<std::size_t>& by) {
  return std::any_of(set.begin(), set.end(),
                     [&](std::size_t one) { return std::find(by.begin(), by.end(), one) != by.end(); });
}

class HittingSearch {
 public:
  HittingSearch(std::span<const std::vector<std::size_t>> sets, std::size_t steps)
      : sets_(sets), steps_(steps) {}

  std::optional<std::vector<std::size_t>> run() {
    for (std::size_t size = 0; size <= sets_.size() && steps_ > 0; ++size) {
      chosen_.clear();
      if (!extend(size)) continue;
      std::sort(chosen_.begin(), chosen_.end());
      return chosen_;
    }
    return std::nullopt;
  }

 private:
  /// Goes on from what is chosen with at most `left` more; true when all sets are hit.
  bool extend(std::size_t left) {
    const auto open =
        std::find_if(sets_.begin(), sets_.end(), [&](const auto& set) { return !is_hit(set, chosen_); });
    if (open == sets_.end()) return true;
    if (left == 0 || steps_ == 0) return false;
    for (const std::size_t one : *open) {
      if (steps_ > 0) --steps_;
      chosen_.push_back(one);
      if (extend(left - 1)) return true;
      chosen_.pop_back();
    }
    return false;
  }

  std::span<const std::vector<std::size_t>> sets_;
  std::size_t steps_;
  std::vector<std::size_t> chosen_;
};

}  // namespace

std::optional<std::vector<std::size_t>> smallest_hitting_set(std::span<const std::vector<std::size_t>> sets,
                                                             std::size_t most_steps) {
  return HittingSearch(sets, most_steps).run();
}

}  // namespace leontide::audit
