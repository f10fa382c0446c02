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

/// What a factor adds over the orders in which factors may change. Of all of them it depends only on which
/// factors changed before.
struct OrderRange {
  double low = 0;   ///< of what it adds
  double high = 0;  ///< of what it adds
  /// The geometric mean of value after over value before, so that the ratios of all factors multiply to
  /// value(all later) / value(all earlier); weighted as the additive mean is. Not a number where a value is
  /// not positive.
  double ratio = 1;
};
/// Of a value that is one number.
std::vector<OrderRange> range_over_orders(std::size_t factors, const std::function<double(unsigned)>& value,
                                          OrderMean mean);

/// One table as the decomposition sees it: v [n] per unit of output (ones to decompose output), A [n, n],
/// final demand [n, uses].
struct DecompositionState {
  std::vector<double> value_shares;  ///< v: value added per unit of output, or ones
  Matrix a;                          ///< input coefficients
  Matrix final_demand;               ///< F, in the table's unit
};

/// Change of v^ L F i between two states, by sector. F = mix · level: level_k is the total of use k, mix(.,k)
/// its composition. A use whose total is 0 in either state has no composition: its whole change is level.
struct Decomposition {
  std::vector<double> change;        ///< [n]
  std::vector<double> coefficients;  ///< of v, [n]
  std::vector<double> technology;    ///< of L, [n]
  Matrix mix;                        ///< of each use's composition, [n, uses]
  Matrix level;                      ///< of each use's total, [n, uses]
  /// Of the sum over sectors, in the order coefficients, technology, mix, level; without mix where demand is
  /// one factor.
  std::vector<OrderRange> ranges;
};

/// What of demand counts as one factor, and how orders are averaged.
struct DecompositionOptions {
  OrderMean mean = OrderMean::all_orders;  ///< over the orders in which factors may change
  bool joins_demand = false;               ///< mix and level are one factor, `level`; `mix` is zero then
};

/// Structural decomposition (Dietzenbacher & Los 1998; Miller & Blair, 2nd ed., chapter 13). Both states have
/// the same sectors and uses. Throws Refusal `shape`, `unproductive`.
Decomposition decompose(const DecompositionState& from, const DecompositionState& to,
                        const DecompositionOptions& options);

}  // namespace leontide::table
