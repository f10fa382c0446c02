#include "analysis/sources.hpp"

#include <algorithm>

#include "simulation/members.hpp"

namespace leontide::analysis {

namespace {

using simulation::Origin;

// Enough for a standard deviation to about 1 %.
constexpr std::uint64_t trials_a_source = 4096;

constexpr const char* switches_name = "levers and events";

std::string group_of(const scenario::Reading& reading, std::size_t driver) {
  const std::string& group = reading.driver_groups[driver];
  return group.empty() ? "other" : group;
}

std::vector<std::string> group_names(const scenario::Reading& reading) {
  std::vector<std::string> names;
  for (std::size_t d = 0; d < reading.drivers.size(); ++d) {
    const std::string name = group_of(reading, d);
    if (name == switches_name) continue;  // named where any of them is on
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

bool has_switches_on(const scenario::Reading& reading) {
  return std::find(reading.levers_on.begin(), reading.levers_on.end(), true) != reading.levers_on.end() ||
         std::any_of(reading.events.begin(), reading.events.end(),
                     [](const auto& event) { return event.on; });
}

}  // namespace

std::vector<SpreadSource> split_spread(const simulation::Run& run, const scenario::Reading& reading,
                                       const simulation::SimulateOptions& options,
                                       const simulation::Observer& observer) {
  std::vector<SpreadSource> sources;
  std::vector<std::string> names = group_names(reading);
  if (has_switches_on(reading)) names.emplace_back(switches_name);
  const std::uint64_t trials = std::min(options.sampling.trials, trials_a_source);
  simulation::Ensemble group{&run, random::Independent{options.sampling.seed}, {}};
  for (const std::string& name : names) {
    SpreadSource source{name, {}, {}};
    simulation::InputOrigins origins;
    origins.drivers.assign(reading.drivers.size(), Origin::centre);
    const Origin switches = name == switches_name ? Origin::drawn : Origin::centre;
    origins.levers.assign(reading.levers.size(), switches);
    origins.events.assign(reading.events.size(), switches);
    for (std::size_t d = 0; d < reading.drivers.size(); ++d) {
      if (group_of(reading, d) != name) continue;
      origins.drivers[d] = Origin::drawn;
      source.drivers.push_back(reading.drivers[d].name);
    }
    group.members.push_back(std::move(origins));
    sources.push_back(std::move(source));
  }
  const auto table =
      simulation::run_members(std::span(&group, 1), {trials, options.threads}, {{}, observer.cancel});
  for (std::size_t s = 0; s < sources.size(); ++s) {
    for (std::size_t c = 0; c < table.conditions(); ++c)
      sources[s].spread.push_back(table.moments(s, c).sd());
  }
  return sources;
}

}  // namespace leontide::analysis
