#include "lanes/elementary.hpp"

#include "lanes/kernels.hpp"

namespace leontide::lanes {

void exponential(const double* in, double* out, std::size_t count) noexcept {
  kernels().exponential(in, out, count);
}

void logarithm(const double* in, double* out, std::size_t count) noexcept {
  kernels().logarithm(in, out, count);
}

void sine(const double* in, double* out, std::size_t count) noexcept {
  kernels().sine(in, out, count);
}

void cosine(const double* in, double* out, std::size_t count) noexcept {
  kernels().cosine(in, out, count);
}

void power(const double* a, const double* b, double* out, std::size_t count) noexcept {
  kernels().power(a, b, out, count);
}

}  // namespace leontide::lanes
