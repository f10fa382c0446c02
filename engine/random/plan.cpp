#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "linear/correlation.hpp"
#include "random/bridge.hpp"
#include "random/coordinates.hpp"
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

/// What the drivers of a plan share while it is made.
struct Layout {
  CoordinateList coordinates;
  MarginalMaker marginals;
  std::size_t kept_rows = 0;  ///< scratch that is kept from step to step
};

struct Member {
  const Driver* driver;
  std::size_t index;  // in file order
  Rows rows;
};

Centres centres_of(const Driver& driver, std::size_t element) {
  Centres centres;
  for (std::size_t at = element; at < driver.centres.size(); at += driver.elements.size())
    centres.push_back(driver.centres[at]);
  return centres;
}

std::vector<std::variant<Marginal, Path>> compile_laws(const Driver& driver, MarginalMaker& marginals) {
  const std::vector<Law>& laws = driver.laws;
  std::vector<std::variant<Marginal, Path>> compiled;
  if (!driver.centres.empty() && is_process(laws.front())) {
    for (std::size_t e = 0; e < driver.elements.size(); ++e)
      compiled.emplace_back(make_path(laws[laws.size() == 1 ? 0 : e], centres_of(driver, e)));
    return compiled;
  }
  for (std::size_t i = 0; i < laws.size(); ++i) {
    const auto same = std::find(laws.begin(), laws.begin() + static_cast<std::ptrdiff_t>(i), laws[i]);
    const auto earlier = static_cast<std::size_t>(same - laws.begin());
    if (earlier < i) {
      compiled.push_back(compiled[earlier]);  // shares its table
    } else if (is_process(laws[i])) {
      compiled.emplace_back(make_path(laws[i]));
    } else {
      compiled.emplace_back(marginals.make(laws[i]));
    }
  }
  return compiled;
}

/// Whether the numbers of the law's steps are normal innovations.
bool innovates(const std::variant<Marginal, Path>& law, bool is_dependent) {
  const auto* marginal = std::get_if<Marginal>(&law);
  return marginal == nullptr || is_dependent || takes_normals(*marginal);
}

bool takes_one_normal(const std::variant<Marginal, Path>& law) {
  const auto* marginal = std::get_if<Marginal>(&law);
  return marginal != nullptr ? takes_normals(*marginal) : extra_draws(std::get<Path>(law)) == 0;
}

/// A lever's strength draws the same numbers whether a copula ties it or not.
std::uint64_t stream_of(const Driver& driver, std::size_t element) {
  constexpr std::string_view strength = "levers.";
  if (driver.name.starts_with(strength)) return lever_stream(driver.name.substr(strength.size()));
  return driver_stream(driver.name, driver.elements[element]);
}

/// The one stream of a driver that draws years of a history.
Stream year_stream(const Member& member, Layout& layout) {
  const Driver& driver = *member.driver;
  const auto input = driver.elements.front().empty() ? Coordinate::Input::driver : Coordinate::Input::common;
  return layout.coordinates.by_step(driver_stream(driver.name, ""), input, member.index, 0, 1, 1, false);
}

/// `first_step`: where the innovations of a path begin; 0 where others of its copula are drawn in the base
/// year too.
DriverProgram compile(const Member& member, bool is_dependent, std::size_t first_step, Layout& layout) {
  const Driver& driver = *member.driver;
  DriverProgram program;
  program.rows = member.rows;
  program.laws = compile_laws(driver, layout.marginals);
  if (!is_process(driver.laws.front())) program.centres = driver.centres;
  program.cells = driver.cells;
  program.totals.assign(driver.columns, 0);
  for (std::size_t cell = 0; cell < driver.cells.size(); ++cell)
    program.totals[cell % driver.columns] += driver.cells[cell];
  program.is_scaled = std::holds_alternative<Lognormal>(driver.laws.front());
  program.closes = std::holds_alternative<Dirichlet>(driver.laws.front());
  const auto keep = [&layout](std::size_t rows) {
    layout.kept_rows += rows;
    return layout.kept_rows - rows;
  };
  program.regimes = layout.kept_rows;
  if (draws_years(program)) {
    program.regimes = keep(1);
    program.streams.push_back(year_stream(member, layout));
    return program;
  }
  if (std::holds_alternative<MarkovRegime>(driver.laws.front()))
    program.regimes = keep(driver.elements.size());
  if (driver.serial) {
    program.serial = make_pair_copula(*driver.serial);
    program.memory = keep(driver.elements.size());
  }
  program.one_normal = std::all_of(program.laws.begin(), program.laws.end(), takes_one_normal);
  for (std::size_t element = 0; element < driver.elements.size(); ++element) {
    const auto& law = program.laws[program.laws.size() == 1 ? 0 : element];
    const std::uint64_t hash = stream_of(driver, element);
    const auto input = Coordinate::Input::driver;
    if (!member.rows.per_step) {
      program.streams.push_back(layout.coordinates.once(hash, input, member.index, element));
      continue;
    }
    const auto* path = std::get_if<Path>(&law);
    const std::uint32_t numbers = path == nullptr ? 1 : 1 + static_cast<std::uint32_t>(extra_draws(*path));
    program.streams.push_back(layout.coordinates.by_step(hash, input, member.index, element,
                                                         path == nullptr ? 0 : first_step, numbers,
                                                         innovates(law, is_dependent)));
  }
  return program;
}

