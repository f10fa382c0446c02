#pragma once

#include <cstddef>

#include "lanes/fixed_point.hpp"
#include "lanes/pack.hpp"

namespace leontide::lanes {
namespace {

/// How a strip of one kind of number lies in registers.
template <class Number>
struct StripOf {
  /// A register of such numbers.
  using Pack = typename PackOf<Number>::Type;
  /// What a comparison of two registers gives.
  using Mask = typename PackOf<Number>::MaskType;
  /// Numbers of a register.
  static constexpr std::size_t pack_size = sizeof(Pack) / sizeof(Number);
  /// Registers of a strip.
  static constexpr std::size_t packs = strip / pack_size;
  /// Twelve sums at a time: with four registers of lanes and three rows gcc 12 keeps one in memory.
  static constexpr std::size_t tile_packs = packs < 2 ? 1 : 2;
  /// Rows of M whose sums are in registers together.
  static constexpr std::size_t tile_rows = 12 / tile_packs;
};

/// The register of a kind of number.
template <class Number>
using StripPack = typename StripOf<Number>::Pack;
/// The mask of a kind of number.
template <class Number>
using StripMask = typename StripOf<Number>::Mask;

/// Registers of doubles in a strip.
inline constexpr std::size_t packs = StripOf<double>::packs;

/// A bit for each lane of a strip.
inline constexpr unsigned every_lane = (1U << strip) - 1;

/// A bit for each lane of the strip.
template <class Number>
inline unsigned strip_bits(const StripMask<Number> (&masks)[StripOf<Number>::packs]) {
  unsigned bits = 0;
  for (std::size_t p = 0; p < StripOf<Number>::packs; ++p)
    bits |= bits_of(masks[p]) << (p * StripOf<Number>::pack_size);
  return bits;
}

}  // namespace
}  // namespace leontide::lanes
