#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "simulation/simulate.hpp"

namespace leontide::analysis {

/// What one term adds to a change, in the unit of what is told apart.
struct TermShare {
  std::string name;  ///< of the term
  Title title = {};
  double centre = 0;                               ///< on the deterministic path
  double order_low = 0, order_high = 0;            ///< there, over the orders in which terms may come
  double mean = 0, error = 0;                      ///< over the trials, and its standard error
  double mean_order_low = 0, mean_order_high = 0;  ///< of the mean, over the orders
  double p10 = 0, p90 = 0;                         ///< over the trials
};

/// The change of one quantity from the base year to `year`, told apart.
struct ToldApart {
  std::string of;  ///< the quantity, by name
  Title title;
  language::Unit unit;                                      ///< of the change
  language::PriceBasis basis = language::PriceBasis::none;  ///< of the change
  int base_year = 0, year = 0;   ///< of the table, and to which the change is told apart
  double base = 0, end = 0;      ///< on the deterministic path
  std::vector<TermShare> terms;  ///< as declared, then what moves although all terms are held: `rest`
  bool is_exact = false;  ///< Shapley values over all orders; else the mean of two that mirror each other
  std::uint64_t trials = 0, completed = 0;  ///< run, and of them completed
  double gap = 0;  ///< the largest relative difference between the change and the sum of its terms
};

/// Terms up to which every order is looked at.
inline constexpr std::size_t most_exact_terms = 6;

/// The trials that decompositions look at.
inline constexpr std::uint64_t decomposition_trials = 1024;

/// Tells the changes apart that the model declares. Of a subset of terms that move, the others held at their
/// base-year values, the quantity has a value; a term's part is the mean over the orders of arrival of what
/// it adds (Shapley 1953), up to `most_exact_terms` over all of them, above over the order as declared and
/// its mirror (the polar decompositions of Dietzenbacher & Los 1998, Economic Systems Research 10, 307-324).
/// All subsets run on the same draws. The same bits for any number of threads. A cancelled look is
/// incomplete.
std::vector<ToldApart> tell_apart(const scenario::Reading& reading, std::uint64_t seed, std::uint64_t trials,
                                  std::size_t threads, const simulation::Observer& observer);

}  // namespace leontide::analysis
