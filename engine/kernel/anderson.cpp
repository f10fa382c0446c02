#include "kernel/anderson.hpp"

#include <cmath>

#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

/// Sums over rows that the small least-squares problem of each lane needs.
struct Products {
  alignas(64) double residual_size[width];
  alignas(64) double image_size[width];
  alignas(64) double first_first[width];    // <d1, d1>
  alignas(64) double first_second[width];   // <d1, d2>
  alignas(64) double second_second[width];  // <d2, d2>
  alignas(64) double first_f[width];        // <d1, f>
  alignas(64) double second_f[width];       // <d2, f>
};

}  // namespace

Anderson::Anderson(std::size_t n, double* memory, double tolerance) noexcept
    : n_(n),
      y_(memory),
      image_(memory + n * width),
      last_residual_(memory + 2 * n * width),
      last_image_(memory + 3 * n * width),
      residual_change_(memory + 4 * n * width),
      image_change_(memory + 5 * n * width),
      tolerance_(tolerance) {}

void Anderson::advance(double damping) noexcept {
  Products p{};
  for (std::size_t i = 0; i < n_; ++i) {
    const std::size_t row = i * width;
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double f = image_[row + lane] - y_[row + lane];
      const double d1 = step_ > 0 ? f - last_residual_[row + lane] : 0.0;
      const double d2 = step_ > 1 ? residual_change_[row + lane] : 0.0;
      const double f_size = std::fabs(f);
      const double image_size = std::fabs(image_[row + lane]);
      p.residual_size[lane] = f_size <= p.residual_size[lane] ? p.residual_size[lane] : f_size;
      p.image_size[lane] = image_size <= p.image_size[lane] ? p.image_size[lane] : image_size;
      p.first_first[lane] = __builtin_fma(d1, d1, p.first_first[lane]);
      p.first_second[lane] = __builtin_fma(d1, d2, p.first_second[lane]);
      p.second_second[lane] = __builtin_fma(d2, d2, p.second_second[lane]);
      p.first_f[lane] = __builtin_fma(d1, f, p.first_f[lane]);
      p.second_f[lane] = __builtin_fma(d2, f, p.second_f[lane]);
    }
  }
  alignas(64) double gamma1[width];
  alignas(64) double gamma2[width];
  alignas(64) double moves[width];
  for (std::size_t lane = 0; lane < width; ++lane) {
    const double determinant =
        p.first_first[lane] * p.second_second[lane] - p.first_second[lane] * p.first_second[lane];
    const bool two = determinant > 1e-12 * p.first_first[lane] * p.second_second[lane];
    const double one_gamma = p.first_first[lane] > 0 ? p.first_f[lane] / p.first_first[lane] : 0.0;
    const double g1 =
        two ? (p.first_f[lane] * p.second_second[lane] - p.second_f[lane] * p.first_second[lane]) /
                  determinant
            : one_gamma;
    const double g2 =
        two ? (p.second_f[lane] * p.first_first[lane] - p.first_f[lane] * p.first_second[lane]) / determinant
            : 0.0;
    const bool sound = std::fabs(g1) < 1e6 && std::fabs(g2) < 1e6;
    gamma1[lane] = sound ? g1 : 0.0;
    gamma2[lane] = sound ? g2 : 0.0;
    const bool was_at_rest = ((at_rest_ >> lane) & 1U) != 0;
    moves[lane] = was_at_rest ? 0.0 : 1.0;
    if (p.residual_size[lane] <= tolerance_ * p.image_size[lane]) at_rest_ |= std::uint64_t{1} << lane;
  }
  for (std::size_t i = 0; i < n_; ++i) {
    const std::size_t row = i * width;
    for (std::size_t lane = 0; lane < width; ++lane) {
      const std::size_t at = row + lane;
      const double f = image_[at] - y_[at];
      const double d1 = step_ > 0 ? f - last_residual_[at] : 0.0;
      const double e1 = step_ > 0 ? image_[at] - last_image_[at] : 0.0;
      const double d2 = step_ > 1 ? residual_change_[at] : 0.0;
      const double e2 = step_ > 1 ? image_change_[at] : 0.0;
      const double undamped = image_[at] - gamma1[lane] * e1 - gamma2[lane] * e2;
      const double residual_left = f - gamma1[lane] * d1 - gamma2[lane] * d2;
      const double next = undamped - (1 - damping) * residual_left;
      residual_change_[at] = d1;
      image_change_[at] = e1;
      last_residual_[at] = f;
      last_image_[at] = image_[at];
      y_[at] = moves[lane] != 0 ? next : y_[at];
    }
  }
  ++step_;
}

}  // namespace leontide::kernel
