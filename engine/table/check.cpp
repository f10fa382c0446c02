#include "table/check.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/coefficients.hpp"

namespace leontide::table {

namespace {

/// A sum and the sum of the absolute amounts in it.
struct Total {
  double value = 0;
  double gross = 0;

  void add(double amount) {
    value += amount;
    gross += std::abs(amount);
  }
};

class Checker {
 public:
  Checker(const Accounts& accounts, const CheckOptions& options) : accounts_(accounts), options_(options) {}

  CheckReport run() {
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      check_sector(i);
    check_flows();
    check_productive();
    report_.output_total = sum(accounts_.output);
    report_.value_added_total = sum(accounts_.value_added_total);
    return std::move(report_);
  }

 private:
  Total row_total(std::size_t i) const {
    Total total;
    for (const double flow : accounts_.flows.row(i))
      total.add(flow);
    for (const double use : accounts_.final_demand.values.row(i))
      total.add(use);
    return total;
  }

  Total column_total(std::size_t j) const {
    Total total;
    for (std::size_t i = 0; i < accounts_.size(); ++i) {
      total.add(accounts_.flows(i, j));
      if (!accounts_.flows_imported.empty()) total.add(accounts_.flows_imported(i, j));
    }
    if (!accounts_.imported_inputs.empty()) total.add(accounts_.imported_inputs[j]);
    total.add(accounts_.value_added_total[j]);
    return total;
  }

  void check_sector(std::size_t i) {
    const double output = accounts_.output[i];
    const Total row = row_total(i);
    const Total column = column_total(i);
    const bool agree = std::abs(row.value - column.value) <= allowed(row.gross, output);
    const std::string hint =
        agree ? "row and column agree with each other: look at output.csv"
              : "nothing was changed; a table printed in rounded units needs a wider tolerance";
    check_identity(i, Fault::unbalanced_row, row, hint);
    check_identity(i, Fault::unbalanced_column, column, hint);
    check_parts(i);
    check_output(i, row, column);
    const double value_added = accounts_.value_added_total[i];
    if (value_added < 0) {
      add(i, Fault::negative_value_added, Severity::warning, value_added, 0, 0,
          fmt::format("value added of {} is {}", name(i), long_number(value_added)),
          "a subsidised sector may have it; a simulation that draws its inputs fails where it is exhausted");
    }
  }

  void check_identity(std::size_t i, Fault fault, const Total& total, const std::string& hint) {
    const double output = accounts_.output[i];
    const double scale = std::max(total.gross, std::abs(output));
    const double difference = std::abs(total.value - output);
    const double relative = scale > 0 ? difference / scale : 0;
    const bool is_row = fault == Fault::unbalanced_row;
    double& largest = is_row ? report_.largest_row_error : report_.largest_column_error;
    if (relative > largest) {
      largest = relative;
      (is_row ? report_.largest_row_label : report_.largest_column_label) = accounts_.sectors[i].code;
    }
    if (relative <= options_.tolerance) return;
    add(i, fault, Severity::error, total.value, output, allowed(total.gross, output),
        fmt::format("{} of {} sums to {} and its output is {}: a difference of {} where {} is allowed",
                    is_row ? "the row" : "the column", name(i), long_number(total.value), long_number(output),
                    short_number(total.value - output), short_number(allowed(total.gross, output))),
        hint);
  }

  void check_parts(std::size_t i) {
    if (accounts_.value_added.empty()) return;
    Total parts;
    for (const double part : accounts_.value_added.values.row(i))
      parts.add(part);
    const double total = accounts_.value_added_total[i];
    const double tolerance = allowed(parts.gross, total);
    if (std::abs(parts.value - total) <= tolerance) return;
    add(i, Fault::unbalanced_parts, Severity::warning, parts.value, total, tolerance,
        fmt::format("the components of value added of {} sum to {} and their total is {}", name(i),
                    long_number(parts.value), long_number(total)),
        "nothing was changed");
  }

  void check_output(std::size_t i, const Total& row, const Total& column) {
    const double output = accounts_.output[i];
    if (output < 0) {
      add(i, Fault::negative_output, Severity::error, output, 0, 0,
          fmt::format("output of {} is {}", name(i), long_number(output)), "output is never negative");
    }
    if (output != 0) return;
    const bool makes_nothing = column.gross == 0;
    add(i, Fault::zero_output, makes_nothing ? Severity::note : Severity::error, 0, 0, 0,
        makes_nothing ? fmt::format("{} has no output; what is used of it comes from outside ({})", name(i),
                                    long_number(row.gross))
                      : fmt::format("{} has no output but inputs or value added of {}", name(i),
                                    long_number(column.gross)),
        makes_nothing ? "its coefficients are taken as zero" : "its coefficients would be infinite");
  }

  void check_flows() {
    for (const Matrix* flows : {&accounts_.flows, &accounts_.flows_imported}) {
      for (std::size_t i = 0; i < flows->rows; ++i) {
        for (std::size_t j = 0; j < flows->columns; ++j) {
          if ((*flows)(i, j) >= 0) continue;
          add(i, Fault::negative_flow, Severity::warning, (*flows)(i, j), 0, 0,
              fmt::format("the flow from {} to {} is {}", name(i), name(j), long_number((*flows)(i, j))),
              "RAS refuses negative flows, GRAS keeps them");
        }
      }
    }
  }

  void check_productive() {
    const bool both = accounts_.origins == Origins::local && !accounts_.flows_imported.empty();
    const bool widest_is_total = both || accounts_.origins == Origins::all;
    const Matrix widest =
        coefficients(accounts_, widest_is_total ? Requirements::total : Requirements::regional).values;
    report_.spectral_radius = spectral_radius(widest);
    if (both || accounts_.regional_supply.find("regional_purchase_share")) {
      report_.local_spectral_radius = spectral_radius(coefficients(accounts_, Requirements::regional).values);
    }
    if (is_productive(widest)) return;
    add_table(
        Fault::unproductive, report_.spectral_radius, 1,
        fmt::format("the table is not productive: the spectral radius of its {} coefficients is {:.6f}, "
                    "not below 1 (Hawkins-Simon)",
                    widest_is_total ? "total" : "local", report_.spectral_radius),
        "some group of sectors uses more of its own output than it makes");
  }

  double allowed(double gross, double output) const {
    return options_.tolerance * std::max(gross, std::abs(output));
  }

  static std::string long_number(double value) { return fmt::format("{:.12g}", value); }
  static std::string short_number(double value) { return fmt::format("{:.6g}", value); }

  std::string name(std::size_t i) const {
    const Sector& sector = accounts_.sectors[i];
    return sector.name_en.empty() ? sector.code : fmt::format("{} ({})", sector.code, sector.name_en);
  }

  void add(std::size_t i, Fault fault, Severity severity, double found, double expected, double tolerance,
           std::string what, std::string hint) {
    report_.findings.push_back({fault, severity, accounts_.sectors[i].code, found, expected, tolerance,
                                std::move(what), std::move(hint)});
  }

  void add_table(Fault fault, double found, double expected, std::string what, std::string hint) {
    report_.findings.push_back(
        {fault, Severity::error, "", found, expected, 0, std::move(what), std::move(hint)});
  }

  const Accounts& accounts_;
  CheckOptions options_;
  CheckReport report_;
};

}  // namespace

CheckReport check(const Accounts& accounts, const CheckOptions& options) {
  return Checker(accounts, options).run();
}

}  // namespace leontide::table
