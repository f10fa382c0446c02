#include <algorithm>
#include <fmt/format.h>

#include "base/printable.hpp"
#include "base/source_text.hpp"
#include "report/write/fit.hpp"
#include "report/write/wrap.hpp"
#include "report/write/write.hpp"

namespace leontide::report {

namespace {

/// Lines of the smallest window, and columns of a table that it has room for: a name and three numbers.
constexpr std::size_t lines_of_a_screen = 24, columns_of_a_screen = 4;
constexpr std::size_t least_columns = 80;

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Takes out the columns without a number or a text in any row, but for the first.
void leave_out_empty(std::vector<std::vector<std::string>>& rows, std::vector<bool>& right) {
  for (std::size_t k = right.size(); k-- > 1;) {
    const bool is_empty = std::all_of(rows.begin() + 1, rows.end(),
                                      [k](const auto& row) { return row[k].empty() || row[k] == "–"; });
    if (!is_empty) continue;
    right.erase(right.begin() + static_cast<std::ptrdiff_t>(k));
    for (auto& row : rows)
      row.erase(row.begin() + static_cast<std::ptrdiff_t>(k));
  }
}

class TerminalText {
 public:
  TerminalText(Language language, const Terminal& terminal) : language_(language), terminal_(terminal) {}

  std::string whole(const Document& document) const {
    std::string text = titled(in_language(document.title, language_));
    if (terminal_.is_brief) return on_a_screen(text + brief(document, text.empty()));
    for (const Section& section : document.sections) {
      const std::string part = std::visit([this](const auto& one) { return section_text(one); }, section);
      if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    }
    return text + rests_on(document);
  }

 private:
  bool zh() const { return language_ == Language::zh; }

  /// A title as its lines. Control characters of what was read never reach a terminal; ours come after.
  std::string titled(const std::string& title) const {
    if (title.empty()) return {};
    const std::string safe = printable(wrapped(title, terminal_.width), true);
    return (terminal_.has_colour ? "\x1b[1m" + safe + "\x1b[0m" : safe) + "\n";
  }

  /// The headline, as much of the first table as a screen has room for, and where the rest is.
  std::string brief(const Document& document, bool is_first) const {
    std::string text;
    bool is_whole = false;
    for (const Section& section : document.sections) {
      const auto* said = std::get_if<Text>(&section);
      if (said == nullptr || !said->is_headline) continue;
      text += (is_first && text.empty() ? "" : "\n") + section_text(*said);
      is_whole = is_whole || said->fills_screen;
    }
    const std::string rest = the_rest(document);
    const std::size_t taken = lines_in(text) + lines_in(rest) + (is_first ? 1 : 2);
    const auto sheets = sheets_of(document);
    if (!is_whole && !sheets.empty() && taken < lines_of_a_screen)
      text += beginning(*sheets.front(), lines_of_a_screen - taken);
    return text + rest;
  }

  /// Rows of a window that a text takes: a line that stays whole may take several.
  std::size_t rows_in(const std::string& text) const {
    const std::size_t columns = terminal_.width > 0 ? terminal_.width : least_columns;
    std::size_t rows = 0, begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
      const std::size_t wide = display_width(text.substr(begin, end - begin));
      rows += std::max<std::size_t>(1, (wide + columns - 1) / columns);
      begin = end + 1;
    }
    return rows;
  }

  /// The text without as many of its empty lines, the last ones first, as keep its beginning from a screen
  /// on which one line is left to type in.
  std::string on_a_screen(std::string text) const {
    std::size_t rows = rows_in(text);
    for (std::size_t at = text.rfind("\n\n"); rows >= lines_of_a_screen && at != std::string::npos && at > 0;
         at = text.rfind("\n\n", at - 1)) {
      text.erase(at, 1);
      --rows;
    }
    return text;
  }

  std::string line_text(const std::string& line, const std::string& indent, std::size_t columns) const {
    std::size_t most = columns;
    if (terminal_.width > 0) most = most == 0 ? terminal_.width : std::min(most, terminal_.width);
    if (most > 0) most -= std::min(most - 1, indent.size());
    std::string text = indent;
    for (const char c : printable(wrapped(line, most, LongWords::break_up), true)) {
      text += c;
      if (c == '\n') text += indent;
    }
    return text + "\n";
  }

  std::string section_text(const Sheet& sheet) const {
    std::string text = titled(in_language(sheet.title, language_)) + "\n";
    if (!sheet.rows.empty()) text += table_text(sheet, shown_rows(sheet));
    if (!sheet.rows.empty() && !sheet.notes.empty()) text += "\n";
    for (const Title& note : sheet.notes)
      text += line_text(in_language(note, language_), "  ", 0);
    return text;
  }

