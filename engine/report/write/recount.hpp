#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/title.hpp"

namespace leontide::report {

/// Trials whose chances a page counts anew: how far each is beyond each bound, rounded to whole steps.
struct Recount {
  /// Of a trial that failed.
  static constexpr std::uint16_t failed = 65535;

  /// A target whose trials are counted anew.
  struct Target {
    /// For people.
    Title title;
    /// Of its bound.
    Title unit;
    bool at_least = true;    ///< else at most
    bool can_move = false;   ///< its bound is a number that may move
    bool has_base = false;   ///< its value is a level, which grows with its base
    double bound = 0;        ///< in `unit`
    double step = 0;         ///< of a code, in the target's unit
    std::uint16_t zero = 0;  ///< the code of what stands on its bound; codes from it up meet the target
    double lowest = 0, highest = 0;  ///< margins that occur
  };
  /// The trials of one reading, with the levers that are on or one of them off.
  struct Set {
    Title reading;                       ///< of the reading, for people
    Title lever;                         ///< that is off; empty: none
    std::vector<std::uint32_t> columns;  ///< [targets]
  };
  double level = 0.95;          ///< of the bound that a count of none, or of all, is said by
  std::uint64_t trials = 0;     ///< counted
  std::vector<Target> targets;  ///< those that count towards the joint chance
  std::vector<std::vector<std::uint16_t>> columns;  ///< [trials] codes; sets that agree share them
  std::vector<Set> sets;                            ///< readings, then levers off
  std::vector<Title> left_out;                      ///< levers for which there was no room
  std::string command;                              ///< that solves what cannot be counted
};

/// One bound moved, or one base grown by a share of itself.
struct Move {
  std::size_t target = 0;  ///< index into `Recount::targets`
  double bound = 0;        ///< added to the bound
  double base = 0;         ///< share added to the value
};

/// What a page's count of trials gives.
struct RecountAnswer {
  std::uint64_t completed = 0;     ///< without failure
  std::uint64_t joint = 0;         ///< that meet all targets
  std::vector<std::uint64_t> met;  ///< [targets]
};

/// Counts the trials of a set: what the page's script does, in the same order of operations.
RecountAnswer count_anew(const Recount& recount, std::size_t set, const std::vector<Move>& moves);

/// Margins as codes: rounded to the nearest of 65 534 steps over the range from `low` to `high`, never across
/// the bound. NaN: failed.
std::vector<std::uint16_t> codes_of(const std::vector<double>& margins, const Recount::Target& target);
/// The step and the zero of a target with margins in this range.
void set_range(Recount::Target& target, double low, double high);

}  // namespace leontide::report
