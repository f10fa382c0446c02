#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <fmt/format.h>
#include <memory>

#include "analysis/kept_sample.hpp"
#include "analysis/sensitivity.hpp"
#include "analysis/variance_design.hpp"
#include "coverage/cell.hpp"

namespace leontide::benchmarks::coverage {

namespace {

constexpr double share_of_z = 0.36;  // of the variance of 0.6 z + 0.8 v
constexpr double z_weight = 0.6;
constexpr double v_weight = 0.8;

Text two_normals(double chance, bool fails) {
  Text text = one_normal(chance, fails, "0.6 * z + 0.8 * v");
  text.drivers += "  v: {distribution: normal, mean: 0, sd: 1}\n";
  return text;
}

/// P(0.6 z + 0.8 v >= bound) where z lies between two numbers, by quadrature over z.
double chance_between(double low, double high, double bound) {
  using boost::math::quadrature::gauss_kronrod;
  const auto density = [](double z) { return std::exp(-z * z / 2) / std::sqrt(2 * M_PI); };
  const auto hit = [&](double z) { return density(z) * chance_above((bound - z_weight * z) / v_weight); };
  const double from = std::max(low, -9.0), to = std::min(high, 9.0);
  return gauss_kronrod<double, 31>::integrate(hit, from, to, 8, 1e-12) /
         gauss_kronrod<double, 31>::integrate(density, from, to, 8, 1e-12);
}

analysis::KeptSample sample_of(analysis::Prepared& prepared, std::uint64_t seed) {
  prepared.scenario.sampling.trials = 4096;
  prepared.scenario.sampling.seed = seed;
  return analysis::keep_sample(prepared, 0, {}, 1, {});
}

const analysis::FactorSensitivity& of_z(const analysis::Sensitivity& sensitivity) {
  for (const auto& factor : sensitivity.questions.back().factors) {
    if (factor.label == "z") return factor;
  }
  return sensitivity.questions.back().factors.front();
}

void add_given_data(double chance, bool fails, std::vector<Cell>& cells) {
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(two_normals(chance, fails)));
  const std::string situation = fmt::format("{:g}{}", chance, fails ? ", a tenth fails" : "");
  const double bound = bound_of(chance), fifth = bound_of(0.2);
  cells.push_back({"sensitivity", "change of chance", "independent", situation,
                   chance_between(fifth, 9, bound) - chance_between(-9, -fifth, bound), 400,
                   [=](std::uint64_t seed) {
                     const auto found = analysis::sensitivity(*prepared, 0, sample_of(*prepared, seed), 3, 1);
                     const auto& difference = of_z(found).tornado.difference;
                     return Given{difference.low, difference.high, false};
                   }});
  cells.push_back(
      {"sensitivity", "Sobol of value", "independent", situation, share_of_z, 400, [=](std::uint64_t seed) {
         const auto found = analysis::sensitivity(*prepared, 0, sample_of(*prepared, seed), 3, 1);
         const auto& index = of_z(found).of_value.first_order;
         return Given{index.low, index.high, false};
       }});
}

void add_designs(bool fails, std::vector<Cell>& cells) {
  const auto prepared = std::make_shared<analysis::Prepared>(prepared_of(two_normals(0.3, fails)));
  const std::string situation = fails ? "a tenth fails" : "";
  const auto design = [=](std::uint64_t seed) {
    prepared->scenario.sampling.seed = seed;
    return analysis::variance_design(*prepared, 0, analysis::single_inputs(prepared->scenario.readings[0]),
                                     2048, 1, {});
  };
  cells.push_back({"sensitivity --design", "first order of value", "independent", situation, share_of_z, 400,
                   [=](std::uint64_t seed) {
                     const auto found = design(seed);
                     const auto& index = found.questions.back().first_of_value[0];
                     return Given{index.low, index.high, false};
                   }});
  cells.push_back({"sensitivity --design", "total of value", "independent", situation, share_of_z, 400,
                   [=](std::uint64_t seed) {
                     const auto found = design(seed);
                     const auto& index = found.questions.back().total_of_value[0];
                     return Given{index.low, index.high, false};
                   }});
  cells.push_back({"sensitivity --shapley", "share of value", "independent", situation, share_of_z, 400,
                   [=](std::uint64_t seed) {
                     prepared->scenario.sampling.seed = seed;
                     const auto found = analysis::shapley_effects(
                         *prepared, 0, analysis::single_inputs(prepared->scenario.readings[0]), 2048, 1, {});
                     const auto& effect = found.questions.back().of_value[0];
                     return Given{effect.low, effect.high, false};
                   }});
}

}  // namespace

void add_shares(std::vector<Cell>& cells) {
  for (const bool fails : {false, true}) {
    for (const double chance : {0.3, 1e-3})
      add_given_data(chance, fails, cells);
    add_designs(fails, cells);
  }
}

}  // namespace leontide::benchmarks::coverage
