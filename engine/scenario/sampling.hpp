#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/option.hpp"
#include "scenario/target.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// When a run has enough trials: once the interval of what is asked for is at most `width` wide.
struct Until {
  double width = 0.01;       ///< of the interval, from 0 to 1
  double level = 0.95;       ///< its confidence
  std::string of = "joint";  ///< a target's id, `joint`, or `all` for every target that counts towards it
  std::uint64_t at_most = 10'000'000;  ///< trials: a bound whether or not the width is reached
  Place place;

  friend bool operator==(const Until&, const Until&) = default;
};

/// How the random inputs of the trials are drawn.
struct Sampling {
  /// See random::Points for what each does.
  enum class Method { independent, antithetic, latin_hypercube, sobol };
  Method method = Method::independent;
  std::uint64_t trials = 100000;
  std::uint64_t seed = 1;         ///< of all random numbers: equal seeds give equal results
  std::uint32_t replicates = 16;  ///< hypercubes, or scrambles
  double level = 0.95;            ///< confidence of the intervals that are shown
  std::optional<Until> until;     ///< the stop rule; none: all `trials` are run
  Place place;
  Place trials_place{}, replicates_place{};  ///< where they were said; empty: nowhere
};

/// Their names for options and YAML, and titles.
constexpr Choice<Sampling::Method> sampling_methods[] = {
    {Sampling::Method::independent, "independent", "each trial by itself", "独立抽样"},
    {Sampling::Method::antithetic, "antithetic", "trials in mirrored pairs", "对偶抽样"},
    {Sampling::Method::latin_hypercube, "latin-hypercube", "each replicate fills every stratum",
     "拉丁超立方"},
    {Sampling::Method::sobol, "sobol", "scrambled Sobol points, in replicates", "Sobol 序列（加扰）"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Sampling::Method>> choices_of(Sampling::Method) {
  return sampling_methods;
}

/// The records of what can be said about sampling, for the command line and for `sampling:` alike.
namespace sampling_option {
/// `--trials`, `sampling.trials`.
Option trials();
/// `--seed`, `sampling.seed`.
Option seed();
/// `--sampling`, `sampling.method`.
Option method();
/// `--replicates`, `sampling.replicates`.
Option replicates();
/// `--level`, `sampling.level`: the confidence of the intervals that are shown.
Option level();
/// `--until-width`, `sampling.until.width`.
Option until_width();
/// `sampling.until.level`.
Option until_level();
/// `sampling.until.of`.
Option until_of();
Option until_at_most();  ///< on the command line beside `until_width`
}  // namespace sampling_option

/// What the command line may say about sampling; each wins over the scenario's own.
struct SamplingRequest {
  std::optional<std::uint64_t> trials = {};
  std::optional<std::uint64_t> seed = {};
  std::optional<Sampling::Method> method = {};
  std::optional<std::uint32_t> replicates = {};
  std::optional<double> level = {};
  std::optional<double> until_width = {};
  std::optional<std::uint64_t> until_at_most = {};
};

/// Reads `sampling:` into `sampling`, which keeps what the mapping does not name.
void read_sampling(const yaml::Node& node, Sampling& sampling, Diagnostics& diagnostics);
/// A number of trials on the command line stands for itself, without the scenario's `until:`.
void apply(const SamplingRequest& request, Sampling& sampling);
/// Warns of what was said and is not used: replicates of a method that has none.
void warn_of_unused(const Sampling& sampling, Diagnostics& diagnostics);
/// Trials that do not fill pairs or replicates, `until:` beside Latin hypercubes, a target that is not there.
void check_sampling(const Sampling& sampling, const std::vector<Target>& targets, Diagnostics& diagnostics);
/// All that decides results, for the digest.
std::string sampling_text(const Sampling& sampling);

}  // namespace leontide::scenario
