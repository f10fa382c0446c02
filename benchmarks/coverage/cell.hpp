#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/prepared.hpp"

namespace leontide::benchmarks::coverage {

/// One interval that a command gave.
struct Given {
  double low = 0;
  double high = 0;
  bool is_conservative = false;  ///< it says so: it may hold the truth more often than its level
};

/// An interval of one command in one situation, whose truth is known in closed form.
struct Cell {
  std::string command;
  std::string quantity;
  std::string design;     ///< how trials are drawn
  std::string situation;  ///< the chance, and whether trials fail
  double truth = 0;
  std::uint32_t seeds = 2000;                ///< in the whole table
  std::function<Given(std::uint64_t)> give;  ///< by the seed of the draws
};

/// A model of at most three drivers, ready to run; its files are gone. `scenario` holds further keys.
struct Text {
  std::string drivers;
  std::string variables;
  std::string targets;
  std::string scenario = {};
  std::string indicators = "  y: {value: y}\n";
  std::string levers = {};
};
scenario::Draft draft_of(const Text& text);
analysis::Prepared prepared_of(const Text& text);

/// P(Z >= z) of the standard normal, and the z that has that chance above it.
double chance_above(double z);
double bound_of(double chance);

/// Normal z, and where trials fail, a second driver that fails one trial in ten whatever z is: what is asked
/// of z stays the same among the trials that complete.
Text one_normal(double chance, bool fails, const std::string& value = "z");

/// The names of the ways to draw, and a sampling of each.
struct Design {
  std::string name;
  scenario::Sampling::Method method;
};
const std::vector<Design>& designs();

// Cells by what gives them.
void add_runs(std::vector<Cell>& cells);         ///< run: chances, the plan as a whole, quantiles
void add_comparisons(std::vector<Cell>& cells);  ///< compare, seek
void add_shares(std::vector<Cell>& cells);       ///< sensitivity, its designs
void add_decisions(std::vector<Cell>& cells);    ///< rare
void add_revisions(std::vector<Cell>& cells);    ///< observe
void add_measures(std::vector<Cell>& cells);     ///< attribute, optimise

}  // namespace leontide::benchmarks::coverage
