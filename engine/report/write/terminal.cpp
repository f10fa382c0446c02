#include <algorithm>
#include <fmt/format.h>

#include "base/printable.hpp"
#include "base/source_text.hpp"
#include "report/write/terminal_table.hpp"
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

/// Without what colours a terminal.
std::size_t seen_width(std::string_view line) {
  std::string plain;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\x1b')
      i = std::min(line.find('m', i), line.size());
    else
      plain += line[i];
  }
  return display_width(plain);
}

class TerminalText {
 public:
  TerminalText(Language language, const Terminal& terminal) : language_(language), terminal_(terminal) {}

  std::string whole(const Document& document) const {
    const std::string title = titled(in_language(document.title, language_));
    std::string text = title;
    for (const Section& section : document.sections) {
      const std::string part = std::visit([this](const auto& one) { return section_text(one); }, section);
      if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
    }
    text += rests_on(document);
    if (!terminal_.is_brief || rows_in(text) < lines_of_a_screen) return text;
    return on_a_screen(title + brief(document, title.empty()));
  }

 private:
  bool zh() const { return language_ == Language::zh; }

  /// A title as its lines. Control characters of what was read never reach a terminal; ours come after.
  std::string titled(const std::string& title) const {
    if (title.empty()) return {};
    const std::string safe = printable(wrapped(title, terminal_.width), true);
    return (terminal_.has_colour ? "\x1b[1m" + safe + "\x1b[0m" : safe) + "\n";
  }

  /// The headline, as much of the first table as a screen has room for, and where the rest is; without a
  /// headline the beginning.
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
    std::size_t taken = rows_in(text) + rows_in(rest) + (is_first ? 1 : 2);
    if (text.empty()) return beginning(document, lines_of_a_screen - taken, is_first) + rest;
    const auto sheets = sheets_of(document);
    if (!is_whole && !sheets.empty() && taken < lines_of_a_screen)
      text += beginning(*sheets.front(), lines_of_a_screen - taken);
    return text + rest;
  }

  /// The first sections of a document, the last of them as far as the lines reach.
  std::string beginning(const Document& document, std::size_t lines, bool is_first) const {
    std::string text;
    for (const Section& section : document.sections) {
      const std::size_t taken = rows_in(text);
      if (taken >= lines) break;
      const auto* said = std::get_if<Text>(&section);
      const auto* sheet = std::get_if<Sheet>(&section);
      if (said == nullptr && sheet == nullptr) continue;
      const std::string gap = text.empty() && is_first ? "" : "\n";
      const std::string whole = gap + (said != nullptr ? section_text(*said) : section_text(*sheet));
      if (taken + rows_in(whole) <= lines) {
        text += whole;
        continue;
      }
      text +=
          said != nullptr ? gap + first_lines(*said, lines - taken - 1) : beginning(*sheet, lines - taken);
      break;
    }
    return text;
  }

  /// As much of a text as has room on so many rows of a window, and how many lines follow.
  std::string first_lines(const Text& section, std::size_t rows) const {
    std::string text;
    Text part = section;
    part.lines.clear();
    for (const Title& line : section.lines) {
      part.lines.push_back(line);
      std::string longer = section_text(part);
      if (rows_in(longer) + 1 > rows) {
        const std::size_t left = section.lines.size() - part.lines.size() + 1;
        return text + (zh() ? fmt::format("  … 另有 {} 行\n", left)
                            : fmt::format("  … {} more {}\n", left, left == 1 ? "line" : "lines"));
      }
      text = std::move(longer);
    }
    return text;
  }

  /// Rows of a window that a text takes: a line that stays whole may take several.
  std::size_t rows_in(const std::string& text) const {
    const std::size_t columns = terminal_.width > 0 ? terminal_.width : least_columns;
    std::size_t rows = 0, begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
      const std::size_t wide = seen_width(std::string_view(text).substr(begin, end - begin));
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

  /// Lines that say what stands beside the answer.
  std::string dimmed(std::string lines) const {
    if (!terminal_.has_colour || lines.empty()) return lines;
    lines.pop_back();
    return "\x1b[2m" + lines + "\x1b[0m\n";
  }

  std::string section_text(const Sheet& sheet) const {
    if (sheet.is_for_programs) return {};
    std::string text = titled(in_language(sheet.title, language_)) + "\n";
    if (!sheet.rows.empty()) text += table_text(sheet, shown_rows(sheet));
    if (!sheet.rows.empty() && !sheet.notes.empty()) text += "\n";
    for (const Title& note : sheet.notes)
      text += dimmed(line_text(in_language(note, language_), "  ", 0));
    return text;
  }

  /// The first rows of a sheet, as many as have room on so many lines; nothing where none has.
  std::string beginning(const Sheet& sheet, std::size_t lines) const {
    std::vector<std::size_t> rows = shown_rows(sheet);
    const std::string title = "\n" + titled(in_language(sheet.title, language_)) + "\n";
    for (; !rows.empty(); rows.pop_back()) {
      std::string text = title + table_text(sheet, rows, columns_of_a_screen);
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
    const auto noise = static_cast<std::size_t>(std::count(sheet.noise.begin(), sheet.noise.end(), true));
    const std::size_t cut = sheet.rows.size() - noise - shown_ones.size();
    const auto [text, dropped] = terminal_table(sheet, shown_ones, most_columns, language_, terminal_);
    std::string left_out;
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
    if (most_columns > 0) return text + dimmed(line_text(left_out, "  ", 0));
    const std::string how = dropped > 0 ? (zh() ? "--width 加宽，或 " : "a wider --width, or ") : "";
    return text +
           dimmed(line_text(
               left_out + (zh() ? "：" : ": ") + how + "--section " + sheet.name + " --format csv", "  ", 0));
  }

  std::string rests_on(const Document& document) const {
    const auto lines = foundation(document, language_);
    if (lines.empty()) return {};
    std::string text = "\n" + titled(zh() ? "依据" : "What this rests on") + "\n";
    for (const std::string& line : lines)
      text += dimmed(line_text(line, "  ", 0));
    return text;
  }

  /// The names by which the rest can be asked for, as many as one line holds.
  std::string the_rest(const Document& document) const {
    const auto sheets = sheets_of(document);
    if (sheets.empty()) return zh() ? "\n其余内容：--full 全部\n" : "\nThe rest: --full\n";
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
