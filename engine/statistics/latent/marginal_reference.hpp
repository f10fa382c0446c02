#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leontide::statistics {

/// Laws of single standard normal scores as trials have them by now, each by itself, and moves that draw some
/// scores anew from them: they lead from one heap of trials to another, between which no small step leads.
///
/// A law stands by its distribution function over the score's own uniform: steps of equal counts of trials,
/// up to 64, so that heaps are narrow where trials are, and a tenth of the standard normal law, so that
/// nothing is out of reach.
class MarginalReference {
 public:
  /// `scores` are [count / 64][dimensions][64], aligned as lane blocks are; the first 1024 trials
  /// are read. Moves leave coordinates where
  /// `is_moved` [dimensions] is 0.
  MarginalReference(std::span<const double> scores, std::vector<std::uint8_t> is_moved);

  /// A move of 64 lanes: from `scores` [dimensions][64] to `out` [dimensions][64], a coordinate drawn anew in
  /// the lanes where its uniform in `picks` [dimensions][64] is below `share`. `log_ratio` [64] is log of the
  /// standard normal over these laws' density at `out` less the same at `scores`: added to the change of the
  /// log likelihood it is the log of the Metropolis ratio.
  void move(const double* scores, const double* picks, double share, double* out, double* log_ratio) const;

  /// `out` [64] scores of one coordinate that is moved, drawn anew from `uniforms` [64].
  void draw_anew(std::size_t dimension, const double* uniforms, double* out) const;

  /// Whether moves change this coordinate.
  bool is_moved(std::size_t dimension) const { return !laws_[dimension].edges.empty(); }

 private:
  /// Over a uniform; empty of a coordinate that is not moved.
  struct Law {
    std::vector<double> edges;    ///< [steps + 1] from 0 to 1
    std::vector<double> below;    ///< [steps + 1] the distribution function at them
    std::vector<double> heights;  ///< [steps] its slope
  };
  static Law law_of(std::vector<double>& uniforms);
  static double density(const Law& law, double uniform);
  static double draw(const Law& law, double uniform);

  std::vector<Law> laws_;  ///< [dimensions]
};

}  // namespace leontide::statistics
