#include "measure/economy.hpp"

#include "lanes/elementary.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"

namespace leontide::benchmarks {

namespace {

using lanes::width;

constexpr double log_spread = 2;
constexpr double least_inputs = 0.35, most_inputs = 0.8;  // shares of output that a column may buy

}  // namespace

lanes::AlignedVector made_up_multipliers(std::size_t rows, double sd, std::uint64_t key) {
  lanes::AlignedVector all(rows * width);
  for (std::size_t row = 0; row < rows; ++row) {
    lanes::uniforms(key, row * width, 0, 0, &all[row * width]);
  }
  lanes::normal_quantile(all.data(), all.data(), all.size());
  for (double& z : all)
    z *= sd;
  lanes::exponential(all.data(), all.data(), all.size());
  return all;
}

std::vector<double> made_up_coefficients(std::size_t n) {
  const lanes::AlignedVector drawn = made_up_multipliers((n * n + width - 1) / width, log_spread, 11);
  std::vector<double> a(drawn.begin(), drawn.begin() + static_cast<std::ptrdiff_t>(n * n));
  lanes::AlignedVector shares((n + width - 1) / width * width);
  for (std::size_t i = 0; i < shares.size(); i += width)
    lanes::uniforms(12, i, 0, 0, &shares[i]);
  for (std::size_t j = 0; j < n; ++j) {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i)
      sum += a[i * n + j];
    const double scale = (least_inputs + (most_inputs - least_inputs) * shares[j]) / sum;
    for (std::size_t i = 0; i < n; ++i)
      a[i * n + j] *= scale;
  }
  return a;
}

}  // namespace leontide::benchmarks
