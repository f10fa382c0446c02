#include <cmath>

#include "lanes/elementary.hpp"
#include "peers/dalian_block.hpp"

namespace dalian {

namespace lanes = leontide::lanes;

namespace {

void fill(Lanes& lanes_of, double value) {
  each([&](std::size_t l) { lanes_of.at[l] = value; });
}

}  // namespace

// Value added of 2024 by sector, each trial's own structure with the published totals.
void Block::structure() {
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
}

// Table and demand of 2024.
void Block::base_year() {
  const auto& p = m_.parameters;
  const double update_centre = p.at("update_centre"), most_inputs = p.at("most_inputs");
  const double most_exported = p.at("most_exported"), most_sold = 1 - p.at("least_outflow");
  const auto& scalar = t_.scalar;
  structure();
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

}  // namespace dalian
