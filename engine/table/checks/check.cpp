#include "table/checks/check.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/activity.hpp"
#include "table/checks/check_parts.hpp"
#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"

namespace leontide::table {

namespace {

class TableChecker {
 public:
  TableChecker(const Accounts& accounts, const CheckOptions& options)
      : accounts_(accounts), options_(options), sums_(identity_sums(accounts)) {}

  CheckReport run() {
    parts_rounding_ = printing_of(accounts_.value_added.values.values).finest() / 2 *
                      static_cast<double>(accounts_.value_added.names.size() + 1);
    report_.printed_unit = sums_.flow_printing.finest();
    const auto [balances, cause_found] = check_identities(accounts_, options_, sums_, report_);
    check_any_output();
    for (std::size_t i = 0; i < accounts_.size(); ++i)
      check_sector(i, cause_found);
    check_flows();
    check_productive(cause_found);
    // A table in another unit as a whole balances: where it does not, its total says nothing new.
    for (Finding& finding : check_labels(accounts_, options_)) {
      if (balances || finding.fault != TableFault::scaled_table)
        report_.findings.push_back(std::move(finding));
    }
    report_.output_total = sum(accounts_.output);
    report_.value_added_total = sum(accounts_.value_added_total);
    return std::move(report_);
  }

 private:
  void check_sector(std::size_t i, bool cause_found) {
    check_parts(i);
    check_output(i);
    const double value_added = accounts_.value_added_total[i];
    if (value_added < 0) {
      add_finding(
          report_, accounts_, i, TableFault::negative_value_added, Severity::warning, value_added, 0, 0,
          fmt::format("value added of {} is {}", sector_text(accounts_, i), long_number(value_added)),
          "a subsidised sector may have it; a simulation that draws its inputs fails where it is exhausted");
    }
    const double output = accounts_.output[i];
    if (!cause_found && output > 0 && sums_.intermediate_inputs[i] >= output) {
      add_finding(report_, accounts_, i, TableFault::unproductive_column, Severity::warning,
                  sums_.intermediate_inputs[i] / output, 1, 0,
                  fmt::format("the inputs of {} are {:.6g} of its output", sector_text(accounts_, i),
                              sums_.intermediate_inputs[i] / output),
                  "it uses more than it makes: look at its column and output");
    }
  }

  /// A table of zeros balances: what stands in its files is not a table.
  void check_any_output() {
    if (std::any_of(accounts_.output.begin(), accounts_.output.end(), [](double x) { return x != 0; }))
      return;
    report_.findings.push_back({TableFault::no_output, Severity::error, "", 0, 0, 0,
                                "no sector has any output",
                                "were the numbers read? look at flows.csv and output.csv"});
  }

  void check_parts(std::size_t i) {
    if (accounts_.value_added.empty()) return;
    double parts = 0;
    double gross = 0;
    for (const double part : accounts_.value_added.values.row(i)) {
      parts += part;
      gross += std::abs(part);
    }
    const double total = accounts_.value_added_total[i];
    const double tolerance = std::max(options_.tolerance * std::max(gross, std::abs(total)), parts_rounding_);
    if (std::abs(parts - total) <= tolerance) return;
    add_finding(report_, accounts_, i, TableFault::unbalanced_parts, Severity::warning, parts, total,
                tolerance,
                fmt::format("the components of value added of {} sum to {} and their total is {}",
                            sector_text(accounts_, i), long_number(parts), long_number(total)),
                "nothing was changed");
  }

  void check_output(std::size_t i) {
    const double output = accounts_.output[i];
    if (output < 0) {
      add_finding(report_, accounts_, i, TableFault::negative_output, Severity::error, output, 0, 0,
                  fmt::format("output of {} is {}", sector_text(accounts_, i), long_number(output)),
                  "output is never negative");
    }
    if (output != 0) return;
    const bool makes_nothing = sums_.column_gross[i] == 0;
    add_finding(report_, accounts_, i, TableFault::zero_output,
                makes_nothing ? Severity::note : Severity::error, 0, 0, 0,
                makes_nothing ? fmt::format("{} has no output; what is used of it comes from outside ({})",
                                            sector_text(accounts_, i), long_number(used_from_outside(i)))
                              : fmt::format("{} has no output but inputs or value added of {}",
                                            sector_text(accounts_, i), long_number(sums_.column_gross[i])),
                makes_nothing ? "its coefficients are taken as zero" : "its coefficients would be infinite");
  }

