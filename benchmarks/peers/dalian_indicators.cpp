#include <cmath>

#include "lanes/elementary.hpp"
#include "peers/dalian_block.hpp"

// What the plan's targets are judged by.
namespace dalian {

namespace {

// value^exponent.
Lanes power(const Lanes& value, double exponent) {
  Lanes exponents, out;
  each([&](std::size_t l) { exponents.at[l] = exponent; });
  leontide::lanes::power(value.at, exponents.at, out.at, width);
  return out;
}

Lanes ratio(const Lanes& a, const Lanes& b) {
  Lanes out;
  each([&](std::size_t l) { out.at[l] = a.at[l] / b.at[l]; });
  return out;
}

}  // namespace

void Block::prices_and_sums() {
  for (std::size_t b = 0; b < broads; ++b) {
    each([&](std::size_t l) {
      price_level_[b].at[l] *= 1 + y_.rate[national_deflator].at[l] + y_.scalar[city_deflator].at[l] +
                               t_.relative_price[b].at[l] + y_.price_noise[b].at[l];
    });
  }
  sum_current(value_added_, output_, sums_);
}

void Block::sum_current(const Sectors& value_added, const Sectors& output, Sums& sums) const {
  Sums s{};
  for (std::size_t i = 0; i < n; ++i) {
    const Lanes& price = price_level_[m_.broad_of[i]];
    const double labour = m_.compensation[i] / m_.value_added[i];
    each([&](std::size_t l) {
      const double made = value_added[i].at[l], current = made * price.at[l];
      const double weight = m_.ps_full[i] + m_.ps_trade[i] * t_.scalar[wholesale_weight].at[l] +
                            m_.ps_part[i] * t_.scalar[partial_weight].at[l];
      s.gdp.at[l] += made;
      s.labour.at[l] += made * labour;
      s.output.at[l] += output[i].at[l];
      s.goods.at[l] += output[i].at[l] * m_.is_manufacturing[i];
      s.gdp_current.at[l] += current;
      s.services_current.at[l] += current * m_.is_tertiary[i];
      s.producer_services.at[l] += current * weight;
    });
    if (m_.is_science[i] == 0) continue;
    each([&](std::size_t l) {
      s.science.at[l] += value_added[i].at[l] * price.at[l] * m_.is_science[i];
      s.science_revenue.at[l] += output[i].at[l] * price.at[l] * m_.is_science[i];
    });
  }
  each([&](std::size_t l) {
    const auto price = [&](std::size_t i) { return price_level_[m_.broad_of[i]].at[l]; };
    s.finance.at[l] = value_added[m_.finance].at[l] * price(m_.finance);
    s.business.at[l] = value_added[m_.business].at[l] * price(m_.business);
    s.it.at[l] = value_added[m_.it].at[l] * price(m_.it);
    s.logistics_revenue.at[l] = output[m_.transport].at[l] * price(m_.transport);
    s.business_revenue.at[l] = output[m_.business].at[l] * price(m_.business);
  });
  sums = s;
}

void Block::check() {
  Lanes row_gap{}, delivered{}, final_demand{}, least{};
  for (std::size_t i = 0; i < n; ++i) {
    each([&](std::size_t l) {
      const double delivery_of = local_[i].at[l] * product_[i].at[l];
      row_gap.at[l] += std::fabs(output_[i].at[l] - delivery_of - demand_[i].at[l]);
      delivered.at[l] += delivery_of;
      final_demand.at[l] += demand_[i].at[l];
      least.at[l] = smaller(value_added_[i].at[l], least.at[l]);
    });
  }
  each([&](std::size_t l) {
    const double gdp = sums_.gdp.at[l];
    const double sides = (gdp - final_demand.at[l] + inputs_sum_.at[l] - delivered.at[l]) / gdp;
    const bool holds =
        row_gap.at[l] <= 1e-9 * sums_.output.at[l] && std::fabs(sides) <= 1e-9 && least.at[l] >= 0;
    failed_[l] = failed_[l] || !holds;
  });
}

void Block::indicators(int step) {
  const auto& p = m_.parameters;
  const auto& s = t_.scalar;
  const double port_on_trade = p.at("port_on_trade"), port_on_industry = p.at("port_on_industry");
  const double containers_on_trade = p.at("containers_on_trade");
  const double airport_on_growth = p.at("airport_on_growth");
  const double revenue_bound = m_.bounds.at("logistics_business_revenue_growth");
  const double cost_bound = m_.bounds.at("social_logistics_cost_gdp_ratio_falling");
  Lanes intensity;
  each([&](std::size_t l) {
    intensity.at[l] = transport_use_.at[l] * price_level_[m_.tertiary].at[l] / sums_.gdp_current.at[l] /
                      base_intensity_.at[l];
  });
  leontide::lanes::power(intensity.at, s[logistics_bridge].at, intensity.at, width);
  each([&](std::size_t l) {
    const double traffic = effect_[port_and_air].at[l];
    const double volume = volume_growth_.at[l];
    income_growth_.at[l] = sums_.labour.at[l] / last_.labour.at[l] - 1;
    output_growth_.at[l] = sums_.output.at[l] / last_.output.at[l] - 1;
    const double goods_growth = sums_.goods.at[l] / last_.goods.at[l] - 1;
    const double gdp_growth = sums_.gdp.at[l] / last_.gdp.at[l] - 1;
    science_.at[l] *=
        sums_.science_revenue.at[l] / last_.science_revenue.at[l] + y_.scalar[science_noise].at[l];
    accounting_.at[l] *= sums_.business_revenue.at[l] / last_.business_revenue.at[l] +
                         s[accounting_premium].at[l] + y_.scalar[accounting_noise].at[l];
    software_.at[l] *=
        sums_.it.at[l] / last_.it.at[l] + s[software_premium].at[l] + y_.scalar[software_noise].at[l];
    efficiency_.at[l] *=
        1 + s[logistics_trend].at[l] + y_.scalar[logistics_noise].at[l] - effect_[logistics_saving].at[l];
    port_.at[l] *= 1 + port_on_trade * volume + port_on_industry * goods_growth + s[port_trend].at[l] +
                   y_.scalar[port_noise].at[l] + traffic;
    containers_.at[l] *= 1 + containers_on_trade * volume + s[containers_trend].at[l] +
                         y_.scalar[containers_noise].at[l] + traffic;
    airport_.at[l] *= 1 + airport_on_growth * gdp_growth + s[airport_trend].at[l] +
                      y_.scalar[airport_noise].at[l] + traffic;
    trade_.at[l] *= 1 + trade_growth_.at[l];
    nation_trade_.at[l] *= 1 + y_.rate[national_trade].at[l];
    contracts_.at[l] *=
        1 + s[contracts_trend].at[l] + y_.scalar[contracts_noise].at[l] + effect_[research_transfer].at[l];
    products_.at[l] += y_.scalar[listings].at[l];
    sums_.logistics_ratio.at[l] = s[logistics_base].at[l] * efficiency_.at[l] * intensity.at[l];
  });
  for (std::size_t l = 0; l < width; ++l) {
    const double revenue = sums_.logistics_revenue.at[l] / last_.logistics_revenue.at[l] - 1;
    const double cost = sums_.logistics_ratio.at[l] / last_.logistics_ratio.at[l];
    revenue_up_[l] = (step == 1 || revenue_up_[l]) && revenue >= revenue_bound;
    cost_down_[l] = (step == 1 || cost_down_[l]) && cost <= cost_bound;
  }
}

void Block::answer(Answers& answers) {
  constexpr double a_year = 1.0 / last_step;
  const auto bits = [](auto holds) {
    std::uint64_t met = 0;
    for (std::size_t l = 0; l < width; ++l)
      met |= static_cast<std::uint64_t>(holds(l)) << l;
    return met;
  };
  const auto at_least = [&](const std::string& id, const auto& value) {
    const double bound = m_.bounds.at(id);
    answers.met[id] = bits([&](std::size_t l) { return value(l) >= bound; });
  };
  const auto mean_growth = [&](const std::string& id, const Lanes& index) {
    const Lanes growth = power(index, a_year);
    at_least(id, [&](std::size_t l) { return growth.at[l] - 1; });
  };
  const Sums& s = sums_;
  at_least("producer_services_value_added", [&](std::size_t l) { return s.producer_services.at[l]; });
  at_least("producer_services_share_of_services",
           [&](std::size_t l) { return s.producer_services.at[l] / s.services_current.at[l]; });
  at_least("finance_value_added_share_gdp",
           [&](std::size_t l) { return s.finance.at[l] / s.gdp_current.at[l]; });
  at_least("dce_futures_options_products", [&](std::size_t l) { return products_.at[l]; });
  at_least("airport_cargo_throughput", [&](std::size_t l) { return airport_.at[l]; });
  at_least("technology_contract_turnover", [&](std::size_t l) { return contracts_.at[l]; });
  mean_growth("sci_tech_services_scale", ratio(s.science, first_.science));
  mean_growth("business_services_scale", ratio(s.business, first_.business));
  mean_growth("port_cargo_throughput_growth", port_);
  mean_growth("port_container_throughput_growth", containers_);
  mean_growth("sci_tech_services_revenue_growth", science_);
  Lanes traded;
  each([&](std::size_t l) { traded.at[l] = trade_.at[l] / m_.parameters.at("trade_base"); });
  const Lanes trade = power(traded, a_year), nation = power(nation_trade_, a_year);
  at_least("foreign_trade_growth_vs_national", [&](std::size_t l) { return trade.at[l] - nation.at[l]; });
  const Lanes accounting = power(accounting_, a_year),
              gdp = power(ratio(s.gdp_current, first_.gdp_current), a_year);
  at_least("accounting_revenue_growth", [&](std::size_t l) { return accounting.at[l] - gdp.at[l]; });
  const double cost_bound = m_.bounds.at("social_logistics_cost_gdp_ratio");
  answers.met["social_logistics_cost_gdp_ratio"] =
      bits([&](std::size_t l) { return s.logistics_ratio.at[l] <= cost_bound; });
  answers.met["logistics_business_revenue_growth"] = bits([&](std::size_t l) { return revenue_up_[l]; });
  answers.met["social_logistics_cost_gdp_ratio_falling"] = bits([&](std::size_t l) { return cost_down_[l]; });
  answers.producer_services = s.producer_services;
  answers.gdp = s.gdp_current;
  answers.services = s.services_current;
  answers.failed = bits([&](std::size_t l) { return failed_[l]; });
}

}  // namespace dalian
