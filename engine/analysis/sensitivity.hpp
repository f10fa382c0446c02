#pragma once

#include <string>
#include <vector>

#include "analysis/kept_sample.hpp"
#include "statistics/given_data.hpp"
#include "statistics/tornado.hpp"

namespace leontide::analysis {

/// What one input means to one question.
struct FactorSensitivity {
  std::string label;                       ///< of the input
  statistics::GivenDataIndices of_chance;  ///< of hit or miss; no first order where too few trials carry it
  statistics::GivenDataIndices of_value;   ///< of the value compared; nothing of the joint question
  statistics::TornadoBar tornado;          ///< chance where the input is low and where it is high
};

/// What every input means to one question.
struct QuestionSensitivity {
  Question question;
  statistics::Proportion chance;                            ///< by the scenario's own design
  double carriers_of_chance = 0, carriers_of_value = 0;     ///< statistics::variance_carriers
  statistics::DummyLevels dummy_of_chance, dummy_of_value;  ///< what an input without influence shows
  std::vector<FactorSensitivity> factors;                   ///< the strongest first
};

/// The sensitivity of one reading.
struct Sensitivity {
  std::string reading;
  Title title;
  std::uint64_t trials = 0;  ///< completed
  std::size_t factors = 0;   ///< all inputs that vary; those shown are the strongest of them
  std::vector<QuestionSensitivity> questions;  ///< the joint chance, then each target that counts
};

/// Which inputs decide: read from the kept trials of a run, without runs of its own
/// (statistics/given_data.hpp, statistics/tornado.hpp). Every input is screened by its rank-based Sobol index
/// on hit and on value; the `shown` strongest get all indices.
Sensitivity sensitivity(const Prepared& prepared, std::size_t reading, const KeptSample& sample,
                        std::size_t shown, std::size_t threads);

}  // namespace leontide::analysis
