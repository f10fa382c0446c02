#include "simulation/lockstep.hpp"

#include <algorithm>
#include <memory>

#include "base/parallel.hpp"

namespace leontide::simulation {

namespace {

using lanes::width;

/// The blocks that a member's inputs may stand in.
struct Stage {
  explicit Stage(const Run& its_run)
      : run(&its_run),
        drawn(its_run.plan),
        centre(its_run.plan),
        zeros(width * widest(its_run)),
        scaled(width * its_run.plan.levers.size()),
        workspace(its_run.program, its_run.constants) {
    random::fill(its_run.plan, random::Centre{}, 0, centre);
  }

  static std::size_t widest(const Run& run) {
    std::size_t rows = 1;
    for (const random::Rows& driver : run.plan.drivers)
      rows = std::max(rows, driver.count);
    return rows;
  }

  const double* rows(Origin origin, const random::Rows& where, std::size_t step) const {
    if (origin == Origin::off) return zeros.data();
    const random::InputBlock& from = origin == Origin::drawn ? drawn : centre;
    const double* first = where.per_step ? from.step_rows(step) : from.trial_rows();
    return first + where.first * width;
  }

  /// For runs that take the base year from this one.
  void keep_start() {
    if (start == kernel::Start::kept) return;
    workspace.make_room_for_start(run->program);
    start = kernel::Start::kept;
  }

  const Run* run;
  kernel::Start start = kernel::Start::computed;
  void scale_levers(const std::vector<double>& scales) {
    for (std::size_t l = 0; l < scales.size(); ++l) {
      const double* strength = drawn.trial_rows() + run->plan.levers[l].first * width;
      for (std::size_t lane = 0; lane < width; ++lane)
        scaled[l * width + lane] = scales[l] * strength[lane];
    }
  }

  random::InputBlock drawn, centre;
  lanes::AlignedVector zeros;
  lanes::AlignedVector scaled;  ///< [levers × 64] strengths of the member at work
  kernel::Workspace workspace;
};

Origin origin_of(const std::vector<Origin>& origins, std::size_t index) {
  return origins.empty() ? Origin::drawn : origins[index];
}

kernel::InputPointers point_at(const Run& run, const Stage& stage, const InputOrigins& origins) {
  kernel::InputPointers pointers;
  for (std::size_t step = 0; step < run.program.steps; ++step) {
    for (std::size_t d = 0; d < run.plan.drivers.size(); ++d)
      pointers.drivers.push_back(stage.rows(origin_of(origins.drivers, d), run.plan.drivers[d], step));
    for (std::size_t e = 0; e < run.plan.events.size(); ++e)
      pointers.events.push_back(stage.rows(origin_of(origins.events, e), run.plan.events[e], step));
  }
  for (std::size_t l = 0; l < run.plan.levers.size(); ++l) {
    pointers.levers.push_back(origins.lever_scales.empty()
                                  ? stage.rows(origin_of(origins.levers, l), run.plan.levers[l], 0)
                                  : stage.scaled.data() + l * width);
  }
  return pointers;
}

}  // namespace

kernel::InputPointers point_at(const Run& run, const random::InputBlock& block) {
  const auto rows = [&](const random::Rows& where, std::size_t step) {
    const double* first = where.per_step ? block.step_rows(step) : block.trial_rows();
    return first + where.first * width;
  };
  kernel::InputPointers pointers;
  for (std::size_t step = 0; step < run.program.steps; ++step) {
    for (const random::Rows& driver : run.plan.drivers)
      pointers.drivers.push_back(rows(driver, step));
    for (const random::Rows& event : run.plan.events)
      pointers.events.push_back(rows(event, step));
  }
  for (const random::Rows& lever : run.plan.levers)
    pointers.levers.push_back(rows(lever, 0));
  return pointers;
}

struct Lockstep::Worker {
  Worker(std::span<const Ensemble> ensembles, const std::vector<SharedPart>& shared) {
    for (std::size_t g = 0; g < ensembles.size(); ++g) {
      const Ensemble& ensemble = ensembles[g];
      Stage& stage = ensemble.like ? *stage_of_ensemble[*ensemble.like] : stage_of(*ensemble.run);
      stage_of_ensemble.push_back(&stage);
      auto& members = pointers.emplace_back();
      auto& own = own_inputs.emplace_back();
      if (ensemble.like) {
        own = std::make_unique<random::InputBlock>(shared[g].own);
        members.push_back(point_at(*ensemble.run, shared[g], stage.drawn, *own));
        if (shared[g].base_year) stage.keep_start();
        continue;
      }
      for (const InputOrigins& origins : ensemble.members)
        members.push_back(point_at(*ensemble.run, stage, origins));
    }
  }

