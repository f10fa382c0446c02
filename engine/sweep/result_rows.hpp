#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// One number with what it is of: a target's chance, or an indicator's mean.
struct ResultRow {
  std::uint64_t cell = 0;           ///< its number in the sweep
  std::string scenario, state;      ///< by name; as the ledger has it
  std::vector<std::string> values;  ///< [paths]; empty where a cell has none
  std::string reading;              ///< by name
  bool is_target = true;            ///< else an indicator
  std::string name;                 ///< of the target or indicator
  std::string year;                 ///< or years, as `2025-2027`
  /// chance with its interval of a target, mean and sd of what is compared or of the indicator
  std::optional<double> chance, low, high, mean, sd;
  std::vector<double> quantiles;                     ///< [ledger's shares]; empty where there are none
  std::optional<std::int64_t> hits, trials, failed;  ///< of a chance: hits and trials; failed of both
};

/// Cells in their order, of each its readings, targets, then indicators by year.
void each_row(const Ledger& ledger, const std::function<void(const ResultRow& row)>& take);

}  // namespace leontide::sweep
