#include "scenario/budget.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

double positive(const yaml::Node& mapping, const char* key, double fallback, double most,
                Diagnostics& diagnostics) {
  const yaml::Node* node = mapping.find(key);
  if (node == nullptr) return fallback;
  const double value = read_number(*node, diagnostics).value_or(fallback);
  if (!(value > 0 && value <= most)) {
    diagnostics.error("value", node->place,
                      most < 1e300
                          ? fmt::format("{} is {}, but must be above 0 and at most {}", key, value, most)
                          : fmt::format("{} is {}, but must be above zero", key, value));
  }
  return value;
}

}  // namespace

Budget read_budget(const yaml::Node& node, const std::vector<std::string>& known, Diagnostics& diagnostics) {
  constexpr double any = 1e301;
  Budget budget;
  budget.place = node.place;
  if (!check_keys(node, keys::budget(), "budget", diagnostics)) return budget;
  budget.total = positive(node, "total", 1, any, diagnostics);
  if (const yaml::Node* unit = node.find("unit")) budget.unit = read_text(*unit, diagnostics).value_or("");
  if (const yaml::Node* source = node.find("source"))
    budget.source = read_text(*source, diagnostics).value_or("");
  const yaml::Node* levers = node.find("levers");
  if (levers == nullptr) return budget;
  if (!levers->is_mapping() || levers->entries.empty()) {
    diagnostics.error("value", levers->place, "levers must be a mapping of the levers that money goes to",
                      "e.g. {local_purchase: {cost: 20}}");
    return budget;
  }
  double most = 0;
  for (const auto& [name, item] : levers->entries) {
    if (std::find(known.begin(), known.end(), name.text) == known.end()) {
      diagnostics.error("unknown-name", name.place, fmt::format("the model has no lever \"{}\"", name.text),
                        suggestion(name.text, known));
      continue;
    }
    if (!check_keys(item, keys::budget_lever(), fmt::format("the budget of \"{}\"", name.text), diagnostics))
      continue;
    LeverBudget lever;
    lever.lever = name.text;
    lever.cost = positive(item, "cost", 1, any, diagnostics);
    lever.exponent = positive(item, "exponent", 0.5, 1, diagnostics);
    lever.at_most = positive(item, "at_most", 2 * lever.cost, any, diagnostics);
    most += lever.at_most;
    budget.levers.push_back(lever);
  }
  if (!diagnostics.has_errors() && most < budget.total) {
    diagnostics.error(
        "value", node.place,
        fmt::format("the budget of {} is more than all levers together can take ({})", budget.total, most),
        "raise `at_most` of a lever, or lower the total");
  }
  return budget;
}

std::vector<double> spread(const std::vector<double>& wishes, const Budget& budget) {
  std::vector<double> spent(wishes.size(), 0.0);
  std::vector<bool> is_full(wishes.size(), false);
  double left = budget.total;
  for (std::size_t turn = 0; turn <= wishes.size() && left > 0; ++turn) {
    double open = 0;
    for (std::size_t i = 0; i < wishes.size(); ++i)
      open += is_full[i] ? 0 : wishes[i];
    if (open <= 0) break;
    bool has_filled = false;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (is_full[i] || wishes[i] * left / open < budget.levers[i].at_most) continue;
      spent[i] = budget.levers[i].at_most;
      is_full[i] = has_filled = true;
    }
    left = budget.total;
    for (std::size_t i = 0; i < wishes.size(); ++i)
      left -= is_full[i] ? spent[i] : 0;
    if (has_filled) continue;
    for (std::size_t i = 0; i < wishes.size(); ++i) {
      if (!is_full[i]) spent[i] = wishes[i] * left / open;
    }
    break;
  }
  return spent;
}

double strength_of(const LeverBudget& lever, double spent) {
  return std::pow(spent / lever.cost, lever.exponent);
}

std::vector<double> as_stated(const Budget& budget) {
  std::vector<double> costs;
  double sum = 0;
  for (const LeverBudget& lever : budget.levers) {
    costs.push_back(std::min(lever.cost, lever.at_most));
    sum += costs.back();
  }
  return sum <= budget.total ? costs : spread(costs, budget);
}

}  // namespace leontide::scenario
