// Both accounting identities of every sector, and the one cause that may explain all that fail.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/checks/check_parts.hpp"

namespace leontide::table {

namespace {

/// Rows or columns, so that both identities are checked by the same lines.
struct Line {
  const char* name;
  TableFault unbalanced;
  TableFault zero;
  double (IdentitySums::*difference)(std::size_t) const;
  const std::vector<double>& gross;
  const std::vector<double>& short_of;
  const std::vector<double>& excess;
  const StatedFigures::Deviation& stated;
  Deviations& deviations;
};

class IdentityChecker {
 public:
  IdentityChecker(const Accounts& accounts, const CheckOptions& options, const IdentitySums& sums,
                  CheckReport& report)
      : accounts_(accounts), options_(options), sums_(sums), report_(report) {}

  IdentityVerdict run() {
    const Line rows{"row",
                    TableFault::unbalanced_row,
                    TableFault::zero_row,
                    &IdentitySums::row_difference,
                    sums_.row_gross,
                    sums_.row_short,
                    sums_.row_excess,
                    options_.stated.rows,
                    report_.rows};
    const Line columns{"column",
                       TableFault::unbalanced_column,
                       TableFault::zero_column,
                       &IdentitySums::column_difference,
                       sums_.column_gross,
                       sums_.column_short,
                       sums_.column_excess,
                       options_.stated.columns,
                       report_.columns};
    const FailedIdentities failed{check_line(rows), check_line(columns)};
    const auto cause = find_cause(accounts_, sums_, failed);
    if (cause) {
      report_.findings.push_back(*cause);
    } else {
      add_unbalanced(rows, failed.rows, failed);
      add_unbalanced(columns, failed.columns, failed);
    }
    return {failed.rows.empty() && failed.columns.empty(), cause.has_value()};
  }

 private:
  double difference(const Line& line, std::size_t i) const { return (sums_.*line.difference)(i); }
  double rounding(const Line& line, std::size_t i) const {
    return difference(line, i) < 0 ? line.short_of[i] : line.excess[i];
  }

  // The sectors that fail; what rounding or meta.json accounts for is summed up in one finding each.
  std::vector<std::size_t> check_line(const Line& line) {
    std::vector<std::size_t> failed;
    std::vector<std::size_t> rounded;
    std::vector<std::size_t> stated;
    double total = 0;
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      const double size = std::abs(difference(line, i));
      measure(line, i, size);
      total += size;
      if (size <= options_.tolerance * line.gross[i]) continue;
      if (size <= rounding(line, i)) {
        rounded.push_back(i);
      } else if (line.stated.covers(size, accounts_.output[i], line.gross[i])) {
        stated.push_back(i);
      } else {
        failed.push_back(i);
      }
    }
    const double output = sum(accounts_.output);
    line.deviations.total_of_output = output > 0 ? total / output : 0;
    if (!rounded.empty()) add_rounding(line, rounded);
    if (!stated.empty()) add_stated(line, stated);
    return failed;
  }

  void measure(const Line& line, std::size_t i, double size) const {
    Deviations& deviations = line.deviations;
    const double relative = line.gross[i] > 0 ? size / line.gross[i] : 0;
    if (relative > deviations.largest_relative) {
      deviations.largest_relative = relative;
      deviations.largest_relative_label = accounts_.sectors[i].code;
    }
    deviations.largest_absolute = std::max(deviations.largest_absolute, size);
    const double output = std::abs(accounts_.output[i]);
    if (output > 0) deviations.largest_of_output = std::max(deviations.largest_of_output, size / output);
    if (output == 0)
      deviations.largest_without_output = std::max(deviations.largest_without_output, relative);
  }

  std::size_t worst(const Line& line, const std::vector<std::size_t>& sectors) const {
    return *std::max_element(sectors.begin(), sectors.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(difference(line, a)) < std::abs(difference(line, b));
    });
  }

