#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random/sampler.hpp"
#include "scenario/scenario.hpp"

namespace leontide::simulation {

/// One number of a trial that stands for an uncertain input: a draw, the mean over the years of a path, or
/// the largest size of an event.
struct Factor {
  /// What the input is.
  enum class Kind { driver, lever, event };
  std::string name;     ///< of the driver, lever or event
  std::string element;  ///< code; empty for a scalar
  Kind kind = Kind::driver;
  std::uint32_t index = 0;  ///< of the driver, lever or event
  random::Rows rows;        ///< of this element alone

  /// `name`, or `name[element]`.
  std::string label() const { return element.empty() ? name : name + "[" + element + "]"; }
};

/// All inputs of a reading that vary: drivers but constants, levers and events that are on.
std::vector<Factor> list_factors(const scenario::Reading& reading, const random::SamplerPlan& plan);

/// The factor's number in each lane, out[64].
void factor_values(const Factor& factor, const random::InputBlock& block, std::size_t steps, double* out);

}  // namespace leontide::simulation
