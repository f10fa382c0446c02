#pragma once

// trials moved from what the model says to what known figures leave of it.

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "analysis/latent/journey.hpp"
#include "base/parallel.hpp"
#include "lanes/block.hpp"

namespace leontide::analysis {

/// One block of 64 trials just computed; valid inside the call only. Lanes that failed have no meaning.
using BlockFold = std::function<void(std::size_t block, std::uint64_t completed, const kernel::Workspace&)>;

/// The log of the density of a figure where the trial's value is `value`, but for a constant.
double log_density(double value, const Seen& figure);

/// The errors [figures up to `figure`] of figures of which the last has its likelihood to a power.
std::vector<double> errors_at(const std::vector<Seen>& figures, std::size_t figure, double power);

/// Sequential Monte Carlo over the normal scores of every coordinate (Del Moral, Doucet & Jasra 2006, Journal
/// of the Royal Statistical Society B 68, 411-436), figure after figure in the order of their years. Each
/// figure comes in by degrees, its likelihood to a power that rises; at each rise trials are drawn by their
/// weights (systematic resampling), then moved. A trial that fails has no weight. Coordinates of years after
/// the last figure are drawn anew once its year is done.
///
/// The product of the mean weights is the island's evidence, the density of the figures under the model. On a
/// journey that does not hang on the island's own trials the evidence, and the evidence times the share of
/// the trials that answer yes, are unbiased (the same source, section 3.3.2): an island that missed one of
/// the ways in which the figures come about has the less of it.
class Island {
 public:
  /// `size` is a multiple of 64; `number` tells islands of one seed apart; `cancel` may be null. `run` and
  /// `figures` are kept by reference.
  Island(const simulation::Run& run, const std::vector<Seen>& figures, std::size_t size, std::uint64_t seed,
         std::size_t number, const Cancel* cancel);

  /// The whole journey; `on_progress(share)` hears how much is done. False when interrupted, or where no
  /// trial completes.
  bool follow(const Journey& journey, const std::function<void(double)>& on_progress);
  /// Runs the trials once more, block by block.
  void visit(const BlockFold& fold);

  // The steps of a journey, for who lays it.
  /// The trials that it begins with; false where none completes.
  bool begin();
  /// Notes how far out a figure is before it comes in.
  void meet(std::size_t figure);
  /// Raises the power of a figure's likelihood, and resamples.
  void rise(std::size_t figure, double from, double to);
  /// What a move did.
  struct Made {
    double taken = 0;    ///< share of the trials that took it
    double changed = 0;  ///< share of all scores that changed by a quarter or more
  };
  /// One move of every trial, of a rise whose resampling is done.
  Made make(const Rise& rise, const Turn& turn);
  /// Draws the years after a figure anew where it is the last of its year: they know nothing of the figures
  /// yet, and copies share them.
  void leave(std::size_t figure);

  bool is_cancelled() const { return cancel_ != nullptr && cancel_->requested(); }
  const simulation::Run& run() const { return runner_.run_of; }
  std::size_t size() const { return size_; }
  std::size_t dimensions() const { return dimensions_; }
  const lanes::AlignedVector& scores() const { return scores_; }  ///< [size / 64][coordinates][64]
  std::span<const double> values() const { return values_; }      ///< [figures][size]
  const std::vector<Tails>& tails() const { return tails_; }      ///< [figures] given those before it
  const std::vector<double>& evidence_before() const { return evidence_before_; }  ///< [figures] its log
  double log_evidence() const { return log_evidence_; }
  std::uint64_t evaluations() const { return evaluations_; }  ///< trials run

 private:
  /// Where a block might go.
  struct Proposal {
    lanes::AlignedVector scores, values;  ///< [coordinates][64]; [figures][64]
    double log_ratio[lanes::width] = {};  ///< the log of the Metropolis ratio but for the likelihoods'
    std::uint64_t possible = 0;           ///< lanes
  };
  /// Fills a proposal for a block's trials.
  using Propose = std::function<void(std::uint64_t key, std::size_t block, Proposal& proposal)>;

  lanes::AlignedVector values_of(std::size_t block, std::size_t known) const;
  void draw_jumps(std::uint64_t key, std::size_t block, std::size_t score,
                  const statistics::MarginalReference& laws, const double* picks, double share, double* jump,
                  double* back) const;
  void go_along(ContourMover& mover, const Rise& rise, const Contour& contour, std::size_t block,
                const double* moved, const double* rests, std::pair<const double*, const double*> jumps,
                Proposal& proposal);
  Made walk(const statistics::GaussianReference& law, double step, std::size_t figure, double power);
  Made redraw(const statistics::MarginalReference& laws, double share, std::size_t figure, double power);
  Made slide(const Rise& rise, const std::vector<Contour>& contours, double step);
  Made trade(const Rise& rise, double share);
  void resample(const std::vector<double>& log_weights);
  Made move(const Propose& propose, std::size_t figure, double power);
  double log_likelihood(const double* values, std::size_t stride, std::size_t figure, double power) const;
  void note_values(double* values, std::size_t stride) const;
  void try_out(Proposal& proposal);
  const double* scores_of(std::size_t block) const {
    return scores_.data() + block * dimensions_ * lanes::width;
  }
  void draw_normals(std::uint64_t key, std::size_t block, std::size_t row, double* out) const;

  const std::vector<Seen>& figures_;
  std::size_t size_, dimensions_;
  std::uint64_t key_, seed_;
  std::size_t number_;
  const Cancel* cancel_;
  IslandRunner runner_;
  lanes::AlignedVector scores_;
  std::vector<double> values_;
  std::vector<Tails> tails_;
  std::vector<double> evidence_before_;
  double log_evidence_ = 0;
  std::uint32_t moves_ = 0, resamplings_ = 0;
  std::uint64_t evaluations_ = 0;
};

}  // namespace leontide::analysis
