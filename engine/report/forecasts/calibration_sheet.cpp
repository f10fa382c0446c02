#include "report/forecasts/calibration_sheet.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/sha256.hpp"

namespace leontide::report {

namespace {

/// A day on which figures became known, by whose rule where no source says it.
Title known_title(const std::optional<calibration::Day>& day, bool is_by_rule, bool is_pseudo_vintage) {
  const std::string text = day ? print_day(*day) : "";
  return {text + (is_by_rule ? " by rule" : "") + (is_pseudo_vintage ? " pseudo-vintage" : ""),
          text + (is_by_rule ? "（按惯例）" : "") + (is_pseudo_vintage ? "（修订后数据）" : "")};
}

/// A rule as files call it, and in Chinese by its title.
Title rule_title(calibration::RuleKind rule) {
  return {name_of(rule), title_of(rule).zh};
}

Title unit_title(const std::string& unit) {
  return {unit, in_language(unit_words(unit), Language::zh)};
}

std::vector<Cell> result_row(const calibration::Result& result) {
  return {same(result.id),
          result.value,
          result.spread ? Cell(*result.spread) : Cell(),
          unit_title(result.unit),
          rule_title(result.rule),
          same(result.window),
          result.count > 0 ? Cell(static_cast<double>(result.count)) : Cell(),
          same(result.figures),
          known_title(result.known_by, result.has_usual_days, result.is_pseudo_vintage),
          same(std::string(1, result.grade)),
          same(result.note),
          same(result.hash)};
}

Sheet figure_sheet(const calibration::CalibrationAnswer& answer) {
  Sheet sheet;
  sheet.name = "figures";
  sheet.title = {"Figures used, and the day they became known", "所用数据及其公布日期"};
  sheet.columns = {text_column("id", "id", "编号"),
                   number_column("year", "year", "年份", 0),
                   column_of("figure", {"figure", "数值"}, Shown::by_size),
                   text_column("unit", "unit", "单位"),
                   text_column("grade", "grade", "等级"),
                   text_column("base", "base", "口径"),
                   text_column("known_on", "known_on", "公布日期"),
                   text_column("source", "source", "来源"),
                   text_column("results", "results", "用于")};
  for (const calibration::UsedFigure& one : answer.figures) {
    const calibration::PublishedFigure& figure = one.figure;
    std::string results;
    for (const std::string& result : one.results)
      results += (results.empty() ? "" : " ") + result;
    sheet.rows.push_back({same(one.series + "." + figure.id), static_cast<double>(figure.year), figure.value,
                          unit_title(figure.unit), same(std::string(1, figure.grade)), same(figure.base),
                          known_title(figure.known_on, figure.is_usual_day, false), same(figure.source),
                          same(results)});
  }
  return sheet;
}

}  // namespace

Document calibration_document(const calibration::CalibrationAnswer& answer) {
  Sheet sheet;
  sheet.name = "calibration";
  sheet.title = answer.title.en.empty() ? same(answer.name) : answer.title;
  sheet.columns = {text_column("id", "id", "编号"),
                   column_of("value", {"value", "数值"}, Shown::fixed, 5),
                   column_of("spread", {"spread", "离散度"}, Shown::fixed, 5),
                   text_column("unit", "unit", "单位"),
                   text_column("rule", "rule", "方法"),
                   text_column("window", "window", "窗口"),
                   number_column("count", "count", "个数", 0),
                   text_column("figures", "figures", "所用数据"),
                   text_column("known_by", "known_by", "公布日期"),
                   text_column("grade", "grade", "等级"),
                   text_column("note", "note", "说明"),
                   text_column("hash", "hash", "校验码")};
  for (const calibration::Result& result : answer.results)
    sheet.rows.push_back(result_row(result));
  sheet.notes = answer.notes;
  const bool has_usual_days = std::any_of(answer.results.begin(), answer.results.end(),
                                          [](const auto& result) { return result.has_usual_days; });
  if (has_usual_days) sheet.notes.push_back({calibration::usual_day_rule_en, calibration::usual_day_rule_zh});
  Document document;
  document.name = "calibrate";
  document.sections.emplace_back(std::move(sheet));
  if (!answer.figures.empty()) document.sections.emplace_back(figure_sheet(answer));
  document.settings.push_back({"vintage", {"vintage", "时点"}, same(print_day(answer.vintage))});
  document.digest = answer.digest;
  for (const calibration::ReadFile& file : answer.inputs)
    document.inputs.push_back({file.path, file.sha256});
  return document;
}

namespace {

/// Results by vintage; every vintage has the same ones, for they are of one file.
Sheet by_vintage_sheet(const std::vector<calibration::CalibrationAnswer>& answers, bool spreads) {
  Sheet sheet;
  sheet.name = spreads ? "spreads" : "values";
  sheet.title = spreads ? Title{"Spread at each vintage", "各时点的离散度"}
                        : Title{"Value at each vintage", "各时点的数值"};
  sheet.columns = {text_column("id", "id", "编号"), text_column("rule", "rule", "方法")};
  for (const calibration::CalibrationAnswer& answer : answers) {
    const std::string day = print_day(answer.vintage);
    sheet.columns.push_back(column_of(day, same(day), Shown::fixed, 5));
  }
  for (std::size_t row = 0; row < answers.front().results.size(); ++row) {
    const calibration::Result& first = answers.front().results[row];
    std::vector<Cell> cells{same(first.id), rule_title(first.rule)};
    for (const calibration::CalibrationAnswer& answer : answers) {
      const calibration::Result& result = answer.results[row];
      cells.push_back(!spreads ? Cell(result.value) : result.spread ? Cell(*result.spread) : Cell());
    }
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

}  // namespace

Document vintages_document(const std::vector<calibration::CalibrationAnswer>& answers) {
  Document document;
  document.name = "calibrate";
  document.title = answers.front().title.en.empty() ? same(answers.front().name) : answers.front().title;
  document.sections = {by_vintage_sheet(answers, false), by_vintage_sheet(answers, true)};
  std::string digests;
  for (const calibration::CalibrationAnswer& answer : answers)
    digests += answer.digest;
  document.digest = sha256(digests);
  for (const calibration::ReadFile& file : answers.front().inputs)
    document.inputs.push_back({file.path, file.sha256});
  return document;
}

}  // namespace leontide::report
