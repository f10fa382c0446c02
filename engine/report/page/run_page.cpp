#include "report/page/run_page.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "report/analyses/discover_sheets.hpp"
#include "report/analyses/sensitivity_sheets.hpp"
#include "report/page/figures.hpp"
#include "report/page/trial_codes.hpp"
#include "report/run_document.hpp"
#include "report/verdict.hpp"

namespace leontide::report {

namespace {

class RunPage {
 public:
  RunPage(const Answer& answer, const scenario::Scenario& scenario, const analysis::Evidence& evidence,
          const analysis::TrialMargins& margins, const AskedAs& asked_as)
      : answer_(answer),
        reading_(scenario.readings[evidence.reading]),
        evidence_(evidence),
        margins_(margins),
        asked_as_(asked_as),
        whole_(run_document(answer, {}, asked_as)) {}

  Document make() {
    out_.name = whole_.name;
    out_.title = whole_.title;
    out_.standing = whole_.standing;
    out_.settings = whole_.settings;
    out_.inputs = whole_.inputs;
    out_.digest = whole_.digest;
    out_.sections.emplace_back(headline(answer_, asked_as_));
    targets();
    what_if();
    meaning();
    years();
    pairs();
    sources();
    failures();
    missing();
    assumptions();
    method();
    return led_by_failures(std::move(out_));
  }

 private:
  /// A chapter, taken back where nothing came of it.
  template <class Fill>
  void chapter(std::string name, Title title, Title lead, const Fill& fill, bool is_for_screens = false) {
    out_.sections.emplace_back(Chapter{std::move(name), std::move(title), std::move(lead), is_for_screens});
    const std::size_t before = out_.sections.size();
    fill();
    if (out_.sections.size() == before) out_.sections.pop_back();
  }

  void add(std::optional<Figure> figure) {
    if (figure) out_.sections.emplace_back(std::move(*figure));
  }

  void add(Sheet sheet) {
    if (!sheet.rows.empty()) out_.sections.emplace_back(std::move(sheet));
  }

  /// The parts of the run's own document whose name begins so.
  void take(const std::string& prefix) {
    for (Section& section : whole_.sections) {
      const auto* sheet = std::get_if<Sheet>(&section);
      const auto* text = std::get_if<Text>(&section);
      const std::string& name = sheet != nullptr ? sheet->name : text != nullptr ? text->name : none_;
      if (name.starts_with(prefix)) out_.sections.push_back(section);
    }
  }

  void targets() {
    chapter("targets", {"The targets", "各项目标"}, {}, [&] {
      add(chance_figure(answer_));
      take("chances");
      take("record");
      take("joint");
      take("given-");
      take("reasons");
    });
  }

  void what_if() {
    chapter(
        "what-if", {"What if", "假如"},
        {fmt::format("Move a bound or a base, choose a reading, or leave one measure out: the chances are "
                     "counted anew over "
                     "{} of the trials of each reading, kept in this page.",
                     margins_.trials),
         fmt::format(
             "移动目标值或基数、选择口径或去掉一项措施：本页保存了每种口径的 {} 次模拟，概率随即重新计数。",
             margins_.trials)},
        [&] {
          if (auto codes = trial_codes(answer_, margins_, asked_as_.scenario))
            out_.sections.emplace_back(std::move(*codes));
        },
        true);
  }

  void meaning() {
    chapter("meaning", {"What the targets mean", "目标的含义"}, {}, [&] {
      auto figure = growth_figure(answer_);
      const bool is_drawn = figure.has_value();
      add(std::move(figure));
      if (is_drawn || answer_.assessed() > 0) take("meaning");
    });
  }

  void years() {
    chapter("years", {"Year by year", "逐年路径"}, {}, [&] {
      add(fan_figure(answer_));
      take("years");
    });
  }

  void pairs() {
    chapter("together", {"What goes together, and what contradicts", "关联与矛盾"}, {}, [&] {
      take("conflict-");
      auto figure = pair_figure(answer_);
      if (!figure) return;
      add(std::move(figure));
      add(pair_sheet(answer_));
    });
  }

  void sources() {
    chapter("sources", {"Where the uncertainty comes from", "不确定性的来源"}, {}, [&] {
      add(spread_figure(answer_));
      take("spread");
      const std::vector<Sheet> sheets = sensitivity_sheets(evidence_.sensitivity, reading_);
      for (std::size_t q = 0; q < evidence_.sensitivity.questions.size(); ++q) {
        auto figure = tornado_figure(evidence_, reading_, q);
        if (!figure) continue;
        add(std::move(figure));
        const std::string& id = evidence_.sensitivity.questions[q].question.id;
        add(*std::find_if(sheets.begin(), sheets.end(), [&](const Sheet& one) { return one.name == id; }));
      }
      for (Figure& figure : change_figures(answer_))
        add(std::move(figure));
      take("moves-");
    });
    chapter("measures", {"What the measures add", "各项措施的作用"}, {}, [&] {
      add(lever_figure(evidence_));
      if (!evidence_.levers.empty()) add(lever_sheet(evidence_));
    });
    chapter("table", {"How the sectors hang together", "部门间的联系"}, {}, [&] {
      add(table_figure(reading_));
      for (Sheet& sheet : table_sheets(reading_))
        add(std::move(sheet));
    });
  }

  void failures() {
    chapter("failures", {"Where it fails", "何时落空"}, {}, [&] {
      Text text{"failures", {}, failure_sentences(evidence_, reading_), 0};
      if (text.lines.empty()) return;
      out_.sections.emplace_back(std::move(text));
      for (Sheet& sheet : discover_sheets(evidence_.discovered, reading_)) {
        sheet.is_detail = true;
        if (sheet.name.starts_with("tree-")) add(std::move(sheet));
      }
    });
  }

  void missing() {
    chapter("missing", {"What is missing, and whom to ask", "缺少的数据与提供方"}, {},
            [&] { take("waiting"); });
  }

  void assumptions() {
    if (evidence_.sensitivity.questions.empty()) return;
    chapter("assumptions", {"Assumptions by effect", "按影响排序的假设"}, {},
            [&] { add(assumption_sheet(evidence_, reading_)); });
  }

  void method() {
    chapter("method", {"How this was computed", "方法与依据"}, {}, [&] {
      take("scenario");
      take("warnings");
    });
  }

  const Answer& answer_;
  const scenario::Reading& reading_;
  const analysis::Evidence& evidence_;
  const analysis::TrialMargins& margins_;
  const AskedAs& asked_as_;
  Document whole_;
  Document out_;
  const std::string none_;
};

}  // namespace

Document run_page(const Answer& answer, const scenario::Scenario& scenario,
                  const analysis::Evidence& evidence, const analysis::TrialMargins& margins,
                  const AskedAs& asked_as) {
  return RunPage(answer, scenario, evidence, margins, asked_as).make();
}

}  // namespace leontide::report
