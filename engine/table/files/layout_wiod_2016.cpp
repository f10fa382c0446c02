// Tables of the World Input-Output Database, release 2016 (Timmer et al., 2016, GGDC Research Memorandum
// 162): codes of industries and uses in words, the country beside them; national tables with the origin
// beside the code.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "table/files/layout.hpp"
#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

struct Wiod2016Line {
  const char* code;
  LineRole role;
  const char* name;
};

constexpr std::array<Wiod2016Line, 7> wiod_uses{{{"CONS_h", LineRole::category, "household"},
                                                 {"CONS_np", LineRole::category, "npish"},
                                                 {"CONS_g", LineRole::category, "government"},
                                                 {"GFCF", LineRole::category, "gfcf"},
                                                 {"INVEN", LineRole::category, "inventories"},
                                                 {"EXP", LineRole::category, "export"},
                                                 {"GO", LineRole::output, ""}}};

constexpr std::array<Wiod2016Line, 8> wiod_inputs{
    {{"II_fob", LineRole::intermediate_total, ""},
     {"TXSP", LineRole::other_input, "product_taxes"},
     {"EXP_adj", LineRole::other_input, "cif_fob_adjustments_on_exports"},
     {"PURR", LineRole::other_input, "purchases_abroad"},
     {"PURNR", LineRole::other_input, "purchases_of_nonresidents"},
     {"IntTTM", LineRole::other_input, "international_transport_margins"},
     {"VA", LineRole::category, "value_added"},
     {"GO", LineRole::output, ""}}};

template <std::size_t N>
const Wiod2016Line* line_of_release(const std::array<Wiod2016Line, N>& lines, const std::string& code) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const Wiod2016Line& line) { return line.code == code; });
  return found == lines.end() ? nullptr : &*found;
}

/// Three capitals, a country or the rest of the world.
bool is_country(const std::string& text) {
  return text.size() == 3 && text != "TOT" &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class Wiod2016Sheet {
 public:
  Wiod2016Sheet(const Grid& grid, Diagnostics& diagnostics) : grid_(grid), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    if (!find_axes()) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "no row holds CONS_h and GO and no column II_fob and VA",
                         "is this a table of the World Input-Output Database, release 2016?");
      return std::nullopt;
    }
    layout_.name = "wiod";
    layout_.origins = Origins::local;
    layout_.unit = "million USD";
    layout_.currency = "USD";
    layout_.source = "World Input-Output Database, release 2016";
    layout_.year = year_in(file_name(grid_.file));
    layout_.title = "World Input-Output Database, release 2016";
    if (!is_of_one_year()) return std::nullopt;
    read_rows();
    read_columns();
    return std::move(layout_);
  }

 private:
  bool find_axes() {
    bool has_row = false;
    bool has_column = false;
    for (std::size_t r = 0; r < std::min<std::size_t>(grid_.height(), 12) && !has_row; ++r) {
      std::set<std::string> texts;
      for (std::size_t c = 0; c < grid_.rows[r].size(); ++c)
        texts.insert(grid_.text(r, c));
      has_row = texts.contains("CONS_h") && texts.contains("GO");
      if (has_row) header_ = r;
    }
    for (std::size_t c = 0; c < std::min<std::size_t>(grid_.width(), 6) && !has_column; ++c) {
      std::set<std::string> texts;
      for (std::size_t r = header_ + 1; r < grid_.height(); ++r)
        texts.insert(grid_.text(r, c));
      has_column = texts.contains("II_fob") && texts.contains("VA");
      if (has_column) labels_ = c;
    }
    return has_row && has_column;
  }

  /// The national tables stand below one another in one sheet, a year after the other.
  bool is_of_one_year() {
    for (std::size_t c = 0; c < labels_; ++c) {
      if (grid_.text(header_, c) != "Year") continue;
      std::set<std::string> years;
      for (std::size_t r = header_ + 1; r < grid_.height(); ++r)
        years.insert(grid_.text(r, c));
      years.erase("");
      if (years.size() == 1) layout_.year = year_in(*years.begin());
      if (years.size() < 2) continue;
      diagnostics_.error("several-tables", grid_.place(header_, c),
                         fmt::format("it holds the tables of {} years, from {} to {}", years.size(),
                                     *years.begin(), *years.rbegin()),
                         "keep the rows of one year");
      return false;
    }
    return true;
  }

  /// What stands right of a row's code, or below a column's.
  std::string country_of_row(std::size_t row) const {
    for (std::size_t c = labels_ + 1; c < labels_ + 4; ++c) {
      if (std::string text = grid_.text(row, c); is_country(text)) return text;
    }
    return "";
  }
  std::string country_of_column(std::size_t column) const {
    for (std::size_t r = header_ + 1; r < header_ + 4; ++r) {
      if (std::string text = grid_.text(r, column); is_country(text)) return text;
    }
    return "";
  }

  bool is_imported(std::size_t row) const {
    for (std::size_t c = labels_ + 1; c < labels_ + 4; ++c) {
      if (grid_.text(row, c) == "Imports") return true;
    }
    return false;
  }

  static std::string joined(const std::string& country, const std::string& code) {
    return country.empty() ? code : country + "_" + code;
  }

  void read_rows() {
    std::set<std::string> across;
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c)
      across.insert(grid_.text(header_, c));
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
      const std::string code = grid_.text(r, labels_);
      if (const Wiod2016Line* line = line_of_release(wiod_inputs, code)) {
        layout_.rows.push_back({r, line->role, line->name, 1});
        continue;
      }
      if (code.empty() || !across.contains(code)) continue;
      const std::string country = country_of_row(r);
      const std::string sector = joined(country, code);
      const bool imported = is_imported(r);
      layout_.rows.push_back({r, imported ? LineRole::imported_sector : LineRole::sector, sector, 1});
      if (imported) continue;
      Sector added{sector, grid_.text(r, labels_ + 1), "", "", {}};
      if (!country.empty()) {
        layout_.sector_columns = {"region", "sector"};
        added.other = {country, code};
      }
      layout_.sectors.push_back(std::move(added));
    }
  }

  void read_columns() {
    std::set<std::string> sectors;
    for (const Sector& sector : layout_.sectors)
      sectors.insert(sector.code);
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      const std::string code = grid_.text(header_, c);
      const std::string country = country_of_column(c);
      if (sectors.contains(joined(country, code))) {
        layout_.columns.push_back({c, LineRole::sector, joined(country, code), 1});
      } else if (const Wiod2016Line* line = line_of_release(wiod_uses, code)) {
        const std::string name = line->role == LineRole::output ? "" : joined(country, line->name);
        layout_.columns.push_back({c, line->role, name, 1});
      }
    }
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  Layout layout_;
  std::size_t header_ = 0;
  std::size_t labels_ = 0;
};

}  // namespace

std::optional<Layout> recognise_wiod_2016(const Grid& grid, Diagnostics& diagnostics) {
  return Wiod2016Sheet(grid, diagnostics).recognise();
}

}  // namespace leontide::table
