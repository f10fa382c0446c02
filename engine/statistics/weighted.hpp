#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "statistics/proportion.hpp"

namespace leontide::statistics {

// Draws that carry importance weights: draws revised by an observation, or made from a tilted law. Sums run
// in the order of the draws.

/// Weights of draws, normalised, with what tells how good they are.
struct Weights {
  std::vector<double> shares;  ///< of the whole, sum 1; all 0 when no draw has a weight
  double effective = 0;        ///< 1 / sum of squared shares (Kong 1992, technical report 348, Chicago)
  double log_mean = 0;         ///< log of the mean unnormalised weight; -infinity when no draw has a weight
};

/// From log-weights, -infinity for a draw that is impossible; NaN and +infinity are not allowed. The largest
/// is taken out first, so neither overflow nor a common shift matters.
Weights normalise(std::span<const double> log_weights);

/// Draws from a density of one's own: log_ratios[i] is the log of nominal over sampled density, hits[i] and
/// completed[i] are 0 or 1, and no draw hits that did not complete.
struct ImportanceDraws {
  std::span<const double> log_ratios;       ///< [draws]
  std::span<const std::uint8_t> hits;       ///< [draws]
  std::span<const std::uint8_t> completed;  ///< [draws]
  std::uint64_t nominal = 0;                ///< completed draws that came from the nominal density itself
  /// Draws of each component of a mixture, in order, where their numbers were fixed: strata of the sample.
  std::span<const std::uint64_t> components = {};
};

/// The chance of a hit among draws that complete. Where all complete it is the mean of ratio · hit, unbiased,
/// without self-normalisation, so that it reaches chances far below 1 / draws; else the ratio of that mean to
/// that of ratio · completed (delta method: Owen 2013, Monte Carlo theory, methods and examples, 9.2). The
/// variance, within components where there are any (deterministic mixtures: Owen & Zhou 2000, J. Amer.
/// Statist. Assoc. 95, 135-143), gives an effective number of draws, p (1 - p) / variance, and that Wilson's
/// interval. Without hits only the nominal draws say something: Clopper-Pearson of none among them, [0, 1]
/// without them.
Proportion importance_share(const ImportanceDraws& draws, double level = 0.95);

/// The least value at which the weighted distribution function reaches each share; shares ascending in [0,
/// 1]. Equal values keep the order of the draws. NaN when no draw has a weight.
std::vector<double> weighted_quantiles(const Weights& weights, std::span<const double> values,
                                       std::span<const double> shares);

/// `count` draws in ascending order, each as often as its weight asks, to within one copy: systematic
/// resampling (Kitagawa 1996, J. Comput. Graph. Statist. 5, 1-25) from one uniform in [0, 1). Empty when no
/// draw has a weight.
std::vector<std::uint32_t> systematic_resample(const Weights& weights, std::size_t count, double uniform);

}  // namespace leontide::statistics
