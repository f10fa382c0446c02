// Whether a table earns its place: the nation's output by sector of a later year, from the table of 2017 and
// the final demand by product that came about, against doing without the links.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

#include "support/shared_table.hpp"
#include "table/coefficients.hpp"
#include "table/files/read.hpp"
#include "table/leontief_system.hpp"

namespace leontide::table {

namespace {

using Outputs = std::vector<double>;

/// Final demand for what the nation makes, [n].
Outputs final_demand(const Accounts& accounts) {
  Outputs out(accounts.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k)
      out[i] += accounts.final_demand.values(i, k);
  return out;
}

/// Root mean square of log(estimate / true output), weighted by the output of the early year.
double error(const Outputs& estimate, const Accounts& late, const Accounts& early) {
  double squares = 0;
  for (std::size_t i = 0; i < estimate.size(); ++i)
    squares += early.output[i] * std::pow(std::log(estimate[i] / late.output[i]), 2);
  return std::sqrt(squares / sum(early.output));
}

Outputs by_sector(const Accounts& early, const std::function<double(std::size_t)>& rule) {
  Outputs out(early.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = rule(i);
  return out;
}

}  // namespace

TEST_CASE("the national table of 2017 tells output by sector of 2018 and 2020 better than no links do") {
  for (const char* name : {"china_2017_42", "china_2018_42", "china_2020_42"})
    if (!have_shared(std::string("data/io/") + name)) return;
  const Accounts early = shared_table("china_2017_42");
  const LeontiefSystem system(coefficients(early, Requirements::regional).values);
  const Outputs before = final_demand(early);
  for (const char* name : {"china_2018_42", "china_2020_42"}) {
    INFO(name);
    const Accounts late = shared_table(name);
    const Outputs after = final_demand(late);
    const double growth = sum(late.output) / sum(early.output);
    const Outputs& output = early.output;
    const double linked = error(system.outputs(after), late, early);
    const double alike =
        error(by_sector(early, [&](std::size_t i) { return output[i] * growth; }), late, early);
    // Own final demand, in levels and as a ratio: what is not sold finally stays as it was, or moves with
    // what is. A ratio is held within a third and three times, as recipes hold those of cells; a sector
    // without final demand grows as all do.
    const double by_level =
        error(by_sector(early, [&](std::size_t i) { return output[i] + after[i] - before[i]; }), late, early);
    const double by_ratio = error(by_sector(early,
                                            [&](std::size_t i) {
                                              if (before[i] <= 0 || after[i] <= 0) return output[i] * growth;
                                              return output[i] * std::clamp(after[i] / before[i], 1. / 3, 3.);
                                            }),
                                  late, early);
    INFO(linked << " " << alike << " " << by_level << " " << by_ratio);
    CHECK(linked <= 0.6 * alike);
    CHECK(linked <= 0.75 * by_level);
    CHECK(linked <= 0.75 * by_ratio);
  }
}

}  // namespace leontide::table
