#include "table/coefficients.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "linear/eigenvalues.hpp"
#include "linear/krylov.hpp"
#include "linear/lu.hpp"
#include "table/activity.hpp"
#include "table/leontief_system.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t largest_exact = 200;

/// Powers while they settle soon, as in most tables; else by a Krylov space from where they have come to.
double spectral_radius_of_large(const Matrix& a) {
  constexpr int steps_at_most = 300;
  std::vector<double> vector(a.rows, 1.0);
  double radius = 0;
  for (int step = 0; step < steps_at_most; ++step) {
    std::vector<double> next = multiply(a, vector);
    double largest = 0;
    for (const double value : next)
      largest = std::max(largest, std::abs(value));
    if (largest == 0) return 0;
    double moved = 0;
    for (std::size_t i = 0; i < next.size(); ++i) {
      next[i] /= largest;
      moved = std::max(moved, std::abs(next[i] - vector[i]));
    }
    vector = std::move(next);
    // In a circle of sectors the largest may repeat though the vector turns.
    if (std::abs(largest - radius) < 1e-12 && moved < 1e-9) return largest;
    radius = largest;
  }
  return linear::krylov_radius(vector, [&](std::span<const double> in, std::span<double> out) {
    std::ranges::copy(multiply(a, in), out.begin());
  });
}

/// ‖I - A‖₁.
double column_norm(const Matrix& a) {
  std::vector<double> sums(a.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.columns; ++j)
      sums[j] += std::abs((i == j ? 1.0 : 0.0) - a(i, j));
  }
  return *std::max_element(sums.begin(), sums.end());
}

/// Of a large matrix without negative cells, without factorising it: the rounds 1 + A' y reach the column
/// sums of (I - A)^-1 from below where A is productive, and they alone, and the largest of them is its norm.
/// Nothing where a cell is negative or the rounds do not end soon.
std::optional<Productivity> productivity_by_rounds(const Matrix& a) {
  if (std::any_of(a.values.begin(), a.values.end(), [](double cell) { return !(cell >= 0); }))
    return std::nullopt;
  constexpr int rounds_at_most = 500;
  constexpr double settled = 1e-10;
  std::vector<double> sums(a.rows, 1.0);
  for (int round = 0; round < rounds_at_most; ++round) {
    std::vector<double> next = multiply(sums, a);
    double change = 0;
    for (std::size_t j = 0; j < next.size(); ++j) {
      next[j] += 1;
      change = std::max(change, std::abs(next[j] - sums[j]) / next[j]);
    }
    sums = std::move(next);
    if (!std::isfinite(change)) return std::nullopt;
    if (change < settled)
      return Productivity{true, 1 / (column_norm(a) * *std::max_element(sums.begin(), sums.end()))};
  }
  return std::nullopt;
}

std::vector<double> purchase_shares(const Accounts& accounts) {
  if (!accounts.regional_supply.find("regional_purchase_share")) {
    throw Refusal(Reason::no_such_origin,
                  "the table's flows are of all origins and no regional_supply.csv with a column "
                  "\"regional_purchase_share\" tells what is bought in the region");
  }
  return accounts.regional_supply.column("regional_purchase_share");
}

}  // namespace

Matrix technical_coefficients(const Matrix& flows, std::span<const double> output) {
  if (flows.columns != output.size()) {
    throw Refusal(Reason::shape,
                  fmt::format("{} columns of flows and {} outputs", flows.columns, output.size()));
  }
  Matrix a = flows;
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t j = 0; j < a.columns; ++j)
      a(i, j) = output[j] == 0 ? 0 : a(i, j) / output[j];
  }
  return a;
}

Coefficients coefficients(const Accounts& accounts, Requirements requirements) {
  Matrix a = technical_coefficients(accounts.flows, accounts.output);
  if (requirements == Requirements::regional) {
    if (accounts.origins == Origins::all) a = scale_rows(std::move(a), purchase_shares(accounts));
    return {requirements, std::move(a)};
  }
  if (accounts.origins == Origins::local) {
    if (accounts.flows_imported.empty()) {
      throw Refusal(Reason::no_such_origin,
                    "the table's flows are local and no flows_imported.csv tells what is bought outside by "
                    "product: total requirements are not known");
    }
    const Matrix imported = technical_coefficients(accounts.flows_imported, accounts.output);
    for (std::size_t k = 0; k < a.values.size(); ++k)
      a.values[k] += imported.values[k];
  }
  return {requirements, std::move(a)};
}

Productivity productivity(const Matrix& a) {
  if (a.rows > largest_exact) {
    if (const auto found = productivity_by_rounds(a)) return *found;
  }
  begin_activity(fmt::format("inverting the Leontief matrix of {} sectors", a.rows));
  const linear::Lu lu(identity_minus(a).values, a.rows);
  return {all_positive(lu.solve(std::vector<double>(a.rows, 1.0))), lu.reciprocal_condition()};
}

bool is_productive(const Matrix& a) {
  return productivity(a).is_productive;
}

double spectral_radius(const Matrix& a) {
  if (a.rows != a.columns) throw Refusal(Reason::shape, "only a square matrix has a spectral radius");
  if (a.empty()) return 0;
  if (a.rows > largest_exact) return spectral_radius_of_large(a);
  return linear::spectral_radius(a.values, a.rows);
}

Matrix leontief_inverse(const Matrix& a) {
  return LeontiefSystem(a).inverse();
}

Matrix allocation_coefficients(const Matrix& flows, std::span<const double> output) {
  if (flows.rows != output.size()) {
    throw Refusal(Reason::shape, fmt::format("{} rows of flows and {} outputs", flows.rows, output.size()));
  }
  Matrix b = flows;
  for (std::size_t i = 0; i < b.rows; ++i) {
    for (std::size_t j = 0; j < b.columns; ++j)
      b(i, j) = output[i] == 0 ? 0 : b(i, j) / output[i];
  }
  return b;
}

}  // namespace leontide::table
