#pragma once

#include <functional>
#include <string>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// How the orders in which factors may change are averaged; both add up to the whole change exactly.
enum class OrderMean {
  two_polar,   ///< the mean of one order and its mirror image
  all_orders,  ///< the mean of all n! orders (Dietzenbacher & Los 1998)
};

/// The contribution of each of `factors` factors to value(all later) - value(all earlier). `value` takes a
/// mask, bit k set where factor k stands at its later state; results of one length. Returned
/// [factors][length].
std::vector<std::vector<double>> decompose_orders(std::size_t factors,
                                                  const std::function<std::vector<double>(unsigned)>& value,
                                                  OrderMean mean);

/// One table as the decomposition sees it: v [n] per unit of output (ones to decompose output), A [n, n],
/// final demand [n, uses].
struct DecompositionState {
  std::vector<double> value_shares;
  Matrix a;
  Matrix final_demand;
};

/// Change of v^ L F i between two states, by sector. F = mix · level: level_k is the total of use k, mix(.,k)
/// its composition. A use whose total is 0 in either state has no composition: its whole change is level.
struct Decomposition {
  std::vector<double> change;        ///< [n]
  std::vector<double> coefficients;  ///< of v, [n]
  std::vector<double> technology;    ///< of L, [n]
  Matrix mix;                        ///< of each use's composition, [n, uses]
  Matrix level;                      ///< of each use's total, [n, uses]
};

/// Structural decomposition (Dietzenbacher & Los 1998; Miller & Blair, 2nd ed., chapter 13). Both states have
/// the same sectors and uses. Throws Refusal `shape`, `unproductive`.
Decomposition decompose(const DecompositionState& from, const DecompositionState& to, OrderMean mean);

}  // namespace leontide::table
