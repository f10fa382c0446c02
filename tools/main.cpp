#include <cstdio>

#include "command/command.hpp"

int main(int argc, char** argv) {
  // Asked here, in a file that any processor can run, before anything that needs the answer.
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("bmi2")) {
    std::fputs("leontide: this processor lacks AVX2, FMA or BMI2, which Leontide needs\n", stderr);
    return 1;
  }
  return leontide::command::run_command(argc, argv);
}
