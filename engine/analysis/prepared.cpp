#include "analysis/prepared.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"

namespace leontide::analysis {

int Prepared::find_reading(const std::string& name) const {
  for (std::size_t i = 0; i < scenario.readings.size(); ++i) {
    if (name.empty() || scenario.readings[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::optional<Prepared> prepare_scenario(const std::filesystem::path& path,
                                         const scenario::CommandLine& command_line,
                                         Diagnostics& diagnostics) {
  return prepare_scenario(scenario::read_draft(path, command_line, diagnostics), {}, diagnostics);
}

std::optional<Prepared> prepare_scenario(const scenario::Draft& draft,
                                         const std::vector<scenario::Override>& further,
                                         Diagnostics& diagnostics) {
  auto scenario = scenario::resolve(draft, further, diagnostics);
  if (!scenario) return std::nullopt;
  Prepared prepared{std::move(*scenario), {}};
  for (const auto& reading : prepared.scenario.readings) {
    // Readings differ in numbers: mostly, the first one's program is all of them's.
    auto run = prepared.runs.empty()
                   ? simulation::compile_run(prepared.scenario, reading, diagnostics)
                   : simulation::rebind(prepared.runs.front(), prepared.scenario, reading, diagnostics);
    if (!run) return std::nullopt;
    prepared.runs.push_back(std::move(*run));
  }
  return prepared;
}

std::optional<Prepared> vary(const Prepared& known, const scenario::Draft& draft,
                             const std::vector<scenario::Override>& further, Diagnostics& diagnostics) {
  auto scenario = scenario::resolve(draft, further, diagnostics);
  if (!scenario) return std::nullopt;
  Prepared prepared{std::move(*scenario), {}};
  for (std::size_t i = 0; i < prepared.scenario.readings.size(); ++i) {
    auto run =
        simulation::rebind(known.runs[i], prepared.scenario, prepared.scenario.readings[i], diagnostics);
    if (!run) return std::nullopt;
    prepared.runs.push_back(std::move(*run));
  }
  return prepared;
}

std::vector<Question> list_questions(const scenario::Scenario& scenario, const simulation::Run& run) {
  std::vector<Question> questions;
  if (!run.joint.empty()) questions.push_back({"joint", {"All targets together", "全部目标"}, {}});
  for (const std::uint32_t condition : run.joint) {
    const auto& target = scenario.targets[run.conditions[condition].target];
    questions.push_back({target.id, target.title, condition});
  }
  return questions;
}

std::optional<Question> find_question(const scenario::Scenario& scenario, const simulation::Run& run,
                                      const std::string& id, const std::string& asked_at,
                                      Diagnostics& diagnostics) {
  std::vector<std::string> known;
  for (const Question& question : list_questions(scenario, run)) {
    if (question.id == id) return question;
    known.push_back(question.id);
  }
  // A target that is assessed without counting towards the joint chance can be asked about too.
  for (std::uint32_t i = 0; i < run.conditions.size(); ++i) {
    const auto& condition = run.conditions[i];
    if (!condition.is_main) continue;
    if (condition.id == id) return Question{id, scenario.targets[condition.target].title, i};
    if (std::find(known.begin(), known.end(), condition.id) == known.end()) known.push_back(condition.id);
  }
  diagnostics.error("unknown-name", {asked_at, 0, 0, 0},
                    fmt::format("there is no assessed target \"{}\"", id), suggestion(id, known));
  return std::nullopt;
}

}  // namespace leontide::analysis
