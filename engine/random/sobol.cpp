#include "random/sobol.hpp"

#include <boost/random/sobol.hpp>
#include <limits>

#include "lanes/width.hpp"
#include "random/stream.hpp"

namespace leontide::random {

namespace {

using Lattice = boost::random::detail::qrng_tables::sobol;
constexpr int bits = 32;
constexpr std::uint64_t low_52_bits = (std::uint64_t{1} << 52) - 1;

// Bit k of a 32-bit number counted from its most significant one.
bool bit_of(std::uint32_t number, int k) {
  return ((number >> (bits - 1 - k)) & 1U) != 0;
}

}  // namespace

std::size_t sobol_dimensions() noexcept {
  return Lattice::max_dimension;
}

// The recurrence of Bratley & Fox (1988, ACM TOMS algorithm 659) on the primitive polynomial of the
// dimension.
std::array<std::uint32_t, 32> sobol_directions(std::size_t dimension) {
  std::array<std::uint32_t, 32> numbers;
  if (dimension == 0) {
    for (int j = 0; j < bits; ++j)
      numbers[static_cast<std::size_t>(j)] = std::uint32_t{1} << (bits - 1 - j);
    return numbers;
  }
  const std::uint32_t polynomial = Lattice::polynomial(dimension - 1);
  int degree = 0;
  while ((polynomial >> (degree + 1)) != 0)
    ++degree;
  std::array<std::uint32_t, 32> minor{};
  for (int j = 0; j < degree; ++j)
    minor[static_cast<std::size_t>(j)] = Lattice::minit(dimension - 1, static_cast<std::size_t>(j));
  for (int j = degree; j < bits; ++j) {
    std::uint32_t number = minor[static_cast<std::size_t>(j - degree)];
    for (int k = 0; k < degree; ++k) {
      if (((polynomial >> k) & 1U) != 0)
        number ^= minor[static_cast<std::size_t>(j) - static_cast<std::size_t>(degree - k)] << (degree - k);
    }
    minor[static_cast<std::size_t>(j)] = number;
  }
  for (int j = 0; j < bits; ++j)
    numbers[static_cast<std::size_t>(j)] = minor[static_cast<std::size_t>(j)] << (bits - 1 - j);
  return numbers;
}

ScrambledSobol::ScrambledSobol(std::size_t dimensions, std::uint32_t scrambles, std::uint64_t seed)
    : dimensions_(dimensions), scrambles_(scrambles), table_(dimensions * scrambles) {
  for (std::size_t d = 0; d < dimensions; ++d) {
    const auto directions = sobol_directions(d);
    for (std::uint32_t s = 0; s < scrambles; ++s) {
      Scramble& scramble = table_[d * scrambles + s];
      const std::uint64_t key = mix64(seed, fnv1a64("sobol") + d * 64 + s);
      // Column k of the triangular matrix: bit k itself, random bits below it.
      std::array<std::uint64_t, bits> triangle;
      for (int k = 0; k < bits; ++k) {
        const std::uint64_t own = std::uint64_t{1} << (51 - k);
        triangle[static_cast<std::size_t>(k)] =
            own | (mix64(key, static_cast<std::uint64_t>(k) + 1) & (own - 1));
      }
      scramble.shift = mix64(key, 0) & low_52_bits;
      for (std::size_t j = 0; j < bits; ++j) {
        scramble.columns[j] = 0;
        for (int k = 0; k < bits; ++k) {
          if (bit_of(directions[j], k)) scramble.columns[j] ^= triangle[static_cast<std::size_t>(k)];
        }
      }
    }
  }
}

void ScrambledSobol::uniforms(std::size_t dimension, std::uint64_t first_trial, double* out) const noexcept {
  const std::uint64_t first_point = first_trial / scrambles_;
  const std::size_t points = lanes::width / scrambles_;  // consecutive, the first a multiple of their number
  for (std::uint32_t s = 0; s < scrambles_; ++s) {
    const Scramble& scramble = table_[dimension * scrambles_ + s];
    std::uint64_t base = scramble.shift;
    for (std::uint64_t rest = first_point; rest != 0; rest &= rest - 1)
      base ^= scramble.columns[static_cast<std::size_t>(__builtin_ctzll(rest))];
    for (std::size_t p = 0; p < points; ++p) {
      std::uint64_t number = base;
      for (std::size_t rest = p; rest != 0; rest &= rest - 1)
        number ^= scramble.columns[static_cast<std::size_t>(__builtin_ctzll(rest))];
      out[p * scrambles_ + s] = (static_cast<double>(number) + 0.5) * 0x1p-52;
    }
  }
}

}  // namespace leontide::random
