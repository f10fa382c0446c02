#include "analysis/compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/memory.hpp"
#include "simulation/early_look.hpp"
#include "simulation/lockstep.hpp"
#include "simulation/paired_difference.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;
using simulation::Visit;

/// One question asked of every scenario that knows it; the first always does.
struct Row {
  Question question;
  std::vector<std::optional<Question>> in;  ///< [scenarios]
};

/// What one block shows: a mask a scenario and row, and the moments of the differences of values.
struct BlockRecord {
  std::vector<std::uint64_t> completed;               ///< [scenarios]
  std::vector<std::uint64_t> met;                     ///< [scenarios × rows]
  std::vector<statistics::Moments> value_difference;  ///< [scenarios × rows]
  std::vector<simulation::DesignMean> value_error;    ///< [scenarios × rows]
};

struct WorkerState {
  std::vector<simulation::Tally> tallies;            ///< [scenarios]
  lanes::AlignedVector first_values;                 ///< [rows × 64] of the first scenario in this block
  std::vector<statistics::QuantileSketch> sketches;  ///< [scenarios × rows]
};

/// The blocks that the sketches' buckets are laid out from.
constexpr std::uint64_t early_blocks = simulation::EarlyLook::most_blocks;

class Comparer {
 public:
  Comparer(const std::vector<Prepared>& scenarios, const std::vector<std::size_t>& readings,
           std::size_t threads, const simulation::Observer& observer)
      : scenarios_(scenarios),
        readings_(readings),
        observer_(observer),
        sampling_(scenarios[0].scenario.sampling) {
    trials_ = sampling_.trials;
    threads_ = simulation::worker_count(threads, trials_);
    for (const Question& question : list_questions(scenarios[0].scenario, run(0)))
      add_row(question);
  }

  ReadingComparison compare() {
    std::vector<simulation::Ensemble> groups;
    for (std::size_t s = 0; s < scenarios_.size(); ++s)
      groups.push_back({&run(s), simulation::make_points(run(s).plan, sampling_, trials_), {{}}});
    const std::size_t a_row =
        sizeof(std::uint64_t) + sizeof(statistics::Moments) + sizeof(simulation::DesignMean);
    require_memory(
        fmt::format("{} trials of {} scenarios, compared block by block,", trials_, scenarios_.size()),
        {trials_ / width + 1,
         sizeof(BlockRecord) + scenarios_.size() * (sizeof(std::uint64_t) + rows_.size() * a_row)});
    blocks_.resize((trials_ + width - 1) / width);
    simulation::Lockstep lockstep(groups, threads_);
    std::vector<statistics::QuantileSketch> sketches;
    for (const statistics::SketchScale& scale : scales(lockstep))
      sketches.emplace_back(scale);
    for (std::size_t i = 0; i < threads_; ++i) {
      workers_.push_back({std::vector<simulation::Tally>(scenarios_.size()),
                          lanes::AlignedVector(rows_.size() * width), sketches});
    }
    for (std::uint64_t first = 0; first < trials_; first += lanes::trials_per_round) {
      const std::uint64_t step = std::min<std::uint64_t>(lanes::trials_per_round, trials_ - first);
      if (!lockstep.run(
              first, step, [&](const Visit& visit) { fold(visit); }, observer_.cancel))
        return {};
      if (observer_.on_round) observer_.on_round({first + step, trials_, 0, first + step});
    }
    return gather();
  }

  bool has_rows() const { return !rows_.empty(); }

 private:
  const simulation::Run& run(std::size_t s) const { return scenarios_[s].runs[readings_[s]]; }
  std::size_t at(std::size_t scenario, std::size_t row) const { return scenario * rows_.size() + row; }

  void add_row(const Question& question) {
    Row row{question, {}};
    for (std::size_t s = 0; s < scenarios_.size(); ++s) {
      row.in.emplace_back();
      for (const Question& known : list_questions(scenarios_[s].scenario, run(s))) {
        if (known.id == question.id) row.in.back() = known;
      }
    }
    const auto shared =
        std::count_if(row.in.begin(), row.in.end(), [](const auto& in) { return in.has_value(); });
    if (shared > 1) rows_.push_back(std::move(row));
  }

