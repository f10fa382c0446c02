#include "statistics/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>

namespace leontide::statistics {

std::string_view name_of(IntervalMethod method) {
  switch (method) {
    case IntervalMethod::wilson: return "Wilson";
    case IntervalMethod::clopper_pearson: return "Clopper-Pearson (conservative)";
    case IntervalMethod::student_over_replicates: return "Student over replicates";
    case IntervalMethod::student_over_replicates_few:
      return "Student over replicates, few hits (conservative)";
    case IntervalMethod::student_over_groups: return "Student over groups";
    case IntervalMethod::student_over_jackknife: return "Student over the jackknife";
    case IntervalMethod::wilson_over_pairs: return "Wilson over pairs";
    case IntervalMethod::wilson_over_pairs_few: return "Wilson over pairs, few hits (conservative)";
    case IntervalMethod::weighted: return "weighted";
    case IntervalMethod::newcombe_paired: return "Newcombe paired";
    case IntervalMethod::newcombe_paired_few: return "Newcombe paired, few differ (conservative)";
    case IntervalMethod::newcombe_independent: return "Newcombe independent";
    case IntervalMethod::bootstrap_normal: return "bootstrap";
    case IntervalMethod::bootstrap_of_blocks: return "bootstrap over blocks of vintages";
    case IntervalMethod::asymptotic_normal: return "asymptotic normal";
  }
  return "";
}

bool is_conservative(IntervalMethod method) {
  return method == IntervalMethod::clopper_pearson || method == IntervalMethod::newcombe_paired_few ||
         method == IntervalMethod::student_over_replicates_few ||
         method == IntervalMethod::wilson_over_pairs_few;
}

double normal_reach(double level) {
  return std::sqrt(2.0) * boost::math::erf_inv(level);
}

double student_reach(double level, double degrees) {
  if (!(degrees > 0)) return std::numeric_limits<double>::infinity();
  const boost::math::students_t_distribution<double> law(degrees);
  return boost::math::quantile(boost::math::complement(law, (1 - level) / 2));
}

Estimate symmetric(double value, double error, double reach, double level, IntervalMethod method) {
  const double half = error * reach;
  if (!std::isfinite(half) || !std::isfinite(value)) {
    const double all = std::numeric_limits<double>::infinity();
    return {value, error, -all, all, level, method};
  }
  return {value, error, value - half, value + half, level, method};
}

Ranks quantile_ranks(std::uint64_t draws, double share, double level) {
  const auto most = static_cast<double>(draws);
  const boost::math::binomial_distribution<> below(most, share);
  const double tail = (1 - level) / 2;
  // Boost rounds discrete quantiles outwards: low has a chance of at most `tail` at or below it, high above
  // it.
  const double low = boost::math::quantile(below, tail) + 1;
  const double high = boost::math::quantile(boost::math::complement(below, tail)) + 1;
  return {static_cast<std::uint64_t>(std::clamp(low, 1.0, most)),
          static_cast<std::uint64_t>(std::clamp(high, 1.0, most))};
}

}  // namespace leontide::statistics
