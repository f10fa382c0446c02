#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "yaml/yaml.hpp"

namespace leontide::calibration {

/// A nation's official growth target of a year.
struct NationalTarget {
  double percent = 0;        ///< of a range its lower end, which is what has to be reached
  bool is_recalled = false;  ///< no text could be read
};

/// Targets by year.
struct NationalTargets {
  std::map<int, NationalTarget> by_year;  ///< by the year for which it was set
  std::set<int> none;                     ///< years without one: the year before stands

  /// 100 log(1 + target/100) of a year that has one, or had none set.
  double in_logs(int year) const;
  /// Whether a target stands for this year, its own or that of a year before.
  bool has(int year) const;
};

/// Reads `{2006: {percent: 8, how_known: recalled}, …, 2020: none}`.
NationalTargets read_national_targets(const yaml::Node& node, Diagnostics& diagnostics);

}  // namespace leontide::calibration
