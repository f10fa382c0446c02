#include "report/trials/trials_file.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numeric>

#include "netcdf/file.hpp"
#include "simulation/keep.hpp"
#include "simulation/record.hpp"

namespace leontide::report {

namespace {

using netcdf::Attributes;
using netcdf::Slab;
using netcdf::Type;
using simulation::Factor;
using simulation::KeptTrials;
using simulation::Run;

constexpr std::size_t trials_a_chunk = 4096;

Attributes described(const Title& title, const std::string& unit) {
  return {{"long_name", title.en}, {"long_name_zh", title.zh}, {"units", unit}};
}

/// Names of the file's own variables are not an indicator's.
std::string indicator_name(const std::string& name) {
  static const std::vector<std::string> taken{"reading", "year", "trial",    "target",
                                              "value",   "met",  "completed"};
  const std::string given = netcdf::name_of(name);
  return std::find(taken.begin(), taken.end(), given) == taken.end() ? given : given + "_";
}

std::string factor_name(const Factor& factor) {
  static constexpr const char* kinds[] = {"driver", "lever", "event"};
  return netcdf::name_of(fmt::format("{}_{}", kinds[static_cast<int>(factor.kind)], factor.label()));
}

bool is_set(std::uint64_t word, std::size_t lane) {
  return ((word >> lane) & 1U) != 0;
}

class TrialsFile {
 public:
  TrialsFile(netcdf::File& file, const scenario::Scenario& scenario,
             const std::vector<TrialsOfReading>& readings)
      : file_(file), scenario_(scenario), readings_(readings) {
    for (const TrialsOfReading& reading : readings) {
      trials_ = std::max<std::size_t>(trials_, reading.trials);
      years_ = std::max<std::size_t>(years_, reading.run->program.steps);
      factors_.push_back(simulation::list_factors(scenario.readings[factors_.size()], reading.run->plan));
    }
    for (const simulation::Condition& condition : readings.front().run->conditions) {
      if (condition.is_main) targets_.push_back(condition.target);
    }
  }

  void describe() {
    file_.describe({{"title", scenario_.title.en},
                    {"scenario", scenario_.name},
                    {"inputs_sha256", scenario_.digest},
                    {"source", fmt::format("leontide {}, results version {}", LEONTIDE_VERSION,
                                           simulation::results_version)}});
    file_.add_dimension("reading", readings_.size());
    file_.add_dimension("year", years_);
    file_.add_dimension("trial", trials_);
    file_.add({"reading", Type::text, {"reading"}});
    file_.add({"year", Type::whole, {"year"}});
    file_.add({"trial", Type::whole, {"trial"}});
    file_.add({"completed",
               Type::flag,
               {"reading", "trial"},
               described({"trial completed", "模拟完成"}, "1"),
               {1, chunk()}});
    if (!targets_.empty()) describe_targets();
    for (std::size_t r = 0; r < readings_.size(); ++r) {
      describe_indicators(r);
      describe_factors(r);
    }
    put_coordinates();
  }

  bool fill(std::size_t threads, const simulation::Observer& observer) {
    std::uint64_t before = 0;
    const std::uint64_t all = std::accumulate(
        readings_.begin(), readings_.end(), std::uint64_t{0},
        [](std::uint64_t sum, const TrialsOfReading& reading) { return sum + reading.trials; });
    for (std::size_t r = 0; r < readings_.size(); ++r) {
      simulation::SimulateOptions how;
      how.sampling = scenario_.sampling;
      how.threads = threads;
      how.factors = factors_[r];
      const simulation::Observer inner{
          [&](const simulation::Progress& progress) {
            if (observer.on_round)
              observer.on_round({before + progress.done, all, 0, before + progress.done});
          },
          observer.cancel};
      simulation::stream_trials(
          *readings_[r].run, how, readings_[r].trials, [&](const KeptTrials& kept) { put(r, kept); }, inner);
      if (observer.cancel != nullptr && observer.cancel->requested()) return false;
      before += readings_[r].trials;
    }
    return true;
  }

 private:
  std::size_t chunk() const { return std::min(trials_, trials_a_chunk); }

  void describe_targets() {
    file_.add_dimension("target", targets_.size());
    file_.add({"target", Type::text, {"target"}});
    file_.add({"target_title", Type::text, {"target"}});
    file_.add({"target_unit", Type::text, {"target"}});
    file_.add({"value",
               Type::number,
               {"reading", "target", "trial"},
               described({"what the target compares", "目标所比较的数值"}, ""),
               {1, 1, chunk()}});
    file_.add({"met",
               Type::flag,
               {"reading", "target", "trial"},
               described({"target met", "目标实现"}, "1"),
               {1, 1, chunk()}});
  }

  void describe_indicators(std::size_t r) {
    const auto& indicators = scenario_.readings[r].model.indicators;
    for (const kernel::Output& output : readings_[r].run->program.outputs) {
      const language::Indicator& indicator = indicators[output.indicator];
      add_once({indicator_name(output.name),
                Type::number,
                {"reading", "year", "trial"},
                described(indicator.title, to_string(indicator.unit)),
                {1, 1, chunk()}});
    }
  }

