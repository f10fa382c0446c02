#include "report/run_document.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "report/decomposition_sheets.hpp"
#include "report/estimate_columns.hpp"
#include "report/rests_on.hpp"
#include "report/run_sheets.hpp"
#include "report/verdict.hpp"

namespace leontide::report {

namespace {

using scenario::Status;
using scenario::Target;

class RunDocument {
 public:
  RunDocument(const Answer& answer, const std::vector<std::string>& shown, const AskedAs& asked_as)
      : answer_(answer), shown_(shown), asked_as_(asked_as) {}

  Document make() {
    out_.name = "run";
    out_.title = answer_.title.en.empty() ? same(answer_.scenario) : answer_.title;
    if (Text said = verdict(answer_, asked_as_); !said.lines.empty())
      out_.sections.emplace_back(std::move(said));
    heading();
    add(chance_sheet(answer_, shown_));
    add(record_sheet(answer_, shown_));
    add(joint_sheet(answer_));
    add(meaning_sheet(answer_, shown_));
    add(spread_sheet(answer_));
    add(conflict_sheets(answer_));
    add(year_sheet(answer_));
    decompositions(answer_, out_);
    add(given_sheets(answer_, shown_));
    add(reason_sheet(answer_, shown_));
    add(waiting_sheet(answer_, shown_));
    warnings();
    rests_on();
    return std::move(out_);
  }

 private:
  void add(Sheet sheet) {
    if (!sheet.rows.empty()) out_.sections.emplace_back(std::move(sheet));
  }

  void add(std::vector<Sheet> sheets) {
    for (Sheet& sheet : sheets)
      add(std::move(sheet));
  }

  void heading() {
    Text text{"scenario", {}, sampling_lines(answer_)};
    std::size_t derived = 0;
    for (const Target& target : answer_.targets)
      derived += target.assessed() && target.status == Status::modelled && target.grade == "C" ? 1 : 0;
    const auto modelled = std::count_if(answer_.targets.begin(), answer_.targets.end(),
                                        [](const Target& t) { return t.status == Status::modelled; });
    if (!answer_.targets.empty()) {
      text.lines.push_back(
          {fmt::format("{} of {} targets modelled, {} on derived bases (grade C); {} assessed in all, with "
                       "those that are conditional or a process",
                       modelled, answer_.targets.size(), derived, answer_.assessed()),
           fmt::format("{} 项目标中建模 {} 项，其中 {} 项基数为推算（C 级）；含条件与过程指标共评估 {} 项",
                       answer_.targets.size(), modelled, derived, answer_.assessed())});
    }
    for (const ReadingAnswer& reading : answer_.readings) {
      if (reading.name.empty()) continue;
      text.lines.push_back(
          {fmt::format("  {} (--reading {})", title_or_name(reading.title, reading.name).en, reading.name),
           fmt::format("  {}（--reading {}）",
                       in_language(title_or_name(reading.title, reading.name), Language::zh), reading.name)});
    }
    out_.sections.emplace_back(std::move(text));
  }

  void warnings() {
    if (answer_.warnings.empty()) return;
    out_.sections.emplace_back(Text{"warnings", {"Warnings", "警告"}, answer_.warnings});
  }

  void rests_on() {
    out_.digest = answer_.digest;
    for (const scenario::InputFile& input : answer_.inputs)
      out_.inputs.push_back({input.path, input.sha256});
    out_.settings = {{"design", {"design", "抽样"}, design_text(answer_.sampling)},
                     {"seed", {"seed", "种子"}, static_cast<double>(answer_.sampling.seed)}};
    add_setting(out_, "set", {"set on the command line", "命令行设定"}, answer_.set);
    const ReadingAnswer& first = answer_.readings.front();
    for (const ReadingAnswer& reading : answer_.readings) {
      if (&reading != &first && reading.sets == first.sets) continue;
      const Title of = run_title("", {}, reading.name, reading.title);
      add_setting(out_, reading.name.empty() ? "scenario_sets" : "scenario_sets " + reading.name,
                  {"set by the scenario" + (reading.name.empty() ? "" : ", " + of.en),
                   "情景设定" + (reading.name.empty() ? "" : "，" + of.zh)},
                  reading.sets);
    }
    add_setting(out_, "levers", {"levers on", "启用的措施"}, first.levers);
    add_setting(out_, "events", {"events on", "启用的事件"}, first.events);
    for (const ReadingAnswer& reading : answer_.readings)
      out_.standing.push_back({answer_.scenario, reading.name, reading.trials, reading.completed,
                               reading.failures,
                               run_title(answer_.scenario, answer_.title, reading.name, reading.title)});
  }

  const Answer& answer_;
  const ShownTargets& shown_;
  const AskedAs& asked_as_;
  Document out_;
};

}  // namespace

Document run_document(const Answer& answer, const std::vector<std::string>& shown, const AskedAs& asked_as) {
  return RunDocument(answer, shown, asked_as).make();
}

}  // namespace leontide::report
