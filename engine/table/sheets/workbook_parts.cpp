#include "table/sheets/workbook_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string_view>

namespace leontide::table {

namespace {

constexpr std::size_t most_formats = 65'000;

bool parse(const std::optional<std::string>& text, pugi::xml_document& document) {
  // parse_default drops blank text: a string of blanks is no label.
  return text &&
         document.load_buffer(text->data(), text->size(), pugi::parse_default).status == pugi::status_ok;
}

std::string part_name(const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

/// Formats that ECMA-376 (18.8.30) lists as dates and times, those of East Asian languages too.
bool is_built_in_date(unsigned id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/// Built-in formats by which codes are shown: 1.10 is 1.1 under 0.00.
std::string built_in_format(unsigned id) {
  if (is_built_in_date(id)) return "yyyy";
  return id == 1 ? "0" : id == 2 ? "0.00" : "General";
}

bool is_hexadecimal(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  });
}

void add_utf8(std::string& out, unsigned unit) {
  const auto add = [&](unsigned byte) { out += static_cast<char>(byte); };
  if (unit < 0x80) return add(unit);
  if (unit < 0x800) {
    add(0xC0U | (unit >> 6U));
  } else {
    add(0xE0U | (unit >> 12U));
    add(0x80U | ((unit >> 6U) & 0x3FU));
  }
  add(0x80U | (unit & 0x3FU));
}

/// Characters that XML cannot hold or that would be lost stand as _x000D_ (ECMA-376, part 1, 22.9.2.19);
/// halves of surrogate pairs are left as they stand.
std::string without_escapes(const std::string& text) {
  constexpr std::size_t length = 7;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view here = std::string_view(text).substr(at, length);
    const bool is_escape = here.size() == length && here.starts_with("_x") && here.ends_with('_') &&
                           is_hexadecimal(here.substr(2, 4));
    unsigned unit = 0;
    if (is_escape) std::from_chars(here.data() + 2, here.data() + 6, unit, 16);
    if (!is_escape || unit == 0 || (unit >= 0xD800 && unit <= 0xDFFF)) {
      out += text[at];
      continue;
    }
    add_utf8(out, unit);
    at += length - 1;
  }
  return out;
}

}  // namespace

bool is_named(const pugi::xml_node& node, const char* name) {
  const char* given = node.name();
  const char* colon = std::strchr(given, ':');
  return std::strcmp(colon != nullptr ? colon + 1 : given, name) == 0;
}

pugi::xml_node child(const pugi::xml_node& node, const char* name) {
  return node.find_child([&](const pugi::xml_node& one) { return is_named(one, name); });
}

std::string string_item(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& part : item.children()) {
    if (is_named(part, "t")) out += part.text().get();
    if (is_named(part, "r")) out += child(part, "t").text().get();
  }
  return without_escapes(out);
}

std::vector<std::string> shared_strings(const Archive& archive) {
  std::vector<std::string> out;
  pugi::xml_document document;
  if (!parse(archive.part("xl/sharedStrings.xml"), document)) return out;
  for (const pugi::xml_node& item : document.document_element().children()) {
    if (is_named(item, "si")) out.push_back(string_item(item));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> sheets_of(const Archive& archive) {
  std::vector<std::pair<std::string, std::string>> out;
  pugi::xml_document book;
  pugi::xml_document relations;
  if (!parse(archive.part("xl/workbook.xml"), book) ||
      !parse(archive.part("xl/_rels/workbook.xml.rels"), relations)) {
    return out;
  }
  std::map<std::string, std::string> targets;
  for (const pugi::xml_node& relation : relations.document_element().children())
    targets[relation.attribute("Id").value()] = relation.attribute("Target").value();
  for (const pugi::xml_node& sheet : child(book.document_element(), "sheets").children()) {
    for (const pugi::xml_attribute& attribute : sheet.attributes()) {
      const std::string name = attribute.name();
      if (!name.ends_with(":id")) continue;
      const auto target = targets.find(attribute.value());
      if (target != targets.end())
        out.emplace_back(sheet.attribute("name").value(), part_name(target->second));
    }
  }
  return out;
}

std::vector<NumberFormat> number_formats(const Archive& archive) {
  std::vector<NumberFormat> out(1);
  pugi::xml_document document;
  if (parse(archive.part("xl/styles.xml"), document)) {
    std::map<unsigned, std::string> codes;
    for (const pugi::xml_node& format : child(document.document_element(), "numFmts").children())
      codes[format.attribute("numFmtId").as_uint()] = format.attribute("formatCode").value();
    for (const pugi::xml_node& style : child(document.document_element(), "cellXfs").children()) {
      if (out.size() == most_formats) break;
      const unsigned id = style.attribute("numFmtId").as_uint();
      const auto code = codes.find(id);
      out.emplace_back(code != codes.end() ? code->second : built_in_format(id));
    }
  }
  out.emplace_back("General");
  return out;
}

bool is_to_be_computed(const Archive& archive) {
  pugi::xml_document book;
  return parse(archive.part("xl/workbook.xml"), book) &&
         child(book.document_element(), "calcPr").attribute("fullCalcOnLoad").as_bool();
}

}  // namespace leontide::table
