#pragma once

#include <span>
#include <vector>

#include "base/option.hpp"
#include "table/matrix.hpp"

namespace leontide::table {

/// Location quotients that turn coefficients of a nation (or province) into a region's. Conventions, since
/// papers differ:
///
/// - A factor t(i,j) multiplies a(i,j) and is capped at 1: a region never buys more locally than the
///   coefficient says.
/// - SLQ_i = (x_i^r / x^r) / (x_i^n / x^n), the supplying sector's share over its share in the nation.
/// - CILQ_ij = SLQ_i / SLQ_j. On the diagonal it would be 1 for every sector, so the own sector takes SLQ_i
///   (Smith & Morrison 1974).
/// - FLQ_ij = λ · CILQ_ij, with SLQ_i on the diagonal, λ = [log2(1 + x^r / x^n)]^δ, 0 <= δ < 1 (Flegg &
///   Webber 1997). δ = 0 is CILQ; about 0.3 fits survey tables (Flegg & Tohmo 2013).
/// - AFLQ_ij = FLQ_ij · log2(1 + SLQ_j) where SLQ_j > 1, else FLQ_ij (Flegg & Webber 2000), capped as well.
enum class LocationMethod { slq, cilq, flq, aflq };

/// Their names for options and YAML.
inline constexpr Choice<LocationMethod> location_methods[] = {{LocationMethod::slq, "slq", "SLQ", ""},
                                                              {LocationMethod::cilq, "cilq", "CILQ", ""},
                                                              {LocationMethod::flq, "flq", "FLQ", ""},
                                                              {LocationMethod::aflq, "aflq", "AFLQ", ""}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<LocationMethod>> choices_of(LocationMethod) {
  return location_methods;
}

/// Whether the region's size and δ enter: of FLQ and AFLQ.
constexpr bool is_sized(LocationMethod method) {
  return method == LocationMethod::flq || method == LocationMethod::aflq;
}
/// δ where none is given.
inline constexpr double usual_delta = 0.3;

/// The records of the method and of δ, for the command and for a recipe's step.
Option location_method_option();
/// The record of δ, which FLQ and AFLQ alone read.
Option location_delta_option();

/// Which quotients, and for how small a region.
struct LocationOptions {
  LocationMethod method = LocationMethod::flq;  ///< see LocationMethod
  double size = 1;                              ///< the region's share of the nation, in (0, 1]
  double delta = usual_delta;                   ///< δ, in [0, 1)
};

/// SLQ by sector from amounts (output, value added or employment) of region and nation, both [n] and
/// non-negative. 0 where the nation has none. Throws Refusal `shape`, `out_of_range`.
std::vector<double> simple_location_quotients(std::span<const double> region, std::span<const double> nation);

/// λ = [log2(1 + size)]^δ. Throws Refusal `out_of_range`.
double regional_size_factor(double size, double delta);

/// The factors t, [n, n], each in [0, 1]. A buying sector that the region does not have (SLQ 0) takes 1: it
/// buys nothing. Throws Refusal `out_of_range`.
Matrix local_trade_factors(std::span<const double> quotients, const LocationOptions& options);

}  // namespace leontide::table
