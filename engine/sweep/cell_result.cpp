#include "sweep/cell_result.hpp"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

#include "base/sha256.hpp"
#include "simulation/record.hpp"
#include "simulation/simulate.hpp"

namespace leontide::sweep {

namespace {

using simulation::Condition;
using Names = std::vector<std::string>;

bool is_kept(const Names& asked, const std::string& name) {
  return std::find(asked.begin(), asked.end(), name) != asked.end();
}

bool is_year_kept(const simulation::Run& run, const Keep& keep, std::size_t step) {
  const int year = run.constants.base_year + static_cast<int>(step);
  return keep.years.empty() ? step + 1 == run.program.steps
                            : std::find(keep.years.begin(), keep.years.end(), year) != keep.years.end();
}

class ReadingRows {
 public:
  ReadingRows(const scenario::Scenario& scenario, std::size_t reading, const simulation::Run& run,
              const simulation::RunResult& result, const Keep& keep, CellResult& cell)
      : scenario_(scenario),
        name_(scenario.readings[reading].name),
        run_(run),
        result_(result),
        keep_(keep),
        cell_(cell) {}

  void add() {
    cell_.trials += result_.trials;
    cell_.failed += result_.failures.total();
    add_failures(simulation::failed_trials(run_, simulation::by_cause(result_.failures), result_.firsts),
                 cell_.failures);
    cell_.is_too_wide = cell_.is_too_wide || (result_.stop && !result_.stop->reached);
    if (!run_.joint.empty()) add_joint();
    for (std::size_t i = 0; i < run_.conditions.size(); ++i) {
      const Condition& condition = run_.conditions[i];
      if (condition.is_main && (keep_.targets.empty() || is_kept(keep_.targets, condition.id))) add_target(i);
    }
    for (std::size_t output = 0; output < run_.program.outputs.size(); ++output) {
      if (is_kept(keep_.indicators, run_.program.outputs[output].name)) add_indicator(output);
    }
  }

 private:
  void add_joint() {
    TargetRow row;
    row.reading = name_;
    row.id = "joint";
    row.chance = result_.at_least(run_.joint.size(), scenario_.sampling.level);
    row.failed = result_.failures.total();
    cell_.targets.push_back(std::move(row));
  }

  void add_target(std::size_t index) {
    const Condition& condition = run_.conditions[index];
    TargetRow row;
    row.reading = name_;
    row.id = condition.id;
    const int base = run_.constants.base_year;
    const int first = base + static_cast<int>(condition.steps.front());
    const int last = base + static_cast<int>(condition.steps.back());
    row.when = first == last ? std::to_string(first) : fmt::format("{}-{}", first, last);
    row.chance = result_.chance(index, scenario_.sampling.level);
    row.failed = result_.failures.total();
    if (result_.completed() > 0) {
      row.mean = result_.condition_values[index].mean;
      row.sd = result_.condition_values[index].sd();
      if (condition.when == scenario::Target::When::year)
        row.quantiles = quantiles(condition.output, condition.steps.front(), condition.scale);
    }
    cell_.targets.push_back(std::move(row));
  }

  void add_indicator(std::size_t output) {
    const auto& which = run_.program.outputs[output];
    for (std::size_t step = which.begins; step < run_.program.steps && result_.completed() > 0; ++step) {
      if (!is_year_kept(run_, keep_, step)) continue;
      const int year = run_.constants.base_year + static_cast<int>(step);
      const auto& moments = result_.outputs[at(output, step)];
      cell_.indicators.push_back(
          {name_, which.name, year, moments.mean, moments.sd(), quantiles(output, step, 1)});
    }
  }

  std::size_t at(std::size_t output, std::size_t step) const { return output * run_.program.steps + step; }

  std::vector<double> quantiles(std::size_t output, std::size_t step, double scale) const {
    std::vector<double> values;
    for (const double share : keep_.quantiles)
      values.push_back(result_.sketches[at(output, step)].quantile(share) * scale);
    return values;
  }

  const scenario::Scenario& scenario_;
  const std::string& name_;
  const simulation::Run& run_;
  const simulation::RunResult& result_;
  const Keep& keep_;
  CellResult& cell_;
};

}  // namespace

std::vector<std::size_t> kept_outputs(const simulation::Run& run, const Keep& keep) {
  std::vector<std::size_t> kept;
  for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
    if (!is_kept(keep.indicators, run.program.outputs[output].name)) continue;
    for (std::size_t step = 0; step < run.program.steps; ++step) {
      if (is_year_kept(run, keep, step)) kept.push_back(output * run.program.steps + step);
    }
  }
  return kept;
}

std::vector<std::size_t> kept_marks(const simulation::Run& run, const Keep& keep) {
  std::vector<std::size_t> questions;
  if (!keep.trials.value_or(false)) return questions;
  for (std::size_t i = 0; i < run.conditions.size(); ++i) {
    const Condition& condition = run.conditions[i];
    if (condition.is_main && (keep.targets.empty() || is_kept(keep.targets, condition.id)))
      questions.push_back(i);
  }
  if (!run.joint.empty()) questions.push_back(run.conditions.size());
  return questions;
}

std::uint64_t bytes_of_marks(const simulation::Run& run, const Keep& keep, std::uint64_t trials) {
  Keep all = keep;
  all.trials = true;
  return (1 + kept_marks(run, all).size()) * simulation::blocks_of(trials) * sizeof(std::uint64_t);
}

namespace {

/// Sobol points are taken in the order of what is drawn, so they are the same only where all of that is.
std::string draws_of(const simulation::Run& run, const scenario::Sampling& sampling) {
  std::string text = fmt::format("{} seed {} replicates {}", name_of(sampling.method), sampling.seed,
                                 simulation::design_of(sampling).replicates);
  if (sampling.method != scenario::Sampling::Method::sobol) return text;
  std::string coordinates;
  for (const random::Coordinate& one : run.plan.coordinates)
    coordinates += fmt::format("{} {} {} {} {}\n", static_cast<int>(one.input), one.index, one.element,
                               one.step, one.number);
  return fmt::format("{} of {} trials over {}", text, simulation::most_trials(sampling),
                     sha256(coordinates).substr(0, 16));
}

}  // namespace

void add_marks(const scenario::Scenario& scenario, std::size_t reading, const simulation::Run& run,
               const simulation::TrialMarks& marks, const Keep& keep, CellResult& cell) {
  static_assert(std::endian::native == std::endian::little, "marks are written as they stand in memory");
  std::vector<std::string> names{""};
  for (const std::size_t question : kept_marks(run, keep))
    names.push_back(question < run.conditions.size() ? run.conditions[question].id : "joint");
  if (marks.questions + 1 != names.size() || marks.questions == 0) return;
  const std::string draws = draws_of(run, scenario.sampling);
  for (std::size_t i = 0; i < names.size(); ++i) {
    MarkRow row{scenario.readings[reading].name, names[i], draws, {}};
    for (std::size_t block = 0; block < marks.blocks(); ++block)
      row.bytes.append(reinterpret_cast<const char*>(&marks.lanes[block * marks.a_block() + i]),
                       sizeof(std::uint64_t));
    cell.marks.push_back(std::move(row));
  }
}

void add_reading(const scenario::Scenario& scenario, std::size_t reading, const simulation::Run& run,
                 const simulation::RunResult& result, const Keep& keep, CellResult& cell) {
  ReadingRows(scenario, reading, run, result, keep, cell).add();
}

}  // namespace leontide::sweep
