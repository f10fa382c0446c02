#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/option.hpp"
#include "table/coefficients.hpp"

namespace leontide::table {

/// Coefficients and value-added shares of one table: [n, n] and [n].
struct Technology {
  Matrix coefficients;                     ///< [n, n], of the requirements it is told by
  std::vector<double> value_added_shares;  ///< [n] value added over output
  /// What else a column pays: other inputs and imported inputs that no coefficient counts; empty where there
  /// are none.
  std::vector<double> other_shares = {};
  std::vector<std::string> codes = {};  ///< of the sectors, for messages; may be empty
};

/// The coefficients that a table's technology is told by: regional ones where its flows are local and its
/// imports stand in one row or are none, as in a table of the world, else those of all origins.
Requirements technology_requirements(const Accounts& accounts);

/// The table's coefficients and shares. Throws Refusal `no_such_origin`.
Technology technology_of(const Accounts& accounts, Requirements requirements = Requirements::total);

/// How much of a change is taken over, and what a cell may do at most.
struct UpdateOptions {
  double weight = 0.5;           ///< the part of the log change that is taken over: 0 none, 1 all
  double lowest_ratio = 1. / 3;  ///< of cells; a lower one is set to it
  double highest_ratio = 3;      ///< cell ratios outside are set to the bound
};

/// The record of the weight, for the command and for a recipe's step.
Option update_weight_option();

/// What `update` made, and what it could not take over.
struct Updated {
  Technology technology;      ///< the base's, moved
  std::size_t clipped = 0;    ///< cells whose ratio was set to a bound
  std::size_t unmatched = 0;  ///< cells kept as they are because a reference cell is zero
};

/// Moves a table's technology by the change between two reference tables of the same sectors:
///
///     v'_j   = v_j (v2_j / v1_j)^w
///     a'_ij  = c_j a_ij (a2_ij / a1_ij)^w,   with c_j such that sum_i a'_ij = 1 - v'_j - o_j,
///
/// a geometric step of weight w; columns made consistent with the shares of value added and, o_j, of other
/// inputs, which move as v_j does. A share that is not positive in a reference table leaves the base's as it
/// is. A column without inputs stays so. With weight 1 a base that is `from` itself takes `to` as it is, new
/// cells and ratios beyond the bounds too. Throws Refusal `shape`, `out_of_range` and `value_added_exhausted`
/// (a share that would reach 1 or 0).
Updated update(const Technology& base, const Technology& from, const Technology& to,
               const UpdateOptions& options);

}  // namespace leontide::table
