#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>

#include "scenario/scenario.hpp"

// The figures of the Dalian model as plain arrays, for the kernel written by hand.
namespace dalian {

inline constexpr std::size_t sectors = 42;
inline constexpr std::size_t broads = 3;
inline constexpr std::size_t clusters = 11;
inline constexpr int last_step = 3;

using Column = std::array<double, sectors>;

struct Numbers {
  std::array<double, sectors * sectors> local, total, bought;  // row-major; `bought` is `total` transposed
  std::array<std::size_t, sectors> broad_of, cluster_of;
  std::size_t tertiary, it, transport, business,
      finance;  // rows; one sector each but `tertiary`, a broad one
  Column value_added, compensation, household, government, investment, inventories, exports;
  Column is_tertiary, is_manufacturing, is_science, ps_full, ps_trade, ps_part;
  Column structure_cap, flq_exposed, local_room, update_log_change, sector_trend, noise_sd;
  Column local_purchase, outside_sales, outsourcing_to, port_sales, digital_gain, export_elasticity;
  Column local_final, inputs_centre;  // what is sold to local final use; column sums of `total`
  std::array<double, broads> published, tilt;
  std::map<std::string, double> parameters;  // scalars
  std::map<std::string, double> bounds;      // of the targets, eased, in the indicator's own scale
};

// Of the first reading.
Numbers numbers_of(const leontide::scenario::Scenario& scenario);

}  // namespace dalian
