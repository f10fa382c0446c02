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

/// `leontide compare A B …`: each scenario against the first, on common random numbers.
struct CompareOptions : AnalysisOptions {
  std::vector<std::filesystem::path> scenarios;
  std::vector<std::string> targets;
};
int command_compare(const CompareOptions& options);

/// `leontide attribute SCENARIO`: what each of its levers adds.
struct AttributeOptions : AnalysisOptions {
  std::vector<std::string> targets;
  double width = 0.01;
  std::uint64_t runs = 4'000'000;
};
int command_attribute(const AttributeOptions& options);

/// `leontide sensitivity SCENARIO`: which inputs decide, from a run's own trials; `design` draws Saltelli's
/// design instead, `shapley` effects of the groups of inputs.
struct SensitivityOptions : AnalysisOptions {
  std::vector<std::string> targets;
  std::size_t top = 12;
  bool design = false;
  bool shapley = false;
};
int command_sensitivity(const SensitivityOptions& options);

/// `leontide discover SCENARIO`: where in the space of inputs targets are missed, or with `hits` met.
struct DiscoverOptions : AnalysisOptions {
  std::vector<std::string> targets;
  std::size_t top = 12;
  bool hits = false;
};
int command_discover(const DiscoverOptions& options);

/// `leontide seek SCENARIO`: the value at which a chance reaches a level.
struct SeekOptions : AnalysisOptions {
  std::string path, target = "joint";
  double from = 0, to = 1, chance = 0.8;
};
/// Trials at each value, where none are asked for.
inline constexpr std::uint64_t seek_trials = 16384;
int command_seek(const SeekOptions& options);

/// `leontide optimise SCENARIO`: a budget over levers, judged under other scenarios too.
struct OptimiseCommandOptions : AnalysisOptions {
  std::string target = "joint";
  std::vector<std::filesystem::path> under;
};
int command_optimise(const OptimiseCommandOptions& options);

/// `leontide observe SCENARIO`: chances revised by the figures of its `observed:`.
struct ObserveOptions : AnalysisOptions {
  std::vector<std::string> targets;
};
int command_observe(const ObserveOptions& options);

/// `leontide rare SCENARIO`: a chance too small to be counted.
struct RareCommandOptions : AnalysisOptions {
  std::string target;
  bool miss = false;
  std::uint64_t level_size = 1024;
};
int command_rare(const RareCommandOptions& options);

}  // namespace leontide::command
