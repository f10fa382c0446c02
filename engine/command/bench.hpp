#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/command_session.hpp"

namespace leontide::command {

/// What `leontide bench` may be told.
struct BenchOptions {
  OutputOptions output;
  std::optional<std::filesystem::path> against;      ///< JSON of an earlier run
  std::vector<std::filesystem::path> models;         ///< scenarios or models for whole runs
  std::filesystem::path peers = "benchmarks/peers";  ///< folder of the programs that it is compared with
  std::string only;                                  ///< a shell pattern on ids; empty: all
  std::string kernels;   ///< avx2 or avx512; empty: the better that the processor has
  bool quick = false;    ///< seconds in place of minutes; figures are not to be relied on
  bool largest = false;  ///< all that there is to measure
};

/// `leontide bench`: how fast this program is on this machine. Exit 0 done, 2 the options are wrong, 1 could
/// not finish.
int command_bench(const BenchOptions& options);

}  // namespace leontide::command
