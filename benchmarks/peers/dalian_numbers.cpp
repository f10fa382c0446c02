#include "peers/dalian_numbers.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace dalian {

namespace {

using leontide::language::Model;
using leontide::language::Set;

const std::vector<double>& values(const Model& model, const std::string& name, std::size_t count) {
  for (const auto& datum : model.data) {
    if (datum.name == name && datum.values.size() == count) return datum.values;
  }
  throw std::runtime_error("the model holds no " + name + " of " + std::to_string(count) + " numbers");
}

template <std::size_t count>
void copy(const Model& model, const std::string& name, std::array<double, count>& to) {
  std::copy_n(values(model, name, count).begin(), count, to.begin());
}

const Set& set(const Model& model, const std::string& name, std::size_t members) {
  for (const Set& candidate : model.sets) {
    if (candidate.name == name && candidate.codes.size() == members) return candidate;
  }
  throw std::runtime_error("the model has no set " + name + " of " + std::to_string(members));
}

std::size_t flagged(const Model& model, const std::string& name) {
  const auto& flags = values(model, name, sectors);
  if (std::count(flags.begin(), flags.end(), 1.0) != 1)
    throw std::runtime_error(name + " must name one sector");
  return static_cast<std::size_t>(std::find(flags.begin(), flags.end(), 1.0) - flags.begin());
}

void copy_columns(const Model& model, Numbers& to) {
  copy(model, "value_added_table", to.value_added);
  copy(model, "compensation_table", to.compensation);
  copy(model, "household_table", to.household);
  copy(model, "government_table", to.government);
  copy(model, "investment_table", to.investment);
  copy(model, "inventories_table", to.inventories);
  copy(model, "export_table", to.exports);
  copy(model, "is_tertiary", to.is_tertiary);
  copy(model, "is_manufacturing", to.is_manufacturing);
  copy(model, "is_science", to.is_science);
  copy(model, "ps_full", to.ps_full);
  copy(model, "ps_trade", to.ps_trade);
  copy(model, "ps_part", to.ps_part);
  copy(model, "structure_cap", to.structure_cap);
  copy(model, "flq_exposed", to.flq_exposed);
  copy(model, "local_room", to.local_room);
  copy(model, "update_log_change", to.update_log_change);
  copy(model, "sector_trend", to.sector_trend);
  copy(model, "sector_noise_sd", to.noise_sd);
  copy(model, "local_purchase_exposure", to.local_purchase);
  copy(model, "outside_sales_exposure", to.outside_sales);
  copy(model, "outsourcing_to", to.outsourcing_to);
  copy(model, "port_sales_exposure", to.port_sales);
  copy(model, "digital_gain_exposure", to.digital_gain);
  copy(model, "export_elasticity", to.export_elasticity);
  copy(model, "published", to.published);
  copy(model, "tilt", to.tilt);
}

void copy_bounds(const leontide::scenario::Scenario& scenario, Numbers& to) {
  using leontide::scenario::Status;
  using leontide::scenario::Target;
  const Model& model = scenario.readings.front().model;
  for (const Target& target : scenario.targets) {
    if (target.status != Status::modelled && target.status != Status::process) continue;
    double bound = target.rule == Target::Rule::at_most ? target.high : target.low;
    const double give = target.tolerance * std::fabs(bound);
    bound += target.rule == Target::Rule::at_most ? give : -give;
    if (target.unit == leontide::language::parse_unit("percent", model.symbols)) bound *= 0.01;
    to.bounds[target.id] = bound;
  }
}

}  // namespace

Numbers numbers_of(const leontide::scenario::Scenario& scenario) {
  const Model& model = scenario.readings.front().model;
  Numbers to{};
  copy(model, "A_local", to.local);
  copy(model, "A_total", to.total);
  copy_columns(model, to);
  const Set& broad = set(model, "broad", broads);
  const Set& cluster = set(model, "cluster", clusters);
  std::copy_n(broad.map.begin(), sectors, to.broad_of.begin());
  std::copy_n(cluster.map.begin(), sectors, to.cluster_of.begin());
  to.tertiary = static_cast<std::size_t>(std::find(broad.codes.begin(), broad.codes.end(), "tertiary") -
                                         broad.codes.begin());
  to.it = flagged(model, "is_it");
  to.transport = flagged(model, "is_transport");
  to.business = flagged(model, "is_business");
  to.finance = flagged(model, "is_finance");
  for (std::size_t i = 0; i < sectors; ++i) {
    to.local_final[i] = to.household[i] + to.government[i] + to.investment[i] + to.inventories[i];
    for (std::size_t j = 0; j < sectors; ++j) {
      to.bought[j * sectors + i] = to.total[i * sectors + j];
      to.inputs_centre[j] += to.total[i * sectors + j];
    }
  }
  for (const auto& datum : model.data) {
    if (datum.is_parameter && datum.shape.rank() == 0) to.parameters[datum.name] = datum.values.front();
  }
  copy_bounds(scenario, to);
  return to;
}

}  // namespace dalian
