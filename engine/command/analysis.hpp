#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "command/session/scenario_session.hpp"

namespace leontide::command {

/// Leaves the answers to the questions asked for, all where none is named.
template <class Answers>
void keep_asked(Answers& answers, const std::vector<std::string>& targets) {
  if (targets.empty()) return;
  std::erase_if(answers, [&](const auto& answer) {
    return std::find(targets.begin(), targets.end(), answer.question.id) == targets.end();
  });
}

/// Says in the first sheet that another number of trials ran than was asked for, and why.
void tell_raised(std::uint64_t asked, std::uint64_t run, const std::string& why, const std::string& why_zh,
                 std::vector<report::Sheet>& sheets);

/// `leontide compare A B …`: each scenario against the first, on common random numbers.
struct CompareOptions : AnalysisOptions {
  std::vector<std::filesystem::path> scenarios;  ///< the first is what others are held against
  std::vector<std::string> targets;              ///< by id; empty: all
};
/// Exit 0 done, 2 the input is wrong, 3 too many trials failed, 130 interrupted, 1 could not finish.
int command_compare(const CompareOptions& options);

/// `leontide attribute SCENARIO`: what each of its levers adds.
struct AttributeOptions : AnalysisOptions {
  std::vector<std::string> targets;  ///< by id; empty: all
  double width = 0.01;               ///< of the widest interval of a share of a chance
  std::uint64_t runs = 4'000'000;    ///< of the model, at most
};
/// Exit as `command_compare`.
int command_attribute(const AttributeOptions& options);

/// `leontide sensitivity SCENARIO`: which inputs decide, from a run's own trials; `design` draws Saltelli's
/// design instead, `shapley` effects of the groups of inputs.
struct SensitivityOptions : AnalysisOptions {
  std::vector<std::string> targets;  ///< by id; empty: all
  std::size_t top = 12;              ///< inputs that are shown
  bool design = false;               ///< draws Saltelli's design: first-order and total indices
  bool shapley = false;              ///< effects of the groups of inputs
};
/// Exit as `command_compare`.
int command_sensitivity(const SensitivityOptions& options);

/// `leontide discover SCENARIO`: where in the space of inputs targets are missed, or with `hits` met.
struct DiscoverOptions : AnalysisOptions {
  std::vector<std::string> targets;  ///< by id; empty: all
  std::size_t top = 12;              ///< inputs that go into the search
  bool hits = false;                 ///< where targets are met, else where they are missed
};
/// Exit as `command_compare`.
int command_discover(const DiscoverOptions& options);

/// `leontide seek SCENARIO`: the value at which a chance reaches a level.
struct SeekOptions : AnalysisOptions {
  std::string path, target = "joint";     ///< what is varied, as in `set:`; a target's id, or `joint`
  double from = 0, to = 1, chance = 0.8;  ///< the range looked at, and the level wanted
};
/// Trials at each value, where none are asked for.
inline constexpr std::uint64_t seek_trials = 16384;
/// Exit as `command_compare`.
int command_seek(const SeekOptions& options);

/// `leontide optimise SCENARIO`: a budget over levers, judged under other scenarios too.
struct OptimiseCommandOptions : AnalysisOptions {
  std::string target = "joint";              ///< a target's id, `joint`, or `mean-met`
  std::vector<std::filesystem::path> under;  ///< other scenarios to judge the spending under
};
/// Exit as `command_compare`.
int command_optimise(const OptimiseCommandOptions& options);

/// `leontide observe SCENARIO`: chances revised by the figures of its `observed:`.
struct ObserveOptions : AnalysisOptions {
  std::vector<std::string> targets;  ///< by id; empty: all
};
/// Exit as `command_compare`.
int command_observe(const ObserveOptions& options);

/// `leontide rare SCENARIO`: a chance too small to be counted.
struct RareCommandOptions : AnalysisOptions {
  std::string target;               ///< by id, or `joint`
  bool miss = false;                ///< the chance to miss, else to meet
  std::uint64_t level_size = 1024;  ///< trials a level of the subset simulation
};
/// Exit as `command_compare`.
int command_rare(const RareCommandOptions& options);

}  // namespace leontide::command
