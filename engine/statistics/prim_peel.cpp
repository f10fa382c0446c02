#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "statistics/classes.hpp"
#include "statistics/prim.hpp"

namespace leontide::statistics {
namespace {

struct WeightedTally {
  double draws = 0, hits = 0;
  double density() const { return draws > 0 ? hits / draws : 0; }
};

// One end of one dimension taken off.
struct Step {
  std::size_t dimension = 0;
  Limits limits;
  WeightedTally removed;
  double gain = 0;
};

class Peeler {
 public:
  Peeler(const Cases& cases, const Orders& orders, const PrimOptions& options,
         std::span<const std::uint32_t> weights)
      : cases_(cases),
        options_(options),
        weights_(weights),
        limits_(cases.x.size()),
        orders_(orders),
        is_out_(cases.hits.size()) {
    for (std::vector<std::uint32_t>& order : orders_)
      std::erase_if(order, [&](std::uint32_t i) { return weight(i) == 0; });
    for (std::uint32_t i = 0; i < cases.hits.size(); ++i)
      add(whole_, i);
    inside_ = whole_;
  }

  Box box() const {
    const auto narrowed = [](const Limits& limits) { return limits.restricted(); };
    Box box{limits_, whole_.hits > 0 ? inside_.hits / whole_.hits : 0, inside_.density(),
            whole_.draws > 0 ? inside_.draws / whole_.draws : 0, 0};
    box.restricted = static_cast<std::size_t>(std::count_if(limits_.begin(), limits_.end(), narrowed));
    return box;
  }

  bool step() {
    std::optional<Step> best;
    for (std::size_t d = 0; d < orders_.size(); ++d)
      for (const bool low : {true, false}) {
        const std::optional<Step> end = low ? low_end(d) : high_end(d);
        if (end && end->gain > 0 && (!best || end->gain > best->gain)) best = end;
      }
    if (!best) return false;
    take(*best);
    return true;
  }

 private:
  double weight(std::uint32_t i) const { return weights_.empty() ? 1 : weights_[i]; }
  void add(WeightedTally& tally, std::uint32_t i) const {
    tally.draws += weight(i);
    if (cases_.hits[i] != 0) tally.hits += weight(i);
  }

  // Whole groups of equal values are removed while they fit into the share to peel, at least one group.
  template <class Iterator>
  std::optional<Step> end_of(std::size_t d, Iterator first, Iterator last, bool low) const {
    const std::span<const double> x = cases_.x[d];
    const double most = options_.peel * inside_.draws;
    Step step{d, limits_[d], {}, 0};
    while (first != last) {
      WeightedTally next = step.removed;
      Iterator after = first;
      for (; after != last && x[*after] == x[*first]; ++after)
        add(next, *after);
      if (step.removed.draws > 0 && next.draws > most) break;
      step.removed = next;
      first = after;
    }
    const WeightedTally left{inside_.draws - step.removed.draws, inside_.hits - step.removed.hits};
    if (first == last || left.draws < options_.least_mass * whole_.draws) return std::nullopt;
    (low ? step.limits.low : step.limits.high) = x[*first];
    step.gain = (left.density() - inside_.density()) / step.removed.draws;
    return step;
  }
  std::optional<Step> low_end(std::size_t d) const {
    return end_of(d, orders_[d].begin(), orders_[d].end(), true);
  }
  std::optional<Step> high_end(std::size_t d) const {
    return end_of(d, orders_[d].rbegin(), orders_[d].rend(), false);
  }

  void take(const Step& step) {
    limits_[step.dimension] = step.limits;
    inside_.draws -= step.removed.draws;
    inside_.hits -= step.removed.hits;
    // One byte a draw is looked up for every dimension, not the draw's number.
    const std::span<const double> x = cases_.x[step.dimension];
    for (const std::uint32_t i : orders_[step.dimension])
      is_out_[i] = step.limits.holds(x[i]) ? 0 : 1;
    for (std::vector<std::uint32_t>& order : orders_)
      std::erase_if(order, [&](std::uint32_t i) { return is_out_[i] != 0; });
  }

  const Cases& cases_;
  const PrimOptions& options_;
  std::span<const std::uint32_t> weights_;
  std::vector<Limits> limits_;
  Orders orders_;                     // draws in the box, ascending by each dimension
  std::vector<std::uint8_t> is_out_;  ///< [draws] left the box in this step
  WeightedTally whole_, inside_;
};

}  // namespace

bool Limits::restricted() const {
  return std::isfinite(low) || std::isfinite(high);
}

Orders orders_of(const Cases& cases) {
  Orders orders;
  for (const std::span<const double> x : cases.x)
    orders.push_back(ascending(x));
  return orders;
}

std::vector<Box> peel(const Cases& cases, const Orders& orders, const PrimOptions& options,
                      std::span<const std::uint32_t> weights) {
  Peeler peeler(cases, orders, options, weights);
  std::vector<Box> trajectory{peeler.box()};
  while (peeler.step())
    trajectory.push_back(peeler.box());
  return trajectory;
}

}  // namespace leontide::statistics
