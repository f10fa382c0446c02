#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "kernel/run.hpp"
#include "random/points.hpp"
#include "simulation/run.hpp"
#include "simulation/shared_part.hpp"

namespace leontide::simulation {

/// Where an input of a member comes from.
enum class Origin : std::uint8_t {
  drawn,   ///< the ensemble's points
  centre,  ///< held at its centre
  off,     ///< zero: a lever or event that is not there
};

/// One origin an input; an empty list stands for all drawn.
struct InputOrigins {
  std::vector<Origin> drivers;       ///< [drivers]
  std::vector<Origin> levers;        ///< [levers]
  std::vector<Origin> events;        ///< [events]
  std::vector<double> lever_scales;  ///< [levers] strengths are multiplied by these; empty: by one
};

/// Members that run the same compiled model on the same draws and differ in which of them they use.
struct Ensemble {
  const Run* run = nullptr;                              ///< must outlive its use
  random::Points points;                                 ///< what all members draw
  std::vector<InputOrigins> members = {InputOrigins{}};  ///< at least one
  /// Of the same program and points as the first: of its draws and of what it computes this one takes what is
  /// the same in all that are so (SharedPart, kernel::slice). All have one member, all drawn.
  bool like_first = false;
};

/// Where the inputs of `block` stand, all drawn.
kernel::InputPointers point_at(const Run& run, const random::InputBlock& block);

/// One block of one member, just computed. Valid inside the call only.
struct Visit {
  std::size_t worker;                  ///< below Lockstep::workers: scratch of its own may be kept by it
  std::size_t block;                   ///< counted from the first of this call of run_lockstep
  std::size_t ensemble;                ///< index
  std::size_t member;                  ///< index in the ensemble
  std::uint64_t first_trial;           ///< of the block, a multiple of 64
  std::uint64_t valid;                 ///< lanes that are trials asked for
  const kernel::Workspace& workspace;  ///< outputs and failures of the block
  const random::InputBlock& inputs;    ///< of the ensemble's points, or of those of the first that it is like
};

/// What every worker owns: inputs and a workspace for each run among the ensembles.
class Lockstep {
 public:
  /// `threads` 0: all the machine offers. The ensembles must outlive this.
  Lockstep(std::span<const Ensemble> ensembles, std::size_t threads);
  ~Lockstep();
  Lockstep(const Lockstep&) = delete;
  Lockstep& operator=(const Lockstep&) = delete;

  /// How many run at once.
  std::size_t workers() const;

  /// Runs trials first, …, first + count - 1 of every member of every ensemble, all members of a block one
  /// after the other, blocks in parallel; `first` is a multiple of 64. `fold` is called by several workers at
  /// once, by one worker for one block. False when cancelled half way.
  bool run(std::uint64_t first, std::uint64_t count, const std::function<void(const Visit&)>& fold,
           const Cancel* cancel);

  /// Where the lanes of the block that begins with trial `first` fail, for the first member of an ensemble.
  std::vector<kernel::FailureSite> find_failures(std::uint64_t first, std::size_t ensemble = 0);

  /// Where all ensembles but the first are like it.
  const std::optional<kernel::Slices>& slices() const { return slices_; }

 private:
  struct Worker;
  struct SlicedWorker;
  template <class Show, class Cancelled>
  void run_whole(Worker& worker, std::uint64_t trial, const Show& show, const Cancelled& is_cancelled);
  template <class Show, class Cancelled>
  void run_sliced(SlicedWorker& worker, std::uint64_t trial, const Show& show, const Cancelled& is_cancelled);

  std::span<const Ensemble> ensembles_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::vector<SharedPart> shared_;  ///< [ensembles] where they are sliced
  std::optional<kernel::Slices> slices_;
  std::vector<std::unique_ptr<SlicedWorker>> sliced_workers_;
};

}  // namespace leontide::simulation
