#include "simulation/factors.hpp"

#include <algorithm>

#include "lanes/width.hpp"

namespace leontide::simulation {

namespace {

using lanes::width;

random::Rows one_row(const random::Rows& rows, std::size_t element) {
  return {rows.per_step, rows.first + element, 1};
}

/// What decides on an event shows in the event; the strength of a lever that is off does nothing.
bool acts(const scenario::Reading& reading, const random::Driver& driver) {
  if (driver.name.starts_with("events.")) return false;
  for (std::size_t l = 0; l < reading.levers.size(); ++l) {
    if (driver.name == "levers." + reading.levers[l].name) return reading.levers_on[l];
  }
  return true;
}

}  // namespace

std::vector<Factor> list_factors(const scenario::Reading& reading, const random::SamplerPlan& plan) {
  std::vector<Factor> factors;
  for (std::uint32_t d = 0; d < reading.drivers.size(); ++d) {
    const random::Driver& driver = reading.drivers[d];
    if (std::holds_alternative<random::Constant>(driver.laws.front()) || !acts(reading, driver)) continue;
    if (!driver.cells.empty()) continue;  // too many to be told apart in the trials kept
    for (std::size_t e = 0; e < driver.elements.size(); ++e)
      factors.push_back(
          {driver.name, driver.elements[e], Factor::Kind::driver, d, one_row(plan.drivers[d], e)});
  }
  for (std::uint32_t l = 0; l < reading.levers.size(); ++l) {
    const bool varies = !std::holds_alternative<random::Constant>(reading.levers[l].strength);
    if (reading.levers_on[l] && varies)
      factors.push_back({reading.levers[l].name, "", Factor::Kind::lever, l, plan.levers[l]});
  }
  for (std::uint32_t e = 0; e < reading.events.size(); ++e) {
    if (reading.events[e].on)
      factors.push_back({reading.events[e].name, "", Factor::Kind::event, e, plan.events[e]});
  }
  return factors;
}

void factor_values(const Factor& factor, const random::InputBlock& block, std::size_t steps, double* out) {
  if (!factor.rows.per_step) {
    std::copy_n(block.trial_row(factor.rows.first).data(), width, out);
    return;
  }
  std::fill_n(out, width, 0.0);
  const bool is_event = factor.kind == Factor::Kind::event;
  for (std::size_t step = 1; step < steps; ++step) {
    const double* row = block.step_rows(step) + factor.rows.first * width;
    for (std::size_t lane = 0; lane < width; ++lane)
      out[lane] = is_event ? std::max(out[lane], row[lane]) : out[lane] + row[lane];
  }
  if (is_event || steps < 2) return;
  for (std::size_t lane = 0; lane < width; ++lane)
    out[lane] /= static_cast<double>(steps - 1);
}

}  // namespace leontide::simulation
