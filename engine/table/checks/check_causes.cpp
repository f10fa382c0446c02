// What may have happened to a table whose identities fail: each cause is undone on the sums and tried.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "table/checks/check_parts.hpp"

namespace leontide::table {

namespace {

using Values = std::vector<double>;

Values plus(const Values& a, const Values& b) {
  Values out(a);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] += b[i];
  return out;
}

Values minus(const Values& a, const Values& b) {
  Values out(a);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] -= b[i];
  return out;
}

Values times(const Values& a, double factor) {
  Values out(a);
  for (double& value : out)
    value *= factor;
  return out;
}

bool agree(const Values& found, const Values& expected, double rounding) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!cause_agrees(found[i], expected[i], rounding)) return false;
  }
  return true;
}

class Causes {
 public:
  Causes(const Accounts& accounts, const IdentitySums& sums, const FailedIdentities& failed)
      : accounts_(accounts),
        sums_(sums),
        failed_(failed),
        local_bought_(column_sums(accounts.flows)),
        imported_(minus(sums.intermediate_inputs, local_bought_)),
        primary_(plus(sums.other_inputs, sums.value_added)),
        row_rounding_(believable(sums.row_short, sums)),
        column_rounding_(believable(sums.column_short, sums)) {}

  std::optional<Finding> find() const {
    for (const auto cause : {&Causes::wrong_sign, &Causes::transposed, &Causes::permuted,
                             &Causes::coefficients, &Causes::scaled_part}) {
      if (auto found = (this->*cause)()) return found;
    }
    return std::nullopt;
  }

 private:
  bool rows_hold(const Values& intermediate_uses, const Values& demand, const Values& output) const {
    return agree(plus(intermediate_uses, demand), output, row_rounding_);
  }
  bool columns_hold(const Values& intermediate_inputs, const Values& primary, const Values& output) const {
    return agree(plus(intermediate_inputs, primary), output, column_rounding_);
  }

  static Finding finding(TableFault fault, double found, double expected, std::string what,
                         std::string hint) {
    return {fault, Severity::error, "", found, expected, 0, std::move(what), std::move(hint)};
  }

  std::optional<Finding> wrong_sign() const {
    if (failed_.rows.empty()) return std::nullopt;
    Values imports(sums_.size());
    std::string import_names;
    std::size_t import_columns = 0;
    for (const std::string& name : accounts_.final_demand.names) {
      const Values column = accounts_.final_demand.column(name);
      if (auto found = flipped(column, fmt::format("the column \"{}\" of final demand has", name), name))
        return found;
      if (!name.starts_with("import") && !name.starts_with("inflow")) continue;
      imports = plus(imports, column);
      import_names += fmt::format("{}\"{}\"", import_names.empty() ? "" : ", ", name);
      ++import_columns;
    }
    if (import_columns < 2) return std::nullopt;
    return flipped(imports, fmt::format("the columns {} of final demand have", import_names), "");
  }

  std::optional<Finding> flipped(const Values& column, const std::string& subject,
                                 const std::string& name) const {
    if (!rows_hold(sums_.intermediate_uses, minus(sums_.demand, times(column, 2)), sums_.output))
      return std::nullopt;
    Finding out =
        finding(TableFault::wrong_sign, sum(column), -sum(column),
                fmt::format("{} the wrong sign: all rows sum to their outputs once it is turned", subject),
                "imports and inflows are negative uses, everything else of final demand is positive");
    out.label = name;
    return out;
  }

  std::optional<Finding> transposed() const {
    if (!rows_hold(local_bought_, sums_.demand, sums_.output) ||
        !columns_hold(plus(sums_.intermediate_uses, imported_), primary_, sums_.output)) {
      return std::nullopt;
    }
    return finding(
        TableFault::transposed, static_cast<double>(failed_.rows.size() + failed_.columns.size()), 0,
        "the flows are transposed: every row and column sums to its output once flows.csv is turned "
        "over its diagonal",
        "rows sell and columns buy: transpose flows.csv");
  }

