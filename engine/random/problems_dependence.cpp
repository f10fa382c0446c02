#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "linear/correlation.hpp"
#include "random/problems.hpp"

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
    std::vector<double> nearest = linear::nearest_correlation(matrix, n, least);
    for (double& value : nearest)
      value = std::round(value * 1e4) / 1e4;
    if (!linear::cholesky(nearest, n).empty()) return in_words(nearest, n);
  }
  return {};
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

// A whole correlation matrix of n `things`.
void check_matrix(std::vector<Problem>& all, std::span<const double> matrix, std::size_t n,
                  const char* things) {
  if (!check_entries(all, matrix, n) || !linear::cholesky(matrix, n).empty()) return;
  all.push_back(
      {"correlation",
       fmt::format("correlation is not positive definite: no {} can be correlated like this", things),
       "the nearest matrix that is: " + nearest_in_words(matrix, n), 0});
}

void check_df(std::vector<Problem>& all, double df) {
  if (!(df >= 0.5 && df <= 1e6))
    all.push_back({"df", fmt::format("df is {}, but must be from 0.5 to 1000000", df), {}, 0});
}

bool is_discrete(const Driver& driver) {
  return !driver.laws.empty() && random::is_discrete(driver.laws.front());
}

constexpr const char* treatment =
    "`discrete: by-uniform` lets it follow the dependence's uniform through its own quantile function; "
    "its rank correlation is then weaker than stated";

std::string untreated(const Driver& driver) {
  return fmt::format("{} follows a {}: its single values do not settle how it depends on others", driver.name,
                     name_of(driver.laws.front()));
}

struct Reason {
  const char* what;
  const char* hint;
};

// Laws whose dependence is their own.
std::optional<Reason> why_no_dependence(const Driver& driver) {
  if (driver.laws.empty()) return std::nullopt;
  if (std::holds_alternative<Dirichlet>(driver.laws.front()))
    return Reason{"is a dirichlet: its elements depend on one another because they share a whole",
                  "a further dependence would change their shares"};
  if (std::holds_alternative<Bootstrap>(driver.laws.front()))
    return Reason{"is a bootstrap: it takes its dependence from its history",
                  "put series that depend on one another into one file and one driver over a set"};
  return std::nullopt;
}

void check_vine(std::vector<Problem>& all, const Copula& copula) {
  const std::size_t n = copula.drivers.size();
  const auto say = [&all](std::string key, std::string what, std::string hint = {}) {
    all.push_back({std::move(key), std::move(what), std::move(hint), 0});
  };
  if (copula.pairs.empty()) say("pairs", "pairs is empty", "without pairs the drivers are independent");
  if (copula.pairs.size() + 1 > std::max<std::size_t>(n, 1))
    say("pairs", fmt::format("pairs has {} trees, but {} drivers take {} at most", copula.pairs.size(), n,
                             std::max<std::size_t>(n, 1) - 1));
  for (std::size_t tree = 0; tree < copula.pairs.size() && tree + 1 < n; ++tree) {
    const auto& pairs = copula.pairs[tree];
    if (pairs.size() != n - 1 - tree) {
      say(fmt::format("pairs.{}", tree),
          fmt::format("tree {} has {} pairs, but must have {}", tree + 1, pairs.size(), n - 1 - tree));
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      for (const Problem& problem : problems(pairs[i]))
        say(fmt::format("pairs.{}.{}.{}", tree, i, problem.key),
            fmt::format("tree {}, pair {}: {}", tree + 1, i + 1, problem.what), problem.hint);
    }
  }
}

// Negative dependence of a family that has only positive one, or the other way round.
constexpr const char* by_rotation = "rotation 90 or 270 makes the dependence negative, 0 or 180 positive";

void check_tau(std::vector<Problem>& all, const PairLaw& pair, const std::string& family) {
  const bool turns = pair.rotation == 90 || pair.rotation == 270;
  const ParameterRange range = parameter_range(pair.family);
  double low = tau_of(pair.family, range.low), high = tau_of(pair.family, range.high);
  if (turns) std::swap(low *= -1, high *= -1);
  const double tau = *pair.tau;
  if (!(tau >= low && tau <= high) || !(std::fabs(tau) < 1)) {
    all.push_back({"tau",
                   fmt::format("tau is {}, but must be {} {:.4g} {} {:.4g} for {} of rotation {}", tau,
                               range.is_open ? "between" : "from", low, range.is_open ? "and" : "to", high,
                               family, pair.rotation),
                   low >= 0 || high <= 0 ? by_rotation : "", 0});
  }
}

}  // namespace

