#include "kernel/anderson.hpp"

#include <algorithm>
#include <cmath>

#include "lanes/mask.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

/// Sums over rows that the small least-squares problem of each lane needs: d1, d2 are the last two changes of
/// the residual f.
struct Products {
  alignas(64) double residual_size[width];
  alignas(64) double image_size[width];
  alignas(64) double d1_d1[width];
  alignas(64) double d1_d2[width];
  alignas(64) double d2_d2[width];
  alignas(64) double d1_f[width];
  alignas(64) double d2_f[width];
};

void add_products(const double* __restrict y, const double* __restrict image,
                  const double* __restrict last_residual, const double* __restrict d2_row, Products& p) {
  for (std::size_t lane = 0; lane < width; ++lane) {
    const double f = image[lane] - y[lane];
    const double d1 = f - last_residual[lane];
    const double d2 = d2_row[lane];
    // A NaN must stay: the lane it is in never converges.
    p.residual_size[lane] = std::fabs(f) <= p.residual_size[lane] ? p.residual_size[lane] : std::fabs(f);
    p.image_size[lane] =
        std::fabs(image[lane]) <= p.image_size[lane] ? p.image_size[lane] : std::fabs(image[lane]);
    p.d1_d1[lane] = __builtin_fma(d1, d1, p.d1_d1[lane]);
    p.d1_d2[lane] = __builtin_fma(d1, d2, p.d1_d2[lane]);
    p.d2_d2[lane] = __builtin_fma(d2, d2, p.d2_d2[lane]);
    p.d1_f[lane] = __builtin_fma(d1, f, p.d1_f[lane]);
    p.d2_f[lane] = __builtin_fma(d2, f, p.d2_f[lane]);
  }
}

/// Lanes whose residual is within the tolerance of their image.
std::uint64_t resting_lanes(const Products& p, double tolerance) {
  return lanes::lanes_where(
      [&](std::size_t lane) { return p.residual_size[lane] <= tolerance * p.image_size[lane]; });
}

/// What each lane does next: the weights of its two last steps, and whether it moves at all.
struct ResidualWeights {
  alignas(64) double gamma1[width];
  alignas(64) double gamma2[width];
  alignas(64) double moves[width];
};

void solve_small_systems(const Products& p, ResidualWeights& w) {
  for (std::size_t lane = 0; lane < width; ++lane) {
    const double determinant = p.d1_d1[lane] * p.d2_d2[lane] - p.d1_d2[lane] * p.d1_d2[lane];
    const bool two = determinant > 1e-12 * p.d1_d1[lane] * p.d2_d2[lane];
    const double alone = p.d1_d1[lane] > 0 ? p.d1_f[lane] / p.d1_d1[lane] : 0.0;
    const double g1 =
        two ? (p.d1_f[lane] * p.d2_d2[lane] - p.d2_f[lane] * p.d1_d2[lane]) / determinant : alone;
    const double g2 = two ? (p.d2_f[lane] * p.d1_d1[lane] - p.d1_f[lane] * p.d1_d2[lane]) / determinant : 0.0;
    // Weights this large come from residuals that hardly change: the plain step is safer.
    const bool sound = std::fabs(g1) < 1e6 && std::fabs(g2) < 1e6;
    w.gamma1[lane] = sound ? g1 : 0.0;
    w.gamma2[lane] = sound ? g2 : 0.0;
  }
}

void step_row(double* __restrict y, const double* __restrict image, double* __restrict last_residual,
              double* __restrict last_image, double* __restrict residual_change,
              double* __restrict image_change, const ResidualWeights& w, double history, double undamped) {
  for (std::size_t lane = 0; lane < width; ++lane) {
    const double f = image[lane] - y[lane];
    const double d1 = history * (f - last_residual[lane]);
    const double e1 = history * (image[lane] - last_image[lane]);
    const double accelerated = image[lane] - w.gamma1[lane] * e1 - w.gamma2[lane] * image_change[lane];
    const double residual_left = f - w.gamma1[lane] * d1 - w.gamma2[lane] * residual_change[lane];
    const double next = accelerated - undamped * residual_left;
    residual_change[lane] = d1;
    image_change[lane] = e1;
    last_residual[lane] = f;
    last_image[lane] = image[lane];
    y[lane] = w.moves[lane] != 0 ? next : y[lane];
  }
}

}  // namespace

Anderson::Anderson(std::size_t n, double* memory, double tolerance,
                   std::span<const std::size_t> part_ends) noexcept
    : n_(n),
      y_(memory),
      image_(memory + n * width),
      last_residual_(memory + 2 * n * width),
      last_image_(memory + 3 * n * width),
      residual_change_(memory + 4 * n * width),
      image_change_(memory + 5 * n * width),
      tolerance_(tolerance),
      part_ends_(part_ends) {
  std::fill(last_residual_, last_residual_ + 4 * n * width, 0.0);
}

void Anderson::advance(double damping) noexcept {
  Products p{};
  std::uint64_t rests = ~std::uint64_t{0};
  const std::size_t whole[] = {n_};
  std::size_t row = 0;
  for (const std::size_t end : part_ends_.empty() ? std::span<const std::size_t>(whole) : part_ends_) {
    std::fill(p.residual_size, p.residual_size + width, 0.0);
    std::fill(p.image_size, p.image_size + width, 0.0);
    for (; row < end; ++row) {
      const std::size_t at = row * width;
      add_products(y_ + at, image_ + at, last_residual_ + at, residual_change_ + at, p);
    }
    rests &= resting_lanes(p, tolerance_);
  }
  converged_ |= rests;
  ResidualWeights w{};
  if (!first_) solve_small_systems(p, w);
  for (std::size_t lane = 0; lane < width; ++lane)
    w.moves[lane] = ((converged_ >> lane) & 1U) != 0 ? 0.0 : 1.0;
  const double history = first_ ? 0.0 : 1.0;
  for (std::size_t at = 0; at < n_ * width; at += width) {
    step_row(y_ + at, image_ + at, last_residual_ + at, last_image_ + at, residual_change_ + at,
             image_change_ + at, w, history, 1 - damping);
  }
  first_ = false;
}

}  // namespace leontide::kernel
