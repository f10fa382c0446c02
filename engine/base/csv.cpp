#include "base/csv.hpp"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>
#include <zlib.h>

#include "base/numbers.hpp"

namespace leontide {

namespace {

std::optional<std::string> read_gzip(const std::filesystem::path& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return std::nullopt;
  std::string text;
  std::array<char, 1 << 16> buffer{};
  int got = 0;
  while ((got = gzread(file, buffer.data(), buffer.size())) > 0)
    text.append(buffer.data(), static_cast<std::size_t>(got));
  const bool whole = got == 0 && gzeof(file) != 0;
  return gzclose(file) == Z_OK && whole ? std::optional(std::move(text)) : std::nullopt;
}

/// Splits a text into rows of cells, keeping the place of each.
class Splitter {
 public:
  Splitter(std::string_view text, std::string file, Diagnostics& diagnostics)
      : text_(text), file_(std::move(file)), diagnostics_(diagnostics) {}

  std::optional<std::vector<std::vector<CsvCell>>> split() {
    std::vector<std::vector<CsvCell>> rows;
    while (at_ < text_.size()) {
      std::vector<CsvCell> row = read_row();
      if (failed_) return std::nullopt;
      const bool blank = row.size() == 1 && row[0].text.empty();
      if (!blank) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  std::vector<CsvCell> read_row() {
    std::vector<CsvCell> row;
    while (true) {
      row.push_back(read_cell());
      if (failed_ || at_ >= text_.size()) return row;
      if (text_[at_] == ',') {
        advance();
        if (at_ >= text_.size()) row.push_back({"", line_, column_});
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
    while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
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
          if (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
            fail({file_, line_, column_, 1}, "text follows a closing quote", "separate cells by commas");
          }
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
  std::string file_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  bool failed_ = false;
};

}  // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i].text == name) return i;
  }
  return std::nullopt;
}

std::optional<std::string> read_bytes(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  if (path.extension() == ".gz") return read_gzip(path);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::optional<CsvTable> read_csv(const std::filesystem::path& path, const std::string& shown_as,
                                 Diagnostics& diagnostics) {
  const auto text = read_bytes(path);
  if (!text) {
    diagnostics.error("missing-file", {shown_as, 0, 0, 0}, "this file cannot be read",
                      "check the path and its permissions");
    return std::nullopt;
  }
  return parse_csv(*text, shown_as, diagnostics);
}

std::optional<std::vector<std::vector<CsvCell>>> parse_csv_rows(std::string_view text,
                                                                const std::string& shown_as,
                                                                Diagnostics& diagnostics) {
  if (!is_utf8(text)) {
    diagnostics.error("encoding", {shown_as, 0, 0, 0}, "this file is not UTF-8", "save it as UTF-8");
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Splitter(text, shown_as, diagnostics).split();
}

std::optional<CsvTable> parse_csv(std::string_view text, const std::string& shown_as,
                                  Diagnostics& diagnostics) {
  auto rows = parse_csv_rows(text, shown_as, diagnostics);
  if (!rows) return std::nullopt;
  if (rows->empty()) {
    diagnostics.error("empty-file", {shown_as, 0, 0, 0}, "this file has no header row");
    return std::nullopt;
  }
  CsvTable table{shown_as, std::move(rows->front()), {}};
  bool sound = true;
  std::set<std::string> seen;
  for (const CsvCell& name : table.header) {
    if (!seen.insert(name.text).second) {
      diagnostics.error("duplicate-column", table.place(name),
                        fmt::format("the column \"{}\" stands twice", name.text));
      sound = false;
    }
  }
  for (std::size_t i = 1; i < rows->size(); ++i) {
    auto& row = (*rows)[i];
    if (row.size() != table.header.size()) {
      diagnostics.error(
          "row-length", {shown_as, row.front().line, 1, 0},
          fmt::format("this row has {} cells, the header has {}", row.size(), table.header.size()));
      sound = false;
    }
    table.rows.push_back(std::move(row));
  }
  return sound ? std::optional(std::move(table)) : std::nullopt;
}

std::optional<double> csv_number(const CsvTable& table, const CsvCell& cell, Diagnostics& diagnostics) {
  const auto value = parse_number(cell.text);
  if (!value) {
    diagnostics.error("not-a-number", table.place(cell),
                      cell.text.empty() ? std::string("this cell is empty")
                                        : fmt::format("\"{}\" is not a finite number", cell.text),
                      "a decimal number is expected, without thousands separators");
  }
  return value;
}

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  constexpr int gzip_format = 15 + 16;
  if (deflateInit2(&stream, 9, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw OperationError("zlib cannot start");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  std::string in(bytes);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw OperationError("zlib cannot compress");
  return out;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace leontide
