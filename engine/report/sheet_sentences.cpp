#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "report/sheet_figures.hpp"
#include "report/write/sheet_columns.hpp"

namespace leontide::report {

namespace {

/// Sentences an answer begins with.
constexpr std::size_t sentences_at_most = 4;

/// The sentence of sheets that have all its columns: of the row whose `size` is largest.
struct SentenceRule {
  const char* label;
  const char* size;
  const char* from;
  const char* to;
  Title text;  ///< {0} the sheet's title, {1} the row's, {2} from, {3} to, {4} size
  Title none;  ///< where no row can be told from nothing; {0} as above
};

const SentenceRule sentence_rules[] = {
    {"lever",
     "chance",
     "chance",
     "chance",
     {"{0}: above all {1}, {4} points.", "{0}：首先是{1}，{4} 个百分点。"},
     {"{0}: none can be told from nothing.", "{0}：均与零无法区分。"}},
    {"group",
     "of_chance",
     "of_chance_low",
     "of_chance_high",
     {"{0}: above all {1}, {4} % of the variance ({2} to {3} %).",
      "{0}：首先是{1}，占方差 {4}%（{2} 至 {3}%）。"},
     {"{0}: none can be told from nothing.", "{0}：均与零无法区分。"}},
    {"input",
     "total_of_chance",
     "total_of_chance_low",
     "total_of_chance_high",
     {"{0}: above all {1}, a total index of {4} ({2} to {3}).", "{0}：首先是{1}，总效应 {4}（{2} 至 {3}）。"},
     {"{0}: none can be told from nothing.", "{0}：均与零无法区分。"}},
};

/// The row with the largest `size`, of those that can be told from nothing.
const std::vector<Cell>* largest_row(const Sheet& sheet, const char* size) {
  const std::vector<Cell>* largest = nullptr;
  double most = 0;
  for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
    const double here = std::fabs(number_at(sheet, sheet.rows[r], size).value_or(0));
    if (sheet.is_noise(r) || !(here > most)) continue;
    most = here;
    largest = &sheet.rows[r];
  }
  return largest;
}

std::string sentence_in(const Sheet& sheet, const SentenceRule& rule, const std::vector<Cell>* row,
                        Language language) {
  const std::string& title = in_language(sheet.title, language);
  if (row == nullptr) return fmt::format(fmt::runtime(in_language(rule.none, language)), title);
  // An index of a variance is a share of one.
  const bool is_percent = !sheet.columns[*column_at(sheet, rule.size)].unit.empty();
  const auto number = [&](const char* name) {
    return print_fixed(number_at(sheet, *row, name).value_or(0), is_percent ? 1 : 2);
  };
  const bool is_change = std::string_view(rule.label) == "lever";
  const double size = number_at(sheet, *row, rule.size).value_or(0);
  return fmt::format(fmt::runtime(in_language(rule.text, language)), title,
                     in_language(std::get<Title>((*row)[*column_at(sheet, rule.label)]), language),
                     number(rule.from), number(rule.to),
                     (is_change && size > 0 ? "+" : "") + number(rule.size));
}

/// What the sheet says in one sentence; nothing where no rule knows it.
std::optional<Title> sentence_of(const Sheet& sheet) {
  if (!sheet.sentence.en.empty()) return sheet.sentence;
  if (sheet.rows.empty()) return std::nullopt;
  for (const SentenceRule& rule : sentence_rules) {
    const auto has = [&](const char* name) { return column_at(sheet, name).has_value(); };
    if (!has(rule.label) || !has(rule.size) || !has(rule.from) || !has(rule.to)) continue;
    const auto* row = largest_row(sheet, rule.size);
    return Title{sentence_in(sheet, rule, row, Language::en), sentence_in(sheet, rule, row, Language::zh)};
  }
  return std::nullopt;
}

}  // namespace

void add_headline(Document& document) {
  std::vector<Title> lines;
  for (const Sheet* sheet : sheets_of(document)) {
    if (auto sentence = sentence_of(*sheet)) lines.push_back(std::move(*sentence));
  }
  if (const std::size_t all = lines.size(); all > sentences_at_most) {
    lines.resize(sentences_at_most - 1);
    const std::size_t more = all - lines.size();
    lines.push_back({fmt::format("{} more answers stand in the tables.", more),
                     fmt::format("另有 {} 项结论见各表。", more)});
  }
  if (!lines.empty()) document.sections.insert(document.sections.begin(), headline_of(std::move(lines)));
}

}  // namespace leontide::report
