#include "random/dependence.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/width.hpp"

namespace leontide::random {

using lanes::width;

void correlate(std::span<const double> factor, std::size_t n, double* rows) noexcept {
  alignas(lanes::alignment) double sum[width];
  for (std::size_t d = n; d-- > 0;) {
    std::fill_n(sum, width, 0.0);
    for (std::size_t k = 0; k <= d; ++k) {
      const double weight = factor[d * n + k];
      for (std::size_t i = 0; i < width; ++i)
        sum[i] += weight * rows[k * width + i];
    }
    std::copy_n(sum, width, rows + d * width);
  }
}

StudentMixer::StudentMixer(double df) : df_(df), gamma_(gamma_table(df / 2)), score_(df) {}

void StudentMixer::operator()(std::size_t n, double* rows, double* mixing) const noexcept {
  gamma_(mixing, mixing);
  for (std::size_t i = 0; i < width; ++i)
    mixing[i] = 1 / std::sqrt(2 * mixing[i] / df_);
  for (std::size_t d = 0; d < n; ++d) {
    double* row = rows + d * width;
    for (std::size_t i = 0; i < width; ++i)
      row[i] *= mixing[i];
    score_(row, row);
  }
}

}  // namespace leontide::random
