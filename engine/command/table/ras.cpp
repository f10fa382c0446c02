#include "command/table/ras.hpp"

#include "base/csv.hpp"
#include "command/session/spoken_language.hpp"
#include "report/tables/balance_record.hpp"
#include "table/activity.hpp"
#include "table/files/labelled.hpp"
#include "table/normal_code.hpp"

namespace leontide::command {

namespace {

/// The totals of a margin file in the order of the codes; empty with faults.
std::vector<double> totals(const std::filesystem::path& file, const table::CodeList& codes,
                           Diagnostics& diagnostics) {
  const auto found = table::read_coded_csv(file, file.string(), diagnostics);
  if (!found) return {};
  const auto column = found->column("total");
  if (!column || *column == 0) {
    diagnostics.error("missing-column", {file.string(), 0, 0, 0},
                      "there is no column \"total\" after the codes", "its columns are code and total");
    return {};
  }
  return table::labelled_column(*found, *column, codes, diagnostics).value_or(std::vector<double>());
}

report::MatrixBalanceRequest request_of(const TableRasOptions& options) {
  BadInput bad;
  report::MatrixBalanceRequest out;
  out.method = options.method;
  out.top = options.top;
  const std::string shown = options.matrix.string();
  const auto matrix = table::read_coded_csv(options.matrix, shown, bad.diagnostics);
  if (!matrix) throw bad;
  table::Margins& margins = out.margins;
  for (const auto& row : matrix->rows)
    margins.row_labels.push_back(row.front().text);
  for (std::size_t k = 1; k < matrix->header.size(); ++k)
    margins.column_labels.push_back(matrix->header[k].text);
  const table::CodeList rows{margins.row_labels, "the rows of " + shown};
  const table::CodeList columns{margins.column_labels, "the columns of " + shown};
  out.prior = table::labelled_matrix(*matrix, rows, columns, bad.diagnostics).value_or(table::Matrix());
  margins.rows = totals(options.rows, rows, bad.diagnostics);
  margins.columns = totals(options.columns, columns, bad.diagnostics);
  if (bad.diagnostics.has_errors()) throw bad;
  tell(bad.diagnostics);
  return out;
}

}  // namespace

int command_table_ras(const TableRasOptions& options) {
  return guarded(options.matrix.string(), [&] {
    print_sheets(report::matrix_balance_sheets(request_of(options)), {}, options.output);
  });
}

}  // namespace leontide::command
