#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/choice.hpp"
#include "command/session/ranks.hpp"
#include "command/session/scenario_session.hpp"

namespace leontide::command {

/// `leontide run`: exit 0 done, 2 the input is wrong, 3 too many trials failed, 130 interrupted, 1 could not
/// finish.
struct RunOptions : ScenarioOptions {
  std::size_t threads = 0;                    ///< 0: all the machine offers
  std::optional<std::filesystem::path> into;  ///< default: runs/<scenario>-<digest>
  std::vector<std::string> targets;           ///< shown, by id; empty: all
  bool without_report = false;                ///< leaves report.html out of the result
  std::optional<double> checkpoint;           ///< seconds between records that a stopped run goes on from
  std::optional<std::filesystem::path> trials_file;  ///< NetCDF, of the trials one by one
  std::optional<std::uint64_t> trials_kept;          ///< so many of each reading; none: all
  OutputOptions output;
  ProcessRanks ranks;  ///< other processes of the same run
};
/// Exit as RunOptions says.
int command_run(const RunOptions& options);

/// `leontide check FILE…`: everything wrong with the files, what their base year and deterministic path show,
/// and base-year totals beside the tables'. Exit 0 or 2; `strict` takes warnings for faults.
struct FileCheckOptions {
  std::vector<std::filesystem::path> files;
  OutputOptions output;
  bool strict = false;  ///< warnings stop as faults do
};
/// Exit as CheckOptions says.
int command_check(const FileCheckOptions& options);

/// `leontide explain SCENARIO NAME`: the tree behind a quantity.
struct ExplainOptions : ScenarioOptions {
  std::string name;     ///< of a target, indicator, variable, data, driver, lever or event
  std::string reading;  ///< by name; default the first
  OutputOptions output;
};
/// Exit 0, or 2 where the input is wrong or nothing has the name.
int command_explain(const ExplainOptions& options);

/// What a graph draws: quantities and what reads them, or sales between sectors or groups of them.
enum class GraphOf { variables, clusters, sectors };
/// Their names for options, and titles.
inline constexpr Choice<GraphOf> graph_contents[] = {
    {GraphOf::variables, "variables", "variables", "变量"},
    {GraphOf::clusters, "clusters", "groups of sectors", "产业群"},
    {GraphOf::sectors, "sectors", "sectors", "部门"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<GraphOf>> choices_of(GraphOf) {
  return graph_contents;
}

/// How a graph is written.
enum class GraphFormat { dot, svg, json };
/// Their names for options, and titles.
inline constexpr Choice<GraphFormat> graph_formats[] = {
    {GraphFormat::dot, "dot", "for Graphviz", "Graphviz 文本"},
    {GraphFormat::svg, "svg", "a drawing", "图"},
    {GraphFormat::json, "json", "boxes and arrows", "节点与边"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<GraphFormat>> choices_of(GraphFormat) {
  return graph_formats;
}

/// `leontide trace SCENARIO FROM TO`: how a change travels through the equations.
struct TraceOptions : ScenarioOptions {
  std::string from, to;                        ///< `name`, `name[subset]` or `name["code"]`
  std::string reading;                         ///< by name; default the first
  std::optional<int> year;                     ///< none: the horizon
  std::size_t paths = 8;                       ///< that are shown
  std::size_t cells = 20;                      ///< of the elasticity matrix that are shown
  std::optional<std::filesystem::path> graph;  ///< the ways as a drawing: .dot, .svg or .json
  OutputOptions output;
};
/// Exit 0, or 2 where the input is wrong.
int command_trace(const TraceOptions& options);

/// `leontide graph FILE`: the dependency graph of a model or scenario.
struct GraphOptions {
  std::filesystem::path file;  ///< a model or a scenario
  GraphOf of = GraphOf::variables;
  std::optional<GraphFormat> format;         ///< default: what the ending of the file says; without one dot
  std::optional<std::filesystem::path> out;  ///< default: stdout
  std::optional<double> least;               ///< of the buyer's output: payments below are left out
  std::string around;                        ///< a name: draw its neighbourhood alone
  std::size_t depth = 2;                     ///< arrows that a neighbourhood reaches
  Language language = Language::en;
};
/// Exit 0, 2 where the input is wrong, 1 where the file cannot be written.
int command_graph(const GraphOptions& options);

}  // namespace leontide::command
