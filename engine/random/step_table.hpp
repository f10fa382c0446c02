#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leontide::random {

/// The quantile function of a law with finitely many values: the smallest value whose cumulative chance
/// reaches u.
class StepTable {
 public:
  StepTable() = default;
  /// Values in ascending order with their cumulative chances, the last of them one (or made so).
  StepTable(std::vector<double> values, std::vector<double> cumulative);

  double operator()(double u) const noexcept {
    std::size_t i = guide_[static_cast<std::size_t>(u * static_cast<double>(guide_.size()))];
    while (cumulative_[i] < u)
      ++i;
    return values_[i];
  }

 private:
  std::vector<double> values_, cumulative_;
  std::vector<std::uint32_t>
      guide_;  ///< where to begin the search, by equal parts of (0, 1) (Chen & Asau 1974)
};

/// values[i] with chances[i], scaled to sum to one, in any order.
StepTable discrete_table(std::span<const double> values, std::span<const double> chances);

/// Each value as likely as any other.
StepTable empirical_table(std::span<const double> values);

/// Poisson counts from quantile 1e-17 to 1 - 1e-17; mean in [0, 1e9].
StepTable poisson_table(double mean);

/// The same for binomial counts; trials whole in [0, 1e6], chance in [0, 1].
StepTable binomial_table(double trials, double chance);

/// The same for the failures before a number of successes above 0, chance in (0, 1]; as long as forty
/// standard deviations (problems.hpp keeps that short).
StepTable negative_binomial_table(double successes, double chance);

}  // namespace leontide::random
