#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

enum class Fault {
  unbalanced_row,     ///< a row's uses do not sum to its output
  unbalanced_column,  ///< a column's inputs and value added do not sum to its output
  unbalanced_parts,   ///< components of value added do not sum to its total: a warning
  negative_output,
  zero_output,           ///< a note when the sector is empty, an error when it has inputs or uses
  negative_value_added,  ///< a warning: real tables have them, a simulation that draws coefficients may not
  negative_flow,         ///< a warning: RAS refuses them, GRAS does not
  unproductive,          ///< spectral radius of the coefficients at 1 or above (Hawkins-Simon)
};

/// The fault as a short fixed name, e.g. `unbalanced-row`.
std::string to_string(Fault fault);

/// One thing a check found. `found` and `expected` are the two numbers that should be equal, or the number
/// and its bound.
struct Finding {
  Fault fault = Fault::unbalanced_row;
  Severity severity = Severity::error;
  std::string label;  ///< the sector's code; empty for the whole table
  double found = 0;
  double expected = 0;
  double tolerance = 0;  ///< the absolute difference that would pass
  std::string what;      ///< a sentence with label, both numbers and tolerance
  std::string hint;
};

struct CheckOptions {
  /// The largest difference that passes, relative to the larger of a sector's output and the sum of the
  /// absolute amounts of its row or column. Tables printed in whole units need more.
  double tolerance = 1e-6;
};

struct CheckReport {
  std::vector<Finding> findings;
  double largest_row_error = 0;  ///< relative, as in CheckOptions
  std::string largest_row_label;
  double largest_column_error = 0;
  std::string largest_column_label;
  double spectral_radius = 0;         ///< of the widest coefficients the table allows
  double local_spectral_radius = -1;  ///< of local flows where they are known apart, else -1
  double output_total = 0;
  double value_added_total = 0;

  bool passed() const;
};

/// Checks both accounting identities of every sector, signs and productivity. Nothing is repaired or scaled.
/// Errors: none for any table of consistent shape.
CheckReport check(const Accounts& accounts, const CheckOptions& options = {});

/// The findings as diagnostics, placed in the table's files.
void report(const CheckReport& found, const std::string& shown_as, Diagnostics& diagnostics);

/// The report as a JSON object with `verdict` pass or fail.
std::string to_json(const CheckReport& found);

}  // namespace leontide::table
