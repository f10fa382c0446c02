#include "kernel/touched_sectors.hpp"

#include <algorithm>
#include <bit>
#include <new>

#include "lanes/batched_lu.hpp"
#include "lanes/gemm.hpp"
#include "lanes/mask.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

constexpr std::size_t group = lanes::eliminated_together;
constexpr std::size_t panel = width;  // columns of the base inverse gathered at a time
// Beyond this r s a lane is not of few: its numbers must stay finite in the columns that only others touch.
constexpr double most_product = 1e100;
constexpr std::size_t rows_to_a_look = 8;  // in search of a lane of few

/// A sector, and the lanes that touch it.
struct Touched {
  std::uint64_t lanes;
  std::size_t sector;
};

/// Rows of the largest small system.
std::size_t most_eliminated(std::size_t n) {
  return std::min(n, std::max(lanes::most_together, few_touched(n)));
}

struct Workspace {
  double *right, *solution;          // [n × 64] s∘f, y
  double *gain, *image, *change;     // [touched × 64] h, h∘((L0 - I) s∘f), e
  double* columns;                   // [n × panel] of the base inverse
  double *small_gain, *small_image;  // [eliminated × 64] of one group
  double* small_matrix;              // [eliminated × eliminated]
  double* elimination;
  Touched* touched;     // [n]
  std::size_t* places;  // [eliminated] among the touched

  Workspace(std::size_t n, double* scratch) {
    const std::size_t small = most_eliminated(n);
    const auto take = [&scratch](std::size_t size) {
      double* const taken = scratch;
      scratch += (size + 7) / 8 * 8;
      return taken;
    };
    for (double** each : {&right, &solution, &gain, &image, &change, &columns})
      *each = take(n * width);
    small_gain = take(small * width);
    small_image = take(small * width);
    small_matrix = take(small * small);
    touched = new (take(2 * n)) Touched[n];
    places = new (take(small)) std::size_t[small];
    elimination = scratch;
  }
};

/// Sectors that any of the lanes touches; their number.
std::size_t find_touched(std::size_t n, const double* r, const double* s, std::uint64_t lanes,
                         Touched* touched) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < n; ++i, r += width, s += width) {
    const std::uint64_t here =
        lanes & lanes::lanes_where([r, s](std::size_t lane) { return r[lane] * s[lane] != 1; });
    if (here != 0) touched[count++] = {here, i};
  }
  return count;
}

/// The eight lanes from `first` on.
void copy_group(const double* from, std::size_t first, double* to) {
  std::copy_n(from + first, group, to + first);
}

/// e of the given lanes of a group, by one elimination of all sectors that they touch.
void eliminate(const LaneLeontiefSystem& system, std::size_t touched, std::size_t first, std::uint64_t lanes,
               const Workspace& work) {
  std::size_t count = 0;
  for (std::size_t q = 0; q < touched; ++q) {
    if ((work.touched[q].lanes & lanes) != 0) work.places[count++] = q;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double* const row = system.inverse.data() + work.touched[work.places[i]].sector * system.n;
    for (std::size_t j = 0; j < count; ++j)
      work.small_matrix[i * count + j] = row[work.touched[work.places[j]].sector] - (i == j ? 1.0 : 0.0);
    copy_group(work.gain + work.places[i] * width, first, work.small_gain + i * width);
    copy_group(work.image + work.places[i] * width, first, work.small_image + i * width);
  }
  lanes::solve_lanes(count, work.small_matrix, work.small_gain, nullptr, work.small_image, work.small_image,
                     lanes, work.elimination);
  for (std::size_t i = 0; i < count; ++i) {
    double* const change = work.change + work.places[i] * width;
    for (std::size_t lane = first; lane < first + group; ++lane)
      change[lane] = (lanes >> lane & 1U) != 0 ? work.small_image[i * width + lane] : change[lane];
  }
}

/// e of all lanes: together where they share their sectors, else each with its own.
void find_change(const LaneLeontiefSystem& system, std::size_t touched, std::uint64_t lanes,
                 const Workspace& work) {
  std::fill_n(work.change, touched * width, 0.0);
  for (std::size_t first = 0; first < width; first += group) {
    const std::uint64_t together = lanes & (std::uint64_t{0xff} << first);
    const auto shared = std::count_if(work.touched, work.touched + touched, [together](const Touched& each) {
      return (each.lanes & together) != 0;
    });
    if (static_cast<std::size_t>(shared) <= lanes::most_together) {
      if (shared != 0) eliminate(system, touched, first, together, work);
      continue;
    }
    for (std::uint64_t left = together; left != 0; left &= left - 1)
      eliminate(system, touched, first, left & -left, work);
  }
}