StudentMixing compile_mixing(const Copula& copula, const Member& first, std::size_t first_step,
                             Layout& layout) {
  StudentMixing mixing{StudentMixer(copula.df), {}};
  const auto input = Coordinate::Input::copula;
  for (std::size_t element = 0; element < first.driver->elements.size(); ++element) {
    const std::uint64_t hash = copula_stream(copula.drivers, first.driver->elements[element]);
    mixing.streams.push_back(
        first.rows.per_step
            ? layout.coordinates.by_step(hash, input, first.index, element, first_step, 1, false)
            : layout.coordinates.once(hash, input, first.index, element));
  }
  return mixing;
}

GroupProgram compile(std::span<const Member> members, const Copula* copula, Layout& layout) {
  GroupProgram group;
  const Driver& first = *members.front().driver;
  const bool is_scalar = first.elements.size() == 1 && first.elements.front().empty();
  const bool has_common = first.common > 0 && !is_scalar;
  const bool is_dependent =
      copula != nullptr || has_common || !first.correlation.empty() || first.serial.has_value();
  const bool all_paths = std::all_of(members.begin(), members.end(), [](const Member& member) {
    return is_process(member.driver->laws.front());
  });
  const std::size_t first_step = all_paths ? 1 : 0;
  for (const Member& member : members)
    group.drivers.push_back(compile(member, is_dependent, first_step, layout));
  const bool idle_at_first = std::all_of(members.begin(), members.end(), [](const Member& member) {
    const Driver& driver = *member.driver;
    return !driver.read_in_base_year && !is_process(driver.laws.front()) && !driver.serial;
  });
  group.first_filled = idle_at_first ? 1 : 0;
  if (copula != nullptr && copula->kind == Copula::Kind::vine) {
    group.vine = make_vine(*copula);
  } else if (copula != nullptr) {
    group.factor = linear::cholesky(copula->correlation, members.size());
  }
  if (copula != nullptr && copula->kind == Copula::Kind::student)
    group.mixing = compile_mixing(*copula, members.front(), first_step, layout);
  if (!first.correlation.empty())
    group.element_factor = linear::cholesky(first.correlation, first.elements.size());
  if (!has_common) return group;
  for (const Member& member : members) {
    const std::uint64_t hash = driver_stream(member.driver->name, "");
    const auto input = Coordinate::Input::common;
    group.shared_streams.push_back(member.rows.per_step
                                       ? layout.coordinates.by_step(hash, input, member.index, 0, 0, 1, true)
                                       : layout.coordinates.once(hash, input, member.index, 0));
  }
  group.shared = std::sqrt(first.common);
  group.own = std::sqrt(1 - first.common);
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
                      std::span<const Event> events, std::span<const Copula> copulas, std::size_t steps,
                      std::shared_ptr<const TabledLaws> tables) {
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

  Layout layout{CoordinateList(steps), MarginalMaker(std::move(tables))};
  std::size_t widest = 1;
  for (std::size_t i = 0; i < drivers.size(); ++i) {
    const Copula* copula = copula_of(drivers[i], copulas);
    if (copula != nullptr && copula->drivers.front() != drivers[i].name)
      continue;  // done with the copula's first
    std::vector<Member> members;
    const std::vector<std::string> alone = {drivers[i].name};
    for (const std::string& name : copula != nullptr ? copula->drivers : alone) {
      const auto at =
          std::find_if(drivers.begin(), drivers.end(), [&](const Driver& d) { return d.name == name; });
      const auto index = static_cast<std::size_t>(at - drivers.begin());
      members.push_back({&*at, index, plan.drivers[index]});
    }
    program->groups.push_back(compile(members, copula, layout));
    const bool correlates_elements = !drivers[i].correlation.empty();
    // Innovations and shared factors, and twice as much to draw a vine.
    widest = std::max(widest, correlates_elements           ? drivers[i].elements.size()
                              : program->groups.back().vine ? 4 * members.size()
                                                            : 2 * members.size());
  }
  const auto onset_rows = [&](const Event& event) -> std::optional<Rows> {
    for (std::size_t d = 0; d < drivers.size(); ++d) {
      if (!event.onset_driver.empty() && drivers[d].name == event.onset_driver) return plan.drivers[d];
    }
    return std::nullopt;
  };
  for (std::size_t i = 0; i < levers.size(); ++i) {
    plan.levers.push_back(place(false, 1));
    const Stream stream =
        layout.coordinates.once(lever_stream(levers[i].name), Coordinate::Input::lever, i, 0);
    program->levers.push_back({plan.levers.back(), stream, layout.marginals.make(levers[i].strength)});
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Event& event = events[i];
    plan.events.push_back(place(true, 1));
    const Stream stream =
        layout.coordinates.by_step(event_stream(event.name), Coordinate::Input::event, i, 0, 1, 2, false);
    program->events.push_back({plan.events.back(), stream, event.chance, event.recovery,
                               layout.marginals.make(event.size), event.on, event.forced_step,
                               onset_rows(event)});
  }
  plan.coordinates = layout.coordinates.take();
  plan.tables = layout.marginals.take();
  program->bridge_rows = layout.coordinates.bridge_rows();
  program->bridge = brownian_bridge(steps - 1);
  // What a group works in, then what is kept from step to step.
  const std::size_t kept_begin = fixed_scratch_rows + widest;
  for (GroupProgram& group : program->groups) {
    for (DriverProgram& driver : group.drivers) {
      driver.regimes += kept_begin;
      driver.memory += kept_begin;
    }
  }
  program->scratch_rows = kept_begin + layout.kept_rows;
  plan.program = std::move(program);
  return plan;
}

}  // namespace leontide::random
