#include "report/rests_on.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "report/estimate_columns.hpp"
#include "report/sheet_figures.hpp"
#include "report/target_words.hpp"
#include "simulation/failing_variable.hpp"
#include "simulation/simulate.hpp"

namespace leontide::report {

namespace {

/// Analyses count failed trials by cause: where such trials fail is seen in plain ones.
std::vector<simulation::FirstFailure> places_of_failures(const simulation::Run& run,
                                                         const scenario::Reading& reading,
                                                         const scenario::Sampling& sampling) {
  constexpr std::uint64_t enough = 4096;
  simulation::SimulateOptions options;
  options.sampling.trials = enough;
  options.sampling.seed = sampling.seed;
  return simulation::by_variable(simulation::simulate(run, options, {}).firsts, reading, options.sampling);
}

Standing standing_of(const Rests& rests) {
  const auto& scenario = rests.prepared.scenario;
  Standing standing{scenario.name,
                    scenario.readings[rests.reading].name,
                    rests.tally.trials,
                    rests.tally.completed(),
                    {},
                    {}};
  const scenario::Reading& reading = scenario.readings[rests.reading];
  standing.title = run_title(scenario.name, scenario.title, reading.name, reading.title);
  if (rests.tally.completed() == rests.tally.trials) return standing;
  const simulation::Run& run = rests.prepared.runs[rests.reading];
  standing.failures = failed_of(simulation::failed_trials(
      run, rests.tally.failed, places_of_failures(run, reading, scenario.sampling)));
  return standing;
}

void add_inputs(const scenario::Scenario& scenario, Document& document) {
  for (const scenario::InputFile& input : scenario.inputs)
    add_input(document, {input.path, input.sha256});
  if (document.digest.find(scenario.digest) == std::string::npos)
    document.digest += (document.digest.empty() ? "" : " ") + scenario.digest;
}

}  // namespace

std::vector<Failed> failed_of(const std::vector<simulation::FailedTrials>& failed) {
  std::vector<Failed> out;
  out.reserve(failed.size());
  for (const simulation::FailedTrials& one : failed)
    out.push_back({one.cause, one.trials, one.what, one.year});
  return out;
}

Title design_text(const scenario::Sampling& sampling) {
  const Title method = title_of(sampling.method);
  const char* name = leontide::name_of(sampling.method);
  using Method = scenario::Sampling::Method;
  if (sampling.method != Method::latin_hypercube && sampling.method != Method::sobol)
    return {name, method.zh};
  return {fmt::format("{}, {} replicates", name, sampling.replicates),
          fmt::format("{}，{} 组", method.zh, sampling.replicates)};
}

Title independent_design() {
  return {"independent", "独立抽样"};
}

std::vector<Named> levers_on(const scenario::Reading& reading) {
  std::vector<Named> on;
  for (std::size_t l = 0; l < reading.levers.size(); ++l) {
    if (reading.levers_on[l]) on.push_back({reading.levers[l].name, reading.model.levers[l].title});
  }
  return on;
}

std::vector<Named> events_on(const scenario::Reading& reading) {
  std::vector<Named> on;
  for (std::size_t e = 0; e < reading.events.size(); ++e) {
    if (reading.events[e].on) on.push_back({reading.events[e].name, reading.model.events[e].title});
  }
  return on;
}

Title run_title(const std::string& scenario, const Title& title, const std::string& reading,
                const Title& reading_title) {
  const Title whole = title_or_name(title, scenario);
  Title run{whole.en, in_language(whole, Language::zh)};
  if (reading.empty()) return run;
  const Title of = short_title(reading_title, reading);
  run.en += (run.en.empty() ? "" : ", ") + of.en;
  run.zh += (run.zh.empty() ? "" : "，") + in_language(of, Language::zh);
  return run;
}

void add_setting(Document& document, const std::string& name, Title title, const std::vector<Named>& values) {
  Title value;
  std::string names;
  for (const Named& one : values) {
    const Title called = title_or_name(one.title, one.name);
    value.en += (value.en.empty() ? "" : ", ") + called.en;
    value.zh += (value.zh.empty() ? "" : "、") + in_language(called, Language::zh);
    names += (names.empty() ? "" : " ") + one.name;
  }
  if (values.empty()) value = {"none", "无"};
  document.settings.push_back({name, std::move(title), std::move(value), std::move(names)});
}

void add_setting(Document& document, const std::string& name, Title title,
                 const std::vector<std::string>& values) {
  const Title value = values.empty() ? Title{"none", "无"} : same(fmt::format("{}", fmt::join(values, " ")));
  document.settings.push_back({name, std::move(title), value});
}

namespace {

Title title_of_answer(const std::string& name) {
  constexpr std::tuple<const char*, const char*, const char*> known[] = {
      {"compare", "Scenarios side by side", "情景比较"},
      {"attribute", "What each measure adds", "各项措施的贡献"},
      {"sensitivity", "Which inputs decide", "哪些输入起决定作用"},
      {"discover", "Where the plan fails", "规划在何处落空"},
      {"seek", "What would give the chance asked for", "达到所需概率的取值"},
      {"optimise", "A budget over measures", "措施间的预算分配"},
      {"observe", "Chances revised by known figures", "按已知数据修正的概率"},
      {"rare", "A chance too small to be counted", "极小概率"}};
  for (const auto& [command, en, zh] : known) {
    if (name == command) return {en, zh};
  }
  return {};
}

/// The sentence in place of an answer that one of its runs leaves without a trial.
std::optional<Title> nothing_completed(const std::vector<Standing>& runs) {
  for (const Standing& standing : runs) {
    if (standing.trials == 0 || standing.completed > 0) continue;
    const auto of = [&](Language language) {
      return runs.size() > 1 ? " (" + in_language(standing.title, language) + ")" : std::string{};
    };
    return Title{fmt::format("No trial completed{}: {}. There is no number to show.", of(Language::en),
                             failures_text(standing, Language::en)),
                 fmt::format("没有完成任何模拟{}：{}。无数可示。", of(Language::zh),
                             failures_text(standing, Language::zh))};
  }
  return std::nullopt;
}

Setting reading_setting(const scenario::Reading& reading) {
  if (reading.name.empty()) return {"reading", {"reading", "口径"}, same("–")};
  return {"reading", {"reading", "口径"}, short_title(reading.title, reading.name), reading.name};
}

/// What the scenario's file sets and turns on; `of` which scenario, where there are several.
void add_what_is_on(const scenario::Reading& reading, const Named& of, Document& document) {
  const std::string key = of.name.empty() ? "" : " " + of.name;
  const std::string en = of.name.empty() ? "" : ", " + of.title.en;
  const std::string zh = of.name.empty() ? "" : "（" + in_language(of.title, Language::zh) + "）";
  add_setting(document, "scenario_sets" + key, {"set by the scenario" + en, "情景设定" + zh}, reading.sets);
  add_setting(document, "levers" + key, {"levers on" + en, "启用的措施" + zh}, levers_on(reading));
  add_setting(document, "events" + key, {"events on" + en, "启用的事件" + zh}, events_on(reading));
}

}  // namespace

void add_basis(const scenario::Scenario& scenario, const scenario::Reading& reading,
               const std::vector<std::string>& sets, Document& document) {
  document.settings.push_back(reading_setting(reading));
  add_setting(document, "set", {"set on the command line", "命令行设定"}, sets);
  add_what_is_on(reading, {}, document);
  add_inputs(scenario, document);
}

Document document_of(std::string name, std::vector<Sheet> sheets, const std::vector<Rests>& rests,
                     const Title& design, const std::vector<std::string>& sets) {
  Document document;
  document.title = title_of_answer(name);
  document.name = std::move(name);
  for (const Rests& one : rests)
    document.standing.push_back(standing_of(one));
  if (const auto empty = nothing_completed(document.standing)) {
    document.sections.emplace_back(headline_of({*empty}));
  } else {
    for (Sheet& sheet : sheets)
      document.sections.emplace_back(std::move(sheet));
    add_figures(document);
    add_headline(document);
  }
  const scenario::Scenario& first = rests.front().prepared.scenario;
  document.settings = {reading_setting(first.readings[rests.front().reading]),
                       {"design", {"design", "抽样"}, design},
                       {"seed", {"seed", "种子"}, static_cast<double>(first.sampling.seed)}};
  add_setting(document, "set", {"set on the command line", "命令行设定"}, sets);
  std::vector<std::string> said;
  for (const Rests& one : rests) {
    const scenario::Scenario& scenario = one.prepared.scenario;
    add_inputs(scenario, document);
    if (std::find(said.begin(), said.end(), scenario.name) != said.end()) continue;
    said.push_back(scenario.name);
    Named of;
    if (rests.size() > 1) of = {scenario.name, title_or_name(scenario.title, scenario.name)};
    add_what_is_on(scenario.readings[one.reading], of, document);
  }
  return document;
}

}  // namespace leontide::report
