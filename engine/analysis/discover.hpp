#pragma once

#include <string>
#include <vector>

#include "analysis/kept_sample.hpp"
#include "statistics/cart.hpp"
#include "statistics/prim.hpp"

namespace leontide::analysis {

/// Where in the space of inputs a question fails (or succeeds).
struct FailureRegion {
  Question question;                       ///< whose misses or hits are looked for
  bool of_misses = true;                   ///< else of hits
  std::uint64_t cases = 0;                 ///< misses (or hits) among the trials
  std::vector<std::string> factors;        ///< labels of the inputs looked at, the strongest first
  statistics::Discovery prim;              ///< boxes by patient peeling
  std::vector<statistics::TreeLeaf> tree;  ///< leaves of a classification tree, another view of the same
};

/// The regions of one reading's questions.
struct Discovered {
  std::string reading;
  Title title;
  std::uint64_t trials = 0;            ///< completed
  std::vector<FailureRegion> regions;  ///< one a question
};

/// Scenario discovery on the kept trials (statistics/prim.hpp, statistics/cart.hpp). Inputs are screened as
/// in sensitivity.hpp; `looked_at` of them go into the search. `resamples`: bootstrap samples for how often a
/// restriction comes again; none where nobody asks.
Discovered discover(const Prepared& prepared, std::size_t reading, const KeptSample& sample, bool of_misses,
                    std::size_t looked_at, std::uint32_t resamples, std::size_t threads);

}  // namespace leontide::analysis
