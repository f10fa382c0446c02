#include "base/csv.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "base/stop.hpp"

namespace leontide {

namespace {

/// How many cells each of the first lines has under a separator; quoted text does not count.
std::vector<std::size_t> cells_of_lines(std::string_view text, char separator) {
  constexpr std::size_t lines_looked_at = 50;
  std::vector<std::size_t> cells;
  bool quoted = false;
  bool blank = true;
  std::size_t count = 1;
  for (std::size_t i = 0; i <= text.size() && cells.size() < lines_looked_at; ++i) {
    const bool ended = i == text.size() || (!quoted && text[i] == '\n');
    if (ended) {
      if (!blank) cells.push_back(count);
      count = 1;
      blank = true;
      continue;
    }
    if (text[i] == '"') quoted = !quoted;
    count += !quoted && text[i] == separator ? 1 : 0;
    blank = blank && (text[i] == '\r' || text[i] == ' ');
  }
  return cells;
}

/// The length of a first line `sep=;`, by which Excel tells itself the separator; 0 where there is none.
std::size_t declaration_of(std::string_view text) {
  const std::size_t quote = text.starts_with('"') ? 1 : 0;
  constexpr std::string_view word = "sep=";
  if (text.substr(quote, word.size()) != word || text.size() < quote + word.size() + 1) return 0;
  std::size_t end = quote + word.size() + 1 + quote;
  if (end < text.size() && text[end] == '\r') ++end;
  return end < text.size() && text[end] == '\n' ? end + 1 : 0;
}

/// Takes one of these off the text's beginning; whether there was one.
bool take_one(std::string_view& text, std::initializer_list<std::string_view> signs) {
  for (const std::string_view sign : signs) {
    if (!text.starts_with(sign)) continue;
    text.remove_prefix(sign.size());
    return true;
  }
  return false;
}

/// Whether a spreadsheet would take the text for a formula, apostrophes before it apart. Programs differ in
/// what they pass over before the sign, and some take the wide signs of East Asian keyboards.
bool is_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  const bool is_broken = take_one(text, {"\t", "\r", "\n"});
  while (take_one(text, {" ", "\t", "\r", "\n", "\u00A0", "\u3000"})) {
  }
  const bool has_sign = take_one(text, {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"});
  return (is_broken || has_sign) && !text.empty();
}

bool needs_guard(std::string_view text) {
  return is_formula(text) && !parse_number(text);
}

std::string separator_words(char mark) {
  return mark == ';'    ? "semicolons"
         : mark == '\t' ? "tabs"
         : mark == '|'  ? "bars"
                        : fmt::format("\"{}\"", mark);
}

std::nullopt_t report_undecoded(std::string_view text, const std::string& file,
                                std::optional<Encoding> stated, Diagnostics& diagnostics) {
  if (const auto at = stated ? std::nullopt : damaged_utf8(text)) {
    const std::size_t line = 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, *at), '\n'));
    diagnostics.error("encoding", {file, line, 0, 0},
                      "this line holds bytes that are not UTF-8, as the rest is", "save the file anew");
    return std::nullopt;
  }
  diagnostics.error("encoding", {file, 0, 0, 0},
                    stated ? fmt::format("this file is not {}, as is stated", name_of(*stated))
                           : "this file is not UTF-8, and not UTF-16 or GB 18030 either",
                    "save it as UTF-8, or say in a mapping file what it is: encoding: windows-1252");
  return std::nullopt;
}

/// Splits a text into rows of cells, keeping the place of each.
class Splitter {
 public:
  Splitter(std::string_view text, char separator, std::string file, Diagnostics& diagnostics)
      : text_(text), separator_(separator), file_(std::move(file)), diagnostics_(diagnostics) {
    at_ = declaration_of(text);
    line_ = at_ > 0 ? 2 : 1;
  }

  /// Whether every row could be taken.
  bool split(const CsvRowTaker& take) {
    for (std::size_t number = 1; at_ < text_.size(); ++number) {
      stop_if_asked();
      std::vector<CsvCell> row = read_row();
      if (failed_ || !fits(row.size())) return false;
      for (CsvCell& cell : row)
        cell.row = number;
      const bool is_blank = row.size() == 1 && row[0].text.empty();
      rows_ += is_blank ? 0 : 1;
      if (!is_blank) take(std::move(row));
    }
    return true;
  }

