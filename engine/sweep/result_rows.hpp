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
  std::uint64_t cell = 0;
  std::string scenario, state;
  std::vector<std::string> values;  ///< [paths]; empty where a cell has none
  std::string reading;
  bool is_target = true;
  std::string name;  ///< of the target or indicator
  std::string year;  ///< or years, as `2025-2027`
  std::optional<double> chance, low, high, mean, sd;
  std::vector<double> quantiles;  ///< [ledger's shares]; empty where there are none
  std::optional<std::int64_t> hits, trials, failed;
};

/// Cells in their order, of each its readings, targets, then indicators by year.
void each_row(const Ledger& ledger, const std::function<void(const ResultRow& row)>& take);

}  // namespace leontide::sweep
