#pragma once

#include <cstddef>
#include <cstdint>

#include "lanes/width.hpp"

namespace leontide::lanes {

/// A bit for each lane of which holds(lane) is true. In this form, and without branches in `holds`, gcc
/// compares four lanes at a time.
template <class Holds>
inline std::uint64_t lanes_where(Holds holds) {
  std::uint64_t lanes = 0;
  for (std::size_t lane = 0; lane < width; ++lane)
    lanes |= static_cast<std::uint64_t>(holds(lane)) << lane;
  return lanes;
}

}  // namespace leontide::lanes
