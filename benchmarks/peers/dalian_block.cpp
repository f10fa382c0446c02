#include "peers/dalian_block.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/elementary.hpp"

namespace dalian {

namespace lanes = leontide::lanes;

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
    if (rests || sweep == most_sweeps) {  // a trial that does not converge fails its check
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
