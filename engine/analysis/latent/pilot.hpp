#pragma once

// who lays the journey of the islands.

#include <functional>

#include "analysis/latent/island.hpp"
#include "statistics/latent/linear_fit.hpp"

namespace leontide::analysis {

/// Lays a journey by going it with an island of its own, whose trials count in no answer: were the moves of
/// an island fitted to its own trials, those that missed a rare way would stay without it, and those that met
/// it often would be drawn back to its share, so that their mean is too small.
///
/// A power rises so far as leaves an effective sample of three tenths (Jasra, Stephens, Doucet & Tsagaris
/// 2011, Scandinavian Journal of Statistics 38, 1-22), then moves follow until the trials have forgotten
/// where they came from. Moves are preconditioned Crank-Nicolson with an adapted step, about the standard
/// normal law or about the law that the figures would leave were they linear in the scores, whichever forgets
/// more for the trials it runs; and beside each of these one that draws some scores anew from the laws that
/// the trials have of them, which leads between heaps (independence moves from the sample itself: Chopin
/// 2002, Biometrika 89, 539-551). Where no law makes wide steps, for sharp figures bend what they leave,
/// moves follow the figures' contours (latent/contour.hpp) at the slopes of some of the pilot's own trials,
/// of all scores or of those about one figure: where figures hang on scores of their own, all of them seldom
/// arrive at once. These run ten to thirty trials each, so that they begin where less is forgotten without
/// them.
class Pilot {
 public:
  Pilot(Island& island, const std::vector<Seen>& figures);

  /// Brings in all figures; `on_progress(share)` hears how much is done. False when interrupted, or where the
  /// trials do not reach a figure.
  bool run(const std::function<void(double)>& on_progress);
  const Journey& journey() const { return journey_; }

 private:
  /// A way to move, and what a move of it is worth.
  struct Way {
    Turn turn;
    /// Share of what a trial was that one move forgets: taken moves × step², or scores far from where they
    /// were.
    double renewal = 1;
    double runs = 1;  ///< of a trial, that one move takes

    double worth() const { return renewal / runs; }
  };

  bool bring_in(std::size_t figure, const std::function<void(double)>& on_progress);
  double next_power(std::size_t figure, double power) const;
  std::vector<statistics::GaussianReference> laws_of(std::size_t figure, double power, bool fits_anew);
  void lay_contours(Rise& rise);
  void forget(Rise& rise, double enough, double most);
  void make(Way& way, const Rise& rise);

  Island& island_;
  const std::vector<Seen>& figures_;
  statistics::LinearFit fit_;
  IslandRunner runner_;
  std::vector<Way> steps_;  ///< walks, the first about the first law with the whole step, and slides
  std::vector<Way> redraws_, trades_;
  Journey journey_;
};

}  // namespace leontide::analysis
