#include "table/changes/update.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/coefficients.hpp"
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

double moved_share(double share, double from, double to, double weight, std::size_t column) {
  const double moved = from > 0 && to > 0 ? share * std::pow(to / from, weight) : share;
  if (share > 0 && share < 1 && !(moved > 0 && moved < 1)) {
    throw Refusal(Reason::value_added_exhausted,
                  fmt::format("the value-added share of column {} would move from {:.4f} to {:.4f}",
                              column + 1, share, moved));
  }
  return moved;
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
          .help = {"part of the log change that is taken over", "沿用的对数变化比例"},
          .affects_result = true};
}

Technology technology_of(const Accounts& accounts) {
  Technology out{coefficients(accounts, Requirements::total).values, value_added_shares(accounts)};
  if (accounts.other_inputs.empty()) return out;
  out.other_shares = other_inputs_total(accounts);
  for (std::size_t j = 0; j < out.other_shares.size(); ++j)
    out.other_shares[j] = accounts.output[j] == 0 ? 0 : out.other_shares[j] / accounts.output[j];
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
  std::vector<double>& shares = out.technology.value_added_shares;
  const std::vector<double> sums = column_sums(a);
  std::vector<double> factors(shares.size(), 1);
  for (std::size_t j = 0; j < shares.size(); ++j) {
    shares[j] =
        moved_share(shares[j], from.value_added_shares[j], to.value_added_shares[j], options.weight, j);
    double left = 1 - shares[j];
    if (!base.other_shares.empty()) left -= base.other_shares[j];
    if (sums[j] > 0 && !(left > 0)) {
      throw Refusal(
          Reason::value_added_exhausted,
          fmt::format("value added and other inputs of column {} would leave {:.4f} of its output for "
                      "inputs",
                      j + 1, left));
    }
    if (sums[j] > 0) factors[j] = left / sums[j];
  }
  a = scale_columns(std::move(a), factors);
  return out;
}

}  // namespace leontide::table
