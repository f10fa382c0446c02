#include <catch2/catch.hpp>
#include <cmath>

#include "lanes/block.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "statistics/latent/gaussian_reference.hpp"

using namespace leontide;
using namespace leontide::statistics;
using lanes::width;

namespace {

constexpr std::size_t dimensions = 6;
const std::vector<std::uint8_t> all(dimensions, 1);
const std::vector<double> slopes{1, 0.5, 0, 0, 0, 0.2, 0, 1, -2, 0.1, 0, 0};

lanes::AlignedVector normals(std::uint64_t key, std::size_t blocks) {
  lanes::AlignedVector out(blocks * dimensions * width);
  for (std::size_t row = 0; row < blocks * dimensions; ++row) {
    double* const at = out.data() + row * width;
    lanes::uniforms(key, 0, static_cast<std::uint32_t>(row), 0, at);
    lanes::normal_quantile(at, at, width);
  }
  return out;
}

double value_at(const double* scores, std::size_t lane, std::size_t value) {
  double sum = value == 0 ? 3 : -1;
  for (std::size_t d = 0; d < dimensions; ++d)
    sum += slopes[value * dimensions + d] * scores[d * width + lane];
  return sum;
}

}  // namespace

TEST_CASE("a linear fit finds what is linear, whatever the scores' spread") {
  lanes::AlignedVector scores = normals(1, 16);
  for (std::size_t block = 0; block < 16; ++block) {  // narrowed along the first, as known figures do
    for (std::size_t lane = 0; lane < width; ++lane)
      scores[block * dimensions * width + lane] = 2 + 0.01 * scores[block * dimensions * width + lane];
  }
  std::vector<double> values(2 * 16 * width);
  for (std::size_t v = 0; v < 2; ++v) {
    for (std::size_t i = 0; i < 16 * width; ++i)
      values[v * 16 * width + i] = value_at(scores.data() + i / width * dimensions * width, i % width, v);
  }
  const LinearFit fit = fit_linear(scores, dimensions, all, values, {});
  for (std::size_t i = 0; i < slopes.size(); ++i)
    CHECK(fit.slopes[i] == Approx(slopes[i]).margin(1e-2));
  CHECK(fit.levels[0] == Approx(3).margin(1e-2));
  CHECK(fit.residuals[1] < 1e-6);
  std::vector<std::uint8_t> some = all;
  some[1] = 0;
  const LinearFit without = fit_linear(scores, dimensions, some, values, fit);
  CHECK(without.slopes[1] == 0);
  CHECK(without.residuals[0] == Approx(0.25).epsilon(0.1));
}

// The law of linear figures is what the figures leave: a move of any step is taken with certainty.
TEST_CASE("moves about the law of linear figures are always taken") {
  const std::vector<double> seen{2, 0.5}, variances{0.01, 1e-4};
  const LinearFit fit{slopes, {3, -1}, {0, 0}};
  const GaussianReference law(all, fit, seen, variances);
  CHECK(law.rank() == 2);
  lanes::AlignedVector at = normals(2, 1), to(at.size());
  const auto log_likelihood = [&](const double* scores, std::size_t lane) {
    double sum = 0;
    for (std::size_t v = 0; v < 2; ++v)
      sum -= std::pow(seen[v] - value_at(scores, lane, v), 2) / 2 / variances[v];
    return sum;
  };
  double before = 0, after = 0;
  for (const double step : {0.1, 0.7, 1.0}) {
    const lanes::AlignedVector z = normals(static_cast<std::uint64_t>(10 * step), 1);
    alignas(lanes::alignment) double ratio[width];
    law.move(at.data(), z.data(), step, to.data(), ratio);
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double gain = log_likelihood(to.data(), lane) - log_likelihood(at.data(), lane);
      CHECK(gain + ratio[lane] == Approx(0).margin(1e-7 * (1 + std::fabs(gain))));
      before += step == 1 ? std::pow(value_at(at.data(), lane, 0) - 2, 2) : 0;
      after += step == 1 ? std::pow(value_at(to.data(), lane, 0) - 2, 2) : 0;
    }
  }
  CHECK(std::sqrt(after / width) == Approx(0.1).epsilon(0.3));  // the whole step draws from the law itself
  CHECK(before > after);
}

TEST_CASE("a law of no figures moves as the standard normal does, and leaves what it is told to leave") {
  std::vector<std::uint8_t> some = all;
  some[3] = 0;
  const GaussianReference law(some);
  const lanes::AlignedVector at = normals(3, 1), z = normals(4, 1);
  lanes::AlignedVector to(at.size());
  alignas(lanes::alignment) double ratio[width];
  law.move(at.data(), z.data(), 0.6, to.data(), ratio);
  for (std::size_t i = 0; i < at.size(); ++i)
    CHECK(to[i] == Approx(i / width == 3 ? at[i] : 0.8 * at[i] + 0.6 * z[i]));
  CHECK(ratio[0] == 0);
}
