#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "lanes/block.hpp"

// Helpers for tests of the lane arithmetic.
namespace leontide::lanes_test {

// Units in the last place (of the exact value rounded to double) between a result and the exact value.
inline double ulps(double got, long double exact) {
  const double rounded = static_cast<double>(exact);
  if (got == rounded || (std::isnan(got) && std::isnan(rounded))) {
    if (!std::isfinite(rounded)) return 0;
  }
  if (!std::isfinite(got) || !std::isfinite(rounded)) return std::numeric_limits<double>::infinity();
  const double size = std::fabs(rounded);
  const double above = std::nextafter(size, std::numeric_limits<double>::infinity());
  const long double ulp = std::isfinite(above) ? static_cast<long double>(above) - size
                                               : static_cast<long double>(size) - std::nextafter(size, 0.0);
  return static_cast<double>(std::fabs(static_cast<long double>(got) - exact) / ulp);
}

// The same stream of numbers in (0, 1) on every machine (SplitMix64).
class Numbers {
 public:
  explicit Numbers(unsigned long long state) : state_(state) {}
  double operator()() {
    unsigned long long z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return (static_cast<double>((z ^ (z >> 31)) >> 12) + 0.5) * 0x1p-52;
  }
  double between(double low, double high) { return low + (high - low) * (*this)(); }

 private:
  unsigned long long state_;
};

}  // namespace leontide::lanes_test
