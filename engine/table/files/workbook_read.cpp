// The part of SpreadsheetML that tables of numbers use, from a workbook in memory.
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <pugixml.hpp>
#include <zip.h>

#include "base/gzip.hpp"
#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "base/source_text.hpp"
#include "table/files/grid.hpp"

namespace leontide::table {

namespace {

constexpr std::size_t most_rows = 1'048'576;
constexpr std::size_t most_columns = 16'384;

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};

class Archive {
 public:
  explicit Archive(std::string_view bytes) : bytes_(bytes.size()) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source != nullptr) {
      archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
      if (!archive_) zip_source_free(source);
    }
    zip_error_fini(&error);
  }
  bool is_open() const { return archive_ != nullptr; }

  std::optional<std::string> part(const std::string& name) const {
    const zip_int64_t at = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
    zip_stat_t stat;
    if (at < 0 || zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(at), 0, &stat) != 0)
      return std::nullopt;
    if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > most_inflated(bytes_)) return std::nullopt;
    zip_file_t* file = zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(at), 0);
    if (file == nullptr) return std::nullopt;
    std::string out(stat.size, '\0');
    const zip_int64_t got = zip_fread(file, out.data(), out.size());
    zip_fclose(file);
    if (got < 0 || static_cast<std::size_t>(got) != out.size()) return std::nullopt;
    return out;
  }

 private:
  std::size_t bytes_;
  std::unique_ptr<zip_t, CloseArchive> archive_;
};

// Element names may carry a namespace prefix.
bool is_named(const pugi::xml_node& node, const char* name) {
  const char* given = node.name();
  const char* colon = std::strchr(given, ':');
  return std::strcmp(colon != nullptr ? colon + 1 : given, name) == 0;
}

pugi::xml_node child(const pugi::xml_node& node, const char* name) {
  return node.find_child([&](const pugi::xml_node& one) { return is_named(one, name); });
}

// The text of a string item: its plain text, or the texts of its runs; phonetic hints are left out.
std::string string_item(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& part : item.children()) {
    if (is_named(part, "t")) out += part.text().get();
    if (is_named(part, "r")) out += child(part, "t").text().get();
  }
  return out;
}

bool parse(const std::optional<std::string>& text, pugi::xml_document& document) {
  // parse_default drops blank text: a string of blanks is no label.
  return text &&
         document.load_buffer(text->data(), text->size(), pugi::parse_default).status == pugi::status_ok;
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

std::string part_name(const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

/// The sheets in order: name and part.
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

std::string value_of(const pugi::xml_node& cell, const std::vector<std::string>& strings) {
  const std::string type = cell.attribute("t").value();
  if (type == "inlineStr") return string_item(child(cell, "is"));
  std::string value = child(cell, "v").text().get();
  if (type != "s") return value;
  const auto index = parse_integer(value);
  if (!index || *index < 0 || static_cast<std::size_t>(*index) >= strings.size()) return {};
  return strings[static_cast<std::size_t>(*index)];
}

// Where a cell stands, from its reference `F5`; without one it follows the cell before.
std::size_t column_of(const pugi::xml_node& cell, std::size_t next) {
  const std::string_view reference = cell.attribute("r").value();
  const std::size_t digits = reference.find_first_of("0123456789");
  return column_of_letters(reference.substr(0, digits)).value_or(next);
}

/// The cells that are not blank; reports those that hold no text of any encoding, and more than can be held.
bool read_cells(const pugi::xml_node& data, const std::vector<std::string>& strings, Grid& grid,
                Diagnostics& diagnostics) {
  const std::string name = fmt::format("{}[{}]", grid.file, grid.sheet);
  std::size_t cells = 0;
  bool is_sound = true;
  for (const pugi::xml_node& row : data.children()) {
    if (!is_named(row, "row")) continue;
    const std::size_t line =
        row.attribute("r").as_ullong(grid.rows.empty() ? 1 : grid.rows.back().line() + 1);
    if (line == 0 || line > most_rows) continue;
    GridRow out(line);
    std::size_t next = 0;
    for (const pugi::xml_node& cell : row.children()) {
      if (!is_named(cell, "c")) continue;
      const std::size_t column = column_of(cell, next);
      if (column >= most_columns) continue;
      next = column + 1;
      std::string text = value_of(cell, strings);
      if (text.empty()) continue;
      if (!is_utf8(text)) {
        diagnostics.error("encoding", {name, line, column + 1, 0},
                          fmt::format("the text of the cell {}{} is not UTF-8", column_letters(column), line),
                          "type it anew, or save the workbook anew");
        is_sound = false;
        text = valid_utf8(text);
      }
      if (++cells > limits::most_cells) {
        diagnostics.error("too-large", {name, line, column + 1, 0},
                          fmt::format("this sheet holds more than {} cells", limits::most_cells));
        return false;
      }
      out.put(column, std::move(text));
    }
    if (!out.empty()) grid.rows.push_back(std::move(out));
  }
  return is_sound;
}

}  // namespace

std::optional<Grid> read_workbook(std::string_view bytes, const std::string& shown_as,
                                  const std::string& sheet, Diagnostics& diagnostics) {
  const Archive archive(bytes);
  auto sheets = archive.is_open() ? sheets_of(archive) : std::vector<std::pair<std::string, std::string>>();
  for (auto& [name, part] : sheets)
    name = valid_utf8(name);
  if (sheets.empty()) {
    diagnostics.error("not-a-workbook", {shown_as, 0, 0, 0}, "this file is not an .xlsx workbook",
                      "save it anew as .xlsx");
    return std::nullopt;
  }
  std::vector<std::string> names;
  const std::pair<std::string, std::string>* chosen = sheet.empty() ? &sheets.front() : nullptr;
  for (const auto& one : sheets) {
    names.push_back(one.first);
    if (one.first == sheet) chosen = &one;
  }
  if (chosen == nullptr) {
    diagnostics.error("no-sheet", {shown_as, 0, 0, 0}, fmt::format("there is no sheet \"{}\"", sheet),
                      suggestion(sheet, names));
    return std::nullopt;
  }
  pugi::xml_document document;
  if (!parse(archive.part(chosen->second), document)) {
    diagnostics.error("not-a-workbook", {shown_as, 0, 0, 0},
                      fmt::format("the sheet \"{}\" cannot be read", chosen->first),
                      "save the workbook anew");
    return std::nullopt;
  }
  Grid grid{shown_as, chosen->first, {}};
  if (!read_cells(child(document.document_element(), "sheetData"), shared_strings(archive), grid,
                  diagnostics))
    return std::nullopt;
  return grid;
}

}  // namespace leontide::table
