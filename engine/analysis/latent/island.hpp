#pragma once

// trials moved from what the model says to what known figures leave of it.

#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/latent/island_runner.hpp"
#include "base/parallel.hpp"
#include "lanes/block.hpp"
#include "statistics/latent/gaussian_reference.hpp"
#include "statistics/latent/marginal_reference.hpp"

namespace leontide::analysis {

/// One block of 64 trials just computed; valid inside the call only. Lanes that failed have no meaning.
using BlockFold = std::function<void(std::size_t block, std::uint64_t completed, const kernel::Workspace&)>;

/// Sequential Monte Carlo over the normal scores of every coordinate (Del Moral, Doucet & Jasra 2006, Journal
/// of the Royal Statistical Society B 68, 411-436), figure after figure in the order of their years. Each
/// figure comes in by degrees, its likelihood to a power that rises so far as leaves an effective sample of
/// three tenths (Jasra, Stephens, Doucet & Tsagaris 2011, Scandinavian Journal of Statistics 38, 1-22), then
/// systematic resampling and moves until the trials have forgotten where they came from. Moves are
/// preconditioned Crank-Nicolson with an adapted step, about the standard normal law or about the law that
/// the figures would leave were they linear in the scores, whichever forgets more; and beside each of these
/// one that draws some scores anew from the laws that the trials have of them, which leads between heaps
/// (independence moves from the sample itself: Chopin 2002, Biometrika 89, 539-551). A trial that fails has
/// no weight. Coordinates of years after the last figure are drawn anew once its year is done.
class Island {
 public:
  /// `size` is a multiple of 64; `number` tells islands of one seed apart; `cancel` may be null. `run` and
  /// `figures` are kept by reference.
  Island(const simulation::Run& run, const std::vector<Seen>& figures, std::size_t size, std::uint64_t seed,
         std::size_t number, const Cancel* cancel);

  /// Brings in all figures; `on_progress(share)` hears how much is done. False when interrupted, or where the
  /// trials do not reach a figure.
  bool run(const std::function<void(double)>& on_progress);
  /// Runs the trials once more, block by block.
  void visit(const BlockFold& fold);

  const std::vector<Tails>& tails() const { return tails_; }  ///< [figures] given those before it
  std::uint64_t evaluations() const { return evaluations_; }  ///< trials run

 private:
  /// From `scores` of a block [coordinates][64] to `proposal`, with the log of the Metropolis ratio's part
  /// that is not the likelihood's.
  using Propose = std::function<void(std::uint64_t key, std::size_t block, const double* scores,
                                     double* proposal, double* log_ratio)>;
  /// A way to move, and what a move of it is worth.
  struct Arm {
    std::size_t law;  ///< of laws_
    double step;
    double renewal = 1;  ///< share of what a trial was that one move forgets: taken moves × step²
  };
  /// A share of the scores to draw anew at once, and what that is worth: taken moves × share.
  struct Redraw {
    double share;
    double renewal = 1;
  };

  bool is_cancelled() const { return cancel_ != nullptr && cancel_->requested(); }
  bool begin();
  bool bring_in(std::size_t figure, const std::function<void(double)>& on_progress, double* power);
  double next_power(std::size_t figure, double power) const;
  void resample(const std::vector<double>& log_weights);
  void aim(std::size_t figure, double power, bool fits_anew);
  void forget(double enough, std::size_t most, std::size_t figure, double power);
  double walk(const statistics::GaussianReference& law, double step, std::size_t figure, double power);
  double redraw(const statistics::MarginalReference& laws, double share, std::size_t figure, double power);
  double move(const Propose& propose, std::size_t figure, double power);
  std::vector<std::uint8_t> moved_up_to(std::uint32_t step) const;
  void redraw_after(std::uint32_t step, std::size_t figure);
  double log_likelihood(const double* values, std::size_t stride, std::size_t figure, double power) const;
  void note_values(double* values, std::size_t stride) const;

  const std::vector<Seen>& figures_;
  std::size_t size_, dimensions_;
  std::uint64_t key_, seed_;
  std::size_t number_;
  const Cancel* cancel_;
  IslandRunner runner_;
  lanes::AlignedVector scores_;  ///< [size / 64][coordinates][64]
  std::vector<double> values_;   ///< [figures][size]
  std::vector<Tails> tails_;
  statistics::LinearFit fit_;
  std::vector<statistics::GaussianReference> laws_;  ///< as if the figures were linear; the standard one
  std::vector<Arm> arms_;                            ///< the first: the first law, the whole step
  std::vector<Redraw> redraws_;
  std::uint32_t moves_ = 0, resamplings_ = 0;
  std::uint64_t evaluations_ = 0;
};

}  // namespace leontide::analysis
