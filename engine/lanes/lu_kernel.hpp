#pragma once

#include <cstddef>

#include "lanes/batched_lu.hpp"
#include "lanes/pack.hpp"

// LU without exchange of rows for eight lanes at once; batched_lu.hpp says what it promises.
namespace leontide::lanes {
namespace {

/// Lanes that are eliminated together.
inline constexpr std::size_t lu_lanes = eliminated_together;
/// Registers of them.
inline constexpr std::size_t lu_packs = lu_lanes / pack_size;

/// row += factor * above from column `first` on, for `rows` rows at once.
template <std::size_t rows>
inline void eliminate_rows(double* row, std::size_t row_size, const double* above, std::size_t first,
                           const Pack (&factor)[rows][lu_packs]) {
  for (std::size_t j = first; j < row_size; j += lu_lanes) {
    for (std::size_t p = 0; p < lu_packs; ++p) {
      const Pack pivot_row = load(above + j + p * pack_size);
      for (std::size_t i = 0; i < rows; ++i) {
        double* at = row + i * row_size + j + p * pack_size;
        store(at, fma(factor[i][p], pivot_row, load(at)));
      }
    }
  }
}

/// The rows from `i` on, `rows` at a time, minus their multiple of pivot row k. Returns the first row left
/// over.
template <std::size_t rows>
inline std::size_t eliminate_column(std::size_t n, double* m, std::size_t k, std::size_t i,
                                    const Pack (&inverse)[lu_packs]) {
  const std::size_t row_size = (n + 1) * lu_lanes;
  for (; i + rows <= n; i += rows) {
    Pack factor[rows][lu_packs];
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t p = 0; p < lu_packs; ++p) {
        factor[r][p] = -(load(m + (i + r) * row_size + k * lu_lanes + p * pack_size) * inverse[p]);
      }
    }
    eliminate_rows<rows>(m + i * row_size, row_size, m + k * row_size, (k + 1) * lu_lanes, factor);
  }
  return i;
}

/// m[n][n + 1][8], the last column the right-hand side, is destroyed; x[n][8] the solution. Returns a bit for
/// each lane whose pivots are all positive. Every number is one chain of fused multiply-adds in the order of
/// the pivots.
inline unsigned eliminate_kernel(std::size_t n, double* m, double* x) noexcept {
  const std::size_t row_size = (n + 1) * lu_lanes;
  Pack smallest[lu_packs];  // 1 while all pivots are positive, -1 once one is not (or is NaN)
  for (Pack& pivot : smallest)
    pivot = all(1);
  for (std::size_t k = 0; k < n; ++k) {
    Pack inverse[lu_packs];
    for (std::size_t p = 0; p < lu_packs; ++p) {
      double* at = m + k * row_size + k * lu_lanes + p * pack_size;
      const Pack pivot = load(at);
      smallest[p] = pivot > all(0) ? smallest[p] : all(-1);
      inverse[p] = all(1) / pivot;
      store(at, inverse[p]);
    }
    const std::size_t left = eliminate_column<4>(n, m, k, k + 1, inverse);
    eliminate_column<1>(n, m, k, left, inverse);
  }
  for (std::size_t k = n; k-- > 0;) {
    const double* row = m + k * row_size;
    for (std::size_t p = 0; p < lu_packs; ++p) {
      Pack sum = load(row + n * lu_lanes + p * pack_size);
      for (std::size_t j = n; --j > k;) {
        sum = negated_fma(load(row + j * lu_lanes + p * pack_size), load(x + j * lu_lanes + p * pack_size),
                          sum);
      }
      store(x + k * lu_lanes + p * pack_size, sum * load(row + k * lu_lanes + p * pack_size));
    }
  }
  unsigned productive = 0;
  for (std::size_t p = 0; p < lu_packs; ++p) {
    for (std::size_t i = 0; i < pack_size; ++i)
      productive |= smallest[p][i] > 0 ? 1U << (p * pack_size + i) : 0U;
  }
  return productive;
}

}  // namespace
}  // namespace leontide::lanes