std::vector<Problem> problems(const PairLaw& pair) {
  std::vector<Problem> all;
  const auto say = [&all](const char* key, std::string what, std::string hint = {}) {
    all.push_back({key, std::move(what), std::move(hint), 0});
  };
  const std::string& family = family_names()[static_cast<std::size_t>(pair.family)];
  if (pair.rotation != 0 && pair.rotation != 90 && pair.rotation != 180 && pair.rotation != 270)
    say("rotation", fmt::format("rotation is {}, but must be 0, 90, 180 or 270", pair.rotation));
  if (pair.family == Family::student) {
    check_df(all, pair.df);
  } else if (pair.df != 0) {
    say("df", fmt::format("{} has no df", family), "df belongs to student");
  }
  if (pair.family == Family::independence) {
    if (pair.parameter || pair.tau)
      say(pair.parameter ? "parameter" : "tau", "independence has no parameter");
    return all;
  }
  if (pair.parameter.has_value() == pair.tau.has_value()) {
    say(pair.tau ? "tau" : "family", fmt::format("{} takes either parameter or tau", family));
    return all;
  }
  if (!all.empty()) return all;
  if (pair.tau) {
    check_tau(all, pair, family);
    return all;
  }
  const ParameterRange range = parameter_range(pair.family);
  const double value = *pair.parameter;
  const bool inside =
      range.is_open ? value > range.low && value < range.high : value >= range.low && value <= range.high;
  if (!inside) {
    say("parameter", fmt::format("parameter is {}, but must be {} {} {} {} for {}", value,
                                 range.is_open ? "between" : "from", range.low, range.is_open ? "and" : "to",
                                 range.high, family));
  }
  return all;
}

std::vector<Problem> problems_of_own_dependence(const Driver& driver) {
  std::vector<Problem> all;
  const auto say = [&all](const char* key, std::string what, std::string hint = {}) {
    all.push_back({key, std::move(what), std::move(hint), 0});
  };
  if (!(driver.common >= 0 && driver.common < 1))
    say("common", fmt::format("common is {}, but must be at least 0 and below 1", driver.common));
  if (!driver.correlation.empty()) {
    if (driver.common > 0) say("correlation", "correlation and common exclude each other");
    check_matrix(all, driver.correlation, driver.elements.size(), "elements");
  }
  if (driver.serial) {
    if (!per_step(driver))
      say("serial", "serial ties each step to the one before, but the driver is drawn once a trial",
          "add `draw: step`");
    if (driver.common > 0 || !driver.correlation.empty())
      say("serial", "serial and a correlation of the elements exclude each other",
          "with both, the elements of a year would not be correlated as stated");
    for (const Problem& problem : problems(*driver.serial))
      all.push_back({"serial." + problem.key, problem.what, problem.hint, 0});
  }
  const char* key = driver.serial                 ? "serial"
                    : !driver.correlation.empty() ? "correlation"
                    : driver.common > 0           ? "common"
                                                  : nullptr;
  if (key != nullptr) {
    if (const auto reason = why_no_dependence(driver))
      say(key, fmt::format("{} {}", driver.name, reason->what), reason->hint);
    if (!driver.laws.empty() && std::holds_alternative<Constant>(driver.laws.front()) && driver.serial)
      say(key, fmt::format("{} is a constant", driver.name));
    if (is_discrete(driver) && !driver.discrete_by_uniform) say(key, untreated(driver), treatment);
  }
  if (driver.discrete_by_uniform && (key == nullptr || !is_discrete(driver)))
    say("discrete", "there is no dependence of single values here to treat",
        "`discrete:` of a driver is about its own common, correlation or serial; about a copula it stands "
        "with "
        "the copula");
  return all;
}

std::vector<Problem> problems_of_numbers(const Copula& copula) {
  std::vector<Problem> all;
  if (copula.kind != Copula::Kind::vine)
    check_matrix(all, copula.correlation, copula.drivers.size(), "drivers");
  if (copula.kind == Copula::Kind::student) check_df(all, copula.df);
  return all;
}

std::vector<Problem> problems(const Copula& copula, std::span<const Driver> drivers) {
  std::vector<Problem> all;
  const auto say = [&all](std::string what, std::string hint = {}) {
    all.push_back({"drivers", std::move(what), std::move(hint), 0});
  };
  if (copula.drivers.size() < 2) say("a copula takes two drivers or more");
  const Driver* first = nullptr;
  bool has_discrete = false;
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
    if (const auto reason = why_no_dependence(*at))
      say(fmt::format("{} {}", name, reason->what), reason->hint);
    if (is_discrete(*at) && !copula.discrete_by_uniform) say(untreated(*at), treatment);
    has_discrete = has_discrete || is_discrete(*at);
    if (at->serial) {
      say(fmt::format("{} depends on its own step before", name),
          "a driver has its own `serial:` or stands in a copula: with both, the years would not have the "
          "copula "
          "stated");
    }
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
  if (copula.discrete_by_uniform && !has_discrete)
    all.push_back({"discrete", "none of these drivers has single values", "leave `discrete:` out", 0});
  if (copula.kind == Copula::Kind::vine) check_vine(all, copula);
  for (Problem& problem : problems_of_numbers(copula))
    all.push_back(std::move(problem));
  return all;
}

}  // namespace leontide::random
