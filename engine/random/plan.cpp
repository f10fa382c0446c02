#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "random/correlation.hpp"
#include "random/problems.hpp"
#include "random/sampler.hpp"
#include "random/sampler_program.hpp"
#include "random/stream.hpp"

namespace leontide::random {
namespace {

void refuse(const std::vector<Problem>& problems) {
  if (!problems.empty()) throw std::invalid_argument("make_plan: " + problems.front().what);
}

bool moves_by_steps(const Driver& driver) {
  const Law& law = driver.laws.front();
  return is_process(law) || (driver.draw == Driver::Draw::step && !std::holds_alternative<Constant>(law));
}

DriverProgram compile(const Driver& driver, Rows rows, std::size_t& regime_rows) {
  DriverProgram program;
  program.rows = rows;
  for (const std::string& code : driver.elements)
    program.streams.push_back(driver_stream(driver.name, code));
  for (std::size_t i = 0; i < driver.laws.size(); ++i) {
    const auto same =
        std::find(driver.laws.begin(), driver.laws.begin() + static_cast<std::ptrdiff_t>(i), driver.laws[i]);
    const auto earlier = static_cast<std::size_t>(same - driver.laws.begin());
    if (earlier < i) {
      program.laws.push_back(program.laws[earlier]);  // shares its table
    } else if (is_process(driver.laws[i])) {
      program.laws.emplace_back(make_path(driver.laws[i]));
    } else {
      program.laws.emplace_back(make_marginal(driver.laws[i]));
    }
  }
  program.regimes = regime_rows;
  if (std::holds_alternative<MarkovRegime>(driver.laws.front())) regime_rows += driver.elements.size();
  return program;
}

GroupProgram compile(std::span<const Driver* const> drivers, std::span<const Rows> rows, const Copula* copula,
                     std::size_t& regime_rows) {
  GroupProgram group;
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    group.drivers.push_back(compile(*drivers[i], rows[i], regime_rows));
  }
  if (copula != nullptr) group.factor = cholesky(copula->correlation, drivers.size());
  const Driver& first = *drivers.front();
  if (!first.correlation.empty()) group.element_factor = cholesky(first.correlation, first.elements.size());
  const double common = first.common;
  const bool scalar = drivers.front()->elements.size() == 1 && drivers.front()->elements.front().empty();
  if (common > 0 && !scalar) {
    for (const Driver* driver : drivers)
      group.shared_streams.push_back(driver_stream(driver->name, ""));
    group.shared = std::sqrt(common);
    group.own = std::sqrt(1 - common);
  }
  return group;
}

const Copula* copula_of(const Driver& driver, std::span<const Copula> copulas) {
  for (const Copula& copula : copulas) {
    if (std::find(copula.drivers.begin(), copula.drivers.end(), driver.name) != copula.drivers.end())
      return &copula;
  }
  return nullptr;
}

void check(std::span<const Driver> drivers, std::span<const Lever> levers, std::span<const Event> events,
           std::span<const Copula> copulas, std::size_t steps) {
  for (const Driver& driver : drivers)
    refuse(problems(driver));
  for (const Lever& lever : levers)
    refuse(problems(lever));
  for (const Event& event : events)
    refuse(problems(event, steps));
  for (const Copula& copula : copulas)
    refuse(problems(copula, drivers));
  refuse(problems(drivers, levers, events, copulas));
}

}  // namespace

SamplerPlan make_plan(std::span<const Driver> drivers, std::span<const Lever> levers,
                      std::span<const Event> events, std::span<const Copula> copulas, std::size_t steps) {
  check(drivers, levers, events, copulas, steps);
  SamplerPlan plan;
  auto program = std::make_shared<SamplerProgram>();
  plan.steps = steps;
  const auto place = [&plan](bool per_step, std::size_t count) {
    std::size_t& end = per_step ? plan.step_rows : plan.trial_rows;
    const Rows rows{per_step, end, count};
    end += count;
    return rows;
  };
  for (const Driver& driver : drivers)
    plan.drivers.push_back(place(moves_by_steps(driver), driver.elements.size()));

  std::size_t regime_rows = 0, widest = 1;
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    const Copula* copula = copula_of(drivers[i], copulas);
    if (copula != nullptr && copula->drivers.front() != drivers[i].name)
      continue;  // done with the copula's first
    std::vector<const Driver*> members;
    std::vector<Rows> rows;
    const std::vector<std::string> alone = {drivers[i].name};
    for (const std::string& name : copula != nullptr ? copula->drivers : alone) {
      const auto at =
          std::find_if(drivers.begin(), drivers.end(), [&](const Driver& d) { return d.name == name; });
      members.push_back(&*at);
      rows.push_back(plan.drivers[static_cast<std::size_t>(at - drivers.begin())]);
    }
    program->groups.push_back(compile(members, rows, copula, regime_rows));
    const bool correlates_elements = !drivers[i].correlation.empty();
    widest = std::max(widest, correlates_elements ? drivers[i].elements.size() : members.size());
  }
  for (const Lever& lever : levers) {
    plan.levers.push_back(place(false, 1));
    program->levers.push_back({plan.levers.back(), lever_stream(lever.name), make_marginal(lever.strength)});
  }
  for (const Event& event : events) {
    plan.events.push_back(place(true, 1));
    program->events.push_back({plan.events.back(), event_stream(event.name), event.chance, event.recovery,
                               make_marginal(event.size), event.on, event.forced_step});
  }
  // The innovations and the shared factors of a group, then the regimes.
  const std::size_t regimes_begin = fixed_scratch_rows + 2 * widest;
  for (GroupProgram& group : program->groups) {
    for (DriverProgram& driver : group.drivers)
      driver.regimes += regimes_begin;
  }
  program->scratch_rows = regimes_begin + regime_rows;
  plan.program = std::move(program);
  return plan;
}

}  // namespace leontide::random
