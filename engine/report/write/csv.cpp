#include "base/csv.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fmt/format.h>
#include <tuple>

#include "base/numbers.hpp"
#include "report/write/sheet_columns.hpp"
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

/// The headings, each once, so that a reader may name any: where several are alike, that of a bound begins
/// with that of what it bounds, and a later one is the name that JSON has. `taken` by what stands beside
/// them.
std::vector<std::string> headings(const Sheet& sheet, const std::vector<Field>& taken, Language language) {
  const bool zh = language == Language::zh;
  std::vector<std::string> plain;
  for (const SheetColumn& column : sheet.columns)
    plain.push_back(heading(column, language));
  std::vector<std::string> names;
  const auto stands = [&](const std::string& name) {
    return name.empty() || std::find(names.begin(), names.end(), name) != names.end();
  };
  for (std::size_t k = 0; k < plain.size(); ++k) {
    std::string name = plain[k];
    const std::string& in_json = sheet.columns[k].name;
    for (const auto& [end, en, of_zh] :
         {std::tuple("_low", ", from", "（下限）"), {"_high", ", to", "（上限）"}}) {
      if (std::count(plain.begin(), plain.end(), name) == 1 || !in_json.ends_with(end)) continue;
      if (const auto of = column_at(sheet, in_json.substr(0, in_json.size() - std::strlen(end))))
        name = plain[*of] + (zh ? of_zh : en);
    }
    if (stands(name)) name = in_json;
    if (stands(name)) name += fmt::format(" ({})", k + 1);
    if (std::any_of(taken.begin(), taken.end(), [&](const Field& field) { return field.name == name; }))
      name += zh ? "（本行）" : " (row)";
    names.push_back(std::move(name));
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
  const auto beside = sheets.front()->is_matrix ? std::vector<Field>() : carried(document, language);
  const std::vector<std::string> names = headings(sheet, beside, language);
  for (std::size_t k = 0; k < names.size(); ++k)
    head += (k == 0 ? "" : ",") + csv_field(names[k]);
  for (const Field& field : beside) {
    head += "," + csv_field(field.name);
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
