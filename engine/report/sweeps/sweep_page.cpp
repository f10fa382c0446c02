#include "report/sweeps/sweep_page.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/sheet_figures.hpp"
#include "report/sweeps/ledger_sheets.hpp"
#include "report/sweeps/path_effects.hpp"
#include "report/write/chance_text.hpp"
#include "sweep/comparison.hpp"
#include "sweep/summary.hpp"

namespace leontide::report {

namespace {

using sweep::CellComparison;

/// Cells whose difference to the best is looked at, and shown.
constexpr std::size_t cells_compared = 40;
/// Grids of a third thing that varies.
constexpr std::size_t most_grids = 6;

double reach_of(const sweep::TargetRange& range) {
  return range.most.value - range.least.value;
}

/// What a page asks of the cells: the plan as a whole, or the target that moves most where that hardly does.
const sweep::TargetRange& asked_of(const std::vector<sweep::TargetRange>& ranges) {
  constexpr double least_reach = 0.01;
  const sweep::TargetRange* most = &ranges.front();
  for (const sweep::TargetRange& range : ranges) {
    const bool is_of_first = range.reading == ranges.front().reading;
    if (is_of_first && reach_of(ranges.front()) < least_reach && reach_of(range) > reach_of(*most))
      most = &range;
  }
  return *most;
}

class SweepPage {
 public:
  explicit SweepPage(const sweep::Ledger& ledger)
      : ledger_(ledger), names_(ledger), ranges_(sweep::ranges_of(ledger)) {
    if (ranges_.empty()) return;
    const sweep::TargetRange& asked = asked_of(ranges_);
    target_ = asked.target;
    sweep::ComparisonRequest request;
    request.target = target_;
    request.reading = asked.reading;
    request.most_differences = cells_compared;
    Diagnostics ignored;
    comparison_ = sweep::compare_cells(ledger, request, ignored);
    if (comparison_ && comparison_->cells.empty()) comparison_.reset();
  }

  Document make() {
    out_.name = "sweep";
    out_.title = names_.sweep();
    const Title status = status_sentence(ledger_.status());
    if (!comparison_) {
      out_.sections.emplace_back(headline_of({status}));
    } else {
      headline(status);
      best_cells();
      effects();
      grids();
      ranges();
    }
    chapter("cells", {"Where the cells stand", "单元状态"});
    out_.sections.emplace_back(states_sheet(ledger_));
    if (Sheet faults = faults_sheet(ledger_); !faults.rows.empty())
      out_.sections.emplace_back(std::move(faults));
    rest_on_cells(ledger_, names_, out_);
    return led_by_failures(std::move(out_));
  }

 private:
  void chapter(const char* name, Title title, Title lead = {}) {
    out_.sections.emplace_back(Chapter{name, std::move(title), std::move(lead)});
  }

  void headline(const Title& status) {
    Text text = cells_headline(*comparison_, names_, target_);
    if (const sweep::TargetRange& first = ranges_.front(); first.target != target_) {
      const Title of = names_.target(first.target);
      const std::string least =
                            chance_text(first.least.value, first.least.low, first.least.high, Language::en),
                        most = percent_text(first.most.high, Language::en);
      text.lines.push_back({fmt::format("The chance of {} hardly moves: {} to {} in every cell. This page "
                                        "is of the target that moves "
                                        "most.",
                                        of.en, least, most),
                            fmt::format("{}的概率几乎不变：各单元均为 {} 至 {}。本页针对变动最大的目标。",
                                        in_language(of, Language::zh), least, most)});
    }
    effects_ = path_effects(*comparison_, names_);
    if (!effects_.empty()) {
      const PathEffect& first = effects_.front();
      const auto [low, high] =
          std::minmax_element(first.groups.begin(), first.groups.end(),
                              [](const auto& a, const auto& b) { return a.mean() < b.mean(); });
      const Title path = names_.path(first.path);
      const std::string from = percent_number(low->mean(), 1), to = percent_number(high->mean(), 1);
      text.lines.push_back(
          {fmt::format("What moves the chance most is {}: from {} % on average ({}) to {} % ({}).", path.en,
                       from, low->label.en, to, high->label.en),
           fmt::format("对概率影响最大的是{}：平均由 {}%（{}）至 {}%（{}）。",
                       in_language(path, Language::zh), from, in_language(low->label, Language::zh), to,
                       in_language(high->label, Language::zh))});
    }
    const sweep::LedgerStatus stands = ledger_.status();
    if (stands.done < stands.all()) text.lines.push_back(status);
    text.facts.push_back({fmt::format("{} / {}", stands.done, stands.all()), {"cells done", "已完成单元"}});
    out_.sections.emplace_back(std::move(text));
  }

