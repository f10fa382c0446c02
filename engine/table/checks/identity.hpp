#pragma once

#include <vector>

#include "table/accounts.hpp"
#include "table/printing.hpp"

namespace leontide::table {

/// The sums that the two identities of a table are made of, by sector, and what may be missing in them.
struct IdentitySums {
  std::vector<double> intermediate_uses;    ///< flows, by row
  std::vector<double> demand;               ///< final demand, by row
  std::vector<double> intermediate_inputs;  ///< flows, local and imported, by column
  std::vector<double>
      other_inputs;  ///< primary inputs that are no value added: imports by user, taxes on products
  std::vector<double> value_added;  ///< by sector
  std::vector<double> output;
  std::vector<double> row_gross;      ///< sum of the absolute amounts of the row, or the output where larger
  std::vector<double> column_gross;   ///< the same of the column
  std::vector<double> row_short;      ///< how far rounding can make the row fall short of its output
  std::vector<double> row_excess;     ///< how far it can make the row exceed it
  std::vector<double> column_short;   ///< the same of the column
  std::vector<double> column_excess;  ///< the same of the column
  Printing flow_printing;             ///< of the flows, for what rounding may move

  /// n of the table.
  std::size_t size() const { return output.size(); }
  /// Uses of a sector's output less the output.
  double row_difference(std::size_t i) const { return intermediate_uses[i] + demand[i] - output[i]; }
  /// Inputs and value added of a sector less its output.
  double column_difference(std::size_t j) const {
    return intermediate_inputs[j] + other_inputs[j] + value_added[j] - output[j];
  }
};

/// Of a table whose parts have the same sectors.
IdentitySums identity_sums(const Accounts& accounts);

}  // namespace leontide::table