  /// [scenarios × rows] from a first look at the first blocks.
  std::vector<statistics::SketchScale> scales(simulation::Lockstep& lockstep) {
    std::vector<std::array<statistics::Moments, early_blocks>> parts(scenarios_.size() * rows_.size());
    const auto look = [&](const Visit& visit) {
      alignas(lanes::alignment) double value[width];
      const std::uint64_t good = visit.valid & ~visit.workspace.failures().any();
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        const auto& asked = rows_[r].in[visit.ensemble];
        if (!asked || !asked->condition) continue;
        simulation::evaluate(run(visit.ensemble).conditions[*asked->condition], visit.workspace, value);
        parts[at(visit.ensemble, r)][visit.block] = statistics::moments_of(value, good);
      }
    };
    lockstep.run(0, std::min<std::uint64_t>(trials_, early_blocks * width), look, nullptr);
    std::vector<statistics::SketchScale> scales;
    scales.reserve(parts.size());
    for (const auto& part : parts)
      scales.push_back(statistics::sketch_scale(part));
    return scales;
  }

  void fold(const Visit& visit) {
    BlockRecord& record = blocks_[visit.first_trial / width];
    if (visit.ensemble == 0) {
      record.completed.assign(scenarios_.size(), 0);
      record.met.assign(scenarios_.size() * rows_.size(), 0);
      record.value_difference.assign(scenarios_.size() * rows_.size(), {});
      record.value_error.assign(scenarios_.size() * rows_.size(), {});
    }
    const std::uint64_t good = visit.valid & ~visit.workspace.failures().any();
    record.completed[visit.ensemble] = good;
    WorkerState& state = workers_[visit.worker];
    state.tallies[visit.ensemble].add(visit.workspace.failures(), visit.valid);
    const simulation::Run& its_run = run(visit.ensemble);
    alignas(lanes::alignment) double value[width];
    std::vector<std::uint64_t> met(its_run.conditions.size());
    for (std::uint32_t c = 0; c < met.size(); ++c)
      met[c] = simulation::evaluate(its_run.conditions[c], visit.workspace, value).met;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const auto& asked = rows_[r].in[visit.ensemble];
      if (!asked) continue;
      record.met[at(visit.ensemble, r)] =
          answer_of(*asked, its_run, good, [&](std::uint32_t c) { return met[c]; });
      if (!asked->condition) continue;
      double* first = state.first_values.data() + r * width;
      simulation::evaluate(its_run.conditions[*asked->condition], visit.workspace, value);
      state.sketches[at(visit.ensemble, r)].add(value, good);
      if (visit.ensemble == 0) {
        std::copy_n(value, width, first);
        continue;
      }
      for (std::size_t lane = 0; lane < width; ++lane)
        value[lane] -= first[lane];
      const std::uint64_t both = good & record.completed[0];
      record.value_difference[at(visit.ensemble, r)] = statistics::moments_of(value, both);
      record.value_error[at(visit.ensemble, r)].add(simulation::design_of(sampling_), value, both);
    }
  }

  ReadingComparison gather() const {
    ReadingComparison comparison;
    const auto& reading = scenarios_[0].scenario.readings[readings_[0]];
    comparison.reading = reading.name;
    comparison.title = reading.title;
    comparison.trials = trials_;
    comparison.tallies.resize(scenarios_.size());
    for (const WorkerState& state : workers_) {
      for (std::size_t s = 0; s < scenarios_.size(); ++s)
        comparison.tallies[s].add(state.tallies[s]);
    }
    for (std::size_t s = 1; s < scenarios_.size(); ++s) {
      comparison.answers.emplace_back();
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (rows_[r].in[s]) comparison.answers.back().push_back(answer(s, r));
      }
    }
    return comparison;
  }

  statistics::QuantileSketch sketch(std::size_t s, std::size_t r) const {
    statistics::QuantileSketch all;
    for (const WorkerState& state : workers_)
      all.merge(state.sketches[at(s, r)]);
    return all;
  }

  PairedAnswer answer(std::size_t s, std::size_t r) const {
    PairedAnswer paired;
    paired.question = rows_[r].question;
    const simulation::Design design = simulation::design_of(sampling_);
    simulation::DesignCounts counts(design, 2);
    simulation::DesignMean error;
    std::vector<simulation::PairedBlock> pairs;
    for (const BlockRecord& block : blocks_) {
      const std::uint64_t good = block.completed[0] & block.completed[s];
      pairs.push_back({good, block.met[at(0, r)] & good, block.met[at(s, r)] & good});
      counts.add_completed(good);
      counts.add(0, pairs.back().first, good);
      counts.add(1, pairs.back().second, good);
      paired.value_difference = statistics::merge(paired.value_difference, block.value_difference[at(s, r)]);
      error.merge(block.value_error[at(s, r)]);
    }
    const double by_design = error.error();
    paired.value_error = std::isnan(by_design) ? paired.value_difference.error_of_mean() : by_design;
    paired.first = counts.chance(0, sampling_.level);
    paired.second = counts.chance(1, sampling_.level);
    const simulation::PairedDifference difference =
        simulation::paired_difference(design, pairs, sampling_.level);
    paired.cells = difference.cells;
    paired.difference = difference.difference;
    paired.test = statistics::mcnemar(paired.cells);
    paired.variance_saved = statistics::variance_saved(paired.cells);
    if (rows_[r].question.condition && rows_[r].in[s]->condition) {
      const auto first = sketch(0, r);
      const auto second = sketch(s, r);
      for (const double share : {0.1, 0.5, 0.9})
        paired.quantile_differences.push_back(second.quantile(share) - first.quantile(share));
    }
    return paired;
  }

  const std::vector<Prepared>& scenarios_;
  const std::vector<std::size_t>& readings_;
  const simulation::Observer& observer_;
  const scenario::Sampling& sampling_;
  std::uint64_t trials_ = 0;
  std::size_t threads_ = 1;
  std::vector<Row> rows_;
  std::vector<WorkerState> workers_;
  std::vector<BlockRecord> blocks_;
};

