// Writes numeric results of every layer below the report on a fixed lattice, with all bits: two builds that
// print the same compute the same.
//
//   parity_dump [--kernels avx2|avx512|emulated] SCENARIO > dump.txt
//
// By default with the kernels that runs take on this machine; emulated: the eight-wide ones of AVX-512 on
// any.
#include <string_view>

#include "lanes/dispatch.hpp"
#include "lanes/kernels.hpp"
#include "parity/emulated.hpp"
#include "parity/sheet.hpp"

namespace {

// False where this machine has none of that name.
bool use_kernels_named(std::string_view name) {
  using leontide::lanes::Cpu;
  if (name == "emulated") {
    leontide::lanes::use_kernels(leontide::parity::emulated_kernels());
    return true;
  }
  if (name != "avx2" && name != "avx512") return false;
  const Cpu cpu = name == "avx512" ? Cpu::v4 : Cpu::v3;
  if (!leontide::lanes::cpu_supports(cpu)) return false;
  leontide::lanes::use_cpu(cpu);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const bool named = argc == 4 && std::string_view(argv[1]) == "--kernels";
  if (argc != 2 && !named) {
    std::fputs("parity_dump: wanted [--kernels avx2|avx512|emulated] SCENARIO\n", stderr);
    return 2;
  }
  if (named && !use_kernels_named(argv[2])) {
    std::fprintf(stderr, "parity_dump: no kernels '%s' on this machine\n", argv[2]);
    return 2;
  }
  leontide::parity::Sheet sheet(stdout);
  leontide::parity::dump_lanes(sheet);
  leontide::parity::dump_solves(sheet);
  leontide::parity::dump_draws(sheet);
  leontide::parity::dump_statistics(sheet);
  if (!leontide::parity::dump_plan(sheet, argv[argc - 1])) return 2;
  return std::fflush(stdout) == 0 ? 0 : 1;
}