  /// Inputs drawn and the block run; the workspace has the answer.
  void run_like(const Ensemble& ensemble, const SharedPart& part, std::size_t number, std::uint64_t trial) {
    random::fill(part.own, ensemble.points, trial, *own_inputs[number]);
    Stage& stage = *stage_of_ensemble[number];
    kernel::run_block(stage.run->program, ensemble.run->constants, pointers[number].front(), stage.workspace,
                      part.base_year ? kernel::Start::taken : kernel::Start::computed);
  }

  Stage& stage_of(const Run& run) {
    for (const auto& stage : stages) {
      if (stage->run == &run) return *stage;
    }
    return *stages.emplace_back(std::make_unique<Stage>(run));
  }

  std::vector<std::unique_ptr<Stage>> stages;  ///< one a run
  std::vector<Stage*> stage_of_ensemble;
  std::vector<std::vector<kernel::InputPointers>> pointers;  ///< [ensembles][members]
  std::vector<std::unique_ptr<random::InputBlock>>
      own_inputs;  ///< [ensembles] of those that are like another
};

Lockstep::Lockstep(std::span<const Ensemble> ensembles, std::size_t threads) : ensembles_(ensembles) {
  for (const Ensemble& ensemble : ensembles)
    shared_.push_back(ensemble.like
                          ? shared_part(*ensemble.run, *ensembles[*ensemble.like].run, ensemble.points)
                          : SharedPart{});
  for (std::size_t i = 0; i < std::max<std::size_t>(1, threads); ++i)
    workers_.push_back(std::make_unique<Worker>(ensembles, shared_));
}

Lockstep::~Lockstep() = default;

bool Lockstep::run(std::uint64_t first, std::uint64_t count, const std::function<void(const Visit&)>& fold,
                   const Cancel* cancel) {
  const auto cancelled = [cancel] { return cancel != nullptr && cancel->requested(); };
  const std::size_t blocks = (count + width - 1) / width;
  for_each_block(workers_.size(), blocks, [&](std::size_t number, std::size_t block) {
    Worker& worker = *workers_[number];
    const std::uint64_t trial = first + block * width;
    const std::uint64_t left = first + count - trial;
    const std::uint64_t valid = left >= width ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    for (std::size_t g = 0; g < ensembles_.size(); ++g) {
      const Ensemble& ensemble = ensembles_[g];
      Stage& stage = *worker.stage_of_ensemble[g];
      if (ensemble.like) {
        if (cancelled()) return;
        worker.run_like(ensemble, shared_[g], g, trial);
        fold({number, block, g, 0, trial, valid, stage.workspace, stage.drawn});
        continue;
      }
      random::fill(ensemble.run->plan, ensemble.points, trial, stage.drawn);
      for (std::size_t member = 0; member < ensemble.members.size(); ++member) {
        if (cancelled()) return;
        stage.scale_levers(ensemble.members[member].lever_scales);
        kernel::run_block(ensemble.run->program, ensemble.run->constants, worker.pointers[g][member],
                          stage.workspace, stage.start);
        fold({number, block, g, member, trial, valid, stage.workspace, stage.drawn});
      }
    }
  });
  return !cancelled();
}

std::vector<kernel::FailureSite> Lockstep::find_failures(std::uint64_t first, std::size_t number) {
  Worker& worker = *workers_.front();
  const Ensemble& ensemble = ensembles_[number];
  Stage& stage = *worker.stage_of_ensemble[number];
  random::fill(stage.run->plan, ensemble.points, first, stage.drawn);
  if (ensemble.like) random::fill(shared_[number].own, ensemble.points, first, *worker.own_inputs[number]);
  stage.scale_levers(ensemble.members.front().lever_scales);
  return kernel::find_failures(stage.run->program, ensemble.run->constants, worker.pointers[number].front(),
                               stage.workspace);
}

}  // namespace leontide::simulation
