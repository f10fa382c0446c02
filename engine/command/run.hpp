#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "command/session/scenario_session.hpp"
#include "report/terminal.hpp"

namespace leontide::command {

/// `leontide run`: exit 0 done, 2 the input is wrong, 3 too many trials failed, 130 interrupted, 1 could not
/// finish.
struct RunOptions : ScenarioOptions {
  std::size_t threads = 0;
  std::optional<std::filesystem::path> out;  ///< default: runs/<scenario>-<digest>
  bool json = false;
  report::Language language = report::Language::en;
};
int command_run(const RunOptions& options);

/// `leontide check FILE…`: everything wrong with the files, without running. Exit 0 or 2.
int command_check(const std::vector<std::filesystem::path>& files, bool json);

/// `leontide explain SCENARIO NAME`: the tree behind a quantity.
int command_explain(const ScenarioOptions& options, const std::string& name);

/// `leontide graph FILE`: the dependency graph of a model or scenario.
struct GraphOptions {
  std::filesystem::path file;
  std::string of = "variables";  ///< or clusters
  std::string format = "dot";    ///< or json, svg
  double least = 0.01;           ///< of clusters: arrows below this coefficient are left out
};
int command_graph(const GraphOptions& options);

}  // namespace leontide::command
