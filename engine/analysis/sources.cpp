#include "analysis/sources.hpp"

#include <algorithm>

namespace leontide::analysis {

namespace {

// Enough for a standard deviation to about 1 %.
constexpr std::uint64_t trials_a_source = 4096;

std::vector<std::string> group_names(const scenario::Reading& reading) {
  std::vector<std::string> names;
  for (const std::string& group : reading.driver_groups) {
    const std::string name = group.empty() ? "other" : group;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace

std::vector<Source> split_spread(const simulation::Run& run, const scenario::Reading& reading,
                                 const simulation::SimulateOptions& options,
                                 const simulation::Observer& observer) {
  std::vector<Source> sources;
  const auto switched = [](const auto& list) {
    return std::any_of(list.begin(), list.end(), [](const auto& item) { return static_cast<bool>(item); });
  };
  std::vector<bool> events_on;
  for (const auto& event : reading.events)
    events_on.push_back(event.on);
  std::vector<std::string> names = group_names(reading);
  if (switched(reading.levers_on) || switched(events_on)) names.emplace_back("levers and events");
  for (const std::string& name : names) {
    Source source{name, {}, {}};
    simulation::SimulateOptions one = options;
    one.trials = std::min(options.trials, trials_a_source);
    one.keeps_trials = false;
    one.freezes_switches = name != "levers and events";
    one.frozen_drivers.assign(reading.drivers.size(), true);
    for (std::size_t d = 0; d < reading.drivers.size(); ++d) {
      const std::string& group = reading.driver_groups[d];
      if ((group.empty() ? "other" : group) != name) continue;
      one.frozen_drivers[d] = false;
      source.drivers.push_back(reading.drivers[d].name);
    }
    const simulation::RunResult result = simulation::simulate(run, one, {{}, observer.cancel});
    for (const auto& value : result.condition_values)
      source.spread.push_back(value.sd());
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace leontide::analysis