  /// What is used of a product that is not made here.
  double used_from_outside(std::size_t i) const {
    double total = sums_.row_gross[i];
    for (const Matrix* part : {&accounts_.flows_imported, &accounts_.final_demand_imported.values}) {
      for (std::size_t j = 0; !part->empty() && j < part->columns; ++j)
        total += std::abs((*part)(i, j));
    }
    return total;
  }

  void check_flows() {
    for (const Matrix* flows : {&accounts_.flows, &accounts_.flows_imported}) {
      for (std::size_t i = 0; i < flows->rows; ++i) {
        for (std::size_t j = 0; j < flows->columns; ++j) {
          if ((*flows)(i, j) >= 0) continue;
          add_finding(report_, accounts_, i, TableFault::negative_flow, Severity::warning, (*flows)(i, j), 0,
                      0,
                      fmt::format("the flow from {} to {} is {}", sector_text(accounts_, i),
                                  sector_text(accounts_, j), long_number((*flows)(i, j))),
                      "RAS refuses negative flows, GRAS keeps them");
        }
      }
    }
  }

  void check_productive(bool cause_found) {
    const bool both = accounts_.origins == Origins::local && !accounts_.flows_imported.empty();
    const bool widest_is_total = both || accounts_.origins == Origins::all;
    const Matrix widest =
        coefficients(accounts_, widest_is_total ? Requirements::total : Requirements::regional).values;
    report_.spectral_radius = spectral_radius(widest);
    if (both || accounts_.regional_supply.find("regional_purchase_share")) {
      report_.local_spectral_radius = spectral_radius(coefficients(accounts_, Requirements::regional).values);
    }
    // Where flows or outputs are known to be wrong, what follows from them is no second fault.
    if (cause_found) return;
    const Productivity found = productivity(widest);
    const bool is_within = report_.spectral_radius < 1;
    if (is_within && found.reciprocal_condition < doubtful_condition)
      return add_condition(found.reciprocal_condition);
    if (found.is_productive) return;
    if (is_within) return add_negative_outputs();
    std::vector<std::size_t> columns;
    for (std::size_t j = 0; j < accounts_.size(); ++j) {
      if (accounts_.output[j] > 0 && sums_.intermediate_inputs[j] >= accounts_.output[j])
        columns.push_back(j);
    }
    report_.findings.push_back(
        {TableFault::unproductive, Severity::error, "", report_.spectral_radius, 1, 0,
         fmt::format(
             "the table is not productive: the spectral radius of its {} coefficients is {:.6f}, not below "
             "1 (Hawkins-Simon){}",
             widest_is_total ? "total" : "local", report_.spectral_radius,
             columns.empty() ? ""
                             : "; inputs are their output or more in " + sectors_text(accounts_, columns)),
         "some group of sectors uses more of its own output than it makes"});
  }

  void add_condition(double condition) {
    const bool is_lost = condition < least_condition;
    report_.findings.push_back(
        {TableFault::ill_conditioned, is_lost ? Severity::error : Severity::warning, "", condition,
         is_lost ? least_condition : doubtful_condition, 0,
         fmt::format("the Leontief matrix is {} (reciprocal condition {:.1e})",
                     is_lost ? "singular to within rounding" : "close to singular", condition),
         is_lost ? "outputs that meet a demand cannot be told"
                 : fmt::format("multipliers are sure to some {:.0f} digits", 16 + std::log10(condition))});
  }

  void add_negative_outputs() {
    report_.findings.push_back(
        {TableFault::unproductive, Severity::error, "", report_.spectral_radius, 1, 0,
         fmt::format(
             "no positive output meets a positive demand, though the spectral radius {:.6f} is below 1: some "
             "coefficients are negative",
             report_.spectral_radius),
         "look at the negative flows"});
  }

  const Accounts& accounts_;
  const CheckOptions& options_;
  IdentitySums sums_;
  double parts_rounding_ = 0;
  CheckReport report_;
};

}  // namespace

CheckReport check(const Accounts& accounts, const CheckOptions& options) {
  begin_activity("checking the table");
  return TableChecker(accounts, options).run();
}

}  // namespace leontide::table
