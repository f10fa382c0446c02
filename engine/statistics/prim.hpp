#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace leontide::statistics {

// Where in the space of factors the hits are: boxes found by patient peeling, PRIM (Friedman & Fisher 1999,
// Statistics and Computing 9, 123-143), as scenario discovery uses it (Bryant & Lempert 2010, Technological
// Forecasting & Social Change 77, 34-49). A hit is whatever the caller wants explained, often a missed
// target.

/// x[dimension] holds one number a draw, hits one 0 or 1 a draw, all of equal length; few-valued x are fine.
struct Cases {
  std::vector<std::span<const double>> x;
  std::span<const std::uint8_t> hits;
};

/// Both ends belong to the box; an end that does not restrict is infinite.
struct Limits {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();

  /// Whether either end is finite.
  bool restricted() const;
  /// NaN lies in no limits, not even in infinite ones.
  bool holds(double x) const { return low <= x && x <= high; }
  bool operator==(const Limits&) const = default;
};

/// A box in the space of factors, with what it holds of the draws it was measured on.
struct Box {
  std::vector<Limits> limits;  ///< one a dimension
  double coverage = 0;         ///< hits in the box / all hits
  double density = 0;          ///< hits in the box / draws in the box
  double mass = 0;             ///< draws in the box / all draws
  std::size_t restricted = 0;  ///< dimensions

  bool operator==(const Box&) const = default;
};

/// The draws of each dimension in ascending order of x (classes.hpp): sorted once for many peelings.
using Orders = std::vector<std::vector<std::uint32_t>>;
/// [dimensions][draws], for any number of calls of `peel` on these cases.
Orders orders_of(const Cases& cases);

/// What peeling, pasting and the choice of a box go by; shares in [0, 1].
struct PrimOptions {
  double peel = 0.05;            ///< share of the box that a step takes away, (0, 1); at least one value
  double paste = 0.01;           ///< share of the box that a step gives back
  double least_mass = 0.05;      ///< of a box
  double allowance = 0.02;       ///< how much of the best score a simpler box may miss
  double significance = 0.05;    ///< restrictions with a larger quasi-p-value are dropped
  std::uint32_t resamples = 50;  ///< bootstrap samples for the frequency of restrictions
  std::uint64_t seed = 0;
};

/// From the whole space (first) to the smallest box. Each step takes off the end of one dimension that raises
/// the density most per draw removed, the lenient objective that also serves few-valued x (Friedman & Fisher
/// 1999, section 14.1; Kwakkel & Jaxa-Rozen 2016, Environmental Modelling & Software 79, 311-321); of equals
/// the first dimension, low end before high. It ends when no step raises the density or keeps least_mass.
/// weights (empty: all 1) counts how often each draw is there.
std::vector<Box> peel(const Cases& cases, const Orders& orders, const PrimOptions& options = {},
                      std::span<const std::uint32_t> weights = {});

/// Which box of a trajectory to show: the highest harmonic mean of coverage and density; of the boxes within
/// the allowance of it (0.02: at least 98 % of the best), the one with the fewest restricted dimensions, then
/// the best of these.
std::size_t choose(const std::vector<Box>& trajectory, const PrimOptions& options = {});

/// The box grown again at its restricted ends, each time where it raises the density most, until none does.
Box paste(const Cases& cases, const Box& box, const PrimOptions& options = {});

/// The same limits measured on these cases.
Box measured(const Cases& cases, std::vector<Limits> limits, std::span<const std::uint32_t> weights = {});

/// For each dimension the chance that the box's density, or more, comes about when the restriction of this
/// dimension does nothing: P(Binomial(draws in the box, density without the restriction) >= hits in the box)
/// (Bryant & Lempert 2010, 3.3). Called quasi since the box was chosen on the same draws. 1 where
/// unrestricted.
std::vector<double> quasi_p_values(const Cases& cases, const Box& box);

/// The boxes on the way, the one to show, and how far its restrictions can be trusted.
struct Discovery {
  std::vector<Box> trajectory;    ///< from the whole space to the smallest box
  std::size_t chosen = 0;         ///< in the trajectory
  Box box;                        ///< the chosen one, insignificant restrictions dropped, pasted
  std::vector<double> quasi_p;    ///< of its restrictions, one a dimension
  std::vector<double> frequency;  ///< share of bootstrap samples whose chosen box restricts the dimension
};

/// All of it. Without a hit or without a miss the box is the whole space. Throws std::invalid_argument when
/// lengths differ or there are no draws.
Discovery discover(const Cases& cases, const PrimOptions& options = {});

}  // namespace leontide::statistics
