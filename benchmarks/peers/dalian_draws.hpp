#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "lanes/width.hpp"
#include "peers/dalian_numbers.hpp"
#include "random/law.hpp"
#include "random/marginal.hpp"
#include "random/spec.hpp"

namespace dalian {

using leontide::lanes::width;

struct alignas(64) Lanes {
  double at[width];
};
template <std::size_t rows>
using Rows = std::array<Lanes, rows>;
using Sectors = Rows<sectors>;

// Lognormals, normals and steps of walks by sector; scalars of a trial and of a year. The order is that of
// the names in dalian_draws.cpp.
enum TrialScalar : std::size_t {
  flq_delta,
  update_weight,
  wholesale_weight,
  partial_weight,
  calibration_window,
  trend_error,
  tilt_scale,
  income_elasticity,
  accelerator,
  trade_gap_mean,
  pass_through,
  rows_pace,
  columns_pace,
  logistics_base,
  logistics_trend,
  logistics_bridge,
  port_trend,
  containers_trend,
  airport_error,
  airport_trend,
  contracts_error,
  contracts_trend,
  software_premium,
  accounting_premium,
  delivery,
  trial_scalars,
};
enum YearScalar : std::size_t {
  city_shock,
  trade_gap_shock,
  household_noise,
  city_deflator,
  logistics_noise,
  port_noise,
  containers_noise,
  airport_noise,
  contracts_noise,
  listings,
  software_noise,
  science_noise,
  accounting_noise,
  year_scalars,
};
enum Rate : std::size_t {
  national_cycle,
  national_trade,
  national_deflator,
  government_growth,
  autonomous_investment,
  rates,
};
enum LeverName : std::size_t {
  digital_inputs,
  digital_productivity,
  logistics_saving,
  outsourcing,
  integration_gain,
  firm_growth,
  research_transfer,
  local_purchase,
  finance_hub,
  outside_sales,
  port_and_air,
  trade_openness,
  levers,
};

struct TrialDraws {
  Sectors structure, table_rows, table_columns, table_local;
  Rows<clusters> cluster_trend;
  Rows<broads> relative_price;
  Rows<trial_scalars> scalar;
  Rows<levers> lever;
};

struct YearDraws {
  Sectors sector_noise, substitution, fabrication;  // of the walks the steps of the logarithm
  Rows<broads> price_noise;
  Rows<year_scalars> scalar;
  Rows<rates> rate;
};

// The same draws as the product's, trial by trial: a uniform of (seed, name, code, trial, step).
class Draws {
 public:
  Draws(const leontide::scenario::Reading& reading, std::uint64_t seed);
  void trial(std::uint64_t first_trial, TrialDraws& out) const;
  // `rate` of `out` holds the year before's on entry (starts before step 1) and this year's on return.
  void year(std::uint64_t first_trial, std::uint32_t step, YearDraws& out) const;
  void start_rates(Rows<rates>& out) const;
  double ramp(std::size_t lever) const { return ramps_[lever]; }  // years to full effect

 private:
  struct Source {
    std::vector<std::uint64_t> keys;                    // of each row
    std::vector<leontide::random::Law> laws;            // one, or one a row
    std::vector<leontide::random::Marginal> marginals;  // of each row; none for a process
  };
  Source source(const std::string& name) const;
  static void normals(const Source& source, std::uint64_t first_trial, std::uint32_t step, Lanes* out);
  static void take(const Source& source, std::uint64_t first_trial, std::uint32_t step, Lanes* out);
  static void walk(const Source& source, std::uint64_t first_trial, std::uint32_t step, Lanes* out);
  void correlate(const std::vector<double>& factor, Lanes* z) const;

  const leontide::scenario::Reading& reading_;
  std::uint64_t seed_;
  Source structure_, table_rows_, table_columns_, table_local_, cluster_trend_, relative_price_;
  Source sector_noise_, substitution_, fabrication_, price_noise_;
  std::array<Source, trial_scalars> trial_;
  std::array<Source, year_scalars> year_;
  std::array<Source, rates> rate_;
  std::array<Source, levers> lever_;
  std::array<double, levers> ramps_;
  std::vector<double> triple_, pair_;  // Cholesky factors of the two dependences
};

}  // namespace dalian