  void best_cells() {
    chapter("best", {"The best cells", "最优单元"});
    out_.sections.emplace_back(cells_figure(*comparison_, names_, "comparison"));
    CellComparison best = *comparison_;
    if (best.cells.size() > cells_compared) best.cells.resize(cells_compared);
    Sheet sheet = comparison_sheet(best, names_, target_, {});
    if (best.cells.size() < comparison_->cells.size())
      sheet.notes.push_back({fmt::format("the {} cells of the largest chance, of {}; sweep.csv has all",
                                         best.cells.size(), comparison_->cells.size()),
                             fmt::format("概率最高的 {} 个单元（共 {} 个）；全部见 sweep.csv",
                                         best.cells.size(), comparison_->cells.size())});
    out_.sections.emplace_back(std::move(sheet));
  }

  void effects() {
    if (effects_.empty()) return;
    chapter("moves", {"What moves the chance", "影响概率的因素"});
    Sheet sheet{"moves",
                {"Chance by each thing that varies", "各变动因素下的概率"},
                {text_column("path", "varied", "变动因素"), text_column("value", "value", "取值"),
                 number_column("cells", "cells", "单元数", 0),
                 column_of("mean", {"mean chance", "平均概率"}, Shown::share, 1, "%"),
                 column_of("least", {"least", "最低"}, Shown::share, 1, "%"),
                 column_of("most", {"largest", "最高"}, Shown::share, 1, "%")},
                {},
                {}};
    Strips strips;
    strips.shape = Strips::Shape::spans;
    strips.unit = "%";
    for (const PathEffect& effect : effects_) {
      const Title path = names_.path(effect.path);
      for (const ValueGroup& group : effect.groups) {
        const double mean = 100 * group.mean(), least = 100 * group.least, most = 100 * group.most;
        sheet.rows.push_back({path, group.label, static_cast<double>(group.cells), mean, least, most});
        Strips::Row row{
            group.label, path, percent_text(group.mean(), Language::en, 1), {}, {{0, mean, least, most}}, {}};
        row.words = {fmt::format("{} to {} %, {} cells", percent_number(group.least, 1),
                                 percent_number(group.most, 1), group.cells),
                     fmt::format("{} 至 {}%，{} 个单元", percent_number(group.least, 1),
                                 percent_number(group.most, 1), group.cells)};
        strips.rows.push_back(std::move(row));
      }
    }
    fit_axis(strips);
    const Title of = names_.target(target_);
    out_.sections.emplace_back(
        Figure{"what-moves",
               {"Chance of " + of.en + " by each thing that varies",
                in_language(of, Language::zh) + "的概率（按变动因素）"},
               {"The dot is the mean over the cells that share a value, the bar reaches from the least to "
                "the largest "
                "of them. What moves most comes first.",
                "圆点为取同一数值的各单元的平均概率，色条由最低至最高；影响最大者在前。"},
               std::move(strips),
               {"moves"}});
    out_.sections.emplace_back(std::move(sheet));
  }

