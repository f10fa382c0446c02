#include "simulation/shared_part.hpp"

#include <algorithm>
namespace leontide::simulation {

namespace {

using Marks = kernel::OtherInputs;

template <class Input>
std::vector<bool> that_differ(const std::vector<Input>& inputs, const std::vector<Input>& others) {
  std::vector<bool> marks;
  for (std::size_t i = 0; i < inputs.size(); ++i)
    marks.push_back(!(inputs[i] == others[i]));
  return marks;
}

/// A copula draws its drivers together: one of its own makes all of them its own.
void mark_tied(const random::RandomInputs& inputs, const std::vector<bool>& copulas,
               std::vector<bool>& drivers) {
  bool grows = true;
  while (grows) {
    grows = false;
    for (std::size_t c = 0; c < inputs.copulas.size(); ++c) {
      const auto& names = inputs.copulas[c].drivers;
      const auto is_tied = [&](std::size_t driver) {
        return std::find(names.begin(), names.end(), inputs.drivers[driver].name) != names.end();
      };
      bool is_own = copulas[c];
      for (std::size_t d = 0; d < drivers.size(); ++d)
        is_own = is_own || (drivers[d] && is_tied(d));
      for (std::size_t d = 0; is_own && d < drivers.size(); ++d) {
        grows = grows || (is_tied(d) && !drivers[d]);
        drivers[d] = drivers[d] || is_tied(d);
      }
    }
  }
}

Marks all_inputs(const random::RandomInputs& inputs) {
  return {std::vector<bool>(inputs.drivers.size(), true), std::vector<bool>(inputs.levers.size(), true),
          std::vector<bool>(inputs.events.size(), true)};
}

/// Inputs that stand at other numbers: laws that differ, and all drivers of a copula that does.
Marks with_other_numbers(const Run& run, const Run& other) {
  const random::RandomInputs &one = run.inputs, &two = other.inputs;
  if (one.copulas.size() != two.copulas.size() || run.plan.coordinates != other.plan.coordinates)
    return all_inputs(one);
  Marks marks{that_differ(one.drivers, two.drivers), that_differ(one.levers, two.levers),
              that_differ(one.events, two.events)};
  for (std::size_t c = 0; c < one.copulas.size(); ++c) {
    const auto& names = one.copulas[c].drivers;
    if (one.copulas[c] == two.copulas[c]) continue;
    for (std::size_t d = 0; d < one.drivers.size(); ++d) {
      if (std::find(names.begin(), names.end(), one.drivers[d].name) != names.end()) marks.drivers[d] = true;
    }
  }
  return marks;
}

template <class Input>
std::vector<std::int32_t> number(const std::vector<bool>& marks, const std::vector<Input>& all,
                                 std::vector<Input>& own) {
  std::vector<std::int32_t> numbers;
  for (std::size_t i = 0; i < all.size(); ++i) {
    numbers.push_back(marks[i] ? static_cast<std::int32_t>(own.size()) : -1);
    if (marks[i]) own.push_back(all[i]);
  }
  return numbers;
}

/// Whether a driver is a process that stands at the same number in the base year: only its path differs.
bool starts_alike(const random::Driver& driver, const random::Driver& other, const random::InputBlock& centre,
                  const random::InputBlock& other_centre, const random::Rows& rows) {
  const auto is_path = [](const random::Driver& of) {
    return std::all_of(of.laws.begin(), of.laws.end(),
                       [](const random::Law& law) { return is_process(law); });
  };
  const double* const one = centre.step_rows(0) + rows.first * lanes::width;
  const double* const two = other_centre.step_rows(0) + rows.first * lanes::width;
  return rows.per_step && is_path(driver) && is_path(other) && driver.name == other.name &&
         std::equal(one, one + rows.count * lanes::width, two);
}

/// Drivers whose base year differs.
std::vector<bool> with_other_start(const Run& run, const Run& other, const std::vector<bool>& drivers) {
  std::vector<bool> marks = drivers;
  if (run.plan.step_rows != other.plan.step_rows) return marks;
  random::InputBlock centre(run.plan), other_centre(other.plan);
  random::fill(run.plan, random::Centre{}, 0, centre);
  random::fill(other.plan, random::Centre{}, 0, other_centre);
  for (std::size_t d = 0; d < marks.size(); ++d) {
    if (marks[d] && starts_alike(run.inputs.drivers[d], other.inputs.drivers[d], centre, other_centre,
                                 run.plan.drivers[d]))
      marks[d] = false;
  }
  return marks;
}

}  // namespace

SharedPart shared_part(const Run& run, const Run& other, const random::Points& points) {
  const bool keyed_by_name = std::holds_alternative<random::Independent>(points) ||
                             std::holds_alternative<random::Antithetic>(points);
  SharedPart part;
  part.later_years = part.base_year = with_other_numbers(run, other);
  part.base_year.drivers = with_other_start(run, other, part.later_years.drivers);
  Marks marks = part.later_years;
  mark_tied(run.inputs, std::vector<bool>(run.inputs.copulas.size(), false), marks.drivers);
  if (!keyed_by_name) marks = all_inputs(run.inputs);
  random::RandomInputs own;
  part.drivers = number(marks.drivers, run.inputs.drivers, own.drivers);
  part.levers = number(marks.levers, run.inputs.levers, own.levers);
  part.events = number(marks.events, run.inputs.events, own.events);
  for (const random::Copula& copula : run.inputs.copulas) {
    const bool is_own = std::any_of(own.drivers.begin(), own.drivers.end(), [&](const auto& driver) {
      return std::find(copula.drivers.begin(), copula.drivers.end(), driver.name) != copula.drivers.end();
    });
    if (is_own) own.copulas.push_back(copula);
  }
  const bool all_own = !keyed_by_name;
  part.own = all_own ? run.plan
                     : random::make_plan(own.drivers, own.levers, own.events, own.copulas, run.program.steps,
                                         run.plan.tables);
  return part;
}

kernel::InputPointers point_at(const Run& run, const SharedPart& part, const random::InputBlock& shared,
                               const random::InputBlock& own) {
  const auto rows = [&](const std::vector<random::Rows>& of_shared, const std::vector<random::Rows>& of_own,
                        const std::vector<std::int32_t>& numbers, std::size_t input, std::size_t step) {
    const bool is_own = numbers[input] >= 0;
    const random::Rows& where = is_own ? of_own[static_cast<std::size_t>(numbers[input])] : of_shared[input];
    const random::InputBlock& block = is_own ? own : shared;
    const double* const first = where.per_step ? block.step_rows(step) : block.trial_rows();
    return first + where.first * lanes::width;
  };
  kernel::InputPointers pointers;
  for (std::size_t step = 0; step < run.program.steps; ++step) {
    for (std::size_t d = 0; d < run.plan.drivers.size(); ++d)
      pointers.drivers.push_back(rows(run.plan.drivers, part.own.drivers, part.drivers, d, step));
    for (std::size_t e = 0; e < run.plan.events.size(); ++e)
      pointers.events.push_back(rows(run.plan.events, part.own.events, part.events, e, step));
  }
  for (std::size_t l = 0; l < run.plan.levers.size(); ++l)
    pointers.levers.push_back(rows(run.plan.levers, part.own.levers, part.levers, l, 0));
  return pointers;
}

}  // namespace leontide::simulation
