#pragma once

#include "lanes/kernels.hpp"

namespace leontide::parity {

// The kernels as AVX-512 gets them, eight numbers to a register, emulated: what an AVX-512 machine computes,
// on any machine.
const lanes::Kernels& emulated_kernels() noexcept;

}  // namespace leontide::parity
