#include "peers/dalian_draws.hpp"

#include <stdexcept>

#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "linear/correlation.hpp"
#include "random/stream.hpp"

namespace dalian {

namespace {

namespace lanes = leontide::lanes;
namespace random = leontide::random;

constexpr std::array<const char*, trial_scalars> trial_names = {
    "flq_delta",        "update_weight",   "wholesale_weight",  "partial_weight",     "calibration_window",
    "trend_error",      "tilt_scale",      "income_elasticity", "accelerator",        "trade_gap_mean",
    "pass_through",     "rows_pace",       "columns_pace",      "logistics_base",     "logistics_trend",
    "logistics_bridge", "port_trend",      "containers_trend",  "airport_error",      "airport_trend",
    "contracts_error",  "contracts_trend", "software_premium",  "accounting_premium", "delivery"};
constexpr std::array<const char*, year_scalars> year_names = {
    "city_shock",     "trade_gap_shock",  "household_noise", "city_deflator",   "logistics_noise",
    "port_noise",     "containers_noise", "airport_noise",   "contracts_noise", "listings",
    "software_noise", "science_noise",    "accounting_noise"};
constexpr std::array<const char*, rates> rate_names = {
    "national_cycle", "national_trade", "national_deflator", "government_growth", "autonomous_investment"};
constexpr std::array<const char*, levers> lever_names = {
    "digital_inputs",   "digital_productivity", "logistics_saving",  "outsourcing",
    "integration_gain", "firm_growth",          "research_transfer", "local_purchase",
    "finance_hub",      "outside_sales",        "port_and_air",      "trade_openness"};

std::vector<double> factor(const leontide::scenario::Reading& reading, const char* first, std::size_t count) {
  for (const random::Copula& copula : reading.copulas) {
    if (copula.drivers.front() == first && copula.drivers.size() == count)
      return linear::cholesky(copula.correlation, count);
  }
  throw std::runtime_error(std::string("no dependence begins with ") + first);
}

}  // namespace

Draws::Source Draws::source(const std::string& name) const {
  for (const random::Driver& driver : reading_.drivers) {
    if (driver.name != name) continue;
    Source made;
    made.laws = driver.laws;
    for (std::size_t e = 0; e < driver.elements.size(); ++e) {
      made.keys.push_back(random::mix64(seed_, random::driver_stream(name, driver.elements[e])));
      const random::Law& law = driver.laws[driver.laws.size() == 1 ? 0 : e];
      if (!random::is_process(law)) made.marginals.push_back(random::make_marginal(law));
    }
    return made;
  }
  throw std::runtime_error("the model has no driver " + name);
}

Draws::Draws(const leontide::scenario::Reading& reading, std::uint64_t seed)
    : reading_(reading),
      seed_(seed),
      structure_(source("structure")),
      table_rows_(source("table_rows")),
      table_columns_(source("table_columns")),
      table_local_(source("table_local")),
      cluster_trend_(source("cluster_trend")),
      relative_price_(source("relative_price")),
      sector_noise_(source("sector_noise")),
      substitution_(source("substitution")),
      fabrication_(source("fabrication")),
      price_noise_(source("price_noise")),
      triple_(factor(reading, "national_cycle", 3)),
      pair_(factor(reading, "city_shock", 2)) {
  for (std::size_t i = 0; i < trial_scalars; ++i)
    trial_[i] = source(trial_names[i]);
  for (std::size_t i = 0; i < year_scalars; ++i)
    year_[i] = source(year_names[i]);
  for (std::size_t i = 0; i < rates; ++i)
    rate_[i] = source(rate_names[i]);
  for (std::size_t i = 0; i < levers; ++i) {
    for (std::size_t at = 0; at < reading.levers.size(); ++at) {
      const random::Lever& lever = reading.levers[at];
      if (lever.name != lever_names[i]) continue;
      if (reading.model.lever_timings[at].start != reading.model.time.base + 1)
        throw std::runtime_error(lever.name + " must start in the first year");
      ramps_[i] = reading.model.lever_timings[at].ramp;
      lever_[i].keys = {random::mix64(seed, random::lever_stream(lever.name))};
      lever_[i].marginals = {random::make_marginal(lever.strength)};
    }
  }
}

void Draws::normals(const Source& source, std::uint64_t first_trial, std::uint32_t step, Lanes* out) {
  for (std::size_t row = 0; row < source.keys.size(); ++row)
    lanes::uniforms(source.keys[row], first_trial, step, 0, out[row].at);
  lanes::normal_quantile(out->at, out->at, source.keys.size() * width);
}

void Draws::take(const Source& source, std::uint64_t first_trial, std::uint32_t step, Lanes* out) {
  if (random::takes_normals(source.marginals.front())) {
    normals(source, first_trial, step, out);
  } else {
    for (std::size_t row = 0; row < source.keys.size(); ++row)
      lanes::uniforms(source.keys[row], first_trial, step, 0, out[row].at);
  }
  for (std::size_t row = 0; row < source.keys.size(); ++row)
    random::draw(source.marginals[row], out[row].at, out[row].at);
}

void Draws::walk(const Source& source, std::uint64_t first_trial, std::uint32_t step, Lanes* out) {
  const auto& law = std::get<random::RandomWalk>(source.laws.front());
  normals(source, first_trial, step, out);
  for (std::size_t row = 0; row < sectors; ++row) {
    for (std::size_t lane = 0; lane < width; ++lane)
      out[row].at[lane] = law.drift + law.sd * out[row].at[lane];
  }
}

void Draws::correlate(const std::vector<double>& factor, Lanes* z) const {
  const std::size_t count = factor.size() == 9 ? 3 : 2;
  for (std::size_t row = count; row-- > 0;) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      double sum = 0;
      for (std::size_t k = 0; k <= row; ++k)
        sum += factor[row * count + k] * z[k].at[lane];
      z[row].at[lane] = sum;
    }
  }
}

