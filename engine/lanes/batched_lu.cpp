#include "lanes/batched_lu.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "lanes/kernels.hpp"
#include "lanes/width.hpp"

namespace leontide::lanes {
namespace {

constexpr std::size_t group = eliminated_together;
constexpr std::size_t panel_width = width;  // columns of one panel, so that the lane GEMM can update it

// Element (i, j) of I - diag(r) A diag(s) in one lane.
inline double element(const double* a, const double* r, const double* s, std::size_t n, std::size_t i,
                      std::size_t j, std::size_t lane) {
  double share = a[i * n + j];
  if (r != nullptr) share *= r[i * width + lane];
  if (s != nullptr) share *= s[j * width + lane];
  return (i == j ? 1.0 : 0.0) - share;
}

// I - diag(r) A diag(s) of the eight lanes from `first` on, and f behind each row: m[n][n + 1][8].
void build_group(std::size_t n, const double* a, const double* r, const double* s, const double* f,
                 std::size_t first, double* __restrict m) {
  static constexpr double ones[group] = {1, 1, 1, 1, 1, 1, 1, 1};
  for (std::size_t i = 0; i < n; ++i) {
    const double* const row = r != nullptr ? r + i * width + first : ones;
    for (std::size_t j = 0; j < n; ++j, m += group) {
      const double* const column = s != nullptr ? s + j * width + first : ones;
      const double share = a[i * n + j], unit = i == j ? 1.0 : 0.0;
      for (std::size_t lane = 0; lane < group; ++lane)
        m[lane] = unit - share * row[lane] * column[lane];
    }
    std::copy_n(f + i * width + first, group, m);
    m += group;
  }
}

// solution[n][8] to the wanted lanes of x; NaN where it is none.
void write_group(std::size_t n, const double* __restrict solution, unsigned solved, unsigned wanted,
                 double* __restrict x) {
  double to_write[group], sound[group];
  for (std::size_t lane = 0; lane < group; ++lane) {
    to_write[lane] = (wanted >> lane & 1U) != 0 ? 1 : 0;
    sound[lane] = (solved >> lane & 1U) != 0 ? 1 : std::numeric_limits<double>::quiet_NaN();
  }
  for (std::size_t i = 0; i < n; ++i, solution += group, x += width) {
    for (std::size_t lane = 0; lane < group; ++lane)
      x[lane] = to_write[lane] != 0 ? solution[lane] * sound[lane] : x[lane];
  }
}

std::size_t panels(std::size_t n) {
  return (n + panel_width - 1) / panel_width;
}

// Panel j of the matrix: columns 64 j to 64 j + 63 of all rows, [n][64]; columns past the last are zero.
void build_panel(std::size_t n, const double* a, const double* r, const double* s, std::size_t lane,
                 std::size_t first, double* panel) {
  const std::size_t columns = std::min(panel_width, n - first);
  for (std::size_t i = 0; i < n; ++i) {
    double* row = panel + i * panel_width;
    for (std::size_t j = 0; j < columns; ++j)
      row[j] = element(a, r, s, n, i, first + j, lane);
    std::fill(row + columns, row + panel_width, 0.0);
  }
}

// row += factor * above, from column `first` of a panel on.
inline void add_multiple(double factor, const double* above, double* row, std::size_t first) {
  for (std::size_t j = first; j < panel_width; ++j)
    row[j] = __builtin_fma(factor, above[j], row[j]);
}

// Applies the finished panel `left` (its negated factors below the diagonal) to `panel`.
void update_panel(std::size_t n, const double* left, std::size_t first, double* panel) {
  const std::size_t next = std::min(first + panel_width, n);
  for (std::size_t i = first; i < next; ++i) {
    for (std::size_t k = first; k < i; ++k) {
      add_multiple(left[i * panel_width + k - first], panel + k * panel_width, panel + i * panel_width, 0);
    }
  }
  if (next == n) return;
  kernels().multiply(left + next * panel_width, panel_width, 1, n - next, panel_width,
                     panel + first * panel_width, panel + next * panel_width, true);
}

// Takes the multiples of pivot rows first … end of a panel off `rows` rows of it, and leaves their negated
// factors there.
template <std::size_t rows>
void eliminate_rows(double* panel, std::size_t first, std::size_t end, std::size_t i) {
  double* row = panel + i * panel_width;
  for (std::size_t k = first; k < end; ++k) {
    const double* above = panel + k * panel_width;
    const std::size_t column = k - first;
    double factor[rows];
    for (std::size_t r = 0; r < rows; ++r) {
      factor[r] = -(row[r * panel_width + column] * above[column]);
      row[r * panel_width + column] = factor[r];
    }
    for (std::size_t j = column + 1; j < panel_width; ++j) {
      for (std::size_t r = 0; r < rows; ++r) {
        row[r * panel_width + j] = __builtin_fma(factor[r], above[j], row[r * panel_width + j]);
      }
    }
  }
}

// Eliminates a panel's own columns: negated factors below the diagonal, inverse pivots on it.
bool factor_panel(std::size_t n, std::size_t first, double* panel) {
  const std::size_t next = std::min(first + panel_width, n);
  for (std::size_t i = first; i < next; ++i) {
    eliminate_rows<1>(panel, first, i, i);
    double& pivot = panel[i * panel_width + i - first];
    if (!(pivot > 0)) return false;
    pivot = 1 / pivot;
  }
  std::size_t i = next;
  for (; i + 4 <= n; i += 4)
    eliminate_rows<4>(panel, first, next, i);
  for (; i < n; ++i)
    eliminate_rows<1>(panel, first, next, i);
  return true;
}

}  // namespace

std::size_t solve_lanes_scratch(std::size_t n) noexcept {
  return n <= most_together ? group * n * (n + 2) : solve_multiplied_lane_scratch(n);
}

std::size_t solve_multiplied_lane_scratch(std::size_t n) noexcept {
  return n * panels(n) * panel_width + (n + 7) / 8 * 8;
}

std::uint64_t solve_lanes(std::size_t n, const double* a, const double* r, const double* s, const double* f,
                          double* x, std::uint64_t lanes, double* scratch) noexcept {
  std::uint64_t productive = 0;
  if (n > most_together) {
    for (std::uint64_t left = lanes; left != 0; left &= left - 1) {
      const auto lane = static_cast<std::size_t>(std::countr_zero(left));
      if (solve_multiplied_lane(n, a, r, s, f, x, lane, scratch)) productive |= std::uint64_t{1} << lane;
    }
    return productive;
  }
  double* solution = scratch + group * n * (n + 1);
  for (std::size_t first = 0; first < width; first += group) {
    const unsigned wanted = static_cast<unsigned>(lanes >> first) & 0xffU;
    if (wanted == 0) continue;
    build_group(n, a, r, s, f, first, scratch);
    const unsigned solved = kernels().eliminate(n, scratch, solution) & wanted;
    productive |= std::uint64_t{solved} << first;
    write_group(n, solution, solved, wanted, x + first);
  }
  return productive;
}

bool solve_multiplied_lane(std::size_t n, const double* a, const double* r, const double* s, const double* f,
                           double* x, std::size_t lane, double* scratch) noexcept {
  double* solution = scratch + n * panels(n) * panel_width;
  for (std::size_t i = 0; i < n; ++i)
    solution[i] = f[i * width + lane];
  bool productive = true;
  for (std::size_t first = 0; first < n && productive; first += panel_width) {
    double* panel = scratch + first * n;
    build_panel(n, a, r, s, lane, first, panel);
    for (std::size_t before = 0; before < first; before += panel_width) {
      update_panel(n, scratch + before * n, before, panel);
    }
    productive = factor_panel(n, first, panel);
    if (!productive) break;
    // The right-hand side goes along: one more column.
    const std::size_t next = std::min(first + panel_width, n);
    for (std::size_t i = first; i < n; ++i) {
      double sum = solution[i];
      for (std::size_t k = first; k < std::min(i, next); ++k) {
        sum = __builtin_fma(panel[i * panel_width + k - first], solution[k], sum);
      }
      solution[i] = sum;
    }
  }
  for (std::size_t k = n; productive && k-- > 0;) {
    const double* panel = scratch + k / panel_width * panel_width * n;
    const std::size_t column = k % panel_width;
    solution[k] *= panel[k * panel_width + column];
    for (std::size_t i = 0; i < k; ++i) {
      solution[i] = __builtin_fma(-panel[i * panel_width + column], solution[k], solution[i]);
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    x[i * width + lane] = productive ? solution[i] : std::numeric_limits<double>::quiet_NaN();
  }
  return productive;
}

}  // namespace leontide::lanes
