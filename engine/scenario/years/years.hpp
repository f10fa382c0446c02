#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// Numbers of a scalar or of the members of a set in each year of a model.
struct YearNumbers {
  std::vector<double> values;  ///< [steps][rows]
  bool starts_in_base = true;  ///< false: nothing is stated for the base year, and 0 stands there
};

/// The file that a node names; none after a fault that was reported.
using YearFile = std::function<const CsvTable*(const yaml::Node& file)>;

/// Whose numbers are read.
struct YearOwner {
  const std::string& what;                ///< in messages: `parameter "growth"`
  const std::vector<std::string>& codes;  ///< of the members; one empty code for a scalar
  const language::Time& time;             ///< of the model
  const YearFile& file;                   ///< opens what a node names
  const yaml::Node* column = nullptr;     ///< `column:` of a scalar's file
  int from = 0;                           ///< first and last year that need a number, within the horizon
  int to = 9999;                          ///< last year that needs a number
};

/// Reads what stands under `by_year:`: a mapping from year to a number, or over a set to numbers by code; or
/// a CSV file whose first column is `year` and whose others are the numbers, over a set one column a code.
/// Every year after the base up to the horizon needs a number, and those that have none are reported; further
/// years may stand there. Nothing after a fault.
std::optional<YearNumbers> read_years(const yaml::Node& by_year, const YearOwner& owner,
                                      Diagnostics& diagnostics);

}  // namespace leontide::scenario
