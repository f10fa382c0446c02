#pragma once

// the way from what the model says to what known figures leave of it, laid once and followed by every island.

#include <cstdint>
#include <vector>

#include "analysis/latent/contour.hpp"
#include "analysis/latent/island_runner.hpp"
#include "statistics/latent/gaussian_reference.hpp"
#include "statistics/latent/marginal_reference.hpp"

namespace leontide::analysis {

/// One move of every trial.
struct Turn {
  enum class Kind {
    walk,    ///< a Crank-Nicolson step about a law
    redraw,  ///< a share of the scores drawn anew
    slide,   ///< a Crank-Nicolson step along the figures' contours
    part,    ///< the same of the scores about one figure, all others stay
    trade    ///< a share of the scores drawn anew, others make up for it
  } kind = Kind::walk;
  std::size_t law = 0;  ///< of the rise's, of a walk
  double size = 1;      ///< the step or the share
};

/// A figure's likelihood raised to a power, and the moves after it.
struct Rise {
  std::size_t figure = 0;
  double power = 0;
  std::vector<statistics::GaussianReference> laws;
  statistics::MarginalReference marginals;
  std::vector<Contour> slides = {}, parts = {}, trades = {};  ///< of which each block takes one a move
  std::vector<Turn> turns = {};
};

/// In the order they are made; the last of each figure has power 1.
using Journey = std::vector<Rise>;

/// The coordinates that a figure of that year can know of: [coordinates] 0 or 1.
std::vector<std::uint8_t> known_by(const simulation::Run& run, std::uint32_t step);

}  // namespace leontide::analysis
