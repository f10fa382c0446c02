#include "analysis/seek.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"

namespace leontide::analysis {

namespace {

constexpr std::size_t grid_values = 9;
constexpr double resolution = 1e-4;  // of the range

scenario::Override varied_to(const std::string& path, double value) {
  scenario::Override varied{path, {}, {}};
  varied.value.kind = yaml::Node::Kind::scalar;
  varied.value.text = print_number(value);
  varied.value.place = {"--vary " + path, 0, 0, 0};
  return varied;
}

/// Which number of a chance is led to the level.
using Side = double statistics::Proportion::*;

class Seeker {
 public:
  Seeker(const SeekRequest& request, const scenario::Draft& draft, const simulation::Observer& observer,
         Diagnostics& diagnostics)
      : request_(request), draft_(draft), observer_(observer), diagnostics_(diagnostics) {}

  std::optional<SeekAnswer> run() {
    for (std::size_t i = 0; i < grid_values; ++i) {
      const double share = static_cast<double>(i) / (grid_values - 1);
      chance_at(request_.low + share * (request_.high - request_.low));
      if (stopped_) return std::nullopt;
    }
    if (tried_.empty()) {
      answer_.tally = without_;
      return told();
    }
    if (is_flat()) {
      refuse_flat();
      return told();
    }
    const auto value = root(&statistics::Proportion::estimate);
    if (stopped_) return std::nullopt;
    if (answer_.refusal) return told();
    if (!value) {
      const auto [least, most] = range();
      refuse(fmt::format("the chance of \"{}\" runs from {} to {} in {} trials and does not reach {}",
                         request_.target, percent(least), percent(most), fewest_, percent(request_.level)),
             can_not_tell() ? "run more trials: this many cannot tell that chance from none or from all"
                            : "widen --from and --to, or ask for another chance");
      return told();
    }
    answer_.value = *value;
    const bool rises = rises_at(*value);
    find_jump();
    const auto one = root(&statistics::Proportion::low);
    const auto other = root(&statistics::Proportion::high);
    if (stopped_) return std::nullopt;
    answer_.refusal.reset();  // a bound that leaves what completes leaves the range
    // Where the chance rises, its upper bound reaches the level first.
    answer_.low = rises ? other : one;
    answer_.high = rises ? one : other;
    if (one && other) {
      answer_.low = std::min(*one, *other);
      answer_.high = std::max(*one, *other);
    }
    find_others();
    if (answer_.jump) {
      answer_.low = answer_.jump->from.value;
      answer_.high = answer_.jump->to.value;
    }
    for (const auto& [at, chance] : tried_)
      answer_.curve.push_back({at, chance});
    return told();
  }

 private:
  std::optional<SeekAnswer> told() {
    std::sort(answer_.without.begin(), answer_.without.end());
    return std::move(answer_);
  }

  void refuse(std::string what, std::string hint) { answer_.refusal = {std::move(what), std::move(hint)}; }

  /// Whether the chance rises through the level where it was found to reach it.
  bool rises_at(double value) const {
    const auto right = tried_.upper_bound(value);
    return right != tried_.end() && right->second.estimate >= request_.level;
  }

  /// All values gave one count: of no trial, of every trial, or one that nothing moves.
  void refuse_flat() {
    const statistics::Proportion& chance = tried_.begin()->second;
    if (chance.estimate > 0 && chance.estimate < 1) {
      refuse(
          fmt::format("the chance of \"{}\" does not move: it is {} wherever {} stands from {} to {}",
                      request_.target, percent(chance.estimate), request_.path, request_.low, request_.high),
          "vary something this target depends on: `leontide explain` shows what that is");
    } else if (chance.estimate == 0) {
      refuse(fmt::format("\"{}\" is met in none of {} trials wherever {} stands from {} to {}: its chance is "
                         "below {}, and whether it moves was not seen",
                         request_.target, fewest_, request_.path, request_.low, request_.high,
                         percent(chance.high)),
             "widen --from and --to, run more trials, or ask `leontide rare` for the chance");
    } else {
      refuse(fmt::format("\"{}\" is met in each of {} trials wherever {} stands from {} to {}: its chance is "
                         "above {}, and whether it moves was not seen",
                         request_.target, fewest_, request_.path, request_.low, request_.high,
                         percent(chance.low)),
             "widen --from and --to, run more trials, or ask `leontide rare --miss` for the chance");
    }
  }

  /// Whether a chance of none or all was seen whose interval holds the one asked for.
  bool can_not_tell() const {
    return std::any_of(tried_.begin(), tried_.end(), [&](const auto& one) {
      const statistics::Proportion& chance = one.second;
      return (chance.estimate == 0 && request_.level <= chance.high) ||
             (chance.estimate == 1 && request_.level >= chance.low);
    });
  }

