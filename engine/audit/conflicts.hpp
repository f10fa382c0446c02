#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "audit/system.hpp"

namespace leontide::audit {

/// Statements that cannot hold together, though they can when any one of them is given up.
struct ConflictSet {
  std::vector<std::size_t> statements;   ///< targets and figures
  std::vector<std::size_t> definitions;  ///< that the contradiction uses
  bool is_smallest = false;              ///< no smaller number of statements of its group conflicts
  bool is_certified = false;             ///< the multipliers were added up and contradict
};

/// Statements that can be given up: targets and figures; definitions always hold.
bool can_be_given_up(const Statement& statement);

/// Whether these statements can hold together with all definitions.
bool can_hold(const System& system, std::span<const std::size_t> statements);

/// Smallest conflicting sets, each with one target of those before it left out, until the rest can hold. A
/// smallest set meets every set whose removal makes peace (Ignatiev et al. 2015): the smallest that meets
/// those found so far either conflicts, or shows another one.
std::vector<ConflictSet> find_conflicts(const System& system);

}  // namespace leontide::audit