  void describe_factors(std::size_t r) {
    for (const Factor& factor : factors_[r])
      add_once({factor_name(factor), Type::number, {"reading", "trial"}, {}, {1, chunk()}});
  }

  /// Readings share what has one name.
  void add_once(const netcdf::Variable& variable) {
    if (added_.emplace(variable.name, true).second) file_.add(variable);
  }

  void put_coordinates() {
    std::vector<std::string> readings, ids, titles, units;
    for (const scenario::Reading& reading : scenario_.readings)
      readings.push_back(reading.name);
    file_.put("reading", readings);
    std::vector<std::int64_t> years(years_), trials(trials_);
    std::iota(years.begin(), years.end(), readings_.front().run->constants.base_year);
    std::iota(trials.begin(), trials.end(), 0);
    file_.put("year", {{0}, {years_}}, years);
    file_.put("trial", {{0}, {trials_}}, trials);
    if (targets_.empty()) return;
    for (const std::uint32_t target : targets_) {
      ids.push_back(scenario_.targets[target].id);
      titles.push_back(scenario_.targets[target].title.en);
      units.push_back(to_string(scenario_.targets[target].unit));
    }
    file_.put("target", ids);
    file_.put("target_title", titles);
    file_.put("target_unit", units);
  }

  void put(std::size_t r, const KeptTrials& kept) {
    const Run& run = *readings_[r].run;
    std::vector<std::int8_t> completed(kept.trials);
    for (std::size_t trial = 0; trial < kept.trials; ++trial)
      completed[trial] = kept.is_valid(trial) ? 1 : 0;
    file_.put("completed", {{r, kept.first}, {1, kept.trials}}, completed);
    put_outputs(r, run, kept);
    put_targets(r, run, kept);
    for (std::size_t f = 0; f < factors_[r].size(); ++f)
      file_.put(factor_name(factors_[r][f]), {{r, kept.first}, {1, kept.trials}},
                std::span(kept.factors).subspan(f * kept.trials, kept.trials));
  }

  void put_outputs(std::size_t r, const Run& run, const KeptTrials& kept) {
    std::vector<double> values(kept.trials);
    for (std::size_t output = 0; output < run.program.outputs.size(); ++output) {
      const std::string name = indicator_name(run.program.outputs[output].name);
      for (std::size_t step = run.program.outputs[output].begins; step < run.program.steps; ++step) {
        const double* from = kept.outputs.data() + (output * run.program.steps + step) * kept.trials;
        put_completed(name, {{r, step, kept.first}, {1, 1, kept.trials}}, from, kept, values);
      }
    }
  }

  void put_targets(std::size_t r, const Run& run, const KeptTrials& kept) {
    std::vector<double> values(kept.trials);
    std::vector<std::int8_t> met(kept.trials);
    std::size_t place = 0;
    for (std::size_t c = 0; c < run.conditions.size(); ++c) {
      if (!run.conditions[c].is_main) continue;
      const Slab slab{{r, place++, kept.first}, {1, 1, kept.trials}};
      put_completed("value", slab, kept.values.data() + c * kept.trials, kept, values);
      for (std::size_t trial = 0; trial < kept.trials; ++trial) {
        const std::uint64_t word = kept.met[c * kept.valid.size() + trial / lanes::width];
        met[trial] = !kept.is_valid(trial) ? -1 : is_set(word, trial % lanes::width) ? 1 : 0;
      }
      file_.put("met", slab, met);
    }
  }

  void put_completed(const std::string& name, const Slab& slab, const double* from, const KeptTrials& kept,
                     std::vector<double>& values) {
    for (std::size_t trial = 0; trial < kept.trials; ++trial)
      values[trial] = kept.is_valid(trial) ? from[trial] : std::nan("");
    file_.put(name, slab, values);
  }

  netcdf::File& file_;
  const scenario::Scenario& scenario_;
  const std::vector<TrialsOfReading>& readings_;
  std::size_t trials_ = 0, years_ = 0;
  std::vector<std::vector<Factor>> factors_;  ///< [readings]
  std::vector<std::uint32_t> targets_;        ///< numbers of those that are assessed
  std::map<std::string, bool> added_;
};

struct Cancelled {};

}  // namespace

bool write_trials(const std::filesystem::path& file, const scenario::Scenario& scenario,
                  const std::vector<TrialsOfReading>& readings, std::size_t threads,
                  const simulation::Observer& observer) {
  try {
    netcdf::write(file, [&](netcdf::File& out) {
      TrialsFile trials(out, scenario, readings);
      trials.describe();
      if (!trials.fill(threads, observer)) throw Cancelled{};
    });
  } catch (const Cancelled&) {
    return false;
  }
  return true;
}

}  // namespace leontide::report