  const statistics::Proportion* chance_at(double value) {
    const auto known = tried_.find(value);
    if (known != tried_.end()) return &known->second;
    if (!set_value(value)) return stop();
    const Prepared* prepared = &*prepared_;
    const int reading = prepared->find_reading(request_.reading);
    if (reading < 0) {
      std::vector<std::string> names;
      for (const auto& its : prepared->scenario.readings)
        names.push_back(its.name);
      diagnostics_.error("unknown-name", {"--reading", 0, 0, 0},
                         fmt::format("there is no reading \"{}\"", request_.reading),
                         suggestion(request_.reading, names));
      return stop();
    }
    const simulation::Run& run = prepared->runs[static_cast<std::size_t>(reading)];
    const auto question = find_question(prepared->scenario, run, request_.target, "--target", diagnostics_);
    if (!question) return stop();
    simulation::SimulateOptions options;
    options.sampling = prepared->scenario.sampling;
    options.sampling.until.reset();
    options.threads = request_.threads;
    const auto result = simulation::simulate(run, options, observer_);
    if (observer_.cancel != nullptr && observer_.cancel->requested()) return stop();
    answer_.question = *question;
    answer_.reading = prepared->scenario.readings[static_cast<std::size_t>(reading)].name;
    answer_.trials = result.trials;
    if (result.completed() < result.trials && !answer_.failed_at) answer_.failed_at = value;
    if (result.completed() == 0) {
      without_.add(result);
      answer_.without.push_back(value);
      return nullptr;
    }
    answer_.tally.add(result);
    fewest_ = std::min(fewest_, result.completed());
    const auto chance = question->condition ? result.chance(*question->condition, options.sampling.level)
                                            : result.at_least(run.joint.size(), options.sampling.level);
    return &tried_.emplace(value, chance).first->second;
  }

  /// Sets the value; after the first, only numbers change.
  bool set_value(double value) {
    prepared_ = prepared_ ? set_varied(request_, value, *prepared_, draft_, diagnostics_)
                          : prepare_scenario(draft_, {varied_to(request_.path, value)}, diagnostics_);
    return prepared_.has_value();
  }

  const statistics::Proportion* stop() {
    stopped_ = true;
    return nullptr;
  }

  std::pair<double, double> range() const {
    double least = 1;
    double most = 0;
    for (const auto& [value, chance] : tried_) {
      least = std::min(least, chance.estimate);
      most = std::max(most, chance.estimate);
    }
    return {least, most};
  }

  bool is_flat() const {
    const auto [least, most] = range();
    return least == most;
  }

  /// Where a side of the chance first crosses the level, between neighbours tried so far.
  std::optional<double> root(Side side) {
    const auto above = [&](const statistics::Proportion& chance) { return chance.*side >= request_.level; };
    auto left = tried_.begin();
    auto right = std::next(left);
    while (right != tried_.end() && above(left->second) == above(right->second)) {
      left = right;
      ++right;
    }
    if (right == tried_.end()) return std::nullopt;
    double from = left->first;
    double to = right->first;
    const bool rises = above(right->second);
    const double narrowest = resolution * std::fabs(request_.high - request_.low);
    while (to - from > narrowest) {
      const double middle = (from + to) / 2;
      const auto* chance = chance_at(middle);
      if (chance == nullptr) {
        if (!stopped_)
          refuse(fmt::format(
                     "no trial completes where {} is {:.6g}, and the chance of \"{}\" reaches {} near it",
                     request_.path, middle, request_.target, percent(request_.level)),
                 "look to one side of it: --from and --to");
        return std::nullopt;
      }
      (above(*chance) == rises ? to : from) = middle;
    }
    return (from + to) / 2;
  }

  /// Whether the chance jumps over the level between the neighbours of the value found: it lies in neither's
  /// interval, so that no value gives it.
  void find_jump() {
    const auto right = tried_.lower_bound(answer_.value);
    if (right == tried_.end() || right == tried_.begin()) return;
    const auto left = right->first == answer_.value ? right : std::prev(right);
    const auto holds = [&](const statistics::Proportion& chance) {
      return chance.low <= request_.level && request_.level <= chance.high;
    };
    if (holds(left->second) || holds(right->second)) return;
    answer_.jump = SeekCrossing{{left->first, left->second}, {right->first, right->second}};
  }

  /// Crossings between neighbours beside the one found: those inside its interval are noise about it.
  void find_others() {
    for (auto left = tried_.begin(), right = std::next(left); right != tried_.end(); ++left, ++right) {
      const bool is_found = left->first <= answer_.high.value_or(answer_.value) &&
                            right->first >= answer_.low.value_or(answer_.value);
      if (is_found || (left->second.estimate >= request_.level) == (right->second.estimate >= request_.level))
        continue;
      answer_.others.push_back({{left->first, left->second}, {right->first, right->second}});
    }
  }

  const SeekRequest& request_;
  const scenario::Draft& draft_;
  const simulation::Observer& observer_;
  Diagnostics& diagnostics_;
  std::optional<Prepared> prepared_;  ///< with the last value set
  std::map<double, statistics::Proportion> tried_;
  SeekAnswer answer_;
  simulation::Tally without_;                 ///< of the values at which no trial completed
  std::uint64_t fewest_ = ~std::uint64_t{0};  ///< trials that completed at one of these
  bool stopped_ = false;
};

}  // namespace

std::string percent(double chance) {
  const double rest = 100 * std::min(chance, 1 - chance);
  if (!(rest > 0)) return fmt::format("{:g} %", 100 * chance);
  const int digits = std::max(0, 3 - static_cast<int>(std::floor(std::log10(rest))));
  std::string text = print_fixed(100 * chance, digits);
  if (digits > 0) text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

void check_varied(const SeekRequest& request, const scenario::Draft& draft, Diagnostics& diagnostics) {
  scenario::resolve(draft, {varied_to(request.path, request.low)}, diagnostics);
}

std::optional<Prepared> set_varied(const SeekRequest& request, double value, const Prepared& prepared,
                                   const scenario::Draft& draft, Diagnostics& diagnostics) {
  return vary(prepared, draft, {varied_to(request.path, value)}, diagnostics);
}

std::optional<SeekAnswer> seek(const SeekRequest& request, const scenario::Draft& draft,
                               const simulation::Observer& observer, Diagnostics& diagnostics) {
  return Seeker(request, draft, observer, diagnostics).run();
}

}  // namespace leontide::analysis
