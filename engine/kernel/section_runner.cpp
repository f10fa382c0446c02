#include "kernel/section_runner.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "kernel/anderson.hpp"
#include "kernel/drawn_matrix.hpp"
#include "lanes/gemm.hpp"
#include "lanes/mask.hpp"
#include "lanes/width.hpp"

namespace leontide::kernel {

namespace {

using lanes::width;

void scatter_rows(const double* a, const std::vector<std::uint32_t>& map, std::uint32_t rows, double* out) {
  std::fill(out, out + rows * width, 0.0);
  for (std::size_t row = 0; row < map.size(); ++row)
    std::memcpy(out + map[row] * width, a + row * width, width * sizeof(double));
}

/// The lanes of [rows × 64] in which a number is not finite.
std::uint64_t not_finite_lanes(const double* values, std::size_t rows) {
  std::uint64_t lost = 0;
  for (std::size_t row = 0; row < rows; ++row)
    lost |= lanes::lanes_where([&](std::size_t lane) { return !std::isfinite(values[row * width + lane]); });
  return lost;
}

}  // namespace

void SectionRunner::run(const Section& section, const BoundSection& bound) noexcept {
  for (std::size_t i = 0; i < section.steps.size(); ++i) {
    const Instruction& first = section.operations[section.steps[i].first];
    if (goes_by_row(first.code)) {
      bound.run_group(i);
    } else {
      run_single(first);
    }
  }
}

void SectionRunner::run_single(const Instruction& operation) noexcept {
  if (operation.code == OpCode::simultaneous) return run_simultaneous(operation.extra);
  if (operation.code == OpCode::leontief) return run_leontief(operation);
  if (operation.code == OpCode::drawn_leontief) return run_drawn_leontief(operation);
  const double* a = memory.slots[operation.a.index];
  double* out = memory.slots[operation.out.index];
  switch (operation.code) {
    case OpCode::scatter: return scatter_rows(a, program.maps[operation.extra], operation.out.rows, out);
    case OpCode::matrix_vector: return run_product(operation, a, out);
    case OpCode::transposed_vector:
      return lanes::multiply_transposed(constants.pool.data() + program.datum_at[operation.extra],
                                        operation.a.rows, operation.out.rows, a, out);
    case OpCode::drawn_matrix_vector:
      return multiply_drawn(memory.slots[operation.b.index], operation.out.rows, operation.a.rows, a, out);
    case OpCode::drawn_transposed_vector:
      return multiply_drawn_transposed(memory.slots[operation.b.index], operation.a.rows, operation.out.rows,
                                       a, out);
    default: return;
  }
}

/// Rows of weight 0 are left as they are: no sum reads them.
void SectionRunner::run_product(const Instruction& operation, const double* a, double* out) noexcept {
  const double* const matrix = constants.pool.data() + program.datum_at[operation.extra];
  const std::size_t rows = operation.out.rows, inner = operation.a.rows;
  const bool weighed = operation.b.kind == Operand::Kind::constant;
  const auto wanted = [&](std::size_t row) {
    return !weighed || constants.pool[operation.b.index + row] != 0;
  };
  for (std::size_t first = 0, end = 0; first < rows; first = end) {
    while (end < rows && wanted(end) == wanted(first))
      ++end;
    if (wanted(first)) lanes::multiply(matrix + first * inner, end - first, inner, a, out + first * width);
  }
}

void SectionRunner::run_leontief(const Instruction& operation) noexcept {
  const bool multiplied = operation.b.kind != Operand::Kind::none;
  const double* r = multiplied ? memory.slots[operation.b.index] : nullptr;
  const double* s = multiplied ? memory.slots[operation.c.index] : nullptr;
  const SolveReport report = solve(constants.systems[operation.extra], r, s, memory.slots[operation.a.index],
                                   memory.slots[operation.out.index], constants.tolerance, solver_scratch);
  if ((report.unproductive | report.failed) == 0) return;
  const std::size_t rows = operation.out.rows;
  std::uint64_t lost = not_finite_lanes(memory.slots[operation.a.index], rows);
  if (r != nullptr) lost |= not_finite_lanes(r, rows);
  if (s != nullptr) lost |= not_finite_lanes(s, rows);
  note(report, lost, program.systems[operation.extra].name);
}

void SectionRunner::run_drawn_leontief(const Instruction& operation) noexcept {
  const DrawnReport report =
      solve_drawn(operation.out.rows, memory.slots[operation.b.index], memory.slots[operation.a.index],
                  memory.slots[operation.out.index], constants.tolerance, solver_scratch);
  if ((report.unproductive | report.failed) == 0) return;
  const std::size_t rows = operation.out.rows;
  const std::uint64_t lost = not_finite_lanes(memory.slots[operation.a.index], rows) |
                             not_finite_lanes(memory.slots[operation.b.index], rows * rows);
  note(report, lost, program.drawn_matrices[operation.extra]);
}

/// A lane whose numbers were not finite before they came to the system is no fault of the system's.
template <class Report>
void SectionRunner::note(const Report& report, std::uint64_t lost, const std::string& table) {
  const std::uint64_t unproductive = report.unproductive & ~lost, failed = report.failed & ~lost;
  failures.unproductive |= unproductive;
  failures.unsolved |= failed;
  failures.not_finite |= lost & (report.unproductive | report.failed);
  if (sites == nullptr) return;
  if (unproductive != 0) sites->push_back({FailureSite::Cause::unproductive, unproductive, 0, table});
  if (failed != 0) sites->push_back({FailureSite::Cause::unsolved, failed, 0, table});
}

void SectionRunner::run_simultaneous(std::size_t block_index) noexcept {
  const BlockProgram& block = program.blocks[block_index];
  std::size_t rows = 0;
  for (const Store& store : block.torn)
    rows += program.slot_rows[store.slot];
  Anderson anderson(rows, solver_scratch, block.tolerance, block.part_ends);
  // A Leontief solution inside the block uses the scratch behind the iteration's own.
  SectionRunner inner{program,  constants, memory, blocks, solver_scratch + anderson_rows * rows * width,
                      failures, sites};
  const std::size_t sites_before = sites == nullptr ? 0 : sites->size();
  double* at = anderson.point();
  for (std::size_t i = 0; i < block.torn.size(); ++i) {
    const std::uint32_t count = program.slot_rows[block.torn[i].slot];
    copy_rows(block.first_guess[i], count, at, memory);
    at += count * width;
  }
  const Failures before = failures;
  for (std::uint32_t iteration = 0; iteration < block.iterations && !anderson.done(); ++iteration) {
    failures.unproductive = before.unproductive;
    failures.unsolved = before.unsolved;
    failures.not_finite = before.not_finite;
    if (sites != nullptr) sites->resize(sites_before);
    at = anderson.point();
    for (const Store& store : block.torn) {
      const std::size_t count = program.slot_rows[store.slot] * width;
      std::memcpy(memory.slots[store.slot], at, count * sizeof(double));
      at += count;
    }
    inner.run(block.body, blocks[block_index]);
    at = anderson.image();
    for (const Store& store : block.torn) {
      const std::uint32_t count = program.slot_rows[store.slot];
      copy_rows(store.from, count, at, memory);
      at += count * width;
    }
    anderson.advance(block.damping);
  }
  failures.not_converged |= ~anderson.converged();
  if (sites != nullptr && ~anderson.converged() != 0)
    sites->push_back({FailureSite::Cause::not_converged, ~anderson.converged(), 0, block.name});
}

std::size_t solver_scratch(const Program& program, const Constants& constants) {
  std::size_t solver = 0;
  for (const LaneLeontiefSystem& system : constants.systems)
    solver = std::max(solver, solve_scratch(system.n));
  solver = std::max(solver, solve_drawn_scratch(program.most_drawn_sectors));
  std::size_t iteration = 0;
  for (const BlockProgram& block : program.blocks) {
    std::size_t rows = 0;
    for (const Store& store : block.torn)
      rows += program.slot_rows[store.slot];
    iteration = std::max(iteration, anderson_rows * rows * width);
  }
  return solver + iteration;
}

}  // namespace leontide::kernel
