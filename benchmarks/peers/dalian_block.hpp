#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "lanes/gemm.hpp"
#include "peers/dalian_draws.hpp"
#include "peers/dalian_numbers.hpp"

namespace dalian {

// For every lane.
template <class Function>
inline void each(Function function) {
  for (std::size_t l = 0; l < width; ++l)
    function(l);
}

inline double smaller(double a, double b) {
  return a < b ? a : b;
}

inline constexpr std::size_t n = sectors;

// y = matrix x.
inline void multiply(const std::array<double, n * n>& matrix, const Sectors& x, Sectors& y) {
  leontide::lanes::multiply(matrix.data(), n, n, x.data()->at, y.data()->at);
}

// Sums over sectors in one year.
struct Sums {
  Lanes gdp, labour, output, goods;
  Lanes gdp_current, services_current, producer_services, finance, business, science, it;
  Lanes logistics_revenue, business_revenue, science_revenue, logistics_ratio;
};

// What 64 trials answer in the last year; `failed` where a check did not hold.
struct Answers {
  std::map<std::string, std::uint64_t> met;  // by target
  Lanes producer_services, gdp, services;
  std::uint64_t failed;
};

// The equations of models/dalian/model.yaml for 64 trials: reading as-written, all levers on, no events.
class Block {
 public:
  Block(const Numbers& numbers, const Draws& draws) : m_(numbers), draws_(draws) {}
  void run(std::uint64_t first_trial, Answers& answers);

 private:
  void structure();
  void base_year();
  void start_scalars();
  void effects(int step);
  void growth_rates();
  void grow_demand();
  void technology();
  void solve();
  void account();
  void prices_and_sums();
  void sum_current(const Sectors& value_added, const Sectors& output, Sums& sums) const;
  void check();
  void indicators(int step);
  void answer(Answers& answers);

  const Numbers& m_;
  const Draws& draws_;
  TrialDraws t_;
  YearDraws y_;

  // of the base year
  Sectors base_row_, base_column_, input_share_, local_row_, inventories_, outflow_trend_;
  Lanes base_transport_use_;
  // moving
  Sectors household_, government_, investment_, exports_, outflow_, row_log_, column_log_;
  Sectors demand_, row_, local_, column_, bought_, output_, used_, product_, value_added_;
  Rows<broads> price_level_;
  Rows<levers> effect_;  // delivery times lever
  Lanes trend_, city_growth_, trade_growth_, volume_growth_, consumption_, investing_;
  Lanes income_growth_, output_growth_, transport_use_, inputs_sum_, base_intensity_;
  Lanes science_, accounting_, software_, efficiency_, port_, containers_, airport_;
  Lanes trade_, nation_trade_, contracts_, products_;
  Sums sums_, last_, first_;
  std::array<bool, width> failed_;
  std::array<bool, width> revenue_up_, cost_down_;
  // scratch
  Sectors a_, b_, c_;
  int likely_sweeps_ = 10;
};

}  // namespace dalian
