#pragma once

#include <functional>
#include <string>
#include <vector>

#include "measure/measure.hpp"

namespace leontide::benchmarks {

/// A case that is made ready only when it is asked for.
struct BenchEntry {
  std::string id;                   ///< `group/case`
  std::function<BenchCase()> make;  ///< prepares it
};

/// What this machine can do at most on one core: `limit/fma` (a loop of fused multiply-adds in registers),
/// `limit/dgemm-…` (Eigen's product and ours), `limit/memory` (triad: a = b + s c, 3 numbers moved),
/// `limit/philox`.
std::vector<BenchEntry> limit_cases();

/// Solves of fixed and drawn coefficients by size and noise.
std::vector<BenchEntry> solve_cases();

/// Normals, uniforms and every law.
std::vector<BenchEntry> draw_cases();

/// Elementary functions, a program's elementwise part, statistics.
std::vector<BenchEntry> map_cases();

/// The ids of limits that cases name.
inline constexpr const char* best_dgemm = "limit/dgemm";
/// As `best_dgemm`, of random numbers.
inline constexpr const char* raw_philox = "limit/philox";
/// As `best_dgemm`, of moves between memory and registers.
inline constexpr const char* memory_bandwidth = "limit/memory";

}  // namespace leontide::benchmarks
