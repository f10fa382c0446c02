#include "peers/dalian_block.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/elementary.hpp"
#include "lanes/gemm.hpp"

namespace dalian {

namespace lanes = leontide::lanes;

namespace {

constexpr std::size_t n = sectors;

template <class Function>
inline void each(Function function) {
  for (std::size_t l = 0; l < width; ++l)
    function(l);
}

inline double smaller(double a, double b) {
  return a < b ? a : b;
}

void fill(Lanes& lanes_of, double value) {
  each([&](std::size_t l) { lanes_of.at[l] = value; });
}

void multiply(const std::array<double, n * n>& matrix, const Sectors& x, Sectors& y) {
  lanes::multiply(matrix.data(), n, n, x.data()->at, y.data()->at);
}

}  // namespace

void Block::run(std::uint64_t first_trial, Answers& answers) {
  draws_.trial(first_trial, t_);
  draws_.start_rates(y_.rate);
  base_year();
  start_scalars();
  for (int step = 1; step <= last_step; ++step) {
    draws_.year(first_trial, static_cast<std::uint32_t>(step), y_);
    last_ = sums_;
    effects(step);
    growth_rates();
    grow_demand();
    technology();
    solve();
    account();
    prices_and_sums();
    check();
    indicators(step);
  }
  answer(answers);
}

// Structure, table and demand of 2024: each trial's own, with the published totals.
void Block::base_year() {
  const auto& p = m_.parameters;
  const double update_centre = p.at("update_centre"), most_inputs = p.at("most_inputs");
  const double most_exported = p.at("most_exported"), most_sold = 1 - p.at("least_outflow");
  const auto& scalar = t_.scalar;
  Rows<broads> sum{}, again{};
  for (std::size_t i = 0; i < n; ++i) {
    Lanes& total = sum[m_.broad_of[i]];
    each([&](std::size_t l) {
      const double weight = m_.value_added[i] * smaller(t_.structure[i].at[l], m_.structure_cap[i]);
      value_added_[i].at[l] = weight;
      total.at[l] += weight;
    });
  }
  for (std::size_t i = 0; i < n; ++i) {
    const Lanes& total = sum[m_.broad_of[i]];
    Lanes& kept = again[m_.broad_of[i]];
    const double published = m_.published[m_.broad_of[i]];
    each([&](std::size_t l) {
      value_added_[i].at[l] *= published / total.at[l];
      kept.at[l] += value_added_[i].at[l];
    });
  }
  each([&](std::size_t l) {
    double off = 0;
    for (std::size_t b = 0; b < broads; ++b)
      off += std::fabs(again[b].at[l] / m_.published[b] - 1);
    failed_[l] = !(off <= 1e-9);
  });

  for (std::size_t i = 0; i < n; ++i)
    each([&](std::size_t l) {
      a_[i].at[l] = (scalar[update_weight].at[l] - update_centre) * m_.update_log_change[i];
    });
  lanes::exponential(a_.data()->at, a_.data()->at, n * width);
  lanes::exponential(t_.table_columns.data()->at, b_.data()->at, n * width);
  for (std::size_t i = 0; i < n; ++i) {
    const double inputs = m_.inputs_centre[i];
    each([&](std::size_t l) {
      base_row_[i].at[l] = t_.table_rows[i].at[l] * a_[i].at[l];
      input_share_[i].at[l] = smaller(most_inputs, inputs / (inputs + (1 - inputs) * b_[i].at[l]));
    });
  }
  multiply(m_.bought, base_row_, c_);
  Lanes quotient, exponent;
  const double centre = p.at("flq_centre");
  const double ratio = std::log(1 + p.at("province_share")) / std::log(2.0);
  each([&](std::size_t l) {
    quotient.at[l] = ratio;
    exponent.at[l] = scalar[flq_delta].at[l] - centre;
  });
  lanes::power(quotient.at, exponent.at, quotient.at, width);
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      base_column_[i].at[l] = input_share_[i].at[l] / c_[i].at[l];
      output_[i].at[l] = value_added_[i].at[l] / (1 - input_share_[i].at[l]);
      used_[i].at[l] = base_column_[i].at[l] * output_[i].at[l];
      exports_[i].at[l] = smaller(m_.exports[i], most_exported * output_[i].at[l]);
    });
  }
  multiply(m_.local, used_, product_);
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      const double supply = t_.table_local[i].at[l] * (1 + m_.flq_exposed[i] * (quotient.at[l] - 1));
      const double flq_row = smaller(m_.local_room[i], supply);
      const double wanted = base_row_[i].at[l] * product_[i].at[l] + m_.local_final[i];
      const double cap = (most_sold * output_[i].at[l] - exports_[i].at[l]) / (flq_row * wanted);
      const double row = flq_row * smaller(1.0, cap);
      local_row_[i].at[l] = row;
      household_[i].at[l] = m_.household[i] * row;
      government_[i].at[l] = m_.government[i] * row;
      investment_[i].at[l] = m_.investment[i] * row;
      inventories_[i].at[l] = m_.inventories[i] * row;
      outflow_[i].at[l] = output_[i].at[l] - row * wanted - exports_[i].at[l];
      row_log_[i].at[l] = column_log_[i].at[l] = 0;
    });
  }
  const double* transport = &m_.total[m_.transport * n];
  each([&](std::size_t l) {
    double bought = 0;
    for (std::size_t j = 0; j < n; ++j)
      bought += transport[j] * used_[j].at[l];
    transport_use_.at[l] = base_row_[m_.transport].at[l] * bought;
  });
}

