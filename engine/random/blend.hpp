#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random/sampler.hpp"

namespace leontide::random {

/// Which inputs keep the first sample's draws.
struct Kept {
  std::vector<bool> drivers, levers, events;
};

/// Why no blend can be made of a plan: drivers that a Student or vine copula ties cannot be redrawn given
/// others by a linear rule. Empty where one can.
std::string why_no_blend(const SamplerPlan& plan);

/// Points whose kept inputs are those of Independent{first} and whose other inputs are drawn anew given them.
/// Drivers of a Gaussian copula are redrawn by Matheron's rule: with w a second draw of the dependent scores
/// z, the scores w_r + R_rk R_kk^-1 (z_k - w_k) of the redrawn ones have the conditional law given z_k
/// (Chiles & Delfiner 2012, Geostatistics, section 7.3; here for single scores, element by element and step
/// by step). Throws std::invalid_argument where why_no_blend has a reason.
Blended make_blend(const SamplerPlan& plan, const Kept& kept, std::uint64_t first, std::uint64_t second);

}  // namespace leontide::random
