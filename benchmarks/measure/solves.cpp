#include <algorithm>
#include <fmt/format.h>
#include <memory>

#include "kernel/drawn_matrix.hpp"
#include "kernel/leontief.hpp"
#include "kernel/touched_sectors.hpp"
#include "lanes/width.hpp"
#include "measure/cases.hpp"
#include "measure/economy.hpp"

namespace leontide::benchmarks {

namespace {

using lanes::width;

constexpr double tolerance = 1e-10;

/// One system a size, shared by its cases.
std::shared_ptr<const kernel::LaneLeontiefSystem> system_of(std::size_t n) {
  static std::vector<std::shared_ptr<const kernel::LaneLeontiefSystem>> made;
  for (const auto& system : made) {
    if (system->n == n) return system;
  }
  kernel::SystemFault fault;
  return made.emplace_back(std::make_shared<const kernel::LaneLeontiefSystem>(
      *kernel::make_system(n, made_up_coefficients(n).data(), fault)));
}

/// Multipliers of as many sectors, evenly spread; one elsewhere.
lanes::AlignedVector multipliers_of(std::size_t n, std::size_t touched, double sd, std::uint64_t key) {
  lanes::AlignedVector all = made_up_multipliers(n, sd, key);
  for (std::size_t i = 0; i < n; ++i) {
    if ((i + 1) * touched / n == i * touched / n)
      std::fill_n(all.begin() + static_cast<std::ptrdiff_t>(i * width), width, 1.0);
  }
  return all;
}

/// Percent 0: fixed coefficients.
BenchCase solve_case(const std::string& id, std::size_t n, int percent, std::size_t touched) {
  struct Work {
    std::shared_ptr<const kernel::LaneLeontiefSystem> system;
    lanes::AlignedVector r, s, f, x, scratch;
  };
  const double sd = percent / 100.0;
  const auto work = std::make_shared<Work>(Work{system_of(n), multipliers_of(n, touched, sd, 1),
                                                multipliers_of(n, touched, sd, 2),
                                                made_up_multipliers(n, 1, 3), lanes::AlignedVector(n * width),
                                                lanes::AlignedVector(kernel::solve_scratch(n))});
  const auto solve = [work, drawn = percent > 0] {
    return kernel::solve(*work->system, drawn ? work->r.data() : nullptr, drawn ? work->s.data() : nullptr,
                         work->f.data(), work->x.data(), tolerance, work->scratch.data());
  };
  const kernel::SolveReport report = solve();
  const double size = static_cast<double>(n);
  const double product = 2 * size * size * kernel::product_lanes;
  const std::size_t rows = percent > 0 && report.sweeps == 0 ? touched : 0;
  const double own = static_cast<double>(rows);
  const double flops = product * report.products + (2 * own / 3 + 2) * own * own * width;
  const Title way = rows > 0 ? Title{fmt::format("{} rows eliminated", rows), fmt::format("消元 {} 行", rows)}
                             : Title{fmt::format("{} sweep{}", report.sweeps, report.sweeps == 1 ? "" : "s"),
                                     fmt::format("迭代 {} 遍", report.sweeps)};
  const double products = static_cast<double>(report.products * kernel::product_lanes) / width;
  const bool failed = (report.failed | report.unproductive) != 0;
  return {.id = id,
          .unit = "flop",
          .work = flops,
          .body = [solve] { solve(); },
          .limit = best_dgemm,
          .note = {fmt::format("{}, {:.1f} products a solve, {:.3g} kflop a solve{}", way.en, products,
                               flops / width / 1e3, failed ? ", SOME LANES FAILED" : ""),
                   fmt::format("{}，每次求解 {:.1f} 次乘积、{:.3g} 千次浮点运算{}", way.zh, products,
                               flops / width / 1e3, failed ? "，部分通道失败" : "")}};
}

/// Every cell drawn by itself: a matrix a lane.
BenchCase cells_case(const std::string& id, std::size_t n) {
  struct Work {
    lanes::AlignedVector matrix, f, x, scratch;
  };
  const auto work = std::make_shared<Work>(Work{made_up_multipliers(n * n, 0.2, 4),
                                                made_up_multipliers(n, 1, 3), lanes::AlignedVector(n * width),
                                                lanes::AlignedVector(kernel::solve_drawn_scratch(n))});
  const std::vector<double> coefficients = made_up_coefficients(n);
  for (std::size_t cell = 0; cell < n * n; ++cell) {
    for (std::size_t lane = 0; lane < width; ++lane)
      work->matrix[cell * width + lane] *= coefficients[cell];
  }
  const auto solve = [work, n] {
    return kernel::solve_drawn(n, work->matrix.data(), work->f.data(), work->x.data(), tolerance,
                               work->scratch.data());
  };
  const kernel::DrawnReport report = solve();
  const double size = static_cast<double>(n);
  const double flops = (2 * size / 3 + 4) * size * size * width;
  const bool failed = (report.failed | report.unproductive) != 0;
  return {.id = id,
          .unit = "flop",
          .work = flops,
          .body = [solve] { solve(); },
          .limit = best_dgemm,
          .note = {fmt::format("eliminated, {:.3g} kflop a solve{}", flops / width / 1e3,
                               failed ? ", SOME LANES FAILED" : ""),
                   fmt::format("消元，每次求解 {:.3g} 千次浮点运算{}", flops / width / 1e3,
                               failed ? "，部分通道失败" : "")}};
}

}  // namespace

std::vector<BenchEntry> solve_cases() {
  std::vector<BenchEntry> entries;
  for (const std::size_t n : {4, 12, 42, 153, 1302, 1435}) {
    for (const int percent : {0, 1, 2, 5, 10}) {
      const std::string id =
          percent == 0 ? fmt::format("solve/fixed-{}", n) : fmt::format("solve/drawn-{}-sd{}", n, percent);
      entries.push_back({id, [id, n, percent] { return solve_case(id, n, percent, n); }});
    }
    const std::string id = fmt::format("solve/touched-{}", n);
    entries.push_back({id, [id, n] { return solve_case(id, n, 5, kernel::few_touched(n)); }});
  }
  for (const std::size_t n : {4, 12, 42, 153}) {
    const std::string id = fmt::format("solve/cells-{}", n);
    entries.push_back({id, [id, n] { return cells_case(id, n); }});
  }
  return entries;
}

}  // namespace leontide::benchmarks
