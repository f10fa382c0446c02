#pragma once

#include <span>
#include <vector>

#include "kernel/constants.hpp"
#include "kernel/program.hpp"

namespace leontide::kernel {

/// Which inputs of several runs of one program are not the same in all of them.
struct OtherInputs {
  std::vector<bool> drivers, levers, events;  ///< by index: true where it differs
};

/// A program cut in two.
struct Slices {
  Program shared;  ///< what is the same in all runs; it has no outputs
  Program own;     ///< the rest, on what the shared part hands over
};

/// Cuts a program of several runs into what is the same in all of them and what each has to compute itself:
/// a forward slice (Weiser 1981, "Program slicing") from the inputs and numbers that differ. The two together
/// do what the program does, each operation once and to the same bits. A number that differs anywhere in a
/// simultaneous block makes the whole block a run's own. `constants`: of all runs, at least one.
Slices slice(const Program& program, std::span<const Constants* const> constants,
             const OtherInputs& base_year, const OtherInputs& later_years);

}  // namespace leontide::kernel
