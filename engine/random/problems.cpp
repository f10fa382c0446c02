#include "random/problems.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "random/correlation.hpp"
#include "random/stream.hpp"

namespace leontide::random {
namespace {

// A matrix to four decimals as a model file would state it.
std::string in_words(std::span<const double> matrix, std::size_t n) {
  std::string text = "[";
  for (std::size_t i = 0; i < n; ++i) {
    text += i == 0 ? "[" : ", [";
    for (std::size_t j = 0; j < n; ++j)
      text += fmt::format("{}{:.6g}", j == 0 ? "" : ", ", matrix[i * n + j]);
    text += "]";
  }
  return text + "]";
}

// The nearest correlation matrix to four decimals that is still positive definite after rounding.
std::string nearest_in_words(std::span<const double> matrix, std::size_t n) {
  for (double least = 1e-4; least < 1; least *= 2) {
    std::vector<double> nearest = nearest_correlation(matrix, n, least);
    for (double& value : nearest)
      value = std::round(value * 1e4) / 1e4;
    if (!cholesky(nearest, n).empty()) return in_words(nearest, n);
  }
  return {};
}

// Problems of a law that belongs to something else, its keys under `prefix`.
void append(std::vector<Problem>& all, const Law& law, const std::string& prefix, std::size_t number) {
  for (Problem& problem : problems(law)) {
    problem.key = prefix + problem.key;
    problem.law = number;
    all.push_back(std::move(problem));
  }
}

void refuse_process(std::vector<Problem>& all, const Law& law, const char* key) {
  if (is_process(law)) {
    all.push_back(
        {key, fmt::format("{} is a {}, but must be a distribution or a constant", key, name_of(law)), {}, 0});
  }
}

bool per_step(const Driver& driver) {
  return !driver.laws.empty() && (is_process(driver.laws.front()) || driver.draw == Driver::Draw::step);
}

// The matrix by itself; true when it is worth factorising.
bool check_entries(std::vector<Problem>& all, std::span<const double> matrix, std::size_t n) {
  const auto say = [&all](std::string what) { all.push_back({"correlation", std::move(what), {}, 0}); };
  if (matrix.size() != n * n) {
    say(fmt::format("correlation has {} numbers, but {} drivers take {} rows of {}", matrix.size(), n, n, n));
    return false;
  }
  const std::size_t before = all.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (matrix[i * n + i] != 1)
      say(fmt::format("the correlation of driver {} with itself is {}, but must be 1", i + 1,
                      matrix[i * n + i]));
    for (std::size_t j = 0; j < i; ++j) {
      const double value = matrix[i * n + j];
      if (value != matrix[j * n + i]) {
        say(fmt::format("correlation is {} in row {}, column {}, but {} in row {}, column {}", value, i + 1,
                        j + 1, matrix[j * n + i], j + 1, i + 1));
      } else if (!(std::fabs(value) < 1)) {
        say(fmt::format("correlation is {}, but must be between -1 and 1", value));
      }
    }
  }
  return all.size() == before;
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
  if (!(driver.common >= 0 && driver.common < 1)) {
    all.push_back(
        {"common", fmt::format("common is {}, but must be at least 0 and below 1", driver.common), {}, 0});
  }
  if (driver.correlation.empty()) return all;
  if (driver.common > 0) all.push_back({"correlation", "correlation and common exclude each other", {}, 0});
  const std::size_t n = driver.elements.size();
  if (check_entries(all, driver.correlation, n) && cholesky(driver.correlation, n).empty()) {
    all.push_back({"correlation",
                   "correlation is not positive definite: no elements can be correlated like this",
                   "the nearest matrix that is: " + nearest_in_words(driver.correlation, n), 0});
  }
  return all;
}

std::vector<Problem> problems(const Lever& lever) {
  std::vector<Problem> all;
  refuse_process(all, lever.strength, "strength");
  append(all, lever.strength, "strength.", 0);
  return all;
}

std::vector<Problem> problems(const Event& event, std::size_t steps) {
  std::vector<Problem> all;
  if (!(event.chance >= 0 && event.chance <= 1)) {
    all.push_back({"chance", fmt::format("chance is {}, but must be from 0 to 1", event.chance), {}, 0});
  }
  refuse_process(all, event.size, "size");
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

std::vector<Problem> problems(const Copula& copula, std::span<const Driver> drivers) {
  std::vector<Problem> all;
  const auto say = [&all](std::string what, std::string hint = {}) {
    all.push_back({"drivers", std::move(what), std::move(hint), 0});
  };
  if (copula.drivers.size() < 2) say("a copula takes two drivers or more");
  const Driver* first = nullptr;
  for (std::size_t i = 0; i < copula.drivers.size(); ++i) {
    const std::string& name = copula.drivers[i];
    if (std::find(copula.drivers.begin(), copula.drivers.begin() + static_cast<std::ptrdiff_t>(i), name) !=
        copula.drivers.begin() + static_cast<std::ptrdiff_t>(i)) {
      say(fmt::format("{} stands twice", name));
    }
    const auto at =
        std::find_if(drivers.begin(), drivers.end(), [&](const Driver& d) { return d.name == name; });
    if (at == drivers.end()) {
      say(fmt::format("{} is not a driver", name));
      continue;
    }
    if (!at->laws.empty() && std::holds_alternative<Constant>(at->laws.front()))
      say(fmt::format("{} is a constant", name));
    if (first == nullptr) first = &*at;
    if (at->elements != first->elements) {
      say(fmt::format("{} and {} are over different sets", first->name, name),
          "a copula ties drivers element by element");
    }
    if (per_step(*at) != per_step(*first)) {
      say(fmt::format("{} is drawn once a {}, but {} once a {}", first->name,
                      per_step(*first) ? "step" : "trial", name, per_step(*at) ? "step" : "trial"));
    }
    if (!at->correlation.empty()) {
      say(fmt::format("{} correlates its own elements", name),
          "a driver has its own `correlation:` or stands in a copula");
    }
    if (at->common != first->common) {
      say(fmt::format("{} has common {}, but {} has {}", first->name, first->common, name, at->common),
          "drivers of one copula share one `common`");
    }
  }
  const std::size_t n = copula.drivers.size();
  if (check_entries(all, copula.correlation, n) && cholesky(copula.correlation, n).empty()) {
    all.push_back({"correlation",
                   "correlation is not positive definite: no drivers can be correlated like this",
                   "the nearest matrix that is: " + nearest_in_words(copula.correlation, n), 0});
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
    if (driver.elements.size() > 1)
      add(driver_stream(driver.name, ""), "the common factor of driver " + driver.name);
  }
  for (const Lever& lever : levers)
    add(lever_stream(lever.name), "lever " + lever.name);
  for (const Event& event : events)
    add(event_stream(event.name), "event " + event.name);
  return all;
}

}  // namespace leontide::random
