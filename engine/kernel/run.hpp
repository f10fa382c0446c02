#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernel/constants.hpp"
#include "kernel/elementwise.hpp"
#include "kernel/program.hpp"
#include "lanes/block.hpp"

namespace leontide::kernel {

/// Where the random inputs of a block stand: pointers to lane arrays [elements][64] that live as long as the
/// worker.
struct InputPointers {
  std::vector<const double*> drivers;  ///< [steps × drivers]
  std::vector<const double*> levers;   ///< [levers]
  std::vector<const double*> events;   ///< [steps × events]
};

/// Why lanes failed, one bit a lane. A lane may stand in several; the first in this order counts.
struct Failures {
  std::uint64_t unproductive = 0;     ///< the drawn matrix has no non-negative inverse
  std::uint64_t unsolved = 0;         ///< a Leontief residual above the tolerance
  std::uint64_t not_converged = 0;    ///< a simultaneous block that did not converge
  std::uint64_t not_finite = 0;       ///< an indicator that is no finite number
  std::vector<std::uint64_t> checks;  ///< [checks]

  /// Lanes that failed for any reason.
  std::uint64_t any() const;
};

/// Where lanes failed: an equation, an indicator or a check, in one year.
struct FailureSite {
  /// In the order of `Failures`' members but for the last two.
  enum class Cause : std::uint8_t { unproductive, unsolved, not_converged, check, not_finite };
  Cause cause = Cause::not_finite;
  std::uint64_t lanes = 0;  ///< a bit for each that failed
  std::uint32_t step = 0;   ///< 0 is the base year
  std::string what;         ///< of the first two the table, else the block, the check or `indicator.member`
};

/// All memory that a worker needs, made once: nothing is allocated while blocks run, and nothing but capacity
/// survives a block.
class Workspace {
 public:
  /// Allocates all of it. Both must outlive the workspace; they are shared by all workers.
  explicit Workspace(const Program& program, const Constants& constants);
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  /// [64] an indicator of the last block in one year.
  const double* output(std::size_t output, std::size_t step) const {
    return outputs_.data() + row_of(output, step) * lanes::width;
  }
  /// Of the last block.
  const Failures& failures() const { return failures_; }

 private:
  friend class BlockRun;
  friend class SetupRun;

  /// An output has a row for each step, or one for all of them.
  struct OutputRows {
    std::size_t first;
    bool moves;
  };

  static std::vector<double*> place_slots(const Program& program, lanes::AlignedVector& values);
  std::size_t row_of(std::size_t output, std::size_t step) const {
    return output_rows_[output].first + (output_rows_[output].moves ? step : 0);
  }

  std::uint32_t steps_;  ///< to run: the first alone where the others repeat it
  std::vector<OutputRows> output_rows_;
  lanes::AlignedVector values_, temporaries_, scratch_, solver_, outputs_;
  std::vector<double*> slots_;  ///< into values_, or at an input
  Memory memory_;
  BoundSection trial_, base_year_, later_years_;
  std::vector<BoundSection> blocks_;
  Failures failures_;
  lanes::AlignedVector handed_;  ///< [rows handed once, then those of each later year][64] of a shared part
};

/// An indicator beyond this is no finite number of use: its trial fails.
inline constexpr double largest_output = 1e300;

/// Runs 64 trials over all years: inputs in, indicators and failures out. The own part of a cut program
/// (slice.hpp) reads from `shared` what the shared part has left of the same trials, and fails where that
/// did.
void run_block(const Program& program, const Constants& constants, const InputPointers& inputs,
               Workspace& workspace, const Workspace* shared = nullptr) noexcept;

/// The same, and where each lane failed, in the order of the years; for a look at single trials.
std::vector<FailureSite> find_failures(const Program& program, const Constants& constants,
                                       const InputPointers& inputs, Workspace& workspace);

/// Runs the setup section and writes its results into the pool. False when a Leontief solution in it failed.
bool run_setup(const Program& program, Constants& constants);

}  // namespace leontide::kernel
