#include "table/files/labelled.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/nearest_name.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "table/activity.hpp"
#include "table/files/plain_matrix.hpp"
#include "table/normal_code.hpp"

namespace leontide::table {

namespace {

std::vector<CsvCell> first_column(const CsvTable& table) {
  std::vector<CsvCell> cells;
  for (const auto& row : table.rows)
    cells.push_back(row.front());
  return cells;
}

/// The numbers in these rows and columns; columns count from 0, the codes.
std::optional<Matrix> cells_at(const CsvTable& table, const std::vector<std::size_t>& rows,
                               const std::vector<std::size_t>& columns, Diagnostics& diagnostics) {
  Matrix out(rows.size(), columns.size());
  bool sound = true;
  for (std::size_t i = 0; i < out.rows; ++i) {
    for (std::size_t j = 0; j < out.columns; ++j) {
      const auto number = csv_number(table, table.rows[rows[i]][columns[j]], diagnostics);
      sound = sound && number;
      out(i, j) = number.value_or(0);
    }
  }
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

bool begins_with_code(const CsvTable& table, Diagnostics& diagnostics) {
  const CsvCell& first = table.header.front();
  if (first.text == "code") return true;
  diagnostics.error("header", table.place(first), fmt::format("the first column is \"{}\"", first.text),
                    "the first column of every file of a table is \"code\"");
  return false;
}

/// Reports a file whose columns are sectors and whose rows are none.
bool axes_are_swapped(const CsvTable& table, const std::vector<std::string>& row_codes,
                      Diagnostics& diagnostics) {
  const std::set<std::string> known(row_codes.begin(), row_codes.end());
  const auto is_known = [&](const CsvCell& cell) { return known.contains(cell.text); };
  const bool across =
      table.header.size() > 1 && std::all_of(table.header.begin() + 1, table.header.end(), is_known);
  const bool down = std::any_of(table.rows.begin(), table.rows.end(),
                                [&](const auto& row) { return is_known(row.front()); });
  if (!across || down) return false;
  diagnostics.error("swapped-axes", table.place(table.header.front()),
                    "the axes are swapped: sectors stand across and categories down",
                    "each row is a sector, each column a category: transpose this file");
  return true;
}

/// One fault a code; of a list that has little to do with the file, one for all.
void report_missing(const std::vector<std::string>& codes, const std::string& file, const CodeList& list,
                    const char* what, Diagnostics& diagnostics) {
  constexpr std::size_t most_told = 20;
  const Place place = list.asked_at.value_or(Place{file, 0, 0, 0});
  const std::string subject = list.asked_at ? file + " has" : std::string("there is");
  const std::string hint = fmt::format("it holds every member of {}", list.named);
  if (codes.size() > most_told) {
    return diagnostics.error(
        "missing-code", place,
        fmt::format("{} no {} \"{}\", nor {} others", subject, what, codes.front(), codes.size() - 1), hint);
  }
  for (const std::string& code : codes)
    diagnostics.error("missing-code", place, fmt::format("{} no {} \"{}\"", subject, what, code), hint);
}

CodeList sector_list(const std::vector<std::string>& codes) {
  return {codes, "sectors.csv"};
}

}  // namespace

CodeMatch match_codes(const CsvTable& table, const std::vector<CsvCell>& cells, const CodeList& list,
                      const char* what, Diagnostics& diagnostics) {
  const std::set<std::string> known(list.codes.begin(), list.codes.end());
  std::map<std::string, std::size_t> at;
  constexpr std::size_t most_suggested = 20;
  std::size_t unknown = 0;
  bool sound = true;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string code = known.contains(cells[i].text) ? cells[i].text : normal_code(cells[i].text);
    const bool is_known = known.contains(code);
    if (!is_known && list.others_left_out) continue;
    const auto [first, is_new] = at.emplace(code, i);
    if (!is_new) {
      sound = false;
      diagnostics.add({Severity::error, "duplicate-code", table.place(cells[i]),
                       fmt::format("the {} \"{}\" stands twice", what, code), "",
                       table.place(cells[first->second])});
    } else if (!is_known) {
      sound = false;
      diagnostics.error("unknown-code", table.place(cells[i]),
                        fmt::format("the {} \"{}\" is not in {}", what, code, list.named),
                        ++unknown > most_suggested ? std::string() : suggestion(code, list.codes));
    }
  }
  CodeMatch match;
  std::vector<std::string> missing;
  for (const std::string& code : list.codes) {
    const auto found = at.find(code);
    if (found != at.end()) {
      match.at.push_back(found->second);
    } else {
      missing.push_back(code);
    }
  }
  report_missing(missing, table.file, list, what, diagnostics);
  match.is_sound = sound && missing.empty();
  return match;
}

std::optional<std::vector<double>> labelled_column(const CsvTable& table, std::size_t column,
                                                   const CodeList& rows, Diagnostics& diagnostics) {
  const CodeMatch match = match_codes(table, first_column(table), rows, "row", diagnostics);
  auto cells = cells_at(table, match.at, {column}, diagnostics);
  if (!cells || !match.is_sound) return std::nullopt;
  return std::move(cells->values);
}

std::optional<Categories> labelled_columns(const CsvTable& table, const std::vector<std::string>& codes,
                                           Diagnostics& diagnostics) {
  if (!begins_with_code(table, diagnostics) || axes_are_swapped(table, codes, diagnostics))
    return std::nullopt;
  const CodeMatch match = match_codes(table, first_column(table), sector_list(codes), "row", diagnostics);
  Categories out;
  std::vector<std::size_t> columns;
  for (std::size_t k = 1; k < table.header.size(); ++k) {
    out.names.push_back(table.header[k].text);
    columns.push_back(k);
  }
  auto cells = cells_at(table, match.at, columns, diagnostics);
  if (!cells || !match.is_sound) return std::nullopt;
  out.values = std::move(*cells);
  return out;
}

std::optional<Matrix> labelled_matrix(const CsvTable& table, const CodeList& rows, const CodeList& columns,
                                      Diagnostics& diagnostics) {
  const std::vector<CsvCell> header(table.header.begin() + 1, table.header.end());
  const CodeMatch row_match = match_codes(table, first_column(table), rows, "row", diagnostics);
  CodeMatch column_match = match_codes(table, header, columns, "column", diagnostics);
  if (rows.codes == columns.codes && row_match.is_sound && column_match.is_sound &&
      row_match.at != column_match.at) {
    diagnostics.add({Severity::note,
                     "axis-order",
                     {table.file, 0, 0, 0},
                     "rows and columns stand in different orders; they were matched by code",
                     "",
                     std::nullopt});
  }
  for (std::size_t& column : column_match.at)
    ++column;
  auto cells = cells_at(table, row_match.at, column_match.at, diagnostics);
  if (!row_match.is_sound || !column_match.is_sound) return std::nullopt;
  return cells;
}

std::optional<std::string> LabelledReader::file_of(const std::string& name) const {
  std::error_code error;
  for (const char* ending : {".csv", ".csv.gz"}) {
    if (std::filesystem::is_regular_file(folder_ / (name + ending), error)) return name + ending;
  }
  return std::nullopt;
}

void LabelledReader::add_source(const std::string& file, const std::string& bytes) {
  sources_.push_back({shown_as_ + "/" + file, sha256(bytes)});
}

std::optional<LabelledReader::Opened> LabelledReader::bytes_of(const std::string& name) {
  const auto file = file_of(name);
  if (!file) {
    diagnostics_.error("missing-file", {shown_as_ + "/" + name + ".csv", 0, 0, 0},
                       "this file of the table is not there",
                       "a table folder holds sectors, flows, final_demand, value_added and output (.csv or "
                       ".csv.gz) and meta.json");
    return std::nullopt;
  }
  const std::string shown = shown_as_ + "/" + *file;
  begin_activity("reading " + shown);
  ReadFault fault;
  auto packed = read_packed(folder_ / *file, &fault);
  const std::string hash = packed ? sha256(*packed) : std::string();
  auto bytes = packed ? unpacked(folder_ / *file, std::move(*packed), &fault) : std::nullopt;
  if (bytes) return Opened{std::move(*bytes), {shown, hash}};
  report_unread(fault, shown, {shown, 0, 0, 0}, diagnostics_);
  return std::nullopt;
}

std::optional<CsvTable> LabelledReader::parse(const Opened& opened) {
  auto table = parse_csv(opened.bytes, opened.source.path, diagnostics_, FaultyRows::keep);
  if (!table) return std::nullopt;
  sources_.push_back(opened.source);
  return begins_with_code(*table, diagnostics_) ? std::move(table) : std::nullopt;
}

std::optional<CsvTable> LabelledReader::open(const std::string& name) {
  const std::string shown = shown_as_ + "/" + name + ".csv";
  return while_reading(shown, [&]() -> std::optional<CsvTable> {
    const auto opened = bytes_of(name);
    return opened ? parse(*opened) : std::nullopt;
  });
}

std::optional<std::vector<Sector>> LabelledReader::sectors(std::vector<std::string>& columns,
                                                           const std::string& name) {
  const auto table = open(name);
  if (!table) return std::nullopt;
  std::vector<std::size_t> further;
  for (std::size_t k = 1; k < table->header.size(); ++k) {
    const std::string& heading = table->header[k].text;
    if (heading == "name_en" || heading == "name_zh" || heading == "cluster") continue;
    further.push_back(k);
    columns.push_back(heading);
  }
  const auto text_of = [&](const std::vector<CsvCell>& row, std::string_view heading) {
    const auto k = table->column(heading);
    return k ? row[*k].text : std::string();
  };
  bool sound = true;
  std::map<std::string, Place> seen;
  std::vector<Sector> sectors;
  for (const auto& row : table->rows) {
    const Place place = table->place(row.front());
    const std::string code = normal_code(row.front().text);
    const auto [first, is_new] = seen.emplace(code, place);
    if (code.empty() || !is_new) {
      sound = false;
      diagnostics_.add({Severity::error, "duplicate-code", place,
                        fmt::format("the sector code \"{}\" {}", code, is_new ? "is empty" : "stands twice"),
                        "each sector has a code of its own",
                        is_new ? std::nullopt : std::optional(first->second)});
      continue;
    }
    Sector sector{
        code, text_of(row, "name_en"), text_of(row, "name_zh"), normal_code(text_of(row, "cluster")), {}};
    for (const std::size_t k : further)
      sector.other.push_back(row[k].text);
    sectors.push_back(std::move(sector));
  }
  if (sectors.empty()) {
    diagnostics_.error("no-sectors", {table->file, 0, 0, 0}, "this table has no sectors");
    return std::nullopt;
  }
  return sound ? std::optional(std::move(sectors)) : std::nullopt;
}

std::optional<Categories> LabelledReader::categories(const std::string& name,
                                                     const std::vector<std::string>& row_codes) {
  const auto table = open(name);
  return table ? labelled_columns(*table, row_codes, diagnostics_) : std::nullopt;
}

std::optional<Matrix> LabelledReader::matrix(const std::string& name,
                                             const std::vector<std::string>& row_codes,
                                             const std::vector<std::string>& column_codes) {
  const std::string shown = shown_as_ + "/" + name + ".csv";
  return while_reading(shown, [&]() -> std::optional<Matrix> {
    const auto opened = bytes_of(name);
    if (!opened) return std::nullopt;
    // As text the cells of a large table take ten times the room of its numbers.
    if (auto plain = plain_matrix(opened->bytes, row_codes, column_codes)) {
      sources_.push_back(opened->source);
      return plain;
    }
    const auto table = parse(*opened);
    if (!table) return std::nullopt;
    return labelled_matrix(*table, sector_list(row_codes), sector_list(column_codes), diagnostics_);
  });
}

}  // namespace leontide::table
