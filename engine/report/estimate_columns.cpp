#include "report/estimate_columns.hpp"

#include <cmath>

namespace leontide::report {

namespace {

void add_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                 const std::string& zh, int digits, const std::string& unit) {
  columns.push_back(number_column(name, en, zh, digits, unit));
  columns.push_back(number_column(name + "_low", "from", "下限", digits, unit));
  columns.push_back(number_column(name + "_high", "to", "上限", digits, unit));
}

}  // namespace

Cell number_cell(double value) {
  return std::isfinite(value) ? Cell(value) : Cell(std::monostate{});
}

void add_percent_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                         const std::string& zh, int digits) {
  add_columns(columns, name, en, zh, digits, "%");
}

void add_percent(std::vector<Cell>& row, const statistics::Proportion& share) {
  for (const double value : {share.estimate, share.low, share.high})
    row.push_back(number_cell(100 * value));
}

void add_percent(std::vector<Cell>& row, const statistics::Estimate& share) {
  for (const double value : {share.value, share.low, share.high})
    row.push_back(number_cell(100 * value));
}

void add_estimate_columns(std::vector<SheetColumn>& columns, const std::string& name, const std::string& en,
                          const std::string& zh, int digits) {
  add_columns(columns, name, en, zh, digits, "");
}

void add_estimate(std::vector<Cell>& row, const statistics::Estimate& estimate) {
  for (const double value : {estimate.value, estimate.low, estimate.high})
    row.push_back(number_cell(value));
}

Title method_title(statistics::IntervalMethod method) {
  using Method = statistics::IntervalMethod;
  const auto zh = [&] {
    switch (method) {
      case Method::wilson: return "Wilson区间";
      case Method::clopper_pearson: return "Clopper-Pearson区间（保守）";
      case Method::student_over_replicates: return "各组重复的t区间";
      case Method::student_over_replicates_few: return "各组重复的t区间，命中少（保守）";
      case Method::student_over_groups: return "各分组的t区间";
      case Method::student_over_jackknife: return "刀切法的t区间";
      case Method::wilson_over_pairs: return "对偶抽样的Wilson区间";
      case Method::wilson_over_pairs_few: return "对偶抽样的Wilson区间，命中少（保守）";
      case Method::weighted: return "加权区间";
      case Method::newcombe_paired: return "配对Newcombe区间";
      case Method::newcombe_paired_few: return "配对Newcombe区间，差异少（保守）";
      case Method::newcombe_independent: return "独立样本Newcombe区间";
      case Method::bootstrap_normal: return "自助法区间";
      case Method::bootstrap_of_blocks: return "按时点分块的自助法区间";
      case Method::asymptotic_normal: return "渐近正态区间";
    }
    return "";
  };
  return {std::string(statistics::name_of(method)), zh()};
}

Title title_or_name(const Title& title, const std::string& name) {
  return title.en.empty() ? Title{name, name} : title;
}

Title of_question(const Title& question, const char* en, const char* zh) {
  return {en + question.en, zh + in_language(question, Language::zh)};
}

}  // namespace leontide::report
