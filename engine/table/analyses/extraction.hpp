#pragma once

#include <span>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// Hypothetical extraction of a group K of sectors (Paelinck, de Caevel & Degueldre 1965; Cella 1984;
/// Dietzenbacher, van der Linden & Steenge 1993; Dietzenbacher & Lahr 2013; Miller & Blair, 2nd ed.,
/// section 12.2.6). R is all other sectors, x = A x + f.
enum class Extraction {
  complete,          ///< K is gone: its rows and columns of A and its final demand are 0
  transactions,      ///< rows and columns of A are 0; K still serves its final demand
  external,          ///< A_KR and A_RK are 0; K's inputs from itself stay (Cella's total linkage)
  backward,          ///< columns A_.K are 0: K buys nothing from any sector
  forward_leontief,  ///< rows A_K. are 0: K sells nothing to any sector
  forward_ghosh,     ///< rows B_K. of the supply-driven model are 0, primary inputs held
};

/// What the economy would lose, in the table's unit.
struct ExtractionLoss {
  double output = 0;         ///< i'x - i'x̄
  double output_others = 0;  ///< the part of sectors outside K
  double value_added = 0;    ///< v'(x - x̄), v per unit of output
};

/// Losses of every variant for every group, from the inverse by the block formulas
///
///     x̄_R = x_R - L_RK L_KK^-1 x_K            (all but the forward ones)
///     x̄_R = x_R - L_RK L_KK^-1 (x_K - f_K)    (forward, Leontief)
///     x̄_R = x_R - (x_K' G_KK^-1 G_KR)'        (forward, Ghosh)
///
/// so that one inverse serves all groups. Shapes: a [n, n], output and value_added_shares [n]; each group a
/// list of sectors, none empty. What a sector buys from outside the table is replaced for certain: nothing
/// else is. Throws Refusal `shape`, `out_of_range`, `unproductive`.
std::vector<ExtractionLoss> extract(const Matrix& a, std::span<const double> output,
                                    std::span<const double> value_added_shares,
                                    const std::vector<std::vector<std::size_t>>& groups, Extraction variant);

}  // namespace leontide::table
