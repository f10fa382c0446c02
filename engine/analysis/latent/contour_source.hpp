#pragma once

// where contours are laid: at trials, by the slopes of the figures there.

#include <span>
#include <vector>

#include "analysis/latent/contour.hpp"

namespace leontide::analysis {

/// Contours for moves of trials such as those in `scores` [trials / 64][coordinates][64], whose values of the
/// known figures are `values` [known figures][trials].
class ContourSource {
 public:
  /// `errors` [known figures] as in ContourAim; `coordinates` those whose slopes are looked at. All is kept
  /// by reference.
  ContourSource(IslandRunner& runner, const std::vector<Seen>& figures, std::span<const double> errors,
                std::span<const double> scores, std::span<const double> values,
                std::span<const std::size_t> coordinates);

  /// Along the slopes of the figures at one of the trials, of those that its scores are held by: an error
  /// moves it by less than it is free to move.
  Contour along_slopes(std::size_t trial);
  /// The same of the scores that one figure hangs on there, with what else hangs on these; scores that no
  /// figure hangs on move, too. Without figures where that leaves no freedom, or no score out.
  Contour about_figure(std::size_t trial, std::size_t figure);
  /// Along single scores on which the figures hang there; `weights` [coordinates] of them say which of equal
  /// ones is taken.
  Contour along_scores(std::size_t trial, std::span<const double> weights);
  std::uint64_t runs() const { return runs_; }  ///< blocks

 private:
  std::vector<double> slopes_at(std::size_t trial);
  Contour orthonormal(std::vector<double> slopes) const;
  static std::vector<std::uint8_t> links_of(const std::vector<double>& slopes);
  std::vector<std::uint8_t> scores_about(const std::vector<std::uint8_t>& links, std::size_t figure) const;

  IslandRunner& runner_;
  const std::vector<Seen>& figures_;
  std::span<const double> errors_, scores_, values_;
  std::span<const std::size_t> coordinates_;
  std::size_t dimensions_, trials_;
  std::uint64_t runs_ = 0;
};

}  // namespace leontide::analysis