  /// Where two or three things make a whole grid: a drawing of two, for each value of the third.
  void grids() {
    auto dimensions = varied_paths(*comparison_);
    if (dimensions.size() < 2 || dimensions.size() > 3) return;
    std::size_t whole = 1;
    for (const VariedPath& one : dimensions)
      whole *= one.values.size();
    if (whole != comparison_->cells.size()) return;
    // Rows are numbers where there are any; the fewest values have a drawing each.
    std::stable_sort(dimensions.begin(), dimensions.end(), [](const auto& a, const auto& b) {
      return (a.is_numeric() ? a.values.size() : 0) > (b.is_numeric() ? b.values.size() : 0);
    });
    if (dimensions.size() == 3 && dimensions[1].values.size() < dimensions[2].values.size())
      std::swap(dimensions[1], dimensions[2]);
    if (dimensions.size() == 3 && dimensions[2].values.size() > most_grids) return;
    chapter("grid", {"Together", "共同作用"});
    if (dimensions.size() == 2) return add_grid(dimensions[0].path, dimensions[1].path, {}, {}, 1);
    std::size_t number = 0;
    for (const std::string& value : dimensions[2].values)
      add_grid(dimensions[0].path, dimensions[1].path, dimensions[2].path, value, ++number);
  }

  void add_grid(const std::string& rows, const std::string& columns, const std::string& third,
                const std::string& value, std::size_t number) {
    sweep::TableRequest request{rows, columns, "chance(" + target_ + ")", comparison_->reading, {}, false};
    if (!third.empty()) request.where.push_back(third + "=" + value);
    Diagnostics ignored;
    const auto table = sweep::read_table(ledger_, request, ignored);
    if (!table) return;
    const LaidOutBy by{rows, columns, request.value, false};
    const std::string name = fmt::format("grid-{}", number);
    Sheet sheet = table_sheet(*table, by, names_);
    Figure figure = table_figure(*table, by, names_, false, name);
    sheet.name = name;
    if (!third.empty()) {
      const Title path = names_.path(third), its = names_.value(third, value);
      const std::string zh = in_language(path, Language::zh) + "：" + in_language(its, Language::zh);
      figure.title = {capitalised(path.en) + ": " + its.en, zh};
      sheet.title = {sheet.title.en + ", " + path.en + ": " + its.en,
                     in_language(sheet.title, Language::zh) + "，" + zh};
    }
    out_.sections.emplace_back(std::move(figure));
    out_.sections.emplace_back(std::move(sheet));
  }

  void ranges() {
    chapter("targets", {"Every target", "各项目标"});
    if (auto figure = ranges_figure(ranges_, names_)) out_.sections.emplace_back(std::move(*figure));
    Sheet sheet{"ranges",
                {"Least and largest chance of each target", "各目标的最低与最高概率"},
                {text_column("reading", "reading", "口径"), text_column("target", "target", "目标"),
                 number_column("cells", "cells", "单元数", 0),
                 interval_column("least", {"least", "最低"}, Shown::share, 1, "%"),
                 number_column("least_cell", "in cell", "所在单元", 0),
                 interval_column("most", {"largest", "最高"}, Shown::share, 1, "%"),
                 number_column("most_cell", "in cell", "所在单元", 0)},
                {},
                {}};
    const auto percent = [](const sweep::TableValue& value) {
      return Interval{100 * value.value, 100 * value.low, 100 * value.high};
    };
    for (const sweep::TargetRange& range : ranges_)
      sheet.rows.push_back({names_.reading(range.reading), names_.target(range.target),
                            static_cast<double>(range.cells), percent(range.least),
                            static_cast<double>(range.least_cell), percent(range.most),
                            static_cast<double>(range.most_cell)});
    out_.sections.emplace_back(std::move(sheet));
  }

  const sweep::Ledger& ledger_;
  SweepNames names_;
  std::vector<sweep::TargetRange> ranges_;
  std::string target_;
  std::optional<CellComparison> comparison_;
  std::vector<PathEffect> effects_;
  Document out_;
};

}  // namespace

Document sweep_document(const sweep::Ledger& ledger) {
  return SweepPage(ledger).make();
}

}  // namespace leontide::report
