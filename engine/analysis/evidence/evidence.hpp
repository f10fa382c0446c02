#pragma once

#include <string>
#include <vector>

#include "analysis/discover.hpp"
#include "analysis/sensitivity.hpp"
#include "statistics/paired.hpp"

namespace leontide::analysis {

/// One lever left out, all else as in the scenario and on the same draws.
struct LeftOut {
  std::string lever;  ///< by name; empty: all that are on
  Title title;
  /// [questions] chance with it less chance without it.
  std::vector<statistics::Estimate> adds;
};

/// What the first trials of one reading say beyond its chances.
struct Evidence {
  std::size_t reading = 0;                  ///< its number
  std::vector<simulation::Factor> factors;  ///< the inputs that vary
  Sensitivity sensitivity;                  ///< of the open questions
  Discovered discovered;                    ///< of the same
  std::vector<Question> questions;          ///< of the levers: all that count
  std::vector<LeftOut> levers;              ///< that are on, then all of them together; empty where none is
  std::uint64_t lever_trials = 0;           ///< for each
};

/// The questions of a reading that are most open, the least likely first: targets that count, with a chance
/// neither below one nor above 99 in a hundred among `sample`'s trials; at most `most`.
std::vector<std::size_t> open_questions(const KeptSample& sample, std::size_t most);

/// Evidence of one reading: sensitivity and failures of its three most open questions, and every lever that
/// is on left out in turn. `looked_at`: inputs shown a question. Empty when cancelled.
Evidence find_evidence(const Prepared& prepared, std::size_t reading, std::size_t looked_at,
                       std::size_t threads, const simulation::Observer& observer);

}  // namespace leontide::analysis
