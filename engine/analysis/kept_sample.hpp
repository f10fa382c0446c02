#pragma once

#include <cstdint>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/factors.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"

namespace leontide::analysis {

/// The first trials of a run as columns: what went in, what came out. Failed trials are left out.
struct KeptSample {
  std::vector<simulation::Factor> factors;         ///< inputs that vary
  std::vector<Question> questions;                 ///< what came out is asked of
  std::vector<std::vector<double>> x;              ///< [factors][trials]
  std::vector<std::vector<std::uint32_t>> orders;  ///< [factors] trials ascending by it, sorted once for all
  std::vector<std::vector<std::uint8_t>> hits;     ///< [questions][trials]
  std::vector<std::vector<double>> values;         ///< [questions][trials]; empty of the joint question
  std::uint64_t trials = 0;                        ///< completed
  simulation::Tally tally;                         ///< of the whole run
};

/// Runs a reading and keeps its first 16 384 trials, by the scenario's own sampling. Empty `questions` stands
/// for all that list_questions gives.
KeptSample keep_sample(const Prepared& prepared, std::size_t reading, std::vector<Question> questions,
                       std::size_t threads, const simulation::Observer& observer);

}  // namespace leontide::analysis
