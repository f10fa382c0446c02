#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// What a lever costs and what more or less money does to it: spending s gives it (s / cost)^exponent times
/// its stated strength, so `cost` buys exactly what the model states. Concave for exponents below 1.
struct LeverBudget {
  std::string lever;      ///< by name
  double cost = 1;        ///< in the budget's unit
  double exponent = 0.5;  ///< in (0, 1]
  double at_most = 0;     ///< the largest spending; twice the cost where the file does not say
};

/// A sum of money to be spread over levers.
struct Budget {
  double total = 0;                 ///< in `unit`
  std::string unit;                 ///< of money, as it is shown
  std::vector<LeverBudget> levers;  ///< those that money changes
  std::string source;               ///< where the costs come from
  Place place;                      ///< of `budget:`
};

/// Reads `budget: {total, unit, levers: {NAME: {cost, exponent, at_most}}, source}`. `known` are the levers
/// of the model. Reports costs that are not positive, exponents outside (0, 1] and a total that all levers
/// together cannot take up.
Budget read_budget(const yaml::Node& node, const std::vector<std::string>& known, Diagnostics& diagnostics);

/// The largest spending below each lever's cap whose sum is the total, in the proportions of `wishes`: what a
/// capped lever cannot take goes to the others.
std::vector<double> spread(const std::vector<double>& wishes, const Budget& budget);

/// What every lever costs as it is stated; in proportion, where that is more than there is.
std::vector<double> as_stated(const Budget& budget);

/// Of its stated strength, what a spending buys.
double strength_of(const LeverBudget& lever, double spent);

}  // namespace leontide::scenario
