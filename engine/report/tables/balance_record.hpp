#pragma once

#include <string>
#include <vector>

#include "report/write/document.hpp"
#include "table/changes/balance_accounts.hpp"

namespace leontide::report {

/// The gap after each iteration; the middle of a long record is left out.
Sheet iterations_sheet(const table::BalanceRecord& record, const std::string& method);

/// Multipliers of rows or columns, the `top` farthest from 1 first; 0 all in their order.
Sheet factors_sheet(const std::vector<Title>& labels, const std::vector<double>& factors, const char* name,
                    const Title& title, std::size_t top);

/// A matrix and the sums its rows and columns are to have.
struct MatrixBalanceRequest {
  table::Matrix prior;
  table::Margins margins;                                    ///< with the labels of rows and columns
  table::BalanceMethod method = table::BalanceMethod::gras;  ///< by which it is balanced
  std::size_t top = 0;  ///< multipliers to print, those farthest from 1 first; 0 all
};

/// The balanced matrix, iterations and multipliers. Throws Refusal as `ras` and `gras` do.
std::vector<Sheet> matrix_balance_sheets(const MatrixBalanceRequest& request);

}  // namespace leontide::report
