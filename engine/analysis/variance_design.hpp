#pragma once

#include <string>
#include <vector>

#include "analysis/prepared.hpp"
#include "simulation/simulate.hpp"
#include "simulation/tally.hpp"
#include "statistics/interval.hpp"

namespace leontide::analysis {

/// Inputs that are kept or redrawn together: one driver with all its elements, one lever, one event, or all
/// drivers of a `group:`.
struct InputGroup {
  std::string name;                                    ///< of the input, or of the `group:`
  std::vector<std::uint32_t> drivers, levers, events;  ///< by index
};

/// Every input that varies by itself.
std::vector<InputGroup> single_inputs(const scenario::Reading& reading);
/// Drivers by their `group:`, levers and events that are on in a group of their own.
std::vector<InputGroup> grouped_inputs(const scenario::Reading& reading);

/// Why the inputs of a reading cannot be redrawn given one another (random/blend.hpp), for a diagnostic;
/// empty where they can. The designs below take only readings without such a reason and throw
/// std::invalid_argument of others.
std::string why_no_redraw(const Prepared& prepared, std::size_t reading);

/// First-order and total index of every input on one question, on hit or miss and on the value compared.
/// Those on hit or miss are NaN where fewer than statistics::enough_carriers trials carry its variance.
struct VarianceShares {
  Question question;                                                   ///< whose variance is shared out
  std::vector<statistics::Estimate> first_of_chance, total_of_chance;  ///< [groups]
  std::vector<statistics::Estimate> first_of_value,
      total_of_value;                                    ///< [groups]; empty of the joint question
  double carriers_of_chance = 0, carriers_of_value = 0;  ///< statistics::variance_carriers
};

/// All indices of one reading by one design.
struct VarianceDesign {
  std::string reading;
  std::vector<InputGroup> groups;         ///< in the order of the indices
  std::uint64_t rows = 0;                 ///< of each of the two samples
  std::uint64_t runs = 0;                 ///< trials in all
  std::uint64_t dropped = 0;              ///< rows of which a trial failed: they count in no index
  bool has_dependence = false;            ///< a copula ties inputs together: first-order indices are NaN
  std::vector<VarianceShares> questions;  ///< the joint chance, then each target that counts
  simulation::Tally tally;                ///< of all rows together
};

/// Saltelli's design: two samples and, for every group, the first with the group redrawn. First-order index
/// by Saltelli et al. (2010), total by Jansen (1999), errors asymptotic (statistics/pick_freeze.hpp). Where a
/// copula ties inputs together, what is redrawn is drawn given the rest: then the total index is the variance
/// the others leave unexplained, and the first-order one cannot be read from this design and is left NaN.
VarianceDesign variance_design(const Prepared& prepared, std::size_t reading, std::vector<InputGroup> groups,
                               std::uint64_t rows, std::size_t threads, const simulation::Observer& observer);

/// Groups up to which Shapley effects take every subset.
inline constexpr std::size_t most_shapley_groups = 10;

/// How the variance of one question is shared among groups.
struct ShapleyEffects {
  Question question;
  std::vector<statistics::Estimate> of_chance, of_value;  ///< [groups] sum to 1; NaN where nothing
                                                          ///< varies, or too few trials do of the chance
  double carriers_of_chance = 0, carriers_of_value = 0;   ///< statistics::variance_carriers
};

/// Shapley effects of one reading.
struct ShapleyAnswer {
  std::vector<ShapleyEffects> questions;  ///< the joint chance, then each target that counts
  std::uint64_t dropped = 0;              ///< rows of which a trial failed: they count in no effect
  simulation::Tally tally;                ///< of all rows together
};

/// Shapley effects of groups of inputs (Owen 2014; Song, Nelson & Staum 2016): each subset's closed variance
/// from rows that share the subset and redraw the rest given it. Valid where inputs depend. At most
/// most_shapley_groups groups.
ShapleyAnswer shapley_effects(const Prepared& prepared, std::size_t reading,
                              const std::vector<InputGroup>& groups, std::uint64_t rows, std::size_t threads,
                              const simulation::Observer& observer);

}  // namespace leontide::analysis
