#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

// Functions of independent uniforms on (0, 1) whose variance shares are known exactly.
namespace leontide::problems {

// Ishigami & Homma (1990), with x = -pi + 2 pi u: sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1. Exact variances:
// Saltelli, Chan & Scott (2000), Sensitivity Analysis, 2.9.3.
inline double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  const double s = std::sin(x(1));
  return std::sin(x(0)) + 7 * s * s + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

struct IshigamiVariances {
  double first, second, first_and_third, whole;  // of x1 alone, of x2, of the interaction of x1 and x3
};

inline IshigamiVariances ishigami_variances() {
  const double pi4 = std::pow(std::numbers::pi, 4), a = 7, b = 0.1;
  IshigamiVariances v{};
  v.first = 0.5 * (1 + b * pi4 / 5) * (1 + b * pi4 / 5);
  v.second = a * a / 8;
  v.first_and_third = b * b * pi4 * pi4 * (1.0 / 18 - 1.0 / 50);
  v.whole = v.first + v.second + v.first_and_third;
  return v;
}

// Sobol's g: product of (|4 u_i - 2| + a_i) / (1 + a_i). The part of input i has variance 1 / (3 (1 +
// a_i)^2), that of a set the product (Saltelli & Sobol 1995).
inline double sobol_g(std::span<const double> u, std::span<const double> a) {
  double product = 1;
  for (std::size_t i = 0; i < a.size(); ++i)
    product *= (std::fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}

// First and total index of each input.
struct Indices {
  std::vector<double> first, total;
};

inline Indices sobol_g_indices(std::span<const double> a) {
  double whole = 1;
  for (const double ai : a)
    whole *= 1 + 1 / (3 * (1 + ai) * (1 + ai));
  Indices indices;
  for (const double ai : a) {
    const double part = 1 / (3 * (1 + ai) * (1 + ai));
    indices.first.push_back(part / (whole - 1));
    indices.total.push_back(part * whole / (1 + part) / (whole - 1));
  }
  return indices;
}

}  // namespace leontide::problems
