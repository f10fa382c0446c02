#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace leontide::command {

struct BenchOptions {
  std::optional<std::filesystem::path> report;  ///< HTML page
  std::optional<std::filesystem::path> json;
  std::optional<std::filesystem::path> markdown;  ///< default: stdout
  std::optional<std::filesystem::path> against;   ///< JSON of an earlier run
  std::vector<std::filesystem::path> models;      ///< scenarios or models for whole runs
  std::filesystem::path peers = "benchmarks/peers";
  std::string only;     ///< a shell pattern on ids; empty: all
  std::string kernels;  ///< avx2 or avx512; empty: the better that the processor has
  bool quick = false;
  bool full = false;
};

int command_bench(const BenchOptions& options);

/// Registers `leontide bench`.
void add_bench(CLI::App& app, int& code);

}  // namespace leontide::command