  void add_rounding(const Line& line, const std::vector<std::size_t>& sectors) {
    const std::size_t i = worst(line, sectors);
    std::size_t coarse = 0;
    std::size_t short_of = 0;
    double largest = 0;
    for (const std::size_t k : sectors) {
      const double output = std::abs(accounts_.output[k]);
      const double share = output > 0 ? std::abs(difference(line, k)) / output : 1;
      largest = std::max(largest, share);
      if (share > 0.01) ++coarse;
      if (difference(line, k) < 0) ++short_of;
    }
    const Printing& printing = sums_.flow_printing;
    std::string what = fmt::format(
        "{} {}s miss their outputs by what printing to {} allows: by {} at most, in {}, where it allows {}; "
        "the sum "
        "of differences is {:.2g} of output",
        sectors.size(), line.name, short_number(printing.finest()),
        short_number(std::abs(difference(line, i))), sector_text(accounts_, i),
        short_number(rounding(line, i)), line.deviations.total_of_output);
    if (sectors.size() >= 20 && short_of * 10 >= sectors.size() * 9) {
      what +=
          fmt::format("; {} of them fall short: amounts below {} are printed as 0 and missing in the sums",
                      short_of, short_number(printing.behind_zero()));
    }
    if (coarse > 0) what += fmt::format("; in {} sectors it is more than 1 % of output", coarse);
    if (line.stated.absolute || line.stated.of_output) {
      what += line.stated.covers(difference(line, i), accounts_.output[i], line.gross[i])
                  ? "; meta.json states as much"
                  : "; more than meta.json states";
    }
    add_finding(report_, accounts_, i, TableFault::rounding,
                largest > 1e-3 ? Severity::warning : Severity::note, difference(line, i), 0,
                rounding(line, i), std::move(what),
                largest > 1e-3 ? "coefficients of small sectors are as coarse: take care with them"
                               : "nothing to do");
  }

  void add_stated(const Line& line, const std::vector<std::size_t>& sectors) {
    const std::size_t i = worst(line, sectors);
    add_finding(
        report_, accounts_, i, TableFault::stated_deviation, Severity::warning, difference(line, i), 0,
        line.stated.absolute.value_or(line.stated.of_output.value_or(0) * std::abs(accounts_.output[i])),
        fmt::format(
            "{} {}s miss their outputs by more than the tolerance, by {} at most, in {}: meta.json states "
            "such differences",
            sectors.size(), line.name, short_number(std::abs(difference(line, i))),
            sector_text(accounts_, i)),
        "read in meta.json why; analyses that rest on the identity are off by as much");
  }

  void add_unbalanced(const Line& line, const std::vector<std::size_t>& sectors,
                      const FailedIdentities& failed) {
    const bool is_row = line.unbalanced == TableFault::unbalanced_row;
    for (const std::size_t i : sectors) {
      const double output = accounts_.output[i];
      const double allowed = std::max(options_.tolerance * line.gross[i], rounding(line, i));
      const double total = difference(line, i) + output;
      const bool nothing = is_row ? is_zero_row(i) : is_zero_column(i);
      const std::string text =
          nothing
              ? fmt::format("the {} of {} is all zeros and its output is {}", line.name,
                            sector_text(accounts_, i), long_number(output))
              : fmt::format(
                    "the {} of {} sums to {} and its output is {}: a difference of {} where {} is allowed",
                    line.name, sector_text(accounts_, i), long_number(total), long_number(output),
                    short_number(total - output), short_number(allowed));
      add_finding(report_, accounts_, i, nothing ? line.zero : line.unbalanced, Severity::error, total,
                  output, allowed, text, hint_for(i, failed));
    }
  }

  std::string hint_for(std::size_t i, const FailedIdentities& failed) const {
    const double gap = sums_.row_difference(i) - sums_.column_difference(i);
    if (std::abs(gap) <= std::max(options_.tolerance * sums_.row_gross[i], sums_.row_excess[i])) {
      return "row and column agree with each other: look at output.csv";
    }
    const auto falls_short = [&](auto of) {
      std::size_t count = 0;
      for (std::size_t k = 0; k < accounts_.size(); ++k)
        count += (sums_.*of)(k) < 0 ? 1U : 0U;
      return count == accounts_.size();
    };
    const bool all = failed.rows.size() == accounts_.size() && failed.columns.size() == accounts_.size();
    if (all && accounts_.size() > 1 && falls_short(&IdentitySums::row_difference) &&
        falls_short(&IdentitySums::column_difference)) {
      return "every row and every column falls short: a sector may be missing";
    }
    return "nothing was changed; `table check --tolerance` lets wider differences pass";
  }

  bool is_zero_row(std::size_t i) const {
    const auto flows = accounts_.flows.row(i);
    const auto demand = accounts_.final_demand.values.row(i);
    const auto zero = [](double amount) { return amount == 0; };
    return std::all_of(flows.begin(), flows.end(), zero) && std::all_of(demand.begin(), demand.end(), zero);
  }

  bool is_zero_column(std::size_t j) const {
    return sums_.column_gross[j] == std::abs(accounts_.output[j]) && sums_.intermediate_inputs[j] == 0 &&
           sums_.other_inputs[j] == 0 && accounts_.value_added_total[j] == 0;
  }

  const Accounts& accounts_;
  const CheckOptions& options_;
  const IdentitySums& sums_;
  CheckReport& report_;
};

}  // namespace

IdentityVerdict check_identities(const Accounts& accounts, const CheckOptions& options,
                                 const IdentitySums& sums, CheckReport& report) {
  return IdentityChecker(accounts, options, sums, report).run();
}

}  // namespace leontide::table
