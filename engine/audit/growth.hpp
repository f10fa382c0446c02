#pragma once

#include <optional>
#include <vector>

#include "audit/figures.hpp"
#include "audit/promised.hpp"
#include "calibration/outside_view.hpp"

namespace leontide::audit {

/// The growth that a target needs, beside what was.
struct Required {
  std::optional<KnownFigure> base;   ///< where it starts
  int years = 0;                     ///< from the base to the target
  std::optional<double> needed;      ///< per cent a year; what must not be passed where it should fall
  std::optional<double> as_about;    ///< the same where "about" is taken at its word
  std::vector<double> needed_given;  ///< for each figure that a conditional target may start from
  std::optional<Past> past;          ///< of the quantity before the plan
  std::optional<calibration::Measure> measure;       ///< of cities' growth beside which it may be held
  std::optional<calibration::OutsideShare> outside;  ///< how often cities grew so much
  std::vector<double> outside_given;                 ///< recent share for each of `needed_given`
};

/// How much more a year than its own past the target asks for, points; for what should fall, how much faster
/// it has to fall. Nothing where either is not known.
std::optional<double> asked_beyond_past(const scenario::Promise& promise, const Required& required);

/// What the target needs. `outside` may be null.
Required required_growth(const scenario::Target& target, const scenario::Promise& promise,
                         const Figures& figures, const calibration::OutsideTable* outside,
                         const Hedging& hedging);

}  // namespace leontide::audit