  // The part is given by sector; another order of it would fill every gap.
  std::optional<std::vector<std::size_t>> order(const Values& part, const Values& needed,
                                                const std::vector<std::size_t>& failed,
                                                double rounding) const {
    if (failed.size() < 2) return std::nullopt;
    std::vector<std::size_t> given = failed;
    std::vector<std::size_t> wanted = failed;
    std::sort(given.begin(), given.end(), [&](std::size_t a, std::size_t b) { return part[a] < part[b]; });
    std::sort(wanted.begin(), wanted.end(),
              [&](std::size_t a, std::size_t b) { return needed[a] < needed[b]; });
    for (std::size_t k = 0; k < given.size(); ++k) {
      if (!cause_agrees(part[given[k]], needed[wanted[k]], rounding)) return std::nullopt;
    }
    return wanted;
  }

  std::optional<Finding> permuted() const {
    const bool only_rows = failed_.columns.empty();
    const bool only_columns = failed_.rows.empty();
    const auto told = [&](TableFault fault, const std::vector<std::size_t>& sectors, const char* what,
                          const char* file) {
      return finding(
          fault, static_cast<double>(sectors.size()), 0,
          fmt::format("the {} stand beside the wrong labels in {} sectors ({}): in another order every "
                      "identity holds",
                      what, sectors.size(), sectors_text(accounts_, sectors)),
          fmt::format("look at the order of codes in {}", file));
    };
    if (only_rows) {
      if (order(sums_.intermediate_uses, minus(sums_.output, sums_.demand), failed_.rows, row_rounding_))
        return told(TableFault::permuted_rows, failed_.rows, "rows of the flows", "flows.csv");
      if (order(sums_.demand, minus(sums_.output, sums_.intermediate_uses), failed_.rows, row_rounding_))
        return told(TableFault::permuted_rows, failed_.rows, "rows of final demand", "final_demand.csv");
    }
    if (only_columns) {
      const Values rest = minus(minus(sums_.output, primary_), imported_);
      if (order(local_bought_, rest, failed_.columns, column_rounding_))
        return told(TableFault::permuted_columns, failed_.columns, "columns of the flows", "flows.csv");
      const Values without = minus(minus(sums_.output, sums_.intermediate_inputs), sums_.other_inputs);
      if (order(sums_.value_added, without, failed_.columns, column_rounding_))
        return told(TableFault::permuted_columns, failed_.columns, "rows of value added", "value_added.csv");
    }
    return std::nullopt;
  }

  std::optional<Finding> coefficients() const {
    if (sum(sums_.output) < 10 * static_cast<double>(sums_.size())) return std::nullopt;
    for (const double cell : accounts_.flows.values) {
      if (cell < 0) return std::nullopt;
    }
    const double highest = largest(local_bought_);
    if (highest > 1 + 1e-9 || highest == 0) return std::nullopt;
    const Matrix flows = scale_columns(accounts_.flows, sums_.output);
    const bool proved = rows_hold(row_sums(flows), sums_.demand, sums_.output);
    return finding(
        TableFault::coefficients, highest, sum(sums_.output),
        fmt::format("flows.csv holds coefficients, not flows: its largest column sum is {} where outputs "
                    "sum to {}{}",
                    short_number(highest), short_number(sum(sums_.output)),
                    proved ? ", and times the output of its column every row sums to its output" : ""),
        "multiply each column by its output");
  }

  // The factor a part is too large by, from the sums over all sectors; 0 where none follows.
  static double factor(const Values& part, const Values& needed) {
    const double wanted = sum(needed);
    const double given = sum(part);
    if (wanted == 0 || given == 0) return 0;
    const double out = given / wanted;
    return out > 0 && std::isfinite(out) && std::abs(out - 1) > 0.01 ? out : 0;
  }

  Finding part_told(const char* part, const char* file, double by) const {
    return finding(
        TableFault::scaled_part, by, 1,
        fmt::format("{} stands in another unit than the rest: it is {} times what it should be, and "
                    "every identity holds once it is divided by that",
                    part, factor_text(by)),
        fmt::format("bring {} to the unit of the other files", file));
  }