void Block::start_scalars() {
  const auto& p = m_.parameters;
  const auto& scalar = t_.scalar;
  const double adjustment = p.at("outflow_adjustment");
  for (std::size_t i = 0; i < n; ++i) {
    const double tilt = m_.tilt[m_.broad_of[i]], fixed = 1 + adjustment + m_.sector_trend[i];
    const Lanes& cluster = t_.cluster_trend[m_.cluster_of[i]];
    each([&](std::size_t l) {
      outflow_trend_[i].at[l] = fixed + scalar[tilt_scale].at[l] * tilt + cluster.at[l];
    });
  }
  const double short_trend = p.at("national_growth_3") + p.at("city_gap_3");
  const double middle_trend = p.at("national_growth_5") + p.at("city_gap_5");
  const double long_trend = p.at("national_growth_8") + p.at("city_gap_8");
  const double contracts = p.at("contracts_2022"), airport = p.at("airport_base");
  each([&](std::size_t l) {
    const double window = scalar[calibration_window].at[l];
    const double trend = window < 4 ? short_trend : window < 6.5 ? middle_trend : long_trend;
    trend_.at[l] = trend + scalar[trend_error].at[l];
    const double growth = 1 + scalar[contracts_trend].at[l];
    contracts_.at[l] = contracts * scalar[contracts_error].at[l] * growth * growth;
    airport_.at[l] = airport * scalar[airport_error].at[l];
  });
  for (Lanes& level : price_level_)
    fill(level, 1);
  for (Lanes* index :
       {&science_, &accounting_, &software_, &efficiency_, &port_, &containers_, &nation_trade_})
    fill(*index, 1);
  fill(trade_, p.at("trade_base"));
  fill(products_, p.at("products_base"));
  fill(income_growth_, p.at("base_growth"));
  fill(output_growth_, p.at("base_growth"));
  revenue_up_.fill(true);
  cost_down_.fill(true);
  sum_current(value_added_, output_, sums_);
  first_ = sums_;
  each([&](std::size_t l) {
    first_.logistics_ratio.at[l] = sums_.logistics_ratio.at[l] = scalar[logistics_base].at[l];
    base_intensity_.at[l] = transport_use_.at[l] / sums_.gdp.at[l];
  });
}

void Block::effects(int step) {
  for (std::size_t i = 0; i < levers; ++i) {
    const double ramp = std::min(1.0, step / draws_.ramp(i));
    each([&](std::size_t l) { effect_[i].at[l] = t_.scalar[delivery].at[l] * (ramp * t_.lever[i].at[l]); });
  }
}

void Block::growth_rates() {
  const auto& s = t_.scalar;
  each([&](std::size_t l) {
    city_growth_.at[l] = trend_.at[l] + y_.rate[national_cycle].at[l] + y_.scalar[city_shock].at[l];
    trade_growth_.at[l] = y_.rate[national_trade].at[l] + s[trade_gap_mean].at[l] +
                          y_.scalar[trade_gap_shock].at[l] + effect_[trade_openness].at[l];
    volume_growth_.at[l] = trade_growth_.at[l] - y_.rate[national_deflator].at[l];
    consumption_.at[l] =
        1 + s[income_elasticity].at[l] * income_growth_.at[l] + y_.scalar[household_noise].at[l];
    investing_.at[l] = 1 + y_.rate[autonomous_investment].at[l] +
                       s[accelerator].at[l] * output_growth_.at[l] + effect_[firm_growth].at[l];
  });
}

void Block::grow_demand() {
  for (std::size_t i = 0; i < n; ++i) {
    const double hub = i == m_.finance ? 1 : 0;
    each([&](std::size_t l) {
      const double push = effect_[outside_sales].at[l] * m_.outside_sales[i] +
                          effect_[finance_hub].at[l] * hub + effect_[port_and_air].at[l] * m_.port_sales[i];
      const double growth =
          outflow_trend_[i].at[l] + city_growth_.at[l] + m_.noise_sd[i] * y_.sector_noise[i].at[l] + push;
      outflow_[i].at[l] *= growth;
      household_[i].at[l] *= consumption_.at[l];
      government_[i].at[l] *= 1 + y_.rate[government_growth].at[l];
      investment_[i].at[l] *= investing_.at[l];
      exports_[i].at[l] *= 1 + m_.export_elasticity[i] * t_.scalar[pass_through].at[l] * volume_growth_.at[l];
      demand_[i].at[l] = household_[i].at[l] + government_[i].at[l] + investment_[i].at[l] +
                         inventories_[i].at[l] + exports_[i].at[l] + outflow_[i].at[l];
    });
  }
}

