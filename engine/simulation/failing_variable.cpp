#include "simulation/failing_variable.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "lanes/width.hpp"
#include "simulation/design.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"

namespace leontide::simulation {

namespace {

using Cause = kernel::FailureSite::Cause;

/// [variables] the place of each in the order of the equations.
std::vector<std::size_t> places_in(const std::vector<graph::Component>& components, std::size_t variables) {
  std::vector<std::size_t> places(variables, 0);
  std::size_t next = 0;
  for (const graph::Component& component : components) {
    for (const std::uint32_t variable : component.variables)
      places[variable] = next++;
  }
  return places;
}

/// The variable that `name` or `name.member` is of; -1 for none, or one that no user wrote.
std::int64_t variable_of(const language::Model& model, const std::string& shown) {
  const std::string name = shown.substr(0, shown.find('.'));
  for (std::size_t v = 0; v < model.variables.size(); ++v) {
    if (model.variables[v].name == name) return model.variables[v].hidden ? -1 : static_cast<std::int64_t>(v);
  }
  return -1;
}

/// The site that comes first: in time, then in the order of the equations.
std::optional<kernel::FailureSite> first_of(const std::vector<kernel::FailureSite>& sites, std::uint64_t lane,
                                            const Run& run, const language::Model& model) {
  const std::vector<std::size_t> base = places_in(run.order.base_year, model.variables.size());
  const std::vector<std::size_t> later = places_in(run.order.later_years, model.variables.size());
  std::optional<kernel::FailureSite> first;
  std::pair<std::uint32_t, std::size_t> least;
  for (const kernel::FailureSite& site : sites) {
    const std::int64_t variable = variable_of(model, site.what);
    if (site.cause != Cause::not_finite || (site.lanes >> lane & 1U) == 0 || variable < 0) continue;
    const std::pair when{site.step, (site.step == 0 ? base : later)[static_cast<std::size_t>(variable)]};
    if (first && !(when < least)) continue;
    first = site;
    least = when;
  }
  return first;
}

}  // namespace

std::vector<FirstFailure> by_variable(std::vector<FirstFailure> firsts, const scenario::Reading& reading,
                                      const scenario::Sampling& sampling) {
  const auto not_finite =
      std::find_if(firsts.begin(), firsts.end(), [](const auto& one) { return one.cause == "not finite"; });
  if (not_finite == firsts.end()) return firsts;
  scenario::Scenario plain;
  plain.sampling = sampling;
  scenario::Reading shown = scenario::with_variables_shown(reading);
  shown.model.checks.clear();
  shown.model.decompositions.clear();
  Diagnostics unheard;
  const auto run = compile_run(plain, shown, unheard);
  if (!run) return firsts;
  const std::array ensemble{Ensemble{&*run, make_points(run->plan, sampling, most_trials(sampling))}};
  Lockstep lockstep(ensemble, 1);
  const std::uint64_t lane = not_finite->trial % lanes::width;
  const auto site = first_of(lockstep.find_failures(not_finite->trial - lane), lane, *run, shown.model);
  if (!site) return firsts;
  not_finite->what = site->what;
  not_finite->year = static_cast<int>(run->constants.base_year) + static_cast<int>(site->step);
  return firsts;
}

}  // namespace leontide::simulation
