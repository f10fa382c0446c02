#pragma once

#include "measure/report.hpp"

namespace leontide::benchmarks {

// What a report of measurements says first, and its figures; the numbers stand in the sheets of `document`.

/// How near solves and draws come to the machine's limits, how fast whole runs are, and how peers compare.
report::Text headline(const BenchReport& report);

/// Shares of the limit, a bar a case; nothing where none of the group has one.
std::optional<report::Figure> share_figure(const BenchReport& report, const std::string& group, Title title,
                                           Title description);
/// Share of the limit of solves by the number of sectors, a line for how much the coefficients vary.
std::optional<report::Figure> solve_figure(const BenchReport& report);
/// Rates of a group, a bar a case.
std::optional<report::Figure> rate_figure(const BenchReport& report, const std::string& group, Title title);
/// Trials a second by the trials of a run, a line for sectors × threads.
std::optional<report::Figure> runs_figure(const BenchReport& report);
/// What threads gain, beside what the machine itself gains by them.
std::optional<report::Figure> thread_figure(const BenchReport& report);
/// How much longer peers take.
std::optional<report::Figure> peers_figure(const BenchReport& report);

/// Three figures and a prefix: 48.2 G.
std::string scaled(double value);

}  // namespace leontide::benchmarks
