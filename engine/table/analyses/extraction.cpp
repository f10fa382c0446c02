#include "table/analyses/extraction.hpp"

#include <Eigen/Dense>
#include <fmt/format.h>

#include "table/analyses/linkages.hpp"
#include "table/coefficients.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

using Group = std::vector<std::size_t>;

Eigen::MatrixXd block(const Matrix& matrix, const Group& rows, const Group& columns) {
  Eigen::MatrixXd out(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < columns.size(); ++j)
      out(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = matrix(rows[i], columns[j]);
  }
  return out;
}

Eigen::VectorXd part(std::span<const double> values, const Group& rows) {
  Eigen::VectorXd out(static_cast<Eigen::Index>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i)
    out(static_cast<Eigen::Index>(i)) = values[rows[i]];
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
Eigen::VectorXd extracted_output(const Economy& economy, const Group& k, const std::vector<bool>& members,
                                 const std::vector<double>& after, Extraction variant) {
  Eigen::VectorXd f = part(economy.f, k);
  if (variant == Extraction::complete) return Eigen::VectorXd::Zero(f.size());
  if (variant == Extraction::transactions || variant == Extraction::forward_leontief) return f;
  if (variant == Extraction::external) {
    return (Eigen::MatrixXd::Identity(f.size(), f.size()) - block(economy.a, k, k)).partialPivLu().solve(f);
  }
  Eigen::VectorXd out = f;  // backward: f_K + A_KR x̄_R
  for (std::size_t r = 0; r < k.size(); ++r) {
    for (std::size_t j = 0; j < after.size(); ++j) {
      if (!members[j]) out(static_cast<Eigen::Index>(r)) += economy.a(k[r], j) * after[j];
    }
  }
  return out;
}

std::vector<double> demand_driven(const Economy& economy, const Group& k, Extraction variant) {
  const std::vector<bool> members = members_of(k, economy.x.size());
  Eigen::VectorXd lost = part(economy.x, k);
  if (variant == Extraction::forward_leontief) lost -= part(economy.f, k);
  const Eigen::VectorXd weights = block(economy.inverse, k, k).partialPivLu().solve(lost);
  std::vector<double> after(economy.x.begin(), economy.x.end());
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (members[i]) continue;
    for (std::size_t c = 0; c < k.size(); ++c)
      after[i] -= economy.inverse(i, k[c]) * weights(static_cast<Eigen::Index>(c));
  }
  const Eigen::VectorXd own = extracted_output(economy, k, members, after, variant);
  for (std::size_t c = 0; c < k.size(); ++c)
    after[k[c]] = own(static_cast<Eigen::Index>(c));
  return after;
}

// Rows K of B are zero: x̄_R as if K were gone, x̄_K = v_K + x̄_R' B_RK with v_K = x_K - x' B_.K.
std::vector<double> supply_driven(const Economy& economy, const Group& k) {
  const std::vector<bool> members = members_of(k, economy.x.size());
  const Eigen::VectorXd weights =
      block(economy.inverse, k, k).transpose().partialPivLu().solve(part(economy.x, k));
  std::vector<double> after(economy.x.begin(), economy.x.end());
  for (std::size_t j = 0; j < after.size(); ++j) {
    if (members[j]) continue;
    for (std::size_t c = 0; c < k.size(); ++c)
      after[j] -= weights(static_cast<Eigen::Index>(c)) * economy.inverse(k[c], j);
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
