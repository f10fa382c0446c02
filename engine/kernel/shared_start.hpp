#pragma once

#include <cstdint>
#include <vector>

#include "kernel/constants.hpp"
#include "kernel/program.hpp"

namespace leontide::kernel {

/// The slots that a later year reads before it writes them: what the base year, and what is computed once a
/// trial, leave for them. Inputs, ramps and the year are brought in each step and are none of them.
std::vector<std::uint32_t> slots_left_by_base_year(const Program& program);

/// Whether two runs of one program have the same base year in every trial in which they have the same inputs:
/// all numbers that it reads are equal to the last bit. (A slice of the program in the sense of Weiser 1981,
/// cut between years.)
bool shares_base_year(const Program& program, const Constants& one, const Constants& other);

}  // namespace leontide::kernel
