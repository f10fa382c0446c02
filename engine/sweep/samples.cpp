#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "lanes/width.hpp"
#include "random/problems.hpp"
#include "random/sampler.hpp"
#include "scenario/laws/law_reader.hpp"
#include "scenario/sampling.hpp"
#include "simulation/design.hpp"
#include "sweep/sweep_file.hpp"
#include "sweep/sweep_keys.hpp"
#include "yaml/keys.hpp"

namespace leontide::sweep {

namespace {

using scenario::Sampling;

/// Drivers drawn once a trial: a row of samples is a trial.
std::optional<std::vector<random::Driver>> read_laws_of(const yaml::Node& over, Diagnostics& diagnostics) {
  std::vector<random::Driver> drivers;
  const scenario::FileReader no_files = [&](const yaml::Node& file, const std::string&) {
    diagnostics.error("value", file.place, "samples are drawn from laws that stand in the sweep itself");
    return std::vector<double>{};
  };
  for (const auto& [path, law] : over.entries) {
    const auto read = scenario::read_laws(
        law, {{fmt::format("samples of \"{}\"", path.text), {}}, {}, no_files}, diagnostics);
    if (read.laws.empty()) continue;
    random::Driver driver;
    driver.name = path.text;
    driver.laws = read.laws;
    for (const auto& problem : random::problems(driver))
      diagnostics.error("value", blamed(law, problem.key).place, problem.what, problem.hint);
    drivers.push_back(std::move(driver));
  }
  return drivers.size() == over.entries.size() ? std::optional(drivers) : std::nullopt;
}

/// [rows][drivers]
std::vector<std::vector<double>> draw(const std::vector<random::Driver>& drivers, const Sampling& sampling) {
  const random::SamplerPlan plan = random::make_plan(drivers, {}, {}, {}, 1);
  const random::Points points = simulation::make_points(plan, sampling, sampling.trials);
  random::InputBlock block(plan);
  std::vector<std::vector<double>> rows;
  for (std::uint64_t first = 0; first < sampling.trials; first += lanes::width) {
    random::fill(plan, points, first, block);
    for (std::uint64_t lane = 0; lane < lanes::width && first + lane < sampling.trials; ++lane) {
      auto& row = rows.emplace_back();
      for (const random::Rows& where : plan.drivers)
        row.push_back(where.per_step ? block.step_rows(0)[where.first * lanes::width + lane]
                                     : block.trial_row(where.first)[lane]);
    }
  }
  return rows;
}

}  // namespace

std::optional<SweepFactor> read_samples(const yaml::Node& samples, Diagnostics& diagnostics) {
  if (!check_keys(samples, keys::samples(), "samples", diagnostics)) return std::nullopt;
  const yaml::Node *n = samples.find("n"), *over = samples.find("over");
  if (n == nullptr || over == nullptr) return std::nullopt;
  Sampling sampling;
  sampling.method = Sampling::Method::independent;
  sampling.replicates = 1;
  sampling.trials = static_cast<std::uint64_t>(read_integer(*n, 1, 1'000'000, diagnostics).value_or(1));
  if (const yaml::Node* method = samples.find("method"))
    sampling.method = yaml::read_choice<Sampling::Method>(*method, diagnostics).value_or(sampling.method);
  if (const yaml::Node* seed = samples.find("seed"))
    sampling.seed = static_cast<std::uint64_t>(read_integer(*seed, 0, 1LL << 62U, diagnostics).value_or(1));
  if (!over->is_mapping() || over->entries.empty()) {
    diagnostics.error("value", over->place, "`over:` must be a mapping of path to distribution",
                      "e.g. drivers.demand.mean: {distribution: uniform, low: 0, high: 0.04}");
    return std::nullopt;
  }
  const std::size_t errors_before = diagnostics.error_count();
  const auto drivers = read_laws_of(*over, diagnostics);
  if (!drivers || diagnostics.error_count() > errors_before) return std::nullopt;
  SweepFactor factor{SweepFactor::Kind::samples, {}, {}, samples.place};
  for (const auto& [path, law] : over->entries)
    factor.paths.push_back(path.text);
  for (const auto& row : draw(*drivers, sampling)) {
    auto& values = factor.rows.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i)
      values.push_back(scalar(print_number(row[i]), over->entries[i].key.place));
  }
  return factor;
}

}  // namespace leontide::sweep
