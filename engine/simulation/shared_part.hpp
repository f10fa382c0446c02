#pragma once

#include <cstdint>
#include <vector>

#include "kernel/run.hpp"
#include "kernel/slice.hpp"
#include "random/points.hpp"
#include "random/sampler.hpp"
#include "simulation/run.hpp"

namespace leontide::simulation {

/// What a run of the same program and points takes from another, block by block, and what it draws itself.
struct SharedPart {
  /// Drivers, levers and events whose laws differ, and those that a copula ties to them.
  random::SamplerPlan own;
  /// [drivers], [levers], [events] of the program: their number among those of `own`, -1 where they are
  /// shared.
  std::vector<std::int32_t> drivers, levers, events;
  /// Whose numbers differ: of what is drawn anew only because a copula ties it, none does.
  kernel::OtherInputs base_year, later_years;
};

/// How `run` differs from `other`. Draws are shared where they depend on names alone: of independent and
/// antithetic points. Else all inputs are its own.
SharedPart shared_part(const Run& run, const Run& other, const random::Points& points);

/// Where the inputs of a block stand: those of `own` in its block, the others in the block of the run it
/// shares with.
kernel::InputPointers point_at(const Run& run, const SharedPart& part, const random::InputBlock& shared,
                               const random::InputBlock& own);

}  // namespace leontide::simulation
