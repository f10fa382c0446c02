#include "hindcast/plan_run.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "lanes/block.hpp"
#include "simulation/failing_variable.hpp"
#include "simulation/simulate.hpp"

namespace leontide::hindcast {

std::optional<PlanRun> PlanRun::make(const std::filesystem::path& path, const std::string& reading,
                                     const std::vector<scenario::Override>& overrides, std::size_t threads,
                                     const Place& place, Diagnostics& diagnostics) {
  const scenario::Draft draft = scenario::read_draft(path, {}, diagnostics);
  auto prepared = analysis::prepare_scenario(draft, overrides, diagnostics);
  if (!prepared) return std::nullopt;
  const int at = prepared->find_reading(reading);
  if (at < 0) {
    diagnostics.error("unknown-name", place, fmt::format("{} has no reading \"{}\"", path.string(), reading));
    return std::nullopt;
  }
  PlanRun run(std::move(*prepared), static_cast<std::size_t>(at));
  simulation::SimulateOptions options;
  options.sampling = run.prepared_.scenario.sampling;
  options.sampling.until.reset();
  options.sampling.trials = std::min<std::uint64_t>(options.sampling.trials, lanes::trials_per_round);
  options.threads = threads;
  options.keeps_trials = true;
  run.sampling_ = options.sampling;
  run.result_ = simulation::simulate(run.prepared_.runs[run.reading_], options, {});
  return run;
}

std::vector<simulation::FailedTrials> PlanRun::failures() const {
  const auto firsts =
      simulation::by_variable(result_.firsts, prepared_.scenario.readings[reading_], sampling_);
  return simulation::failed_trials(prepared_.runs[reading_], simulation::by_cause(result_.failures), firsts);
}

const language::Indicator* PlanRun::indicator(const std::string& name) const {
  const auto& all = model().indicators;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  return found != all.end() ? &*found : nullptr;
}

const scenario::Target* PlanRun::target(const std::string& id) const {
  const auto& all = prepared_.scenario.targets;
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
  return found != all.end() ? &*found : nullptr;
}

bool PlanRun::reaches(const language::Indicator& indicator, int year) const {
  return year >= model().time.base + static_cast<int>(indicator.begins) && year <= model().time.end;
}

std::vector<double> PlanRun::kept(const std::vector<double>& values, std::size_t row) const {
  std::vector<double> completed;
  for (std::uint64_t trial = 0; trial < result_.kept.trials; ++trial) {
    if (result_.kept.is_valid(trial)) completed.push_back(values[row * result_.kept.trials + trial]);
  }
  return completed;
}

std::vector<double> PlanRun::draws(const language::Indicator& indicator, int year) const {
  if (indicator.shape.rank() != 0) return {};
  const auto& program = prepared_.runs[reading_].program;
  const auto which = static_cast<std::size_t>(&indicator - model().indicators.data());
  for (std::size_t k = 0; k < program.outputs.size(); ++k) {
    if (program.outputs[k].indicator != which) continue;
    return kept(result_.kept.outputs, k * program.steps + static_cast<std::size_t>(year - model().time.base));
  }
  return {};
}

std::optional<std::size_t> PlanRun::condition(const scenario::Target& target) const {
  const auto& all = prepared_.runs[reading_].conditions;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const auto& one) { return one.id == target.id && one.is_main; });
  return found != all.end() ? std::optional(static_cast<std::size_t>(found - all.begin())) : std::nullopt;
}

std::vector<double> PlanRun::compared(const scenario::Target& target) const {
  const auto at = condition(target);
  return at ? kept(result_.kept.values, *at) : std::vector<double>{};
}

std::optional<double> PlanRun::chance(const scenario::Target& target) const {
  const auto at = condition(target);
  return at ? std::optional(result_.chance(*at).estimate) : std::nullopt;
}

}  // namespace leontide::hindcast
