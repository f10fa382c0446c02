#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"

namespace leontide::command {

struct BenchOptions {
  OutputOptions output;
  std::optional<std::filesystem::path> against;  ///< JSON of an earlier run
  std::vector<std::filesystem::path> models;     ///< scenarios or models for whole runs
  std::filesystem::path peers = "benchmarks/peers";
  std::string only;     ///< a shell pattern on ids; empty: all
  std::string kernels;  ///< avx2 or avx512; empty: the better that the processor has
  bool quick = false;
  bool full = false;
};

int command_bench(const BenchOptions& options);

}  // namespace leontide::command
