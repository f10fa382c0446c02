// Eurostat's FIGARO inter-country tables, in the form of a matrix.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

#include "table/files/layout.hpp"
#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

struct FigaroLine {
  const char* code;
  const char* name;
  LineRole role;
};

constexpr std::array<FigaroLine, 5> figaro_uses{{{"P3_S13", "government", LineRole::category},
                                                 {"P3_S14", "household", LineRole::category},
                                                 {"P3_S15", "npish", LineRole::category},
                                                 {"P51G", "gfcf", LineRole::category},
                                                 {"P5M", "inventories_and_valuables", LineRole::category}}};

constexpr std::array<FigaroLine, 6> figaro_inputs{
    {{"D21X31", "product_taxes", LineRole::other_input},
     {"OP_RES", "purchases_abroad", LineRole::other_input},
     {"OP_NRES", "purchases_of_nonresidents", LineRole::other_input},
     {"D1", "compensation", LineRole::category},
     {"D29X39", "net_taxes", LineRole::category},
     {"B2A3G", "surplus", LineRole::category}}};

template <std::size_t N>
const FigaroLine* find_line(const std::array<FigaroLine, N>& lines, const std::string& code) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const FigaroLine& line) { return line.code == code; });
  return found == lines.end() ? nullptr : &*found;
}

/// `AT_A01` apart: a country of two capitals or more, and the rest.
std::pair<std::string, std::string> area_and_code(const std::string& text) {
  const std::size_t mark = text.find('_');
  if (mark == std::string::npos || mark < 2) return {"", text};
  return {text.substr(0, mark), text.substr(mark + 1)};
}

class FigaroSheet {
 public:
  FigaroSheet(const Grid& grid, Diagnostics& diagnostics) : grid_(grid), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    if (grid_.height() == 0 || !has_uses() || !has_inputs()) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "the first row holds no uses like AT_P3_S14 and the first column no rows like W2_D1",
                         "is this a matrix of Eurostat's FIGARO tables?");
      return std::nullopt;
    }
    layout_.name = "figaro";
    layout_.origins = Origins::local;
    layout_.sector_columns = {"region", "sector"};
    layout_.unit = "million EUR";
    layout_.currency = "EUR";
    layout_.source = "Eurostat, FIGARO tables";
    layout_.output_is_row_sum = true;
    const std::string name = file_name(grid_.file);
    // The edition comes first: matrix_eu-ic-io_ind-by-ind_23ed_2021.csv.
    layout_.year = year_in(std::string_view(name).substr(std::min(name.size(), name.find("ed_") + 3)));
    layout_.title = layout_.year == 0
                        ? "FIGARO inter-country input-output table"
                        : fmt::format("FIGARO inter-country input-output table, {}", layout_.year);
    read_rows();
    read_columns();
    return std::move(layout_);
  }

 private:
  bool has_uses() const {
    for (std::size_t c = 1; c < grid_.width(); ++c) {
      if (find_line(figaro_uses, area_and_code(grid_.text(0, c)).second) != nullptr) return true;
    }
    return false;
  }

  bool has_inputs() const {
    for (std::size_t r = 1; r < grid_.height(); ++r) {
      const auto [area, code] = area_and_code(grid_.text(r, 0));
      if (area == "W2" && find_line(figaro_inputs, code) != nullptr) return true;
    }
    return false;
  }

  void read_rows() {
    for (std::size_t r = 1; r < grid_.height(); ++r) {
      const std::string label = grid_.text(r, 0);
      const auto [area, code] = area_and_code(label);
      if (area == "W2") {
        const FigaroLine* line = find_line(figaro_inputs, code);
        if (line == nullptr) {
          diagnostics_.error(
              "unknown-code", grid_.place(r, 0),
              fmt::format("the row \"{}\" is no primary input that FIGARO tables have", label));
          continue;
        }
        layout_.rows.push_back({r, line->role, line->name, 1});
      } else if (!area.empty()) {
        layout_.rows.push_back({r, LineRole::sector, label, 1});
        layout_.sectors.push_back({label, code, "", "", {area, code}});
      }
    }
  }

  void read_columns() {
    std::set<std::string> sectors;
    for (const Sector& sector : layout_.sectors)
      sectors.insert(sector.code);
    for (std::size_t c = 1; c < grid_.width(); ++c) {
      const std::string label = grid_.text(0, c);
      const auto [area, code] = area_and_code(label);
      if (sectors.contains(label)) {
        layout_.columns.push_back({c, LineRole::sector, label, 1});
      } else if (const FigaroLine* line = find_line(figaro_uses, code)) {
        layout_.columns.push_back({c, line->role, fmt::format("{}_{}", area, line->name), 1});
      } else if (!label.empty()) {
        diagnostics_.error(
            "unknown-code", grid_.place(0, c),
            fmt::format("the column \"{}\" is neither an industry of the rows nor a final use", label));
      }
    }
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  Layout layout_;
};

}  // namespace

std::optional<Layout> recognise_figaro(const Grid& grid, Diagnostics& diagnostics) {
  return FigaroSheet(grid, diagnostics).recognise();
}

}  // namespace leontide::table
