// National and inter-country tables of the OECD.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/numbers.hpp"
#include "table/files/oecd_codes.hpp"
#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

template <std::size_t N>
const OecdLine* line_of(const std::array<OecdLine, N>& lines, std::string_view code) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const OecdLine& line) { return line.code == code; });
  return found == lines.end() ? nullptr : &*found;
}

// `TTL_01T03: Agriculture` is a code and a name.
std::pair<std::string, std::string> code_and_name(const std::string& text) {
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos) return {text, ""};
  return {text.substr(0, colon), text.substr(colon + 2)};
}

// Columns of industries are D01T03 where rows are TTL_01T03; later editions print A01_02 in both.
std::string industry_of_column(const std::string& code) {
  const bool prefixed = code.size() > 1 && code[0] == 'D' && code[1] >= '0' && code[1] <= '9';
  return prefixed ? code.substr(1) : code;
}

/// `CHN_01T02` apart; the first part is empty where there is no country.
std::pair<std::string, std::string> country_and_rest(const std::string& code) {
  const bool country = code.size() > 4 && code[3] == '_' &&
                       std::all_of(code.begin(), code.begin() + 3,
                                   [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  const std::string first = country ? code.substr(0, 3) : "";
  if (!country || first == "TTL" || first == "DOM" || first == "IMP" || first == "TXS") return {"", code};
  return {first, code.substr(4)};
}

class OecdSheet {
 public:
  OecdSheet(const Grid& grid, Diagnostics& diagnostics) : grid_(grid), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    if (!find_header()) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "no row holds HFCE, GGFC and GFCF and no column VALU and OUTPUT, or VA and OUT",
                         "is this a table of the OECD?");
      return std::nullopt;
    }
    layout_.name = "oecd";
    layout_.source = "OECD input-output tables";
    read_rows();
    read_columns();
    join_split_countries();
    read_name();
    say_what_is_joined();
    return std::move(layout_);
  }

 private:
  bool find_header() {
    for (row_ = 0; row_ < std::min<std::size_t>(grid_.height(), 10); ++row_) {
      std::set<std::string> hits;
      for (std::size_t c = 0; c < grid_.rows[row_].size(); ++c) {
        const std::string code = country_and_rest(code_and_name(grid_.text(row_, c)).first).second;
        if (line_of(oecd_uses, code) != nullptr) hits.insert(code);
      }
      if (hits.size() >= 2) break;
    }
    for (column_ = 0; column_ < 4; ++column_) {
      std::size_t hits = 0;
      for (std::size_t r = row_ + 1; r < grid_.height(); ++r)
        hits += line_of(oecd_inputs, code_and_name(grid_.text(r, column_)).first) != nullptr ? 1U : 0U;
      if (hits >= 2) return true;
    }
    return false;
  }

  void read_rows() {
    for (std::size_t r = row_ + 1; r < grid_.height(); ++r) {
      const auto [code, name] = code_and_name(grid_.text(r, column_));
      if (code.empty()) continue;
      if (const OecdLine* line = line_of(oecd_inputs, code)) {
        if (line->kept) layout_.rows.push_back({r, line->role, line->name, 1});
        continue;
      }
      const auto [country, rest] = country_and_rest(code);
      if (const OecdLine* line = country.empty() ? nullptr : line_of(oecd_inputs, rest)) {
        if (line->kept) layout_.rows.push_back({r, line->role, fmt::format("{}_{}", country, line->name), 1});
        continue;
      }
      const std::string prefix = code.substr(0, std::min<std::size_t>(4, code.size()));
      const bool national = prefix == "TTL_" || prefix == "DOM_" || prefix == "IMP_";
      const std::string sector = national ? code.substr(4) : code;
      if (prefix == "DOM_" || !country.empty()) layout_.origins = Origins::local;
      if (prefix == "IMP_") {
        layout_.origins = Origins::local;
        layout_.rows.push_back({r, LineRole::imported_sector, sector, 1});
        continue;
      }
      layout_.rows.push_back({r, LineRole::sector, sector, 1});
      Sector added{sector, name, "", "", {}};
      if (!country.empty()) {
        layout_.sector_columns = {"region", "sector"};
        added.other = {country, rest};
      }
      layout_.sectors.push_back(std::move(added));
    }
  }

  void read_columns() {
    std::set<std::string> sectors;
    for (const Sector& sector : layout_.sectors)
      sectors.insert(sector.code);
    for (std::size_t c = column_ + 1; c < grid_.width(); ++c) {
      const std::string code = code_and_name(grid_.text(row_, c)).first;
      const std::string industry = industry_of_column(code);
      if (sectors.contains(code) || sectors.contains(industry)) {
        layout_.columns.push_back({c, LineRole::sector, sectors.contains(code) ? code : industry, 1});
        continue;
      }
      const auto [country, rest] = country_and_rest(code);
      if (const OecdLine* line = line_of(oecd_uses, rest)) {
        if (!line->kept) continue;
        const std::string name =
            country.empty() ? std::string(line->name) : fmt::format("{}_{}", country, line->name);
        layout_.columns.push_back(
            {c, line->role, name, std::string_view(line->name) == "import" ? import_sign(c) : 1});
      } else if (!code.empty()) {
        diagnostics_.error(
            "unknown-code", grid_.place(row_, c),
            fmt::format("the column \"{}\" is neither an industry of the rows nor a known use", code));
      }
    }
  }

  /// China's and Mexico's industries are printed in parts (CN1, CN2; MX1, MX2), by whom they sell to, and
  /// their final uses whole: the region of the parts is the country.
  void join_split_countries() {
    std::set<std::string> consumers;
    for (const LayoutLine& line : layout_.columns) {
      if (line.role == LineRole::category) consumers.insert(line.name.substr(0, 3));
    }
    for (Sector& sector : layout_.sectors) {
      if (sector.other.empty() || consumers.contains(sector.other[0])) continue;
      for (const auto& [part, country] : {std::pair{"CN", "CHN"}, {"MX", "MEX"}}) {
        if (sector.other[0].starts_with(part) && consumers.contains(country)) sector.other[0] = country;
      }
    }
  }

  double import_sign(std::size_t column) {
    double total = 0;
    for (const LayoutLine& line : layout_.rows) {
      if (line.role == LineRole::sector) total += grid_number(grid_.text(line.at, column)).value_or(0);
    }
    if (total <= 0) return 1;
    layout_.remarks.emplace_back("\"import\" is printed positive and was turned negative");
    return -1;
  }

  void say_what_is_joined() {
    for (const LayoutLine& line : layout_.rows) {
      if (line.name == "value_added_with_product_taxes")
        layout_.remarks.emplace_back("value added is printed together with taxes less subsidies on products");
    }
  }

  // Files are named CHN2018ttl.csv; inter-country tables ICIO2018_2015.csv, edition and year, or
  // 2018_SML.csv.
  void read_name() {
    const std::string name = file_name(grid_.file);
    if (!layout_.sector_columns.empty()) {
      const bool has_edition = name.starts_with("ICIO");
      layout_.year =
          year_in(std::string_view(name).substr(has_edition ? std::min(name.size(), name.find('_')) : 0));
      layout_.title = layout_.year == 0
                          ? "OECD inter-country input-output table"
                          : fmt::format("OECD inter-country input-output table, {}", layout_.year);
      layout_.unit = "million USD";
      layout_.currency = "USD";
      return;
    }
    if (name.size() < 7) return;
    const auto year = parse_integer(name.substr(3, 4));
    if (!year || *year < 1900 || *year > 2100) return;
    layout_.region = name.substr(0, 3);
    layout_.year = static_cast<int>(*year);
    layout_.title = fmt::format("OECD input-output table of {}, {}", layout_.region, layout_.year);
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  Layout layout_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

}  // namespace

std::optional<Layout> recognise_oecd(const Grid& grid, Diagnostics& diagnostics) {
  return OecdSheet(grid, diagnostics).recognise();
}

}  // namespace leontide::table
