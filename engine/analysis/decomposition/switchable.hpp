#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace leontide::analysis {

/// A reading in which groups of quantities can be held at their base-year values: each group has a lever of
/// its own, which holds it where the lever is on. One compiled program serves every subset of groups, on the
/// draws of the reading itself.
struct Switchable {
  scenario::Reading reading;          ///< with one lever a group, all off
  std::vector<std::size_t> switches;  ///< [groups] number of the lever that holds it
};

/// `held` [groups]: names of variables, data by year, drivers, levers and events that the checker took for
/// held ones. The reading shows one indicator, `of` (an indicator, a member of one, or a scalar variable),
/// and checks nothing: an identity need not hold where a part of it is held.
Switchable make_switchable(const scenario::Reading& reading, const std::string& of,
                           const std::vector<std::vector<std::string>>& held);

}  // namespace leontide::analysis
