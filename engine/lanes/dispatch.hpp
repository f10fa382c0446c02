#pragma once

namespace leontide::lanes {

/// The lane arithmetic is built for two instruction sets and gives the same bits on both. The better one that
/// the CPU has is chosen at first use.
enum class Cpu {
  v3,  ///< x86-64-v3: AVX2 and FMA, the least that Leontide runs on
  v4,  ///< x86-64-v4: AVX-512
};

/// Whether this machine can execute code built for `cpu`. A machine without v3 cannot run Leontide at all.
bool cpu_supports(Cpu cpu) noexcept;

/// The instruction set in use.
Cpu cpu_in_use() noexcept;

/// Overrides the choice, for tests and measurements; the machine must support it. Not to be called while
/// lanes are being computed.
void use_cpu(Cpu cpu) noexcept;

}  // namespace leontide::lanes
