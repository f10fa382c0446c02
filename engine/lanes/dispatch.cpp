#include "lanes/dispatch.hpp"

#include <atomic>

#include "lanes/kernels.hpp"

namespace leontide::lanes {
namespace {

constinit std::atomic<const Kernels*> chosen{nullptr};

const Kernels* choose() noexcept {
  const Kernels* best = cpu_supports(Cpu::v4) ? &kernels_v4 : &kernels_v3;
  chosen.store(best, std::memory_order_relaxed);
  return best;
}

}  // namespace

bool cpu_supports(Cpu cpu) noexcept {
  __builtin_cpu_init();
  const bool v3 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  if (cpu == Cpu::v3) return v3;
  return v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl");
}

const Kernels& kernels() noexcept {
  const Kernels* current = chosen.load(std::memory_order_relaxed);
  return current != nullptr ? *current : *choose();
}

Cpu cpu_in_use() noexcept {
  return &kernels() == &kernels_v4 ? Cpu::v4 : Cpu::v3;
}

void use_cpu(Cpu cpu) noexcept {
  use_kernels(cpu == Cpu::v4 ? kernels_v4 : kernels_v3);
}

void use_kernels(const Kernels& kernels) noexcept {
  chosen.store(&kernels, std::memory_order_relaxed);
}

}  // namespace leontide::lanes
