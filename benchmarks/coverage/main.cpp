// How often the intervals of every command hold the truth: a table, and exit 1 where one holds it too seldom,
// or too often without saying that it is conservative.
#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <charconv>
#include <cstdio>
#include <fmt/format.h>
#include <string_view>

#include "coverage/cell.hpp"

namespace {

using namespace leontide::benchmarks::coverage;

constexpr double level = 0.95;
constexpr double seldom = 1e-4;  // chance of a coverage as low, or as high, of a sound interval
constexpr double too_often = 0.995;

struct Measured {
  std::uint32_t seeds = 0;
  std::uint32_t held = 0;
  bool is_conservative = false;  ///< in every seed that it held all too well

  double coverage() const { return static_cast<double>(held) / seeds; }
};

Measured measure(const Cell& cell, std::uint32_t most) {
  Measured measured;
  measured.seeds = std::min(most, cell.seeds);
  std::uint32_t conservative = 0;
  for (std::uint64_t seed = 1; seed <= measured.seeds; ++seed) {
    const Given given = cell.give(seed);
    measured.held += given.low <= cell.truth && cell.truth <= given.high ? 1 : 0;
    conservative += given.is_conservative ? 1 : 0;
  }
  measured.is_conservative = 2 * conservative > measured.seeds;
  return measured;
}

/// Nothing where the interval is sound.
std::string fault(const Measured& measured) {
  const boost::math::binomial_distribution<> law(measured.seeds, level);
  if (boost::math::cdf(law, measured.held) < seldom) return "too seldom";
  const double as_often =
      measured.held == 0 ? 1 : boost::math::cdf(boost::math::complement(law, measured.held - 1.0));
  const bool is_often = measured.coverage() > too_often && as_often < seldom;
  return is_often && !measured.is_conservative ? "too often, unsaid" : "";
}

}  // namespace

int main(int count, char** arguments) {
  std::uint32_t most = 100000;
  std::string_view only;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view flag = arguments[i], value = arguments[i + 1];
    if (flag == "--seeds") std::from_chars(value.data(), value.data() + value.size(), most);
    if (flag == "--only") only = value;
  }
  std::vector<Cell> cells;
  add_runs(cells);
  add_comparisons(cells);
  add_shares(cells);
  add_decisions(cells);
  add_revisions(cells);
  add_measures(cells);
  std::puts("| command | interval of | draws | chance or situation | seeds | holds the truth | |");
  std::puts("| --- | --- | --- | --- | --- | --- | --- |");
  int faults = 0;
  for (const Cell& cell : cells) {
    if (!only.empty() && cell.command != only) continue;
    const Measured measured = measure(cell, most);
    const std::string wrong = fault(measured);
    faults += wrong.empty() ? 0 : 1;
    const std::string note = !wrong.empty() ? wrong : (measured.is_conservative ? "conservative" : "");
    fmt::print("| {} | {} | {} | {} | {} | {:.1f} % | {} |\n", cell.command, cell.quantity, cell.design,
               cell.situation, measured.seeds, 100 * measured.coverage(), note);
    std::fflush(stdout);
  }
  if (faults > 0) fmt::print(stderr, "{} intervals do not hold what they promise\n", faults);
  return faults > 0 ? 1 : 0;
}
