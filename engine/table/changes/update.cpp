#include "table/changes/update.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

namespace {

void require_shapes(const Technology& base, const Technology& other) {
  const std::size_t n = base.value_added_shares.size();
  for (const Technology* one : {&base, &other}) {
    if (one->coefficients.rows != n || one->coefficients.columns != n ||
        one->value_added_shares.size() != n) {
      throw Refusal(Reason::shape, "the table to update and its reference tables have different sectors");
    }
  }
}

double moved_share(double share, double from, double to, double weight) {
  return from > 0 && to > 0 ? share * std::pow(to / from, weight) : share;
}

std::string sector_name(const Technology& base, std::size_t column) {
  return column < base.codes.size() ? base.codes[column] : fmt::format("column {}", column + 1);
}

void require_share(double share, double moved, const Technology& base, std::size_t column) {
  if (share > 0 && share < 1 && !(moved > 0 && moved < 1)) {
    throw Refusal(Reason::value_added_exhausted,
                  fmt::format("the value-added share of {} would move from {:.4f} to {:.4f}",
                              sector_name(base, column), share, moved));
  }
}

double share_at(const std::vector<double>& shares, std::size_t column) {
  return shares.empty() ? 0 : shares[column];
}

/// Shares of value added and of other inputs, moved; the cells of each column scaled to what they leave.
void move_shares(Technology& moved, const Technology& base, const Technology& from, const Technology& to,
                 double weight) {
  const std::vector<double> sums = column_sums(moved.coefficients);
  std::vector<double> factors(sums.size(), 1);
  for (std::size_t j = 0; j < sums.size(); ++j) {
    if (!(sums[j] > 0)) continue;
    double& share = moved.value_added_shares[j];
    share = moved_share(share, from.value_added_shares[j], to.value_added_shares[j], weight);
    require_share(base.value_added_shares[j], share, base, j);
    double left = 1 - share;
    if (!base.other_shares.empty()) {
      double& other = moved.other_shares[j];
      other = moved_share(other, share_at(from.other_shares, j), share_at(to.other_shares, j), weight);
      left -= other;
    }
    if (!(left > 0)) {
      throw Refusal(
          Reason::value_added_exhausted,
          fmt::format("value added and other inputs of {} would leave {:.4f} of its output for inputs",
                      sector_name(base, j), left));
    }
    factors[j] = left / sums[j];
  }
  moved.coefficients = scale_columns(std::move(moved.coefficients), factors);
}

bool are_alike(std::span<const double> a, std::span<const double> b) {
  constexpr double apart = 1e-12;
  const auto alike = [](double x, double y) {
    return std::abs(x - y) <= apart * std::max(std::abs(x), std::abs(y));
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), alike);
}

bool are_alike(const Technology& a, const Technology& b) {
  return are_alike(a.coefficients.values, b.coefficients.values) &&
         are_alike(a.value_added_shares, b.value_added_shares) && are_alike(a.other_shares, b.other_shares);
}

}  // namespace

Option update_weight_option() {
  return {.name = "WEIGHT",
          .flag = "--weight",
          .yaml_key = "weight",
          .kind = ValueKind::number,
          .standard = "0.5",
          .low = 0,
          .high = 1,
          .help = {"part of the log change that is taken over", "沿用的对数变化比例"}};
}

Requirements technology_requirements(const Accounts& accounts) {
  const bool only_local = accounts.origins == Origins::local && accounts.flows_imported.empty();
  return only_local ? Requirements::regional : Requirements::total;
}

Technology technology_of(const Accounts& accounts, Requirements requirements) {
  Technology out{
      coefficients(accounts, requirements).values, value_added_shares(accounts), {}, codes(accounts)};
  const bool regional = requirements == Requirements::regional;
  if (!regional && accounts.other_inputs.empty() && accounts.imported_inputs.empty()) return out;
  out.other_shares = other_inputs_total(accounts);
  const std::vector<double> imported = regional && !accounts.flows_imported.empty()
                                           ? column_sums(accounts.flows_imported)
                                           : std::vector<double>();
  for (std::size_t j = 0; j < out.other_shares.size(); ++j) {
    double& share = out.other_shares[j];
    if (!accounts.imported_inputs.empty()) share += accounts.imported_inputs[j];
    if (!imported.empty()) share += imported[j];
    share = accounts.output[j] == 0 ? 0 : share / accounts.output[j];
  }
  return out;
}

Updated update(const Technology& base, const Technology& from, const Technology& to,
               const UpdateOptions& options) {
  require_shapes(base, from);
  require_shapes(base, to);
  if (!(options.weight >= 0 && options.weight <= 1) || !(options.lowest_ratio > 0) ||
      !(options.lowest_ratio <= 1) || !(options.highest_ratio >= 1)) {
    throw Refusal(Reason::out_of_range,
                  "an update takes a weight in [0, 1], a lowest ratio in (0, 1] and a highest of 1 or more");
  }
  if (options.weight == 1 && are_alike(base, from)) return {to, 0, 0};
  Updated out{base, 0, 0};
  Matrix& a = out.technology.coefficients;
  for (std::size_t k = 0; k < a.values.size(); ++k) {
    const double before = from.coefficients.values[k];
    const double after = to.coefficients.values[k];
    if (a.values[k] == 0) continue;
    if (!(before > 0) || !(after > 0)) {
      ++out.unmatched;
      continue;
    }
    const double ratio = std::clamp(after / before, options.lowest_ratio, options.highest_ratio);
    if (ratio != after / before) ++out.clipped;
    a.values[k] *= std::pow(ratio, options.weight);
  }
  move_shares(out.technology, base, from, to, options.weight);
  return out;
}

}  // namespace leontide::table
