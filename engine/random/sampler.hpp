#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "lanes/block.hpp"
#include "random/marginal.hpp"
#include "random/points.hpp"
#include "random/spec.hpp"

// Draws all random inputs of 64 trials: streams → uniforms → normals → dependence → marginals and paths.
namespace leontide::random {

/// Where the numbers of one driver, lever or event stand in an InputBlock.
struct Rows {
  bool per_step = false;  ///< false: rows of InputBlock::trial_row; true: rows of InputBlock::step_rows(step)
  std::size_t first = 0;  ///< row of its first element
  std::size_t count = 1;  ///< one an element, in their order
};

/// One of the primitive numbers that a trial draws.
struct Coordinate {
  /// What the number is of; `common` is the factor that the elements of a driver share.
  enum class Input { driver, common, copula, lever, event } input = Input::driver;
  std::uint32_t index = 0;  ///< of the driver (a copula: of its first), lever or event
  std::uint32_t element = 0;
  std::uint32_t step = 0;    ///< 0 also for what is drawn once a trial
  std::uint32_t number = 0;  ///< of the draw within the step
  bool per_step = false;     ///< else drawn once a trial

  bool operator==(const Coordinate&) const = default;
};

struct SamplerProgram;  ///< what fill executes (sampler_program.hpp)

/// A finished plan is never changed, so workers share it.
struct SamplerPlan {
  std::size_t steps = 1;                          ///< counts the base step 0
  std::size_t trial_rows = 0;                     ///< rows that a trial draws once
  std::size_t step_rows = 0;                      ///< rows of each step
  std::vector<Rows> drivers, levers, events;      ///< in the order given to make_plan
  std::vector<Coordinate> coordinates;            ///< all that a trial draws
  std::shared_ptr<const SamplerProgram> program;  ///< shared by copies of the plan
  std::shared_ptr<const TabledLaws> tables;       ///< of its laws, for a plan that has some of them too
};

/// Lays out the rows and builds the tables. Distributions drawn once a trial, constants and lever strengths
/// take trial rows; processes, distributions with Draw::step (drawn at step 0 too, where read_in_base_year)
/// and events take step rows. An event's row is the size still at work: 0 at step 0 and when off; full size
/// at the step of onset, then size (1 - k / recovery) k steps later. Takes only what `problems` accepts:
/// throws std::invalid_argument otherwise. Tables of laws that `tables` of another plan holds are taken over.
SamplerPlan make_plan(std::span<const Driver> drivers, std::span<const Lever> levers,
                      std::span<const Event> events, std::span<const Copula> copulas, std::size_t steps,
                      std::shared_ptr<const TabledLaws> tables = nullptr);

/// The random inputs of one block of 64 trials, and the scratch to fill it. One a worker; allocates when
/// made, never after.
class InputBlock {
 public:
  /// With room for this plan's inputs only.
  explicit InputBlock(const SamplerPlan& plan);

  /// Row r of the inputs that stay the same over a trial: 64 lanes.
  std::span<const double> trial_row(std::size_t r) const noexcept {
    return {trial_.data() + r * lanes::width, lanes::width};
  }
  const double* trial_rows() const noexcept { return trial_.data(); }  ///< [trial_rows][64]
  /// The rows of one step: [step_rows][64].
  const double* step_rows(std::size_t step) const noexcept { return step_.data() + step * step_size_; }

 private:
  friend struct Filler;
  std::size_t step_size_;
  lanes::AlignedVector trial_, step_, scratch_, bridge_;
};

/// Fills `block` with trials first_trial, first_trial + 1, … from `points`; first_trial is a multiple of 64.
/// Drawn from Independent, a trial's numbers depend on (plan, seed, trial) only, and those of a driver on
/// nothing in the plan but itself and the drivers of its copula. From Sobol, the innovations of a path are
/// built by Brownian bridge, so that a path's low dimensions settle where it ends (Glasserman 2004,
/// section 5.5.1). At the Centre every uniform is 1/2 and every normal 0, the same in all lanes:
/// distributions stand at their median and paths move without surprise; events do not occur unless forced,
/// and then at their median size.
void fill(const SamplerPlan& plan, const Points& points, std::uint64_t first_trial,
          InputBlock& block) noexcept;

/// Sobol points for a plan. Dimensions go to the coordinates in this order: what is drawn once for the whole
/// city or settles the end of its path, the rest of those paths and events, then the same for elements of
/// sets, each in file order. Where a model has more coordinates than there are dimensions, the later ones
/// draw from Philox.
Sobol make_sobol(const SamplerPlan& plan, std::uint64_t seed, std::uint32_t scrambles);

/// The coordinates that must have a dimension for Sobol points to deserve their name: all but the later steps
/// of paths.
std::size_t leading_coordinates(const SamplerPlan& plan);

}  // namespace leontide::random
