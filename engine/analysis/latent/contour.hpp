#pragma once

// moves along the contour on which known figures stay as they are: some scores move, others make up for it.

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/latent/island_runner.hpp"
#include "lanes/block.hpp"
#include "statistics/latent/lane_newton.hpp"

namespace leontide::analysis {

/// As many directions as there are figures that they make up for.
struct Contour {
  std::vector<std::size_t> figures;  ///< whose values it makes up for
  std::vector<double> directions;    ///< [figures][coordinates] orthonormal
  std::vector<std::size_t> scores;   ///< the coordinates where directions are single ones, else empty
  std::vector<std::uint8_t> moved;   ///< [coordinates] 0 where a score stays; empty: all move
};

/// What a move along a contour is asked to do; rows are of 64 lanes.
struct ContourAim {
  const Contour& contour;
  std::span<const double> errors;  ///< [known figures] standard deviations at this power
  const double* scores;            ///< [coordinates] where the trials stand
  const double* values;            ///< [known figures] there
  const double* moved;             ///< [coordinates] where the scores go but along the directions
  const double* rests;             ///< [contour's figures] what their distances are to be, in errors
  /// [directions] from where to look for what makes up for the move, and for the way back; not a number: from
  /// where the trial stands. Null: all.
  const double* jump = nullptr;
  const double* jump_back = nullptr;
};

/// A worker's means to move 64 trials along a contour. The scores split into a part along the contour's
/// directions and the rest. The rest moves as the standard normal law allows, the figures' distances are
/// drawn anew, and the part along the directions is solved for, so that a move may be as wide as the figures'
/// errors are narrow. With the figures' values for coordinates in place of the part, the law has the density
/// of that part over the absolute determinant of the figures' slopes along it; where the way back does not
/// lead to where the trial came from, the move is not made (Zappa, Holmes-Cerfon & Goodman 2018,
/// Communications on Pure and Applied Mathematics 71, 2609-2647; Au, Graham & Thiery 2023, Journal of the
/// Royal Statistical Society B 85, 757-783).
class ContourMover {
 public:
  /// Runner and figures are kept by reference.
  ContourMover(IslandRunner& runner, const std::vector<Seen>& figures);

  /// To `proposal` [coordinates][64] with the values `values` [figures][64] of all figures, and adds to
  /// `log_ratio` [64] what makes, with the change of the figures' log likelihood, the log of the Metropolis
  /// ratio, where the rest of the scores moves reversibly and `rests` are standard normal, or moved as those
  /// are. The lanes that have arrived and found back.
  std::uint64_t move(const ContourAim& aim, double* proposal, double* values, double* log_ratio);
  /// Blocks run since it was made.
  std::uint64_t runs() const { return runs_; }

 private:
  struct Root {
    lanes::AlignedVector scores, values, part;  ///< [coordinates][64]; [figures][64]; [directions][64]
    std::uint64_t found = 0;
  };

  std::uint64_t run(const double* scores, double* values);
  double distance(const ContourAim& aim, const double* values, std::size_t row, std::size_t lane) const;
  std::uint64_t slopes_at(const ContourAim& aim, const double* scores, const double* values, double* slopes);
  void solve(const ContourAim& aim, const double* base, const double* rests, statistics::LaneNewton& newton,
             Root& root);

  IslandRunner& runner_;
  const std::vector<Seen>& figures_;
  std::size_t dimensions_;
  std::uint64_t runs_ = 0;
};

}  // namespace leontide::analysis
