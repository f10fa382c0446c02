#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"
#include "table/checks/stated.hpp"

namespace leontide::table {

/// Everything that a check may find.
enum class TableFault {
  unbalanced_row,     ///< a row's uses do not sum to its output
  unbalanced_column,  ///< a column's inputs and value added do not sum to its output
  unbalanced_parts,   ///< components of value added do not sum to its total: a warning
  rounding,           ///< identities miss by what rounding to the printed unit allows: a note or a warning
  stated_deviation,   ///< identities miss by no more than meta.json states: a warning
  transposed,         ///< rows and columns of the flows changed places
  permuted_rows,      ///< the rows of the flows stand beside other labels
  permuted_columns,   ///< the same for columns
  coefficients,       ///< inputs per unit of output stand where flows belong
  scaled_part,        ///< a whole part (flows, final demand, value added, output) is in another unit
  scaled_rows,        ///< some rows are
  scaled_columns,     ///< some columns are
  scaled_table,       ///< all amounts are, against the totals that meta.json states
  wrong_sign,         ///< a column of final demand has the other sign
  swapped_axes,       ///< components of value added stand among final demand, or the reverse
  zero_row,           ///< an output that is not zero has no uses
  zero_column,        ///< an output that is not zero is made of nothing
  no_output,          ///< no sector has any: a table of zeros
  negative_output,
  zero_output,           ///< a note when the sector is empty, an error when it has inputs or uses
  negative_value_added,  ///< a warning: real tables have them, a simulation that draws coefficients may not
  negative_flow,         ///< a warning: RAS refuses them, GRAS does not
  unproductive,          ///< spectral radius of the coefficients at 1 or above (Hawkins-Simon)
  ill_conditioned,       ///< solves lose more than half of their digits: a warning; nearly all: an error
  unproductive_column,   ///< a column's inputs are its output or more: a warning
  duplicate_sector,      ///< two sectors hold the same numbers: a warning
  missing_sector,        ///< fewer or more sectors than meta.json states
  repeated_label,        ///< two sectors have one name: a warning
  missing_label,         ///< a sector without a name in a table that names its sectors: a note
  missing_unit,          ///< a warning
  contradictory_unit,    ///< the unit names two magnitudes, or another currency than meta.json: a warning
  balancing_item,        ///< a column of errors or balances, with its size: a note, or a warning when large
};

/// The fault as a short fixed name, e.g. `unbalanced-row`.
std::string to_string(TableFault fault);

/// One thing a check found. `found` and `expected` are the two numbers that should be equal, or the number
/// and its bound.
struct Finding {
  TableFault fault = TableFault::unbalanced_row;  ///< what was found
  /// error: the table is not to be used; warning: by one who knows it; note
  Severity severity = Severity::error;
  std::string label;     ///< the sector's code; empty for the whole table
  double found = 0;      ///< the number that is there
  double expected = 0;   ///< the number that it should be, or its bound
  double tolerance = 0;  ///< the absolute difference that would pass
  std::string what;      ///< a sentence with label, both numbers and tolerance
  std::string hint;      ///< what to do; may be empty
};

/// How strict a check is, and what the table says of itself.
struct CheckOptions {
  /// The largest difference that passes, relative to the larger of a sector's output and the sum of the
  /// absolute amounts of its row or column. What rounding to the printed unit allows passes too, and is
  /// named.
  double tolerance = 1e-6;
  StatedFigures stated = {};  ///< what meta.json states of the table, see `read_stated`
};

/// How far the rows, or the columns, are from their outputs.
struct Deviations {
  double largest_relative = 0;         ///< as in CheckOptions
  std::string largest_relative_label;  ///< the sector's code
  double largest_absolute = 0;         ///< in the table's unit
  double largest_of_output = 0;        ///< difference over output, of sectors that have one
  double largest_without_output = 0;   ///< difference over gross sum, of sectors that have none
  double total_of_output = 0;          ///< sum of absolute differences over sum of outputs
};

/// What a check says of a table as a whole.
enum class Verdict {
  pass,    ///< nothing to know but notes
  usable,  ///< usable by one who knows the warnings
  fail,    ///< not to be used
};

/// `pass`, `usable` or `fail`.
std::string to_string(Verdict verdict);

/// All that a check found, with the figures it found it by.
struct CheckReport {
  std::vector<Finding> findings;  ///< explanations first, then by sector
  Deviations rows;                ///< of rows from their outputs
  Deviations columns;             ///< of columns from their outputs
  double printed_unit = 0;        ///< of flows: 1 for whole numbers, 0.1 for one decimal; 0 when not rounded
  double spectral_radius = 0;     ///< of the widest coefficients the table allows
  double local_spectral_radius = -1;  ///< of local flows where they are known apart, else -1
  double output_total = 0;            ///< sum of outputs, in the table's unit
  double value_added_total = 0;       ///< sum of value added, in the table's unit

  /// Whether the table may be used, with or without warnings.
  bool passed() const { return verdict() != Verdict::fail; }
  /// By the gravest finding.
  Verdict verdict() const;
  /// What to do, in one sentence: the first error and its hint, or that the table can be used.
  std::string advice() const;
};

/// Checks both accounting identities of every sector, signs, labels, units and productivity. Where identities
/// fail it looks for one cause that explains all of them (a transposed table, a part in another unit, …) and
/// names it in place of its consequences. Nothing is repaired or scaled. Errors: none for any table of
/// consistent shape.
CheckReport check(const Accounts& accounts, const CheckOptions& options = {});

/// Where a table stands, as messages name it.
struct TablePlace {
  /// A folder, whose files hold its parts.
  TablePlace(std::string folder) : name(std::move(folder)) {}
  TablePlace(const char* folder) : name(folder) {}
  /// A sheet that holds all of it.
  static TablePlace of_sheet(std::string file) {
    TablePlace place(std::move(file));
    place.is_folder = false;
    return place;
  }

  std::string name;       ///< as it was given
  bool is_folder = true;  ///< its parts are files of their own
};

/// The findings as diagnostics, placed in the table's files: of each fault the `at_most` worst, then their
/// number.
void report(const CheckReport& found, const TablePlace& table, Diagnostics& diagnostics,
            std::size_t at_most = 5);

/// The report as a JSON object with `verdict` pass, usable or fail, and every finding. `full` adds advice and
/// deviations.
std::string to_json(const CheckReport& found, bool full = false);

}  // namespace leontide::table
