#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/write/document.hpp"

namespace leontide::benchmarks {

/// One measured rate. `share` is its part of the limit named, measured in the same run.
struct Figure {
  std::string id;            ///< `group/case`
  std::string unit;          ///< of the work; `value` is so many a second
  double value = 0;          ///< median, units a second
  double low = 0, high = 0;  ///< quartiles
  std::string limit = {};    ///< id of the figure it is compared with; may be empty
  double share = 0;          ///< of the limit's value; 0 without a limit
  Title note = {};
};

/// One whole run of a scenario's first reading.
struct RunFigure {
  std::string model;         ///< the scenario or model
  std::size_t sectors = 0;   ///< of its largest table
  std::uint64_t trials = 0;  ///< of the run
  std::size_t threads = 1;
  std::size_t repeats = 1;           ///< runs whose medians stand below
  double wall = 0, processor = 0;    ///< seconds, medians; `processor` summed over threads
  double memory = 0;                 ///< bytes resident at most, of the whole process
  std::optional<double> efficiency;  ///< wall of one thread / (wall × threads)
  std::optional<double>
      machine_efficiency;  ///< the same of arithmetic alone, in registers, between these runs
};

/// A peer beside the same work done by Leontide on one core, in processor seconds for each trial or solve.
struct PeerFigure {
  std::string name;                  ///< of the program
  std::string unit;                  ///< trials or solves
  double peer = 0, ours = 0;         ///< seconds each
  std::optional<double> apart = {};  ///< the answers' largest difference, in standard errors
  Title note = {};
};

/// All figures of one `leontide bench`, with the machine they are of.
struct BenchReport {
  /// Of the program; quick, normal or largest; the name of the processor; the lane kernels in use; what built
  /// the program; when it was run.
  std::string version, mode, processor, kernels, compiler, when;
  std::size_t cores = 0;                   ///< that the process may use
  double load_before = 0, load_after = 0;  ///< runnable tasks, mean of a minute
  std::vector<Figure> figures;             ///< rates, in the order in which they were measured
  std::vector<RunFigure> runs;             ///< of whole runs
  std::vector<PeerFigure> peers;           ///< against other programs; empty where none was asked for
  std::vector<Title> left_out;             ///< what was not measured, and why
};

/// The value of an earlier figure by id, from the JSON of an earlier report.
struct Earlier {
  std::string file, when, processor;  ///< the file it was read from, and what it says of its run
  std::vector<std::pair<std::string, double>> values;  ///< by id
};

/// Every figure, run and peer under one id each, as `Earlier` holds them.
std::vector<std::pair<std::string, double>> values_of(const BenchReport& report);

/// The numbers of a report, as `read_earlier` reads them.
std::string bench_json(const BenchReport& report);
/// Empty where the text is no report of `leontide bench`.
std::optional<Earlier> read_earlier(const std::string& text);

/// Tables and plots; the sheets hold texts, for `bench_json` has the numbers.
report::Document bench_document(const BenchReport& report, const std::optional<Earlier>& earlier);

}  // namespace leontide::benchmarks
