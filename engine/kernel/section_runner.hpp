#pragma once

// Internal to the kernel layer: executes the steps of a section.

#include "kernel/constants.hpp"
#include "kernel/elementwise.hpp"
#include "kernel/program.hpp"
#include "kernel/run.hpp"

namespace leontide::kernel {

/// Runs one section after the other in a worker's memory.
struct SectionRunner {
  const Program& program;
  const Constants& constants;
  const Memory& memory;
  const std::vector<BoundSection>& blocks;    ///< [program.blocks] their bodies
  double* solver_scratch;                     ///< of `solver_scratch` doubles
  Failures& failures;                         ///< lanes that fail are added here
  std::vector<FailureSite>* sites = nullptr;  ///< filled where asked for; the year is the caller's to say

  /// `bound` is made of the same section.
  void run(const Section& section, const BoundSection& bound) noexcept;

 private:
  void run_single(const Instruction& operation) noexcept;
  void run_product(const Instruction& operation, const double* a, double* out) noexcept;
  void run_leontief(const Instruction& operation) noexcept;
  void run_drawn_leontief(const Instruction& operation) noexcept;
  template <class Report>
  void note(const Report& report, std::uint64_t lost, const std::string& table);
  void run_simultaneous(std::size_t block_index) noexcept;
};

/// Doubles of scratch for the solvers of a program.
std::size_t solver_scratch(const Program& program, const Constants& constants);

}  // namespace leontide::kernel
