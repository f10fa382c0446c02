#include "random/problems.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "random/stream.hpp"

namespace leontide::random {
namespace {

// Problems of a law that belongs to something else, its keys under `prefix`.
void append(std::vector<Problem>& all, const Law& law, const std::string& prefix, std::size_t number) {
  for (Problem& problem : problems(law)) {
    problem.key = prefix + problem.key;
    problem.law = number;
    all.push_back(std::move(problem));
  }
}

void refuse_path_or_share(std::vector<Problem>& all, const Law& law, const char* key) {
  if (is_process(law)) {
    all.push_back(
        {key, fmt::format("{} is a {}, but must be a distribution or a constant", key, name_of(law)), {}, 0});
  }
  if (std::holds_alternative<Dirichlet>(law))
    all.push_back({key, fmt::format("{} is a dirichlet, but that shares a whole among a set", key), {}, 0});
}

const Driver* find(std::span<const Driver> drivers, const std::string& name) {
  for (const Driver& driver : drivers) {
    if (driver.name == name) return &driver;
  }
  return nullptr;
}

}  // namespace

std::vector<Problem> problems(const Driver& driver) {
  std::vector<Problem> all;
  if (driver.elements.empty()) all.push_back({"over", "the set has no elements", {}, 0});
  if (driver.laws.empty() || (driver.laws.size() != 1 && driver.laws.size() != driver.elements.size())) {
    all.push_back(
        {"", fmt::format("{} laws for {} elements", driver.laws.size(), driver.elements.size()), {}, 0});
  }
  for (std::size_t i = 0; i < driver.laws.size(); ++i) {
    if (driver.laws[i].index() != driver.laws.front().index()) {
      all.push_back({"",
                     fmt::format("element {} follows a {}, but the first a {}", i + 1,
                                 name_of(driver.laws[i]), name_of(driver.laws.front())),
                     "all elements of a driver follow one kind of law", i});
    }
    append(all, driver.laws[i], "", i);
  }
  const bool is_scalar = driver.elements.size() == 1 && driver.elements.front().empty();
  if (is_scalar && !driver.laws.empty() && std::holds_alternative<Dirichlet>(driver.laws.front())) {
    all.push_back({"", "a dirichlet shares a whole among the elements of a set", "add `over:`", 0});
  }
  if (driver.elements.empty() || driver.centres.size() % driver.elements.size() != 0)
    all.push_back({"", "centres are not of whole steps", {}, 0});
  const bool fits_matrix = driver.cells.empty() ||
                           (driver.columns > 0 && driver.cells.size() == driver.elements.size() &&
                            driver.cells.size() % driver.columns == 0 && driver.draw == Driver::Draw::trial);
  if (!fits_matrix) all.push_back({"of", "the cells do not fit the elements", {}, 0});
  for (const double cell : driver.cells) {
    if (std::isfinite(cell) && cell >= 0) continue;
    all.push_back({"of", fmt::format("a cell is {}, but must be zero or more", cell), {}, 0});
    break;
  }
  const bool is_scaled = !driver.laws.empty() && std::holds_alternative<Lognormal>(driver.laws.front());
  for (const double centre : driver.centres) {
    if (std::isfinite(centre) && (!is_scaled || centre > 0)) continue;
    all.push_back({"median", fmt::format("median is {} in a year, but must be above 0", centre), {}, 0});
    break;
  }
  for (Problem& problem : problems_of_own_dependence(driver))
    all.push_back(std::move(problem));
  return all;
}

std::vector<Problem> problems(const Lever& lever) {
  std::vector<Problem> all;
  refuse_path_or_share(all, lever.strength, "strength");
  append(all, lever.strength, "strength.", 0);
  return all;
}

std::vector<Problem> problems(const Event& event, std::size_t steps) {
  std::vector<Problem> all;
  if (!(event.chance >= 0 && event.chance <= 1)) {
    all.push_back({"chance", fmt::format("chance is {}, but must be from 0 to 1", event.chance), {}, 0});
  }
  refuse_path_or_share(all, event.size, "size");
  append(all, event.size, "size.", 0);
  if (!(event.recovery >= 0 && std::isfinite(event.recovery))) {
    all.push_back(
        {"recovery", fmt::format("recovery is {}, but must be zero or more years", event.recovery), {}, 0});
  }
  if (event.forced_step &&
      (*event.forced_step < 1 || static_cast<std::size_t>(*event.forced_step) >= steps)) {
    all.push_back(
        {"at",
         fmt::format("an onset is forced {} years after the base year, but the run covers years 1 to {}",
                     *event.forced_step, steps - 1),
         {},
         0});
  }
  return all;
}

std::vector<Problem> problems(std::span<const Driver> drivers, std::span<const Lever> levers,
                              std::span<const Event> events, std::span<const Copula> copulas) {
  std::vector<Problem> all;
  std::map<std::string, int> copulas_of;
  for (const Copula& copula : copulas) {
    for (const std::string& name : copula.drivers) {
      if (++copulas_of[name] == 2) {
        all.push_back({"drivers", fmt::format("{} stands in two copulas", name),
                       "put all drivers that depend on one another into one copula", 0});
      }
    }
  }
  std::map<std::uint64_t, std::string> streams;
  const auto add = [&](std::uint64_t stream, std::string name) {
    const auto [at, fresh] = streams.emplace(stream, name);
    if (!fresh) {
      all.push_back(
          {"", fmt::format("{} and {} would share their draws", at->second, name), "rename one of them", 0});
    }
  };
  for (const Driver& driver : drivers) {
    for (const std::string& code : driver.elements) {
      add(driver_stream(driver.name, code),
          code.empty() ? "driver " + driver.name : fmt::format("driver {}[{}]", driver.name, code));
    }
    if (!driver.elements.empty() && !driver.elements.front().empty())
      add(driver_stream(driver.name, ""), "the common factor of driver " + driver.name);
  }
  for (const Copula& copula : copulas) {
    const Driver* first = find(drivers, copula.drivers.empty() ? "" : copula.drivers.front());
    if (copula.kind != Copula::Kind::student || first == nullptr) continue;
    for (const std::string& code : first->elements)
      add(copula_stream(copula.drivers, code), fmt::format("the copula of {} [{}]", first->name, code));
  }
  for (const Lever& lever : levers)
    add(lever_stream(lever.name), "lever " + lever.name);
  for (const Event& event : events)
    add(event_stream(event.name), "event " + event.name);
  return all;
}

}  // namespace leontide::random
