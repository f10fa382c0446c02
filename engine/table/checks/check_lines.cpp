// Rows or columns of a table that stand in another unit than the rest.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/checks/check_parts.hpp"

namespace leontide::table {

namespace {

using Values = std::vector<double>;

/// One side of a table: its rows as they are, or its columns seen as rows.
struct Side {
  const char* line;     ///< row or column
  const char* outside;  ///< what completes the line to its output
  TableFault fault;
  Values inside;  ///< flows along the line
  Values rest;    ///< what completes it
  Values across;  ///< flows across it, by sector
  Values across_rest;
  double rounding = 0;
  double across_rounding = 0;
  bool transposed = false;
};

double cell(const Accounts& accounts, const Side& side, std::size_t along, std::size_t across) {
  return side.transposed ? accounts.flows(across, along) : accounts.flows(along, across);
}

/// Units differ by more than a slip of the pen in one number of a line does.
bool is_factor(double by) {
  return std::isfinite(by) && by > 0 && (by >= 2 || by <= 0.5);
}

// Whether the sums across hold once each line of `lines` is divided by its factor.
bool across_holds(const Accounts& accounts, const Side& side, const std::vector<std::size_t>& lines,
                  const Values& factors, const Values& output) {
  for (std::size_t j = 0; j < output.size(); ++j) {
    double total = side.across[j] + side.across_rest[j];
    for (std::size_t k = 0; k < lines.size(); ++k)
      total -= cell(accounts, side, lines[k], j) * (1 - 1 / factors[k]);
    if (!cause_agrees(total, output[j], side.across_rounding)) return false;
  }
  return true;
}

std::optional<Values> factors_of(const Side& side, const std::vector<std::size_t>& lines,
                                 const Values& output, bool whole_line) {
  Values out;
  for (const std::size_t i : lines) {
    const double by = whole_line ? (side.inside[i] + side.rest[i]) / output[i]
                                 : side.inside[i] / (output[i] - side.rest[i]);
    if (!is_factor(by)) return std::nullopt;
    out.push_back(by);
  }
  return out;
}

Finding told(const Accounts& accounts, const Side& side, const std::vector<std::size_t>& lines,
             const Values& factors, const std::string& which) {
  const auto [low, high] = std::minmax_element(factors.begin(), factors.end());
  const bool one = *high - *low <= 1e-6 * *high;
  Finding out;
  out.fault = side.fault;
  out.label = lines.size() == 1 ? accounts.sectors[lines.front()].code : "";
  out.found = factors.front();
  out.expected = 1;
  const std::string who = sectors_text(accounts, lines);
  const std::string by = one ? factor_text(factors.front()) : factor_text(*low) + " to " + factor_text(*high);
  const bool is_row = side.fault == TableFault::scaled_rows;
  if (lines.size() == 1)
    out.what = fmt::format(
        fmt::runtime(
            is_row ? "the row of {} stands in another unit than the rest: {} are {} times what it should "
                     "be, and every identity holds once it is divided by that"
                   : "the column of {} stands in another unit than the rest: {} are {} times what it "
                     "should be, and every identity holds once it is divided by that"),
        who, which, by);
  else
    out.what = fmt::format(
        fmt::runtime(
            is_row ? "the rows of {} stand in another unit than the rest: {} are {} times what it should "
                     "be, and every identity holds once it is divided by that"
                   : "the columns of {} stand in another unit than the rest: {} are {} times what it "
                     "should be, and every identity holds once it is divided by that"),
        who, which, by);
  out.hint = fmt::format("bring the {} to the unit of the other sectors", side.line);
  return out;
}

// The whole line, its output too: its own identity holds and all those across it fail.
std::optional<Finding> with_output(const Accounts& accounts, const Side& side, const Values& output) {
  for (std::size_t i = 0; i < output.size(); ++i) {
    const double own = cell(accounts, side, i, i);
    const double by = (output[i] - own) / (side.across[i] - own + side.across_rest[i]);
    if (!is_factor(by)) continue;
    Values corrected = output;
    corrected[i] /= by;
    if (across_holds(accounts, side, {i}, {by}, corrected))
      return told(accounts, side, {i}, {by}, fmt::format("flows, {} and output", side.outside));
  }
  return std::nullopt;
}

std::optional<Finding> find_on(const Accounts& accounts, const Side& side, const Values& output,
                               const std::vector<std::size_t>& failed,
                               const std::vector<std::size_t>& failed_across) {
  if (!failed.empty() && failed.size() < output.size()) {
    for (const bool whole : {true, false}) {
      const auto factors = factors_of(side, failed, output, whole);
      if (factors && across_holds(accounts, side, failed, *factors, output)) {
        return told(accounts, side, failed, *factors,
                    whole ? fmt::format("flows and {}", side.outside) : std::string("flows"));
      }
    }
  }
  return failed.empty() && failed_across.size() > 1 ? with_output(accounts, side, output) : std::nullopt;
}

}  // namespace

std::optional<Finding> find_scaled_lines(const Accounts& accounts, const IdentitySums& sums,
                                         const FailedIdentities& failed) {
  Values primary = sums.other_inputs;
  for (std::size_t j = 0; j < primary.size(); ++j)
    primary[j] += sums.value_added[j];
  const Side rows{"row",
                  "final demand",
                  TableFault::scaled_rows,
                  sums.intermediate_uses,
                  sums.demand,
                  sums.intermediate_inputs,
                  primary,
                  believable(sums.row_short, sums),
                  believable(sums.column_short, sums),
                  false};
  const Side columns{"column",
                     "value added",
                     TableFault::scaled_columns,
                     sums.intermediate_inputs,
                     primary,
                     sums.intermediate_uses,
                     sums.demand,
                     believable(sums.column_short, sums),
                     believable(sums.row_short, sums),
                     true};
  if (auto found = find_on(accounts, rows, sums.output, failed.rows, failed.columns)) return found;
  // Imported flows stand in the columns only: a scaled column with them shows in the rows of local flows.
  if (!accounts.flows_imported.empty()) return std::nullopt;
  return find_on(accounts, columns, sums.output, failed.columns, failed.rows);
}

}  // namespace leontide::table
