#pragma once

#include <string>
#include <vector>

#include "measure/report.hpp"

namespace leontide::benchmarks {

/// One table of a report, ready to be written as Markdown or HTML. The first column is text, the others
/// numbers.
struct BenchTable {
  std::string title, text;  ///< `text` stands above the table and may be empty
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// What a report says of the machine, one line each.
std::vector<std::string> machine_lines(const BenchReport& report);

std::vector<BenchTable> tables_of(const BenchReport& report, const std::optional<Earlier>& earlier);

}  // namespace leontide::benchmarks
