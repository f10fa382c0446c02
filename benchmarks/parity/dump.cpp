// Writes numeric results of every layer below the report on a fixed lattice, with all bits: two builds that
// print the same compute the same.
//
//   parity_dump [--wide] SCENARIO > dump.txt      --wide: eight-wide kernels, emulated
#include <cstring>

#include "benchmarks/parity/emulated.hpp"
#include "benchmarks/parity/sheet.hpp"
#include "lanes/kernels.hpp"

int main(int argc, char** argv) {
  const bool wide = argc == 3 && std::strcmp(argv[1], "--wide") == 0;
  if (argc != 2 && !wide) {
    std::fputs("parity_dump: wanted [--wide] SCENARIO\n", stderr);
    return 2;
  }
  if (wide) leontide::lanes::use_kernels(leontide::parity::emulated_kernels());
  leontide::parity::Sheet sheet(stdout);
  leontide::parity::dump_lanes(sheet);
  leontide::parity::dump_solves(sheet);
  leontide::parity::dump_draws(sheet);
  leontide::parity::dump_statistics(sheet);
  if (!leontide::parity::dump_plan(sheet, argv[argc - 1])) return 2;
  return std::fflush(stdout) == 0 ? 0 : 1;
}
