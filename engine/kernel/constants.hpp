#pragma once

#include <optional>
#include <vector>

#include "base/diagnostic.hpp"
#include "kernel/leontief.hpp"
#include "kernel/program.hpp"
#include "lanes/block.hpp"
#include "language/model.hpp"

namespace leontide::kernel {

/// Every number of a model that a scenario can set, ready for the program. Shared by all workers, never
/// changed by a run.
struct Constants {
  lanes::AlignedVector pool;                ///< data, literals, and what the setup section computed
  std::vector<LaneLeontiefSystem> systems;  ///< [program.systems]
  std::vector<double> ramps;                ///< [levers × steps] share of full effect, 0 when off
  int base_year = 0;                        ///< the calendar year of step 0
  double tolerance = 1e-10;                 ///< of every Leontief solution, relative
};

/// Fills the pool from the model's data, prepares the Leontief systems and runs the setup section. Reports a
/// matrix that is unproductive or has a negative coefficient at the place of its declaration.
std::optional<Constants> make_constants(const Program& program, const language::Model& model,
                                        const std::vector<bool>& levers_on, Diagnostics& diagnostics);

}  // namespace leontide::kernel
