#include "audit/ways.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::audit {

namespace {

using scenario::Promise;

/// Its own bound moved by a share of its size: down where it is a least, up where it is a most.
double moved_bound(double own, bool falls, double share) {
  const double size = own == 0 ? 1 : std::fabs(own);
  return own + (falls ? share : -share) * size;
}

class WayFinder {
 public:
  WayFinder(std::span<const Promised> promised, const std::vector<scenario::PromisedQuantity>& quantities,
            const Figures& figures, const System& system, const ConflictSet& set)
      : quantities_(quantities), figures_(figures) {
    for (const std::size_t one : set.statements) {
      const Statement& statement = system.statements[one];
      if (statement.kind == Statement::Kind::figure) figures_in_set_.push_back(statement.words.en);
      if (statement.kind != Statement::Kind::target) continue;
      position_.push_back(statement.target);
      part_.push_back(promised[statement.target]);
    }
  }

  std::vector<WayOut> run(const Hedging& hedging) {
    std::vector<WayOut> ways;
    for (std::size_t i = 0; i < part_.size(); ++i)
      ways.push_back(way_of(i, hedging));
    std::stable_sort(ways.begin(), ways.end(),
                     [](const WayOut& a, const WayOut& b) { return a.cost < b.cost; });
    return ways;
  }

 private:
  bool holds() const {
    const System system = build_system(part_, quantities_, figures_);
    std::vector<std::size_t> said;
    for (std::size_t i = 0; i < system.statements.size(); ++i) {
      const Statement& one = system.statements[i];
      const auto& figures = figures_in_set_;
      if (one.kind == Statement::Kind::target ||
          std::find(figures.begin(), figures.end(), one.words.en) != figures.end())
        said.push_back(i);
    }
    return can_hold(system, said);
  }

  bool holds_with(std::size_t i, bool falls, double bound) {
    Promise& promise = *part_[i].promise;
    const Promise own = promise;
    (falls ? promise.high : promise.low) = bound;
    if (promise.low && promise.high && *promise.low > *promise.high)
      (falls ? promise.low : promise.high) = bound;
    const bool is_held = holds();
    promise = own;
    return is_held;
  }

  /// The least move of one end, found by halving.
  std::optional<double> move_of(std::size_t i, bool falls, double own) {
    double too_little = 0;
    double enough = falls ? 100 : 1;
    if (!holds_with(i, falls, moved_bound(own, falls, enough))) return std::nullopt;
    for (int step = 0; step < 40; ++step) {
      const double middle = (too_little + enough) / 2;
      (holds_with(i, falls, moved_bound(own, falls, middle)) ? enough : too_little) = middle;
    }
    return enough;
  }

  WayOut way_of(std::size_t i, const Hedging& hedging) {
    WayOut way;
    way.target = position_[i];
    const Promise& promise = *part_[i].promise;
    for (const bool falls : {false, true}) {
      const std::optional<double> own = falls ? promise.high : promise.low;
      if (!own) continue;
      const auto move = move_of(i, falls, *own);
      if (!move || (way.bound && *move >= way.moved)) continue;
      way.moved = *move;
      way.bound = moved_bound(*own, falls, *move);
    }
    way.is_about = way.bound && promise.is_about && way.moved <= hedging.about;
    const double weight = weight_of(promise, hedging);
    way.cost = way.is_about ? 0 : way.bound ? weight * way.moved : linear::unbounded;
    return way;
  }

  const std::vector<scenario::PromisedQuantity>& quantities_;
  const Figures& figures_;
  std::vector<std::string> figures_in_set_;
  std::vector<std::size_t> position_;
  std::vector<Promised> part_;
};

}  // namespace

std::vector<WayOut> ways_out(std::span<const Promised> promised,
                             const std::vector<scenario::PromisedQuantity>& quantities,
                             const Figures& figures, const System& system, const ConflictSet& set,
                             const Hedging& hedging) {
  return WayFinder(promised, quantities, figures, system, set).run(hedging);
}

}  // namespace leontide::audit
