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

  void scale_levers(const std::vector<double>& scales) {
    for (std::size_t l = 0; l < scales.size(); ++l) {
      const double* strength = drawn.trial_rows() + run->plan.levers[l].first * width;
      for (std::size_t lane = 0; lane < width; ++lane)
        scaled[l * width + lane] = scales[l] * strength[lane];
    }
  }

  const Run* run;
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
  explicit Worker(std::span<const Ensemble> ensembles) {
    for (const Ensemble& ensemble : ensembles) {
      Stage& stage = stage_of(*ensemble.run);
      stage_of_ensemble.push_back(&stage);
      auto& members = pointers.emplace_back();
      for (const InputOrigins& origins : ensemble.members)
        members.push_back(point_at(*ensemble.run, stage, origins));
    }
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
};

/// Runs of one program whose shared part is drawn and computed once a block.
struct Lockstep::SlicedWorker {
  SlicedWorker(std::span<const Ensemble> ensembles, const std::vector<SharedPart>& parts,
               const kernel::Slices& slices)
      : drawn(ensembles.front().run->plan),
        shared(slices.shared, ensembles.front().run->constants),
        own(slices.own, ensembles.front().run->constants),
        shared_pointers(point_at(*ensembles.front().run, drawn)) {
    for (std::size_t g = 0; g < ensembles.size(); ++g) {
      own_inputs.push_back(std::make_unique<random::InputBlock>(parts[g].own));
      pointers.push_back(point_at(*ensembles[g].run, parts[g], drawn, *own_inputs.back()));
    }
  }

  random::InputBlock drawn;
  std::vector<std::unique_ptr<random::InputBlock>> own_inputs;  ///< [ensembles]
  std::vector<kernel::InputPointers> pointers;                  ///< [ensembles]
  kernel::Workspace shared, own;
  kernel::InputPointers shared_pointers;
};

namespace {

kernel::Slices slices_of(std::span<const Ensemble> ensembles, const std::vector<SharedPart>& parts) {
  const auto add = [](std::vector<bool>& to, const std::vector<bool>& from) {
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i)
      to[i] = to[i] || from[i];
  };
  kernel::OtherInputs base_year, later_years;
  std::vector<const kernel::Constants*> constants;
  for (std::size_t g = 0; g < ensembles.size(); ++g) {
    constants.push_back(&ensembles[g].run->constants);
    for (auto [to, from] :
         {std::pair{&base_year, &parts[g].base_year}, std::pair{&later_years, &parts[g].later_years}}) {
      add(to->drivers, from->drivers);
      add(to->levers, from->levers);
      add(to->events, from->events);
    }
  }
  return kernel::slice(ensembles.front().run->program, constants, base_year, later_years);
}

}  // namespace

Lockstep::Lockstep(std::span<const Ensemble> ensembles, std::size_t threads) : ensembles_(ensembles) {
  threads = std::max<std::size_t>(1, threads);
  if (ensembles.size() < 2 || !ensembles.back().like_first) {
    for (std::size_t i = 0; i < threads; ++i)
      workers_.push_back(std::make_unique<Worker>(ensembles));
    return;
  }
  for (const Ensemble& ensemble : ensembles)
    shared_.push_back(shared_part(*ensemble.run, *ensembles.front().run, ensemble.points));
  slices_ = slices_of(ensembles, shared_);
  for (std::size_t i = 0; i < threads; ++i)
    sliced_workers_.push_back(std::make_unique<SlicedWorker>(ensembles, shared_, *slices_));
}

Lockstep::~Lockstep() = default;

std::size_t Lockstep::workers() const {
  return std::max(workers_.size(), sliced_workers_.size());
}

bool Lockstep::run(std::uint64_t first, std::uint64_t count, const std::function<void(const Visit&)>& fold,
                   const Cancel* cancel) {
  const auto is_cancelled = [cancel] { return cancel != nullptr && cancel->requested(); };
  const std::size_t blocks = (count + width - 1) / width;
  for_each_block(workers(), blocks, [&](std::size_t number, std::size_t block) {
    const std::uint64_t trial = first + block * width;
    const std::uint64_t left = first + count - trial;
    const std::uint64_t valid = left >= width ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    const auto show = [&](std::size_t ensemble, std::size_t member, const kernel::Workspace& workspace,
                          const random::InputBlock& drawn) {
      fold({number, block, ensemble, member, trial, valid, workspace, drawn});
    };
    slices_ ? run_sliced(*sliced_workers_[number], trial, show, is_cancelled)
            : run_whole(*workers_[number], trial, show, is_cancelled);
  });
  return !is_cancelled();
}

template <class Show, class Cancelled>
void Lockstep::run_whole(Worker& worker, std::uint64_t trial, const Show& show,
                         const Cancelled& is_cancelled) {
  for (std::size_t g = 0; g < ensembles_.size(); ++g) {
    const Ensemble& ensemble = ensembles_[g];
    Stage& stage = *worker.stage_of_ensemble[g];
    random::fill(ensemble.run->plan, ensemble.points, trial, stage.drawn);
    for (std::size_t member = 0; member < ensemble.members.size(); ++member) {
      if (is_cancelled()) return;
      stage.scale_levers(ensemble.members[member].lever_scales);
      kernel::run_block(ensemble.run->program, ensemble.run->constants, worker.pointers[g][member],
                        stage.workspace);
      show(g, member, stage.workspace, stage.drawn);
    }
  }
}

template <class Show, class Cancelled>
void Lockstep::run_sliced(SlicedWorker& worker, std::uint64_t trial, const Show& show,
                          const Cancelled& is_cancelled) {
  const Ensemble& leader = ensembles_.front();
  random::fill(leader.run->plan, leader.points, trial, worker.drawn);
  kernel::run_block(slices_->shared, leader.run->constants, worker.shared_pointers, worker.shared);
  for (std::size_t g = 0; g < ensembles_.size(); ++g) {
    if (is_cancelled()) return;
    random::fill(shared_[g].own, ensembles_[g].points, trial, *worker.own_inputs[g]);
    kernel::run_block(slices_->own, ensembles_[g].run->constants, worker.pointers[g], worker.own,
                      &worker.shared);
    show(g, 0, worker.own, worker.drawn);
  }
}

std::vector<kernel::FailureSite> Lockstep::find_failures(std::uint64_t first, std::size_t number) {
  const Ensemble& ensemble = ensembles_[number];
  const Run& run = *ensemble.run;
  if (!slices_) {
    Worker& worker = *workers_.front();
    Stage& stage = *worker.stage_of_ensemble[number];
    random::fill(run.plan, ensemble.points, first, stage.drawn);
    stage.scale_levers(ensemble.members.front().lever_scales);
    return kernel::find_failures(run.program, run.constants, worker.pointers[number].front(),
                                 stage.workspace);
  }
  SlicedWorker& worker = *sliced_workers_.front();
  random::fill(ensembles_.front().run->plan, ensembles_.front().points, first, worker.drawn);
  random::fill(shared_[number].own, ensemble.points, first, *worker.own_inputs[number]);
  kernel::Workspace whole(run.program, run.constants);
  return kernel::find_failures(run.program, run.constants, worker.pointers[number], whole);
}

}  // namespace leontide::simulation