 private:
  /// Whether the rows so far and one of so many cells are what a file may hold. Each row takes room of its
  /// own: millions of rows of a letter or two would take a hundred times their file.
  bool fits(std::size_t cells) {
    cells_ += cells;
    if (cells_ > limits::most_cells)
      return refuse_size(fmt::format("this file holds more than {} cells", limits::most_cells));
    if (rows_ < limits::most_rows || at_ >= rows_ * limits::least_row) return true;
    return refuse_size(
        fmt::format("this file holds more than {} rows of a few letters each", limits::most_rows));
  }

  bool refuse_size(std::string what) {
    failed_ = true;
    diagnostics_.error("too-large", {file_, line_, 0, 0}, std::move(what));
    return false;
  }

  std::vector<CsvCell> read_row() {
    std::vector<CsvCell> row;
    while (true) {
      if (row.size() == limits::widest_row) {
        refuse_size(fmt::format("this row holds more than {} cells", limits::widest_row));
        return row;
      }
      row.push_back(read_cell());
      std::string& text = row.back().text;
      if (text.starts_with('\'') && is_formula(text)) text.erase(0, 1);
      if (failed_ || at_ >= text_.size()) return row;
      if (text_[at_] == separator_) {
        advance();
        continue;
      }
      if (text_[at_] == '\r') advance();
      if (at_ < text_.size() && text_[at_] == '\n') advance();
      return row;
    }
  }

  CsvCell read_cell() {
    CsvCell cell{"", line_, column_};
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted(cell);
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') {
      cell.text += text_[at_];
      advance();
    }
    return cell;
  }

  CsvCell read_quoted(CsvCell cell) {
    advance();
    while (at_ < text_.size()) {
      if (text_[at_] == '"') {
        advance();
        if (at_ >= text_.size() || text_[at_] != '"') {
          if (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
            fail({file_, line_, column_, 1}, "text follows a closing quote", "separate the cells");
          return cell;
        }
      }
      cell.text += text_[at_];
      advance();
    }
    fail({file_, cell.line, cell.column, 1}, "this quote is never closed", "close it with \"");
    return cell;
  }

  void advance() {
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
      ++column_;
    }
    ++at_;
  }

  void fail(Place place, std::string what, std::string hint) {
    failed_ = true;
    diagnostics_.error("csv-syntax", std::move(place), std::move(what), std::move(hint));
  }

  std::string_view text_;
  char separator_;
  std::string file_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::size_t cells_ = 0;
  std::size_t rows_ = 0;
  bool failed_ = false;
};

}  // namespace

// The separator that gives most lines the same number of cells, more than one; commas where none does.
char separator_of(std::string_view text) {
  if (declaration_of(text) > 0) return text[text.find('=') + 1];
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char separator : {',', ';', '\t', '|'}) {
    const std::vector<std::size_t> cells = cells_of_lines(text, separator);
    std::ptrdiff_t alike = 0;
    for (const std::size_t count : cells) {
      if (count > 1) alike = std::max(alike, std::count(cells.begin(), cells.end(), count));
    }
    if (alike > most) {
      best = separator;
      most = alike;
    }
  }
  return best;
}

std::optional<char> each_csv_row(std::string_view text, const std::string& shown_as, Diagnostics& diagnostics,
                                 const CsvForm& form, const CsvRowTaker& take) {
  const auto read = decoded_text(text, form.encoding);
  if (!read) return report_undecoded(text, shown_as, form.encoding, diagnostics);
  const auto say = [&](const char* code, std::string what) {
    diagnostics.add({Severity::note, code, {shown_as, 0, 0, 0}, std::move(what), "", std::nullopt});
  };
  const bool is_gb18030 = read->encoding == Encoding::gb18030;
  if (is_gb18030 || read->encoding == Encoding::utf16)
    say("encoding", fmt::format("this file is not UTF-8: read as {}", is_gb18030 ? "GB 18030" : "UTF-16"));
  const char separator = form.separator.value_or(separator_of(read->text));
  if (separator != ',')
    say("separator", fmt::format("cells are separated by {}", separator_words(separator)));
  if (!Splitter(read->text, separator, shown_as, diagnostics).split(take)) return std::nullopt;
  return separator;
}

std::string csv_field(std::string_view given) {
  const std::string text = printable(given, true);
  const std::string guard = needs_guard(text) ? "'" : "";
  if (text.find_first_of(",\"\r\n") == std::string::npos) return guard + text;
  std::string out = "\"" + guard;
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace leontide
