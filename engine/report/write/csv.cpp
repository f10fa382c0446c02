#include "base/csv.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <tuple>

#include "base/numbers.hpp"
#include "report/sheet_columns.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

std::string exact(const Cell& cell, Language language) {
  if (const auto* text = std::get_if<Title>(&cell)) return csv_field(in_language(*text, language));
  const auto* number = std::get_if<double>(&cell);
  return number == nullptr || !std::isfinite(*number) ? "" : print_number(*number);
}

struct Field {
  std::string name, value;
};

/// A number of trials, once where all runs have it: each number of a row stands on its own run's trials.
std::string of_each_run(const std::vector<Standing>& runs, std::uint64_t Standing::*count) {
  const auto same = [&](const Standing& run) { return run.*count == runs.front().*count; };
  if (std::all_of(runs.begin(), runs.end(), same)) return std::to_string(runs.front().*count);
  std::string all;
  for (const Standing& run : runs)
    all += (all.empty() ? "" : " ") + std::to_string(run.*count);
  return all;
}

/// What every row carries beside its own: a table is often read without the page it came from.
std::vector<Field> carried(const Document& document, Language language) {
  std::vector<Field> fields;
  const auto add = [&](const Title& name, std::string value) {
    fields.push_back({in_language(name, language), std::move(value)});
  };
  if (!document.standing.empty()) {
    std::string failures;
    for (const Standing& run : document.standing) {
      if (run.failed() > 0) failures += (failures.empty() ? "" : "; ") + failures_text(run, language);
    }
    std::string titles;
    for (const Standing& run : document.standing)
      titles += (titles.empty() ? "" : "; ") + run_name(run, language);
    add({"run", "情景与口径"}, csv_field(titles));
    add({"trials", "模拟次数"}, of_each_run(document.standing, &Standing::trials));
    add({"completed", "完成次数"}, of_each_run(document.standing, &Standing::completed));
    add({"failures", "失败原因"}, csv_field(failures));
  }
  for (const Setting& setting : document.settings)
    add({setting.name, setting.title.zh}, exact(setting.value, language));
  if (!document.digest.empty()) add({"digest", "摘要"}, document.digest);
  return fields;
}

/// The headings, each once, so that a reader may name any: where several are alike, of a bound with that of
/// what it bounds, else by the name that JSON has.
std::vector<std::string> headings(const Sheet& sheet, Language language) {
  std::vector<std::string> names;
  for (const SheetColumn& column : sheet.columns)
    names.push_back(heading(column, language));
  const std::vector<std::string> alike = names;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (!names[k].empty() && std::count(alike.begin(), alike.end(), alike[k]) == 1) continue;
    const std::string& name = sheet.columns[k].name;
    for (const auto& [end, en, zh] :
         {std::tuple("_low", ", from", "（下限）"), {"_high", ", to", "（上限）"}}) {
      const auto of = name.ends_with(end) ? column_at(sheet, name.substr(0, name.size() - std::strlen(end)))
                                          : std::nullopt;
      if (of) names[k] = alike[*of] + (language == Language::zh ? zh : en);
    }
    if (names[k].empty() || std::count(names.begin(), names.end(), names[k]) > 1) names[k] = name;
  }
  return names;
}

/// A document without tables: its lines of text, a row each.
std::string lines_alone(const Document& document, Language language) {
  std::string text = language == Language::zh ? "文本\n" : "text\n";
  for (const Section& section : document.sections) {
    const auto* lines = std::get_if<Text>(&section);
    if (lines == nullptr) continue;
    for (const Title& line : lines->lines)
      text += csv_field(in_language(line, language)) + "\n";
  }
  return text;
}

}  // namespace

std::string to_csv(const Document& document, Language language) {
  const auto sheets = sheets_of(document);
  if (sheets.empty()) return lines_alone(document, language);
  const Sheet sheet = with_bounds_apart(*sheets.front());
  std::string head, tail;
  const std::vector<std::string> names = headings(sheet, language);
  for (std::size_t k = 0; k < names.size(); ++k)
    head += (k == 0 ? "" : ",") + csv_field(names[k]);
  const auto beside = sheets.front()->is_matrix ? std::vector<Field>() : carried(document, language);
  for (const Field& field : beside) {
    const bool is_taken = std::find(names.begin(), names.end(), field.name) != names.end();
    head += "," + csv_field(is_taken ? field.name + (language == Language::zh ? "（全部）" : " (all)")
                                     : field.name);
    tail += "," + field.value;
  }
  std::string text = head + "\n";
  for (const auto& cells : sheet.rows) {
    for (std::size_t k = 0; k < cells.size(); ++k)
      text += (k == 0 ? "" : ",") + exact(cells[k], language);
    text += tail + "\n";
  }
  return text;
}

std::string csv_file(std::string csv, Language language) {
  return language == Language::zh ? "\xEF\xBB\xBF" + std::move(csv) : std::move(csv);
}

}  // namespace leontide::report
