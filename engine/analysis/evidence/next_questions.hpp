#pragma once

#include <optional>
#include <string>

#include "analysis/evidence/evidence.hpp"

namespace leontide::analysis {

/// A number that moves the chance of a question: for `seek`.
struct MovingNumber {
  std::string path;         ///< as in `set:`
  double from = 0, to = 0;  ///< the range over which the chance was seen to move
  double chance = 0;        ///< that it takes on the way, in whole percent
};

/// The figure that would tell most of what a question compares: for `observe`.
struct TellingFigure {
  std::string indicator;  ///< by name
  Title title;            ///< of the indicator
  int year = 0;           ///< the base year or the one after it: what is published first
  double value = 0;       ///< that the model expects, its median
  double error = 0;       ///< a tenth of its standard deviation: a figure as sharp as that
  double told = 0;  ///< share of the variance of the compared value: squared correlation over the trials
};

/// What may be asked next of the most open question of a reading.
struct NextQuestions {
  std::string target;                   ///< by id; empty: no question is open
  std::optional<MovingNumber> moving;   ///< none: nothing moved its chance by four points
  std::optional<TellingFigure> figure;  ///< none: no figure tells a twentieth
};

/// Looks for both on the first trials of the scenario's own sampling: among the levers that add most and the
/// inputs that decide most, and among the indicators that are one number. `draft` is of the same scenario.
/// Empty when cancelled. Source of the value of a figure: Raiffa and Schlaifer (1961), Applied Statistical
/// Decision Theory, chapter 5: preposterior analysis, here of a normal approximation.
NextQuestions find_next_questions(const scenario::Draft& draft, const Prepared& prepared,
                                  const Evidence& evidence, std::size_t threads,
                                  const simulation::Observer& observer);

}  // namespace leontide::analysis