  std::optional<Finding> scaled_part() const {
    const IdentitySums& s = sums_;
    if (const double by = factor(s.output, plus(s.intermediate_uses, s.demand)); by != 0) {
      const Values output = times(s.output, 1 / by);
      if (rows_hold(s.intermediate_uses, s.demand, output) &&
          columns_hold(s.intermediate_inputs, primary_, output))
        return part_told("output", "output.csv", by);
    }
    if (const double by = factor(s.intermediate_uses, minus(s.output, s.demand)); by != 0) {
      if (rows_hold(times(s.intermediate_uses, 1 / by), s.demand, s.output)) {
        if (columns_hold(times(s.intermediate_inputs, 1 / by), primary_, s.output))
          return part_told("the intermediate part", "flows.csv (and flows_imported.csv)", by);
        if (columns_hold(plus(times(local_bought_, 1 / by), imported_), primary_, s.output))
          return part_told("the intermediate part", "flows.csv", by);
      }
    }
    if (failed_.columns.empty()) {
      if (const double by = factor(s.demand, minus(s.output, s.intermediate_uses)); by != 0) {
        if (rows_hold(s.intermediate_uses, times(s.demand, 1 / by), s.output))
          return part_told("final demand", "final_demand.csv", by);
      }
    }
    if (failed_.rows.empty()) {
      const Values needed = minus(minus(s.output, s.intermediate_inputs), s.other_inputs);
      if (const double by = factor(s.value_added, needed); by != 0) {
        if (columns_hold(s.intermediate_inputs, plus(s.other_inputs, times(s.value_added, 1 / by)), s.output))
          return part_told("value added", "value_added.csv", by);
      }
      const Values imports = minus(minus(s.output, local_bought_), primary_);
      if (const double by = factor(imported_, imports); by != 0) {
        if (columns_hold(plus(local_bought_, times(imported_, 1 / by)), primary_, s.output))
          return part_told("the imported part", "flows_imported.csv", by);
      }
    }
    return std::nullopt;
  }

  const Accounts& accounts_;
  const IdentitySums& sums_;
  const FailedIdentities& failed_;
  Values local_bought_;
  Values imported_;
  Values primary_;  // value added and imported inputs
  double row_rounding_;
  double column_rounding_;
};

}  // namespace

double believable(const std::vector<double>& rounding, const IdentitySums& sums) {
  return std::min(largest(rounding), 0.01 * largest(sums.output));
}

double largest(const std::vector<double>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

bool cause_agrees(double found, double expected, double rounding) {
  constexpr double part = 1e-4;
  return std::abs(found - expected) <=
         std::max(part * std::max(std::abs(found), std::abs(expected)), rounding);
}

std::optional<Finding> find_cause(const Accounts& accounts, const IdentitySums& sums,
                                  const FailedIdentities& failed) {
  // Differences too small to tell a cause by are no sign of one.
  const auto agrees = [&](double difference, double output, double rounding) {
    return cause_agrees(output + difference, output, rounding);
  };
  const auto row_agrees = [&](std::size_t i) {
    return agrees(sums.row_difference(i), sums.output[i], believable(sums.row_short, sums));
  };
  const auto column_agrees = [&](std::size_t j) {
    return agrees(sums.column_difference(j), sums.output[j], believable(sums.column_short, sums));
  };
  if (std::all_of(failed.rows.begin(), failed.rows.end(), row_agrees) &&
      std::all_of(failed.columns.begin(), failed.columns.end(), column_agrees)) {
    return std::nullopt;
  }
  if (auto found = Causes(accounts, sums, failed).find()) return found;
  // Where row and column agree with each other it is the output that is off, and no line is.
  const auto output_is_off = [&](std::size_t i) {
    return cause_agrees(sums.output[i] + sums.row_difference(i), sums.output[i] + sums.column_difference(i),
                        0);
  };
  if (failed.rows == failed.columns && std::all_of(failed.rows.begin(), failed.rows.end(), output_is_off)) {
    return std::nullopt;
  }
  return find_scaled_lines(accounts, sums, failed);
}

}  // namespace leontide::table
