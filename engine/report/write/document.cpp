#include "report/write/document.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "report/write/chance_text.hpp"

namespace leontide::report {

SheetColumn text_column(std::string name, std::string en, std::string zh) {
  return {std::move(name), {std::move(en), std::move(zh)}, Shown::text, 0, ""};
}

SheetColumn number_column(std::string name, std::string en, std::string zh, int digits, std::string unit) {
  return {std::move(name), {std::move(en), std::move(zh)}, Shown::fixed, digits, std::move(unit)};
}

SheetColumn column_of(std::string name, Title title, Shown shown, int digits, std::string unit) {
  return {std::move(name), std::move(title), shown, digits, std::move(unit)};
}

SheetColumn interval_column(std::string name, Title title, Shown shown, int digits, std::string unit) {
  return {std::move(name), std::move(title), shown, digits, std::move(unit), true};
}

SheetColumn chance_column(std::string name, Title title) {
  SheetColumn column = interval_column(std::move(name), std::move(title), Shown::share, 1, "%");
  column.is_chance = true;
  return column;
}

Title same(std::string text) {
  return {std::move(text), ""};
}

Text headline_of(std::vector<Title> lines, std::vector<Fact> facts) {
  constexpr std::size_t columns = 80;
  return {"headline", {}, std::move(lines), columns, true, false, std::move(facts)};
}

void begin_with_sentences(Document& document) {
  constexpr std::size_t at_most = 3;
  std::vector<Title> lines;
  for (const Sheet* sheet : sheets_of(document)) {
    if (!sheet->sentence.en.empty() && lines.size() < at_most) lines.push_back(sheet->sentence);
  }
  if (!lines.empty()) document.sections.insert(document.sections.begin(), headline_of(std::move(lines)));
}

bool too_many_failed(const std::vector<Standing>& standing) {
  return std::any_of(standing.begin(), standing.end(),
                     [](const Standing& run) { return run.completed * 1000 < run.trials * 999; });
}

namespace {

/// The run of which most trials failed.
const Standing& worst_of(const std::vector<Standing>& standing) {
  const auto share = [](const Standing& run) {
    return run.trials == 0 ? 0 : static_cast<double>(run.failed()) / static_cast<double>(run.trials);
  };
  return *std::max_element(standing.begin(), standing.end(),
                           [&](const Standing& a, const Standing& b) { return share(a) < share(b); });
}

Title failure_warning(const std::vector<Standing>& standing) {
  const Standing& worst = worst_of(standing);
  const double share = static_cast<double>(worst.failed()) / static_cast<double>(worst.trials);
  const bool is_one = standing.size() == 1;
  const auto of = [&](Language language) {
    const std::string& title = in_language(worst.title, language);
    return title.empty() ? worst.scenario : title;
  };
  return {fmt::format("Do not rely on this answer: {} of {} trials failed ({}{}).", worst.failed(),
                      worst.trials, percent_text(share, Language::en), is_one ? "" : "; " + of(Language::en)),
          fmt::format("本结果不可依赖：{} 次模拟中有 {} 次失败（{}{}）。", worst.trials, worst.failed(),
                      percent_text(share, Language::zh), is_one ? "" : "；" + of(Language::zh))};
}

}  // namespace

Document led_by_failures(Document document) {
  const bool has_some = std::any_of(document.standing.begin(), document.standing.end(),
                                    [](const Standing& run) { return run.completed > 0; });
  if (!has_some || !too_many_failed(document.standing)) return document;
  const Title warning = failure_warning(document.standing);
  auto* first = document.sections.empty() ? nullptr : std::get_if<Text>(&document.sections.front());
  if (first == nullptr || !first->is_headline || first->lines.empty()) {
    document.sections.insert(document.sections.begin(), headline_of({warning}));
    return document;
  }
  Title& said = first->lines.front();
  if (said.en.starts_with(warning.en)) return document;
  said = {warning.en + " " + said.en, warning.zh + in_language(said, Language::zh)};
  return document;
}

Title cause_title(const std::string& cause) {
  constexpr std::pair<const char*, const char*> known[] = {{"unproductive", "投入产出系统不具生产性"},
                                                           {"unsolved", "方程组未解出"},
                                                           {"unsettled", "联立变量未收敛"},
                                                           {"not finite", "出现非有限数"}};
  for (const auto& [en, zh] : known) {
    if (cause == en) return {cause, zh};
  }
  constexpr std::string_view check = "check ";
  return cause.starts_with(check) ? Title{cause, "恒等式不成立：" + cause.substr(check.size())} : same(cause);
}

void add_input(Document& document, const InputHash& input) {
  const bool is_known = std::any_of(
      document.inputs.begin(), document.inputs.end(),
      [&](const InputHash& known) { return known.path == input.path && known.sha256 == input.sha256; });
  if (!is_known) document.inputs.push_back(input);
}

std::string failures_text(const Standing& standing, Language language) {
  std::string text;
  for (const Failed& failed : standing.failures) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", in_language(cause_title(failed.cause), language),
                        failed.trials);
    if (!failed.what.empty())
      text += language == Language::zh ? fmt::format("（首见于 {}，{} 年）", failed.what, failed.year)
                                       : fmt::format(" (first: {}, {})", failed.what, failed.year);
  }
  // A ledger counts them without their causes.
  if (text.empty() && standing.failed() > 0) text = std::to_string(standing.failed());
  return text;
}

std::vector<const Sheet*> sheets_of(const Document& document) {
  std::vector<const Sheet*> sheets;
  for (const Section& section : document.sections) {
    if (const auto* sheet = std::get_if<Sheet>(&section)) sheets.push_back(sheet);
  }
  return sheets;
}

}  // namespace leontide::report
