#pragma once

#include <vector>

#include "table/coefficients.hpp"

namespace leontide::table {

/// By the two normalised linkages: both, one or none of them above 1; `none` of a sector without output.
enum class SectorRole { key, backward, forward, weak, none };

/// Linkages of every sector (Rasmussen 1956; Miller & Blair, 2nd ed., section 12.2). "Normalised" is over the
/// mean of the sectors that have output: above 1 is above average; of one without, not a number.
struct Linkages {
  std::vector<double> backward_direct;   ///< column sums of A (Chenery & Watanabe 1958)
  std::vector<double> forward_direct;    ///< row sums of B
  std::vector<double> backward;          ///< column sums of L
  std::vector<double> forward_leontief;  ///< row sums of L: output of i when every final demand rises by one
  std::vector<double> forward_ghosh;     ///< row sums of G = (I - B)^-1 (Jones 1976)
  std::vector<double> backward_normalised;          ///< power of dispersion
  std::vector<double> forward_leontief_normalised;  ///< sensitivity of dispersion, by rows of L
  std::vector<double> forward_ghosh_normalised;     ///< the same by rows of G
  /// Coefficients of variation, standard deviation (n - 1) over mean, of a column of L and a row of G over
  /// the n sectors that have output: small is a linkage spread over many sectors. Of one without, not a
  /// number.
  std::vector<double> backward_variation;
  std::vector<double> forward_variation;  ///< of rows of G
  std::vector<SectorRole> roles;          ///< key: backward and Ghosh forward normalised both above 1
};

/// From the coefficients and the output they belong to; B = diag(x)^-1 A diag(x). Throws Refusal `shape`,
/// `unproductive`.
Linkages linkages(const Matrix& a, std::span<const double> output);

/// B = diag(x)^-1 A diag(x), the allocation coefficients of the same flows; rows without output are zero.
Matrix allocation_from(const Matrix& a, std::span<const double> output);

}  // namespace leontide::table
