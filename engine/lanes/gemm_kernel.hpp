#pragma once

#include <cstddef>

#include "lanes/pack.hpp"
#include "lanes/width.hpp"

// Matrix times 64 lanes in register tiles; gemm.hpp says what it promises.
//
// A tile is some rows of A times some registers of lanes, summed over k in registers. The shapes keep gcc 12
// from spilling: 3 rows x 16 lanes with AVX2 (12 sums, 4 registers of x, one of A, of 16 in all), 6 rows x 32
// lanes with AVX-512.
namespace leontide::lanes {
namespace {

/// Rows of A in a tile.
inline constexpr std::size_t tile_rows = pack_size == 8 ? 6 : 3;
/// Registers of lanes in a tile.
inline constexpr std::size_t tile_packs = 4;
/// Lanes of a tile.
inline constexpr std::size_t tile_lanes = tile_packs * pack_size;
inline constexpr std::size_t block_inner = 128;    ///< k of one pass: its x panel and A rows fit in L1
inline constexpr std::size_t unpacked_inner = 48;  ///< up to here all of x fits in L1 as it stands

/// A matrix in any layout: element (i, k) at data[i * row_stride + k * inner_stride].
struct Strided {
  const double* data;
  std::size_t row_stride, inner_stride;  ///< in numbers, from a row to the next and from a k to the next
};

/// y[rows][tile_lanes] = (or +=) A x, x with a row every x_stride numbers, y with a row every `width`.
template <std::size_t rows>
inline void multiply_tile(Strided a, std::size_t inner, const double* x, std::size_t x_stride, double* y,
                          bool accumulate) {
  Pack sum[rows][tile_packs];
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
    for (std::size_t p = 0; p < tile_packs; ++p)
      sum[i][p] = accumulate ? load(y + i * width + p * pack_size) : all(0);
  }
  for (std::size_t k = 0; k < inner; ++k) {
    Pack column[tile_packs];
#pragma GCC unroll 8
    for (std::size_t p = 0; p < tile_packs; ++p)
      column[p] = load(x + k * x_stride + p * pack_size);
#pragma GCC unroll 8
    for (std::size_t i = 0; i < rows; ++i) {
      const Pack coefficient = all(a.data[i * a.row_stride + k * a.inner_stride]);
#pragma GCC unroll 8
      for (std::size_t p = 0; p < tile_packs; ++p)
        sum[i][p] = fma(coefficient, column[p], sum[i][p]);
    }
  }
#pragma GCC unroll 8
  for (std::size_t i = 0; i < rows; ++i) {
#pragma GCC unroll 8
    for (std::size_t p = 0; p < tile_packs; ++p)
      store(y + i * width + p * pack_size, sum[i][p]);
  }
}

/// All 64 lanes of some rows; the strides known to the compiler where they are one.
template <std::size_t rows>
inline void multiply_rows(Strided a, std::size_t inner, const double* x, std::size_t x_stride,
                          std::size_t panel, double* y, bool accumulate) {
  for (std::size_t lane = 0; lane < width; lane += tile_lanes, x += panel) {
    if (a.inner_stride == 1) {
      multiply_tile<rows>({a.data, a.row_stride, 1}, inner, x, x_stride, y + lane, accumulate);
    } else {
      multiply_tile<rows>(a, inner, x, x_stride, y + lane, accumulate);
    }
  }
}

/// The last rows, fewer than a tile.
template <std::size_t rows>
inline void multiply_last_rows(std::size_t left, Strided a, std::size_t inner, const double* x,
                               std::size_t x_stride, std::size_t panel, double* y, bool accumulate) {
  if constexpr (rows > 0) {
    if (left == rows) {
      multiply_rows<rows>(a, inner, x, x_stride, panel, y, accumulate);
    } else {
      multiply_last_rows<rows - 1>(left, a, inner, x, x_stride, panel, y, accumulate);
    }
  }
}

/// Asks for the next rows of A while a tile is at work; only of rows whose numbers stand side by side.
inline void prefetch_rows(Strided a, std::size_t inner) {
  if (a.inner_stride != 1) return;
  for (std::size_t i = 0; i < tile_rows; ++i) {
    for (std::size_t k = 0; k < inner; k += 8)
      __builtin_prefetch(a.data + i * a.row_stride + k);
  }
}

/// `multiply` of kernels.hpp in the packs of this file.
inline void multiply_kernel(const double* data, std::size_t row_stride, std::size_t inner_stride,
                            std::size_t rows, std::size_t inner, const double* x, double* y,
                            bool accumulate) noexcept {
  alignas(64) double packed[block_inner * width];
  const bool pack_x = inner > unpacked_inner;
  for (std::size_t first = 0; first < inner || first == 0; first += block_inner) {
    const std::size_t depth = inner - first < block_inner ? inner - first : block_inner;
    const double* block = x + first * width;
    if (pack_x) {  // panels of tile_lanes lanes, each contiguous
      double* to = packed;
      for (std::size_t lane = 0; lane < width; lane += tile_lanes) {
        for (std::size_t k = 0; k < depth; ++k, to += tile_lanes) {
          for (std::size_t p = 0; p < tile_lanes; p += pack_size)
            store(to + p, load(block + k * width + lane + p));
        }
      }
      block = packed;
    }
    const std::size_t x_stride = pack_x ? tile_lanes : width;
    const std::size_t panel = pack_x ? depth * tile_lanes : tile_lanes;
    const Strided a{data + first * inner_stride, row_stride, inner_stride};
    const auto from_row = [&a](std::size_t row) {
      return Strided{a.data + row * a.row_stride, a.row_stride, a.inner_stride};
    };
    const bool add = accumulate || first > 0;
    std::size_t row = 0;
    for (; row + tile_rows <= rows; row += tile_rows) {
      if (pack_x && row + 2 * tile_rows <= rows) prefetch_rows(from_row(row + tile_rows), depth);
      multiply_rows<tile_rows>(from_row(row), depth, block, x_stride, panel, y + row * width, add);
    }
    multiply_last_rows<tile_rows - 1>(rows - row, from_row(row), depth, block, x_stride, panel,
                                      y + row * width, add);
  }
}

}  // namespace
}  // namespace leontide::lanes