  /// The first rows of a sheet, as many as have room on so many lines; nothing where none has.
  std::string beginning(const Sheet& sheet, std::size_t lines) const {
    std::vector<std::size_t> rows = shown_rows(sheet);
    const std::string title = "\n" + titled(in_language(sheet.title, language_)) + "\n";
    for (; !rows.empty(); rows.pop_back()) {
      const std::string text = title + table_text(sheet, rows, columns_of_a_screen);
      if (lines_in(text) <= lines) return text;
    }
    return {};
  }

  std::string section_text(const Text& section) const {
    const std::string title = titled(in_language(section.title, language_));
    std::string text = title.empty() ? "" : title + "\n";
    for (const Title& line : section.lines)
      text += line_text(in_language(line, language_), title.empty() ? "" : "  ", section.columns);
    return text;
  }

  template <class OnPages>
  std::string section_text(const OnPages&) const {
    return {};
  }

  /// The rows that say something.
  static std::vector<std::size_t> shown_rows(const Sheet& sheet) {
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      if (!sheet.is_noise(r)) rows.push_back(r);
    }
    return rows;
  }

  /// These rows of a sheet, and how many of its rows and columns are not among them.
  std::string table_text(const Sheet& sheet, const std::vector<std::size_t>& shown_ones,
                         std::size_t most_columns = 0) const {
    std::vector<std::vector<std::string>> rows(1);
    std::vector<bool> right;
    for (const SheetColumn& column : sheet.columns) {
      rows[0].push_back(printable(heading(column, language_)));
      right.push_back(column.shown != Shown::text);
    }
    for (const std::size_t r : shown_ones) {
      std::vector<std::string>& row = rows.emplace_back();
      for (std::size_t k = 0; k < sheet.rows[r].size(); ++k)
        row.push_back(printable(shown(sheet.rows[r][k], sheet.columns[k], language_)));
    }
    const auto noise = static_cast<std::size_t>(std::count(sheet.noise.begin(), sheet.noise.end(), true));
    const std::size_t cut = sheet.rows.size() - noise - shown_ones.size();
    std::string text, left_out;
    std::size_t dropped = 0;
    if (rows.size() > 1) {
      leave_out_empty(rows, right);
      if (most_columns > 0 && right.size() > most_columns) {
        dropped = right.size() - most_columns;
        right.resize(most_columns);
        for (auto& row : rows)
          row.resize(most_columns);
      }
      Fitted fitted = fit(std::move(rows), std::move(right), terminal_.width);
      text = std::move(fitted.text);
      dropped += fitted.dropped;
    }
    const auto say = [&](std::size_t count, const char* one, const char* many, const char* zh_text) {
      if (count == 0) return;
      if (!left_out.empty()) left_out += zh() ? "，" : ", ";
      left_out += zh() ? fmt::format(fmt::runtime(zh_text), count)
                       : fmt::format("{} {}", count, count == 1 ? one : many);
    };
    say(cut, "more row", "more rows", "另有 {} 行");
    say(noise, "more row that cannot be told from nothing", "more rows that cannot be told from nothing",
        "另有 {} 行与零无法区分");
    say(dropped, "more column", "more columns", "另有 {} 列");
    if (left_out.empty()) return text;
    if (most_columns > 0) return text + line_text(left_out, "  ", 0);
    const std::string how = dropped > 0 ? (zh() ? "--width 加宽，或 " : "a wider --width, or ") : "";
    return text +
           line_text(left_out + (zh() ? "：" : ": ") + how + "--section " + sheet.name + " --format csv",
                     "  ", 0);
  }

  std::string rests_on(const Document& document) const {
    const auto lines = foundation(document, language_);
    if (lines.empty()) return {};
    std::string text = "\n" + titled(zh() ? "依据" : "What this rests on") + "\n";
    for (const std::string& line : lines)
      text += line_text(line, "  ", 0);
    return text;
  }

  /// The names by which the rest can be asked for, as many as one line holds.
  std::string the_rest(const Document& document) const {
    const auto sheets = sheets_of(document);
    if (sheets.empty()) return {};
    const auto line = [&](std::size_t count) {
      std::string names;
      for (std::size_t i = 0; i < count; ++i)
        names += (i == 0 ? "" : ", ") + sheets[i]->name;
      const bool is_cut = count < sheets.size();
      if (zh())
        return fmt::format("其余内容：--full 全部，或 --section 名称：{}{}", names,
                           is_cut ? fmt::format(" … 共 {} 个", sheets.size()) : "");
      return fmt::format("The rest: --full, or --section NAME: {}{}", names,
                         is_cut ? fmt::format(" … {} in all", sheets.size()) : "");
    };
    std::size_t count = sheets.size();
    while (count > 1 && display_width(line(count)) > least_columns)
      --count;
    return "\n" + line_text(line(count), "", least_columns);
  }

  Language language_;
  const Terminal& terminal_;
};

}  // namespace

std::string to_text(const Document& document, Language language, const Terminal& terminal) {
  return TerminalText(language, terminal).whole(document);
}

}  // namespace leontide::report
