#include "table/analyses/extraction.hpp"

#include <fmt/format.h>

#include "linear/lu.hpp"
#include "table/analyses/linkages.hpp"
#include "table/coefficients.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

using Group = std::vector<std::size_t>;

Matrix block(const Matrix& matrix, const Group& rows, const Group& columns) {
  Matrix out(rows.size(), columns.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < columns.size(); ++j)
      out(i, j) = matrix(rows[i], columns[j]);
  }
  return out;
}

std::vector<double> part(std::span<const double> values, const Group& rows) {
  std::vector<double> out;
  for (const std::size_t row : rows)
    out.push_back(values[row]);
  return out;
}

std::vector<bool> members_of(const Group& group, std::size_t n) {
  std::vector<bool> members(n, false);
  for (const std::size_t i : group) {
    if (i >= n || members[i]) {
      throw Refusal(Reason::out_of_range,
                    fmt::format("sector {} of {} is not there or stands twice in a group", i + 1, n));
    }
    members[i] = true;
  }
  return members;
}

/// What one variant needs of the economy: made once, used for every group.
struct Economy {
  const Matrix& a;
  std::span<const double> x;
  std::vector<double> f;  ///< x - A x
  Matrix inverse;         ///< L, or G for the supply-driven variant
};

// x̄_K for the variants of the demand-driven model, given x̄ of all other sectors.
std::vector<double> extracted_output(const Economy& economy, const Group& k, const std::vector<bool>& members,
                                     const std::vector<double>& after, Extraction variant) {
  std::vector<double> f = part(economy.f, k);
  if (variant == Extraction::complete) return std::vector<double>(k.size(), 0.0);
  if (variant == Extraction::transactions || variant == Extraction::forward_leontief) return f;
  if (variant == Extraction::external)
    return linear::Lu(identity_minus(block(economy.a, k, k)).values, k.size()).solve(f);
  for (std::size_t r = 0; r < k.size(); ++r) {  // backward: f_K + A_KR x̄_R
    for (std::size_t j = 0; j < after.size(); ++j) {
      if (!members[j]) f[r] += economy.a(k[r], j) * after[j];
    }
  }
  return f;
}

std::vector<double> demand_driven(const Economy& economy, const Group& k, Extraction variant) {
  const std::vector<bool> members = members_of(k, economy.x.size());
  std::vector<double> lost = part(economy.x, k);
  for (std::size_t c = 0; c < k.size() && variant == Extraction::forward_leontief; ++c)
    lost[c] -= economy.f[k[c]];
  const std::vector<double> weights = linear::Lu(block(economy.inverse, k, k).values, k.size()).solve(lost);
  std::vector<double> after(economy.x.begin(), economy.x.end());
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (members[i]) continue;
    for (std::size_t c = 0; c < k.size(); ++c)
      after[i] -= economy.inverse(i, k[c]) * weights[c];
  }
  const std::vector<double> own = extracted_output(economy, k, members, after, variant);
  for (std::size_t c = 0; c < k.size(); ++c)
    after[k[c]] = own[c];
  return after;
}

// Rows K of B are zero: x̄_R as if K were gone, x̄_K = v_K + x̄_R' B_RK with v_K = x_K - x' B_.K.
std::vector<double> supply_driven(const Economy& economy, const Group& k) {
  const std::vector<bool> members = members_of(k, economy.x.size());
  const std::vector<double> weights =
      linear::Lu(block(economy.inverse, k, k).values, k.size()).solve_transposed(part(economy.x, k));
  std::vector<double> after(economy.x.begin(), economy.x.end());
  for (std::size_t j = 0; j < after.size(); ++j) {
    if (members[j]) continue;
    for (std::size_t c = 0; c < k.size(); ++c)
      after[j] -= weights[c] * economy.inverse(k[c], j);
  }
  // Flows into K are a(i, k) x_k; each is lost in the proportion that its seller's output is.
  for (const std::size_t j : k) {
    double own = economy.x[j];
    for (std::size_t i = 0; i < after.size(); ++i) {
      const double flow = economy.a(i, j) * economy.x[j];
      if (members[i]) {
        own -= flow;
      } else if (economy.x[i] != 0) {
        own -= flow * (1 - after[i] / economy.x[i]);
      }
    }
    after[j] = own;
  }
  return after;
}

ExtractionLoss loss_of(std::span<const double> before, const std::vector<double>& after,
                       std::span<const double> value_added_shares, const Group& k) {
  const std::vector<bool> members = members_of(k, before.size());
  ExtractionLoss loss;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double lost = before[i] - after[i];
    loss.output += lost;
    if (!members[i]) loss.output_others += lost;
    loss.value_added += value_added_shares[i] * lost;
  }
  return loss;
}

}  // namespace

std::vector<ExtractionLoss> extract(const Matrix& a, std::span<const double> output,
                                    std::span<const double> value_added_shares,
                                    const std::vector<std::vector<std::size_t>>& groups, Extraction variant) {
  if (output.size() != a.rows || value_added_shares.size() != a.rows) {
    throw Refusal(Reason::shape, fmt::format("{} outputs and {} value-added shares for {} sectors",
                                             output.size(), value_added_shares.size(), a.rows));
  }
  const bool ghosh = variant == Extraction::forward_ghosh;
  Economy economy{a, output, multiply(a, output), leontief_inverse(ghosh ? allocation_from(a, output) : a)};
  for (std::size_t i = 0; i < economy.f.size(); ++i)
    economy.f[i] = output[i] - economy.f[i];
  std::vector<ExtractionLoss> losses;
  for (const Group& group : groups) {
    const std::vector<double> after =
        ghosh ? supply_driven(economy, group) : demand_driven(economy, group, variant);
    losses.push_back(loss_of(output, after, value_added_shares, group));
  }
  return losses;
}

}  // namespace leontide::table
