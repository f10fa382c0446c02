// Tables of the World Input-Output Database, release 2013: world (41 regions) and national.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/numbers.hpp"
#include "table/files/layout.hpp"
#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

/// The number of a code like c37 or r60; empty for other texts.
std::optional<int> number_of(const std::string& text, char letter) {
  if (text.size() < 2 || text.size() > 4 || text[0] != letter) return std::nullopt;
  const auto number = parse_integer(text.substr(1));
  return number && *number > 0 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

/// Three capitals; the rest of the world is printed RoW.
bool is_region(const std::string& text) {
  return text == "RoW" || (text.size() == 3 && std::all_of(text.begin(), text.end(),
                                                           [](char c) { return c >= 'A' && c <= 'Z'; }));
}

class WiodSheet {
 public:
  WiodSheet(const Grid& grid, Diagnostics& diagnostics) : grid_(grid), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    if (!find_codes()) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "no row holds the codes c1, c2, … with c37 and no column the codes c1, …, r60, …",
                         "is this a table of the World Input-Output Database, release 2013?");
      return std::nullopt;
    }
    layout_.name = "wiod";
    layout_.origins = Origins::local;
    layout_.title = grid_.text(0, 0);
    layout_.unit = "million USD";
    layout_.currency = "USD";
    layout_.source = "World Input-Output Database, release 2013";
    layout_.year = year_in(layout_.title);
    read_rows();
    read_columns();
    return std::move(layout_);
  }

 private:
  bool find_codes() {
    std::size_t most = 0;
    bool demand = false;
    for (std::size_t r = 0; r < std::min<std::size_t>(grid_.height(), 12); ++r) {
      std::size_t hits = 0;
      bool final_use = false;
      for (std::size_t c = 0; c < grid_.rows[r].size(); ++c) {
        const auto number = number_of(grid_.text(r, c), 'c');
        hits += number ? 1U : 0U;
        final_use = final_use || (number && *number >= 37);
      }
      if (hits > most) {
        most = hits;
        row_ = r;
        demand = final_use;
      }
    }
    if (most < 3 || !demand) return false;
    most = 0;
    for (std::size_t c = 0; c < 8; ++c) {
      std::size_t hits = 0;
      for (std::size_t r = row_ + 1; r < grid_.height(); ++r)
        hits += number_of(grid_.text(r, c), 'r') ? 1U : 0U;
      if (hits > most) {
        most = hits;
        column_ = c;
      }
    }
    return most >= 2;
  }

  // What stands left of a row's code, or above a column's: its region and its description.
  struct Heading {
    std::string region;
    std::string text;
    bool imported = false;
  };

  void add(Heading& heading, const std::string& text) const {
    if (is_region(text)) {
      heading.region = text == "TOT" ? "" : text;
    } else if (text == "Imports" || text == "Domestic") {
      heading.imported = text == "Imports";
    } else if (text.size() > heading.text.size() && !parse_number(text)) {
      heading.text = text;
    }
  }

  Heading row_heading(std::size_t row) const {
    Heading out;
    for (std::size_t c = 0; c < column_; ++c)
      add(out, grid_.text(row, c));
    return out;
  }

  Heading column_heading(std::size_t column) const {
    Heading out;
    for (std::size_t r = row_ >= 3 ? row_ - 3 : 0; r < row_; ++r)
      add(out, grid_.text(r, column));
    return out;
  }

  static std::string code_of(const Heading& heading, const std::string& code) {
    return heading.region.empty() ? code : heading.region + "_" + code;
  }

  void read_rows() {
    for (std::size_t r = row_ + 1; r < grid_.height(); ++r) {
      const std::string code = grid_.text(r, column_);
      const Heading heading = row_heading(r);
      if (number_of(code, 'c')) {
        const std::string sector = code_of(heading, code);
        layout_.rows.push_back(
            {r, heading.imported ? LineRole::imported_sector : LineRole::sector, sector, 1});
        if (heading.imported) continue;
        Sector added{sector, heading.text, "", "", {}};
        if (!heading.region.empty()) {
          layout_.sector_columns = {"region", "sector"};
          added.other = {heading.region, code};
        }
        layout_.sectors.push_back(std::move(added));
      } else if (const auto number = number_of(code, 'r')) {
        const bool output = *number == 69 || says(heading.text, "output");
        const bool total = *number == 60 || says(heading.text, "total intermediate");
        // Margins, taxes on products and purchases abroad are no value added.
        const bool value_added = *number == 64 || says(heading.text, "value added");
        const LineRole role = output        ? LineRole::output
                              : total       ? LineRole::intermediate_total
                              : value_added ? LineRole::category
                                            : LineRole::other_input;
        layout_.rows.push_back({r, role, heading.text.empty() ? code : as_name(heading.text), 1});
      }
    }
  }

  static std::string use_name(const std::string& code, const std::string& text) {
    if (std::string name = use_of(text); !name.empty()) return name;
    static const std::map<std::string, std::string> by_code = {{"c37", "household"},
                                                               {"c38", "npish"},
                                                               {"c39", "government"},
                                                               {"c41", "gfcf"},
                                                               {"c42", "inventories"}};
    const auto known = by_code.find(code);
    return known != by_code.end() ? known->second : text.empty() ? code : as_name(text);
  }

  void read_columns() {
    std::set<std::string> sectors;
    for (const Sector& sector : layout_.sectors)
      sectors.insert(sector.code);
    for (std::size_t c = column_ + 1; c < grid_.width(); ++c) {
      const std::string code = grid_.text(row_, c);
      const Heading heading = column_heading(c);
      const std::string sector = code_of(heading, code);
      const auto number = number_of(code, 'c');
      if (sectors.contains(sector)) {
        layout_.columns.push_back({c, LineRole::sector, sector, 1});
      } else if (says(heading.text, "output") || (number && (*number == 60 || *number == 69))) {
        layout_.columns.push_back({c, LineRole::output, "", 1});
      } else if (number && *number > 35 && !says(heading.text, "total")) {
        layout_.columns.push_back({c, LineRole::category, code_of(heading, use_name(code, heading.text)), 1});
      }
    }
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  Layout layout_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

}  // namespace

std::optional<Layout> recognise_wiod(const Grid& grid, Diagnostics& diagnostics) {
  Diagnostics of_2016;
  auto later = recognise_wiod_2016(grid, of_2016);
  const bool is_later = later || of_2016.list().front().code != "unknown-layout";
  if (is_later) {
    for (const Diagnostic& one : of_2016.list())
      diagnostics.add(one);
    return later;
  }
  return WiodSheet(grid, diagnostics).recognise();
}

}  // namespace leontide::table
