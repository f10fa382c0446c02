#include <algorithm>
#include <fmt/format.h>

#include "base/printable.hpp"
#include "report/write/fit.hpp"
#include "report/write/wrap.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

class TerminalText {
 public:
  TerminalText(Language language, const Terminal& terminal) : language_(language), terminal_(terminal) {}

  std::string whole(const Document& document) const {
    std::string text = titled(in_language(document.title, language_));
    if (!text.empty()) text += "\n";
    for (const Section& section : document.sections) {
      const auto* said = std::get_if<Text>(&section);
      if (terminal_.is_brief && (said == nullptr || !said->is_headline)) continue;
      const std::string part = std::visit([this](const auto& one) { return section_text(one); }, section);
      if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    }
    return text + (terminal_.is_brief ? the_rest(document) : rests_on(document));
  }

 private:
  bool zh() const { return language_ == Language::zh; }

  /// Control characters of what was read never reach a terminal; ours come after.
  std::string titled(const std::string& title) const {
    const std::string safe = printable(title, true);
    return terminal_.has_colour && !safe.empty() ? "\x1b[1m" + safe + "\x1b[0m" : safe;
  }

  std::string line_text(const std::string& line, const std::string& indent, std::size_t columns) const {
    std::size_t most = columns;
    if (terminal_.width > 0) most = most == 0 ? terminal_.width : std::min(most, terminal_.width);
    if (most > 0) most -= std::min(most - 1, indent.size());
    std::string text = indent;
    for (const char c : printable(wrapped(line, most), true)) {
      text += c;
      if (c == '\n') text += indent;
    }
    return text + "\n";
  }

  std::string section_text(const Sheet& sheet) const {
    std::string text = titled(in_language(sheet.title, language_)) + "\n\n";
    if (!sheet.rows.empty()) text += table_text(sheet);
    if (!sheet.notes.empty()) text += "\n";
    for (const Title& note : sheet.notes)
      text += line_text(in_language(note, language_), "  ", 0);
    return text;
  }

  std::string section_text(const Text& section) const {
    const std::string title = titled(in_language(section.title, language_));
    std::string text = title.empty() ? "" : title + "\n\n";
    for (const Title& line : section.lines)
      text += line_text(in_language(line, language_), title.empty() ? "" : "  ", section.columns);
    return text;
  }

  template <class OnPages>
  std::string section_text(const OnPages&) const {
    return {};
  }

  std::string table_text(const Sheet& sheet) const {
    std::vector<std::vector<std::string>> rows(1);
    std::vector<bool> right;
    for (const SheetColumn& column : sheet.columns) {
      rows[0].push_back(printable(heading(column, language_)));
      right.push_back(column.shown != Shown::text);
    }
    for (const auto& cells : sheet.rows) {
      std::vector<std::string>& row = rows.emplace_back();
      for (std::size_t k = 0; k < cells.size(); ++k)
        row.push_back(printable(shown(cells[k], sheet.columns[k], language_)));
    }
    const Fitted fitted = fit(std::move(rows), std::move(right), terminal_.width);
    if (fitted.dropped == 0) return fitted.text;
    return fitted.text +
           line_text(zh() ? fmt::format("另有 {} 列未显示：--width 加宽，或 --sheet {} --format csv",
                                        fitted.dropped, sheet.name)
                          : fmt::format(
                                "{} more: a wider --width, or --sheet {} --format csv",
                                fitted.dropped == 1 ? "1 column" : fmt::format("{} columns", fitted.dropped),
                                sheet.name),
                     "  ", 0);
  }

  std::string rests_on(const Document& document) const {
    const auto lines = foundation(document, language_);
    if (lines.empty()) return {};
    std::string text = "\n" + titled(zh() ? "依据" : "What this rests on") + "\n\n";
    for (const std::string& line : lines)
      text += line_text(line, "  ", 0);
    return text;
  }

  /// The names by which the rest can be asked for.
  std::string the_rest(const Document& document) const {
    std::string names;
    for (const Sheet* sheet : sheets_of(document))
      names += (names.empty() ? "" : ", ") + sheet->name;
    if (names.empty()) return {};
    return "\n" + line_text(zh() ? "其余内容：--full 全部，--sheet 名称（" + names + "）"
                                 : "The rest: --full, or --sheet with one of " + names,
                            "", 80);
  }

  Language language_;
  const Terminal& terminal_;
};

}  // namespace

std::string to_text(const Document& document, Language language, const Terminal& terminal) {
  return TerminalText(language, terminal).whole(document);
}

}  // namespace leontide::report