bool draws_alike(const random::SamplerPlan& a, const random::SamplerPlan& b) {
  const auto same = [](const random::Coordinate& x, const random::Coordinate& y) {
    return x.input == y.input && x.index == y.index && x.element == y.element && x.step == y.step &&
           x.number == y.number;
  };
  return std::equal(a.coordinates.begin(), a.coordinates.end(), b.coordinates.begin(), b.coordinates.end(),
                    same);
}

}  // namespace

std::vector<ReadingComparison> compare(const std::vector<Prepared>& scenarios, std::size_t threads,
                                       const simulation::Observer& observer, Diagnostics& diagnostics) {
  std::vector<ReadingComparison> comparisons;
  bool has_common_reading = false;
  for (std::size_t i = 0; i < scenarios[0].scenario.readings.size(); ++i) {
    const std::string& name = scenarios[0].scenario.readings[i].name;
    std::vector<std::size_t> readings;
    for (const Prepared& prepared : scenarios) {
      const auto& its = prepared.scenario.readings;
      const auto found = std::find_if(its.begin(), its.end(), [&](const auto& r) { return r.name == name; });
      if (found != its.end()) readings.push_back(static_cast<std::size_t>(found - its.begin()));
    }
    if (readings.size() < scenarios.size()) continue;
    has_common_reading = true;
    for (std::size_t s = 1; s < scenarios.size(); ++s) {
      const bool by_order = scenarios[0].scenario.sampling.method == scenario::Sampling::Method::sobol;
      if (by_order &&
          !draws_alike(scenarios[0].runs[readings[0]].plan, scenarios[s].runs[readings[s]].plan)) {
        diagnostics.error(
            "compare", scenarios[s].scenario.sampling.place,
            fmt::format("\"{}\" and \"{}\" draw different inputs, so Sobol points would not be common "
                        "to both",
                        scenarios[0].scenario.name, scenarios[s].scenario.name),
            "take --sampling independent, which names its draws");
        return {};
      }
    }
    Comparer comparer(scenarios, readings, threads, observer);
    if (!comparer.has_rows()) {
      diagnostics.error("compare", {scenarios[1].scenario.name, 0, 0, 0},
                        "the scenarios share no assessed target", "compare scenarios of one plan");
      return {};
    }
    comparisons.push_back(comparer.compare());
    if (observer.cancel != nullptr && observer.cancel->requested()) return comparisons;
  }
  if (!has_common_reading) {
    diagnostics.error("compare", {scenarios[1].scenario.name, 0, 0, 0}, "the scenarios share no reading",
                      "compare scenarios whose `readings:` have common names");
  }
  return comparisons;
}

}  // namespace leontide::analysis