void Draws::trial(std::uint64_t first_trial, TrialDraws& out) const {
  take(structure_, first_trial, 0, out.structure.data());
  take(table_rows_, first_trial, 0, out.table_rows.data());
  take(table_columns_, first_trial, 0, out.table_columns.data());
  take(table_local_, first_trial, 0, out.table_local.data());
  take(cluster_trend_, first_trial, 0, out.cluster_trend.data());
  take(relative_price_, first_trial, 0, out.relative_price.data());
  for (std::size_t i = 0; i < trial_scalars; ++i)
    take(trial_[i], first_trial, 0, &out.scalar[i]);
  for (std::size_t i = 0; i < levers; ++i)
    take(lever_[i], first_trial, 0, &out.lever[i]);
}

void Draws::year(std::uint64_t first_trial, std::uint32_t step, YearDraws& out) const {
  take(sector_noise_, first_trial, step, out.sector_noise.data());
  walk(substitution_, first_trial, step, out.substitution.data());
  walk(fabrication_, first_trial, step, out.fabrication.data());
  take(price_noise_, first_trial, step, out.price_noise.data());
  normals(year_[city_shock], first_trial, step, &out.scalar[city_shock]);
  normals(year_[trade_gap_shock], first_trial, step, &out.scalar[trade_gap_shock]);
  correlate(pair_, &out.scalar[city_shock]);
  for (const std::size_t i : {city_shock, trade_gap_shock})
    random::draw(year_[i].marginals.front(), out.scalar[i].at, out.scalar[i].at);
  for (std::size_t i = household_noise; i < year_scalars; ++i)
    take(year_[i], first_trial, step, &out.scalar[i]);
  Rows<rates> z;
  for (std::size_t i = 0; i < rates; ++i)
    normals(rate_[i], first_trial, step, &z[i]);
  correlate(triple_, &z[national_cycle]);
  for (std::size_t i = 0; i < rates; ++i) {
    const auto& law = std::get<random::Ar1>(rate_[i].laws.front());
    for (std::size_t lane = 0; lane < width; ++lane)
      out.rate[i].at[lane] = law.mean + law.phi * (out.rate[i].at[lane] - law.mean) + law.sd * z[i].at[lane];
  }
}

void Draws::start_rates(Rows<rates>& out) const {
  for (std::size_t i = 0; i < rates; ++i) {
    for (double& rate : out[i].at)
      rate = std::get<random::Ar1>(rate_[i].laws.front()).start;
  }
}

}  // namespace dalian