/// y += L0 e, some columns of L0 at a time.
void add_change(const LaneLeontiefSystem& system, std::size_t touched, const Workspace& work) {
  const std::size_t n = system.n;
  for (std::size_t first = 0; first < touched; first += panel) {
    const std::size_t count = std::min(panel, touched - first);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t q = 0; q < count; ++q)
        work.columns[i * count + q] = system.inverse[i * n + work.touched[first + q].sector];
    }
    lanes::add_product(work.columns, n, count, work.change + first * width, work.solution);
  }
}

/// In touched sectors y = s∘f + r∘s∘e / h.
void take_from_change(const double* r, const double* s, std::size_t touched, const Workspace& work) {
  for (std::size_t q = 0; q < touched; ++q) {
    const std::size_t from = work.touched[q].sector * width;
    for (std::size_t lane = 0; lane < width; ++lane) {
      const std::size_t at = from + lane;
      const double gain = work.gain[q * width + lane];
      const double intermediate_inputs = work.change[q * width + lane] / gain;
      work.solution[at] =
          gain != 0 ? work.right[at] + r[at] * s[at] * intermediate_inputs : work.solution[at];
    }
  }
}

}  // namespace

std::uint64_t lanes_of_few_touched(std::size_t n, const double* r, const double* s) noexcept {
  const auto few = static_cast<double>(few_touched(n)), all = static_cast<double>(n);
  alignas(lanes::alignment) double touched[width] = {};
  for (std::size_t i = 0; i < n; ++i, r += width, s += width) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double product = r[lane] * s[lane];
      const double weight = product < most_product ? 1.0 : all;
      touched[lane] += product == 1 ? 0.0 : weight;
    }
    if (i % rows_to_a_look == rows_to_a_look - 1 && *std::min_element(touched, touched + width) > few)
      return 0;
  }
  return lanes::lanes_where([&](std::size_t lane) { return touched[lane] <= few; });
}

std::size_t solve_touched_scratch(std::size_t n) {
  const std::size_t small = most_eliminated(n);
  return 6 * n * width + 2 * small * width + small * small + 2 * n + small + 64 +
         std::max(lanes::solve_lanes_scratch(std::min(n, lanes::most_together)),
                  lanes::solve_lanes_scratch(small));
}

void solve_touched(const LaneLeontiefSystem& system, const double* r, const double* s, const double* demand,
                   std::uint64_t lanes, double* output, double* scratch, SolveReport& report) noexcept {
  const std::size_t n = system.n;
  const Workspace work(n, scratch);
  for (std::size_t i = 0; i < n * width; ++i)
    work.right[i] = s[i] * demand[i];
  lanes::multiply(system.inverse.data(), n, n, work.right, work.solution);
  const std::size_t touched = find_touched(n, r, s, lanes, work.touched);
  for (std::size_t q = 0; q < touched; ++q) {
    const std::size_t from = work.touched[q].sector * width;
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double gain = r[from + lane] * s[from + lane] - 1;
      work.gain[q * width + lane] = gain;
      work.image[q * width + lane] = gain * (work.solution[from + lane] - work.right[from + lane]);
    }
  }
  find_change(system, touched, lanes, work);
  add_change(system, touched, work);
  take_from_change(r, s, touched, work);
  report.products += static_cast<std::uint32_t>(block_products * (n + touched) / n);
  alignas(lanes::alignment) double chosen[width];
  for (std::size_t lane = 0; lane < width; ++lane)
    chosen[lane] = static_cast<double>(lanes >> lane & 1U);
  for (std::size_t i = 0; i < n * width; i += width) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      // No -0: where a neighbour touches more sectors, zeros have been added to it.
      const double solution = (work.solution[i + lane] + 0.0) / s[i + lane];
      output[i + lane] = chosen[lane] != 0 ? solution : output[i + lane];
    }
  }
}

}  // namespace leontide::kernel