// Multipliers of all rows, of local rows and of columns.
void Block::technology() {
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      row_log_[i].at[l] += y_.substitution[i].at[l];
      column_log_[i].at[l] += y_.fabrication[i].at[l];
      a_[i].at[l] = row_log_[i].at[l] * t_.scalar[rows_pace].at[l];
      b_[i].at[l] = column_log_[i].at[l] * t_.scalar[columns_pace].at[l];
    });
  }
  lanes::exponential(a_.data()->at, a_.data()->at, n * width);
  lanes::exponential(b_.data()->at, b_.data()->at, n * width);
  for (std::size_t i = 0; i < n; ++i)
    each([&](std::size_t l) { row_[i].at[l] = base_row_[i].at[l] * a_[i].at[l]; });
  multiply(m_.bought, row_, c_);
  Lanes more;  // what the digital rise of one row adds to what a column buys
  each([&](std::size_t l) { more.at[l] = row_[m_.it].at[l] * effect_[digital_inputs].at[l]; });
  const double* digital = &m_.total[m_.it * n];
  const double most_inputs = m_.parameters.at("most_inputs");
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      bought_[i].at[l] = c_[i].at[l] + digital[i] * more.at[l];
      const double saving = (effect_[digital_productivity].at[l] * m_.digital_gain[i] +
                             effect_[integration_gain].at[l] * m_.is_manufacturing[i]) /
                            input_share_[i].at[l];
      const double drift =
          base_column_[i].at[l] * b_[i].at[l] * (c_[i].at[l] / bought_[i].at[l]) * (1 - saving);
      column_[i].at[l] = smaller(drift, most_inputs / bought_[i].at[l]);
    });
  }
  each([&](std::size_t l) { row_[m_.it].at[l] += more.at[l]; });
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      const double local = local_row_[i].at[l] * (1 + effect_[local_purchase].at[l] * m_.local_purchase[i]);
      local_[i].at[l] = row_[i].at[l] * smaller(m_.local_room[i], local);
    });
  }
}

// x = local A (column x) + demand by sweeps from the year before, in y = column x: a sweep is one product and
// one pass. Leaves x, y and A y.
void Block::solve() {
  constexpr double tolerance = 1e-10;
  constexpr int most_sweeps = 200;
  Sectors& gain = a_;
  Sectors& push = b_;
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      gain[i].at[l] = local_[i].at[l] * column_[i].at[l];
      push[i].at[l] = demand_[i].at[l] * column_[i].at[l];
      used_[i].at[l] = output_[i].at[l] * column_[i].at[l];
    });
  }
  for (int sweep = 1;; ++sweep) {
    multiply(m_.local, used_, product_);
    if (sweep + 1 < likely_sweeps_) {
      for (std::size_t i = 0; i < n; ++i)
        each([&](std::size_t l) { used_[i].at[l] = gain[i].at[l] * product_[i].at[l] + push[i].at[l]; });
      continue;
    }
    Lanes change{}, size{};
    for (std::size_t i = 0; i < n; ++i) {
      each([&](std::size_t l) {
        const double next = gain[i].at[l] * product_[i].at[l] + push[i].at[l];
        const double moved = std::fabs(next - used_[i].at[l]) / column_[i].at[l];
        output_[i].at[l] = used_[i].at[l] / column_[i].at[l];
        change.at[l] = moved <= change.at[l] ? change.at[l] : moved;
        size.at[l] = output_[i].at[l] <= size.at[l] ? size.at[l] : output_[i].at[l];
        c_[i].at[l] = next;
      });
    }
    const bool rests = std::all_of(std::begin(change.at), std::end(change.at),
                                   [&](const double& c) { return c <= tolerance * size.at[&c - change.at]; });
    if (rests || sweep == most_sweeps) {  // a trial that does not come to rest fails its check
      likely_sweeps_ = sweep;
      return;
    }
    used_ = c_;
  }
}

void Block::account() {
  Lanes manufacturing{};
  inputs_sum_ = {};
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      const double inputs = used_[i].at[l] * bought_[i].at[l];
      const double at_home = output_[i].at[l] - inputs;
      inputs_sum_.at[l] += inputs;
      manufacturing.at[l] += at_home * m_.is_manufacturing[i];
      value_added_[i].at[l] = at_home * (1 - effect_[outsourcing].at[l] * m_.is_manufacturing[i]);
    });
  }
  each([&](std::size_t l) { manufacturing.at[l] *= effect_[outsourcing].at[l]; });
  for (std::size_t i = 0; i < n; ++i)
    each([&](std::size_t l) { value_added_[i].at[l] += manufacturing.at[l] * m_.outsourcing_to[i]; });
  const double* transport = &m_.total[m_.transport * n];
  transport_use_ = {};
  for (std::size_t j = 0; j < n; ++j)
    each([&](std::size_t l) { transport_use_.at[l] += transport[j] * used_[j].at[l]; });
  each([&](std::size_t l) { transport_use_.at[l] *= row_[m_.transport].at[l]; });
}

}  // namespace dalian
