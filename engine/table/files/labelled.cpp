#include "table/files/labelled.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/nearest_name.hpp"
#include "base/sha256.hpp"

namespace leontide::table {

namespace {

std::string raw_bytes(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<CsvCell> first_column(const CsvTable& table) {
  std::vector<CsvCell> cells;
  for (const auto& row : table.rows)
    cells.push_back(row.front());
  return cells;
}

}  // namespace

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

std::optional<CsvTable> LabelledReader::open(const std::string& name) {
  const auto file = file_of(name);
  if (!file) {
    diagnostics_.error("missing-file", {shown_as_ + "/" + name + ".csv", 0, 0, 0},
                       "this file of the table is not there",
                       "a table folder holds sectors, flows, final_demand, value_added and output (.csv or "
                       ".csv.gz) and meta.json");
    return std::nullopt;
  }
  auto table = read_csv(folder_ / *file, shown_as_ + "/" + *file, diagnostics_);
  if (!table) return std::nullopt;
  add_source(*file, raw_bytes(folder_ / *file));
  if (table->header.front().text != "code") {
    diagnostics_.error("header", table->place(table->header.front()),
                       fmt::format("the first column is \"{}\"", table->header.front().text),
                       "the first column of every file of a table is \"code\"");
    return std::nullopt;
  }
  return table;
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
    const auto [first, is_new] = seen.emplace(row.front().text, place);
    if (row.front().text.empty() || !is_new) {
      sound = false;
      diagnostics_.add(
          {Severity::error, "duplicate-code", place,
           fmt::format("the sector code \"{}\" {}", row.front().text, is_new ? "is empty" : "stands twice"),
           "each sector has a code of its own", is_new ? std::nullopt : std::optional(first->second)});
      continue;
    }
    Sector sector{
        row.front().text, text_of(row, "name_en"), text_of(row, "name_zh"), text_of(row, "cluster"), {}};
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

// The position in `cells` of each expected code.
std::optional<std::vector<std::size_t>> LabelledReader::match(const CsvTable& table,
                                                              const std::vector<CsvCell>& cells,
                                                              const std::vector<std::string>& expected,
                                                              const char* what) {
  const std::set<std::string> known(expected.begin(), expected.end());
  std::map<std::string, std::size_t> at;
  bool sound = true;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string& code = cells[i].text;
    const auto [first, is_new] = at.emplace(code, i);
    if (!is_new) {
      sound = false;
      diagnostics_.add({Severity::error, "duplicate-code", table.place(cells[i]),
                        fmt::format("the {} \"{}\" stands twice", what, code), "",
                        table.place(cells[first->second])});
    } else if (!known.contains(code)) {
      sound = false;
      diagnostics_.error("unknown-code", table.place(cells[i]),
                         fmt::format("the {} \"{}\" is not in sectors.csv", what, code),
                         suggestion(code, expected));
    }
  }
  std::vector<std::size_t> order;
  for (const std::string& code : expected) {
    const auto found = at.find(code);
    if (found == at.end()) {
      sound = false;
      diagnostics_.error("missing-code", {table.file, 0, 0, 0},
                         fmt::format("there is no {} \"{}\"", what, code),
                         "every file of a table holds every sector of sectors.csv");
    } else {
      order.push_back(found->second);
    }
  }
  return sound ? std::optional(std::move(order)) : std::nullopt;
}

bool LabelledReader::axes_are_swapped(const CsvTable& table, const std::vector<std::string>& row_codes) {
  const std::set<std::string> known(row_codes.begin(), row_codes.end());
  const auto is_known = [&](const CsvCell& cell) { return known.contains(cell.text); };
  const bool across =
      table.header.size() > 1 && std::all_of(table.header.begin() + 1, table.header.end(), is_known);
  const bool down = std::any_of(table.rows.begin(), table.rows.end(),
                                [&](const auto& row) { return is_known(row.front()); });
  if (!across || down) return false;
  diagnostics_.error("swapped-axes", table.place(table.header.front()),
                     "the axes are swapped: sectors stand across and categories down",
                     "each row is a sector, each column a category: transpose this file");
  return true;
}

std::optional<Categories> LabelledReader::categories(const std::string& name,
                                                     const std::vector<std::string>& row_codes) {
  const auto table = open(name);
  if (!table || axes_are_swapped(*table, row_codes)) return std::nullopt;
  const auto order = match(*table, first_column(*table), row_codes, "row");
  if (!order) return std::nullopt;
  Categories out;
  for (std::size_t k = 1; k < table->header.size(); ++k)
    out.names.push_back(table->header[k].text);
  out.values = Matrix(row_codes.size(), out.names.size());
  bool sound = true;
  for (std::size_t i = 0; i < order->size(); ++i) {
    const auto& row = table->rows[(*order)[i]];
    for (std::size_t k = 1; k < row.size(); ++k) {
      const auto number = csv_number(*table, row[k], diagnostics_);
      sound = sound && number;
      out.values(i, k - 1) = number.value_or(0);
    }
  }
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<Matrix> LabelledReader::matrix(const std::string& name,
                                             const std::vector<std::string>& row_codes,
                                             const std::vector<std::string>& column_codes) {
  const auto table = open(name);
  if (!table) return std::nullopt;
  const std::vector<CsvCell> header(table->header.begin() + 1, table->header.end());
  const auto row_order = match(*table, first_column(*table), row_codes, "row");
  const auto column_order = match(*table, header, column_codes, "column");
  if (!row_order || !column_order) return std::nullopt;
  if (row_codes == column_codes && *row_order != *column_order) {
    diagnostics_.add({Severity::note,
                      "axis-order",
                      {table->file, 0, 0, 0},
                      "rows and columns stand in different orders; they were matched by code",
                      "",
                      std::nullopt});
  }
  Matrix out(row_codes.size(), column_codes.size());
  bool sound = true;
  for (std::size_t i = 0; i < out.rows; ++i) {
    const auto& row = table->rows[(*row_order)[i]];
    for (std::size_t j = 0; j < out.columns; ++j) {
      const auto number = csv_number(*table, row[(*column_order)[j] + 1], diagnostics_);
      sound = sound && number;
      out(i, j) = number.value_or(0);
    }
  }
  return sound ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace leontide::table
