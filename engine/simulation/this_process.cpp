#include <memory>

#include "simulation/rounds.hpp"
#include "simulation/transport.hpp"

namespace leontide::simulation {

Transport this_process(const Run& run, const SimulateOptions& options, const Cancel* cancel) {
  const auto rounds = std::make_shared<Rounds>(run, options);
  return [rounds, cancel](BlockRange range, const std::function<bool(const Counts&)>& go_on) {
    return rounds->run(range, go_on, cancel);
  };
}

}  // namespace leontide::simulation
