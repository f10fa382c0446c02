#include "report/chance_rows.hpp"

#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/estimate_columns.hpp"
#include "report/run_sheets.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

using scenario::Target;

std::vector<SheetColumn> columns_of_rows() {
  std::vector<SheetColumn> all{text_column("scenario", "scenario", "情景"),
                               text_column("reading", "reading", "口径"),
                               text_column("id", "id", "编号"),
                               text_column("target", "target", "目标"),
                               text_column("status", "status", "状态"),
                               text_column("grade", "grade", "等级"),
                               text_column("indicator", "indicator", "指标"),
                               text_column("rule", "rule", "规则"),
                               column_of("bound", {"bound", "界值"}, Shown::by_size),
                               column_of("bound_high", {"upper bound", "上界"}, Shown::by_size),
                               text_column("unit", "unit", "单位"),
                               text_column("year", "year", "年份"),
                               column_of("tolerance", {"tolerance", "容差"}, Shown::by_size),
                               column_of("given", {"given", "设定基数"}, Shown::by_size)};
  add_percent_columns(all, "chance", "chance", "概率");
  for (const auto& [name, en, zh] : {std::tuple("mean", "mean", "均值"),
                                     {"sd", "standard deviation", "标准差"},
                                     {"p10", "P10", "P10"},
                                     {"p50", "P50", "中位数"},
                                     {"p90", "P90", "P90"},
                                     {"centre", "deterministic run", "确定性运行"},
                                     {"gap", "gap to the bound", "与界值之差"}})
    all.push_back(column_of(name, {en, zh}, Shown::by_size));
  all.push_back(text_column("needs", "waits for", "缺少的数据"));
  all.push_back(text_column("asks", "whom to ask", "可询"));
  return all;
}

Title rule_title(Target::Rule rule) {
  switch (rule) {
    case Target::Rule::at_least: return {"at least", "不低于"};
    case Target::Rule::at_most: return {"at most", "不高于"};
    case Target::Rule::between: return {"between", "介于"};
  }
  return {};
}

Title status_title(scenario::Status status) {
  const char* zh = "不可评估";
  if (status == scenario::Status::modelled) zh = "已建模";
  if (status == scenario::Status::conditional) zh = "有条件";
  if (status == scenario::Status::process) zh = "过程指标";
  return {scenario::to_string(status), zh};
}

/// Indicator, rule, bounds, unit, years; empty where nothing is promised of the model.
std::vector<Cell> promise_cells(const Answer& answer, const Target& target) {
  if (!target.assessed()) return std::vector<Cell>(6);
  std::string years;
  for (const int year : target.years)
    years += fmt::format("{}{}", years.empty() ? "" : " ", year);
  const bool is_number = target.bound_indicator.empty();
  const double bound = target.rule == Target::Rule::at_most ? target.high : target.low;
  return {same(target.indicator),
          rule_title(target.rule),
          is_number ? Cell(bound) : Cell(bound_title(answer, target)),
          target.rule == Target::Rule::between ? Cell(target.high) : Cell(),
          unit_words(language::to_string(target.unit)),
          same(years)};
}

class ChanceRows {
 public:
  explicit ChanceRows(const Answer& answer) : answer_(answer) {}

  Sheet make() {
    for (const ReadingAnswer& reading : answer_.readings) {
      for (std::size_t i = 0; i < answer_.targets.size(); ++i)
        add_target(reading, answer_.targets[i], reading.targets[i]);
      if (!answer_.joint.empty()) add_joint(reading);
    }
    return std::move(sheet_);
  }

 private:
  std::vector<Cell>& begin_row(const ReadingAnswer& reading, const std::string& id, const Title& title) {
    std::vector<Cell>& row = sheet_.rows.emplace_back();
    row = {title_or_name(answer_.title, answer_.scenario), reading_title(reading), same(id), title};
    return row;
  }

  void add_target(const ReadingAnswer& reading, const Target& target, const TargetAnswer& found) {
    const auto begun = [&]() -> std::vector<Cell>& {
      std::vector<Cell>& row = begin_row(reading, target.id, target.title);
      row.push_back(status_title(target.status));
      row.push_back(same(target.grade));
      const std::vector<Cell> promise = promise_cells(answer_, target);
      row.insert(row.end(), promise.begin(), promise.end());
      return row;
    };
    if (!target.assessed()) {
      std::vector<Cell>& row = begun();
      row.resize(sheet_.columns.size() - 2);
      row.push_back(target.needs);
      row.push_back(target.asks);
      return;
    }
    for (const ChanceAt& chance : found.others) {
      std::vector<Cell>& row = begun();
      row.emplace_back(chance.tolerance);
      row.push_back(target.given.empty() ? Cell() : Cell(chance.given));
      add_percent(row, chance.chance);
      const Spread& value = found.value;
      for (const Cell& cell :
           {number_cell(value.mean), number_cell(value.sd), cell_of(value.p10), cell_of(value.p50),
            cell_of(value.p90), cell_of(value.centre), cell_of(found.gap)})
        row.push_back(cell);
      row.resize(sheet_.columns.size());
    }
  }

  void add_joint(const ReadingAnswer& reading) {
    std::vector<Cell>& row = begin_row(reading, "joint", {"All targets together", "全部目标"});
    row.resize(14);
    add_percent(row, reading.joint);
    row.resize(sheet_.columns.size());
  }

  const Answer& answer_;
  Sheet sheet_{"rows", {"Chances, a row each", "各项概率，逐行"}, columns_of_rows(), {}, {}};
};

}  // namespace

Sheet chance_rows(const Answer& answer) {
  return ChanceRows(answer).make();
}

}  // namespace leontide::report
