#include "analysis/evidence/margins.hpp"

#include <algorithm>
#include <limits>

#include "simulation/design.hpp"
#include "simulation/lockstep.hpp"

namespace leontide::analysis {

namespace {

/// All readings as they are; the first also with each of its levers off.
std::vector<simulation::Ensemble> ensembles_of(const Prepared& prepared, const scenario::Sampling& sampling,
                                               std::vector<MarginSet>& sets) {
  std::vector<simulation::Ensemble> ensembles;
  for (std::size_t r = 0; r < prepared.runs.size(); ++r) {
    const simulation::Run& run = prepared.runs[r];
    ensembles.push_back({&run, simulation::make_points(run.plan, sampling, sampling.trials), {{}}});
    sets.push_back({r, "", {}, {}});
  }
  const scenario::Reading& first = prepared.scenario.readings.front();
  for (std::size_t l = 0; l < first.levers.size(); ++l) {
    if (!first.levers_on[l]) continue;
    auto& member = ensembles.front().members.emplace_back();
    member.levers.assign(first.levers.size(), simulation::Origin::drawn);
    member.levers[l] = simulation::Origin::off;
    sets.push_back({0, first.levers[l].name, first.model.levers[l].title, {}});
  }
  return ensembles;
}

}  // namespace

TrialMargins keep_margins(const Prepared& prepared, std::uint64_t trials, std::size_t threads,
                          const simulation::Observer& observer) {
  TrialMargins out;
  scenario::Sampling sampling = prepared.scenario.sampling;
  sampling.until.reset();
  sampling.trials = out.trials = std::min(sampling.trials, trials);
  for (const std::uint32_t condition : prepared.runs.front().joint)
    out.targets.push_back(prepared.runs.front().conditions[condition].target);
  if (out.targets.empty()) return out;
  const auto ensembles = ensembles_of(prepared, sampling, out.sets);
  for (MarginSet& set : out.sets)
    set.margins.assign(out.targets.size(), std::vector<double>(out.trials));
  simulation::Lockstep lockstep(ensembles, simulation::worker_count(threads, out.trials));
  const auto fold = [&](const simulation::Visit& visit) {
    // Readings come first; levers off are the further members of the first reading.
    MarginSet& set = out.sets[visit.member == 0 ? visit.ensemble : prepared.runs.size() + visit.member - 1];
    const simulation::Run& run = prepared.runs[visit.ensemble];
    const std::uint64_t good = visit.valid & ~visit.workspace.failures().any();
    alignas(lanes::alignment) double margin[lanes::width];
    for (std::size_t t = 0; t < out.targets.size(); ++t) {
      simulation::margins(run.conditions[run.joint[t]], visit.workspace, margin);
      for (std::size_t lane = 0; lane < lanes::width && visit.first_trial + lane < out.trials; ++lane) {
        set.margins[t][visit.first_trial + lane] =
            ((good >> lane) & 1U) != 0 ? margin[lane] : std::numeric_limits<double>::quiet_NaN();
      }
    }
  };
  if (!lockstep.run(0, out.trials, fold, observer.cancel)) return {};
  return out;
}

}  // namespace leontide::analysis
