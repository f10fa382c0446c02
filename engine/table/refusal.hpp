#pragma once

#include <stdexcept>
#include <string>

namespace leontide::table {

/// Why a table operation would not do what was asked.
enum class Reason {
  shape,                  ///< two operands do not fit each other
  negative_cell,          ///< the method takes non-negative cells only
  negative_margin,        ///< the method takes non-negative margins only
  margins_disagree,       ///< row targets and column targets have different sums
  row_without_cells,      ///< a row has a target that its cells cannot reach
  column_without_cells,   ///< a column has a target that its cells cannot reach
  not_converged,          ///< the iterations ran out, or left the numbers
  infeasible_zeros,       ///< the zeros leave no table with these margins
  unproductive,           ///< no positive output meets a positive demand (Hawkins-Simon)
  unknown_sector,         ///< a code that the table does not have
  unknown_category,       ///< a column of final demand or value added that the table does not have
  no_such_origin,         ///< the table does not tell local from imported flows
  value_added_exhausted,  ///< a column's inputs leave no value added
  out_of_range,           ///< a number that means nothing here
  step_order,             ///< a recipe step before the step it needs
  does_not_close,         ///< a balance item would take the wrong sign
  singular_supply,        ///< the supply table cannot be taken apart by industry
};

/// The reason as a short fixed name, e.g. `margins-disagree`.
std::string to_string(Reason reason);

/// Thrown by an operation that refuses; `what` is a sentence with the label and the numbers concerned.
class Refusal : public std::runtime_error {
 public:
  /// `what` is one sentence with the label and the numbers concerned.
  Refusal(Reason reason, const std::string& what) : std::runtime_error(what), reason_(reason) {}
  /// For callers that know what to do about one of them.
  Reason reason() const noexcept { return reason_; }

 private:
  Reason reason_;
};

}  // namespace leontide::table
