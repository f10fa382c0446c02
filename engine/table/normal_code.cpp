#include "table/normal_code.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fmt/format.h>
#include <set>

#include "base/numbers.hpp"

namespace leontide::table {

namespace {

/// The code point that begins at `at`, three bytes of UTF-8 at most; 0 for others.
std::uint32_t code_point(std::string_view text, std::size_t at, std::size_t& size) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  size = 1;
  if (byte(0) < 0x80) return byte(0);
  if ((byte(0) & 0xE0U) == 0xC0U && at + 1 < text.size()) {
    size = 2;
    return ((byte(0) & 0x1FU) << 6U) | (byte(1) & 0x3FU);
  }
  if ((byte(0) & 0xF0U) == 0xE0U && at + 2 < text.size()) {
    size = 3;
    return ((byte(0) & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  }
  return 0;
}

bool is_blank(std::uint32_t point) {
  return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0x85 || point == 0xA0 ||
         point == 0x2028 || point == 0x3000 || point == 0x202F || (point >= 0x2000 && point <= 0x200A);
}

bool is_unseen(std::uint32_t point) {
  return point == 0xFEFF || (point >= 0x200B && point <= 0x200F) || point == 0x2060 || point == 0xAD ||
         (point < ' ' && point != 0) || point == 0x7F;
}

}  // namespace

std::string normal_code(std::string_view text) {
  std::string out;
  std::size_t size = 1;
  for (std::size_t at = 0; at < text.size(); at += size) {
    const std::uint32_t point = code_point(text, at, size);
    if (is_blank(point)) {
      if (!out.ends_with(' ')) out += ' ';
    } else if (is_unseen(point) || text[at] == '\0') {
      continue;
    } else if (point >= 0xFF01 && point <= 0xFF5E) {
      out += static_cast<char>(point - 0xFF01 + '!');
    } else {
      out += text.substr(at, size);
    }
  }
  return std::string(trimmed(out));
}

std::optional<CsvTable> read_coded_csv(const std::filesystem::path& path, const std::string& shown_as,
                                       Diagnostics& diagnostics) {
  constexpr std::array coded{"code", "label", "group", "code_from", "code_to", "cluster"};
  auto table = read_csv(path, shown_as, diagnostics);
  if (!table) return table;
  std::set<std::string> names;
  for (CsvCell& name : table->header) {
    name.text = normal_code(name.text);
    if (names.insert(name.text).second) continue;
    diagnostics.error("duplicate-column", table->place(name),
                      fmt::format("the column \"{}\" stands twice", name.text));
    return std::nullopt;
  }
  for (std::size_t k = 0; k < table->header.size(); ++k) {
    const bool is_coded = k == 0 || std::ranges::find(coded, table->header[k].text) != coded.end();
    for (auto& row : table->rows)
      if (is_coded) row[k].text = normal_code(row[k].text);
  }
  return table;
}

}  // namespace leontide::table
