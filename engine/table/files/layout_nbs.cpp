// Sheets of the National Bureau of Statistics of China and of provincial bureaus.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "table/files/nbs_codes.hpp"

namespace leontide::table {

namespace {

// Codes are printed 01 or 1, as text or as a number.
std::string sector_key(const std::string& code) {
  if (code.empty() || code.find_first_not_of("0123456789") != std::string::npos) return code;
  const std::size_t digit = code.find_first_not_of('0');
  return digit == std::string::npos ? "0" : code.substr(digit);
}

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Where the codes, or the labels that stand for them, are.
struct Header {
  std::size_t row = 0;
  std::size_t column = 0;
  bool by_label = false;
};

class NbsSheet {
 public:
  NbsSheet(const Grid& grid, Diagnostics& diagnostics) : grid_(grid), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    const auto header = find_header();
    if (!header) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "no row holds EX, IM, GO and no column TII, VA001, TVA, nor their Chinese labels",
                         "is this a sheet of the National Bureau of Statistics?");
      return std::nullopt;
    }
    header_ = *header;
    layout_.name = "nbs";
    read_rows();
    read_columns();
    read_title();
    if (layout_.sectors.empty()) {
      diagnostics_.error("no-sectors", {grid_.file, 0, 0, 0},
                         "no code stands both in the rows and in the columns");
    }
    return std::move(layout_);
  }

 private:
  std::optional<Header> find_header() const {
    for (const bool by_label : {false, true}) {
      Header out{0, 0, by_label};
      std::size_t most = 2;
      for (std::size_t r = 0; r < std::min<std::size_t>(grid_.height(), 30); ++r) {
        std::size_t hits = 0;
        for (std::size_t c = 0; c < grid_.rows[r].size(); ++c)
          hits += nbs_line(nbs_columns(), grid_.text(r, c), by_label) != nullptr ? 1U : 0U;
        if (hits > most) {
          most = hits;
          out.row = r;
        }
      }
      if (most == 2) continue;
      most = 1;
      for (std::size_t c = 0; c < std::min<std::size_t>(grid_.width(), 8); ++c) {
        std::size_t hits = 0;
        for (std::size_t r = out.row; r < grid_.height(); ++r)
          hits += nbs_line(nbs_rows(), grid_.text(r, c), by_label) != nullptr ? 1U : 0U;
        if (hits > most) {
          most = hits;
          out.column = c;
        }
      }
      if (most > 1) return out;
    }
    return std::nullopt;
  }

  std::string row_label(std::size_t row) const { return grid_.text(row, header_.column); }
  std::string column_label(std::size_t column) const { return grid_.text(header_.row, column); }

  void read_rows() {
    std::set<std::string> across;
    for (std::size_t c = header_.column + 1; c < grid_.width(); ++c)
      across.insert(key(column_label(c)));
    bool after_imports = false;
    std::set<std::string> seen;
    for (std::size_t r = header_.row + 1; r < grid_.height(); ++r) {
      for (std::size_t c = 0; c < header_.column; ++c)
        after_imports = after_imports || grid_.text(r, c).find("进口") != std::string::npos;
      const std::string label = row_label(r);
      if (label.empty()) continue;
      if (const NbsLine* line = nbs_line(nbs_rows(), label, header_.by_label)) {
        layout_.rows.push_back({r, line->role, line->name, 1});
      } else if (across.contains(key(label))) {
        add_sector(r, label, after_imports, seen);
      } else if (!header_.by_label && !layout_.rows.empty() && has_numbers(r)) {
        diagnostics_.error(
            "unknown-code", grid_.place(r, header_.column),
            fmt::format("the row \"{}\" is neither a sector of the columns nor a known code", label),
            suggestion(label, codes_of(nbs_rows())));
      }
    }
  }

  std::string key(const std::string& label) const {
    return header_.by_label ? without_blanks(label) : sector_key(label);
  }

  void add_sector(std::size_t row, const std::string& label, bool after_imports,
                  std::set<std::string>& seen) {
    const bool again = !seen.insert(key(label)).second;
    if (again && after_imports) {
      layout_.origins = Origins::local;
      layout_.rows.push_back({row, LineRole::imported_sector, code_[key(label)], 1});
      return;
    }
    if (again) {
      diagnostics_.error("duplicate-sector", grid_.place(row, header_.column),
                         fmt::format("the row of sector \"{}\" stands twice", label),
                         "a second block of rows holds imports where its heading says 进口");
      return;
    }
    Sector sector;
    sector.code = header_.by_label ? fmt::format("{:02}", layout_.sectors.size() + 1) : label;
    for (std::size_t c = header_.column + (header_.by_label ? 1 : 0); c-- > 0;) {
      const std::string name = grid_.text(row, c);
      if (name.empty() || parse_number(name)) continue;
      (is_ascii(name) ? sector.name_en : sector.name_zh) = name;
      break;
    }
    code_[key(label)] = sector.code;
    layout_.rows.push_back({row, LineRole::sector, sector.code, 1});
    layout_.sectors.push_back(std::move(sector));
  }

  bool has_numbers(std::size_t row) const {
    for (std::size_t c = header_.column + 1; c < grid_.width(); ++c) {
      const std::string text = grid_.text(row, c);
      if (!text.empty() && grid_number(text)) return true;
    }
    return false;
  }

  bool column_has_numbers(std::size_t column) const {
    return std::any_of(layout_.rows.begin(), layout_.rows.end(), [&](const LayoutLine& line) {
      const std::string text = grid_.text(line.at, column);
      return !text.empty() && grid_number(text);
    });
  }

  void read_columns() {
    std::set<std::string> present;
    std::vector<std::pair<std::size_t, const NbsLine*>> uses;
    for (std::size_t c = header_.column + 1; c < grid_.width(); ++c) {
      const std::string label = column_label(c);
      if (label.empty()) continue;
      if (const NbsLine* line = nbs_line(nbs_columns(), label, header_.by_label)) {
        uses.emplace_back(c, line);
        present.insert(line->codes.front());
      } else if (const auto code = code_.find(key(label)); code != code_.end()) {
        layout_.columns.push_back({c, LineRole::sector, code->second, 1});
      } else if (column_has_numbers(c)) {
        if (header_.by_label) {
          layout_.remarks.push_back(fmt::format("the column \"{}\" was left out", label));
        } else {
          diagnostics_.error(
              "unknown-code", grid_.place(header_.row, c),
              fmt::format("the column \"{}\" is neither a sector of the rows nor a known code", label),
              suggestion(label, codes_of(nbs_columns())));
        }
      }
    }
    for (const auto& [c, line] : uses) {
      const bool is_sum = std::any_of(line->parts.begin(), line->parts.end(),
                                      [&](const std::string& part) { return present.contains(part); });
      if (line->name.empty() && line->role == LineRole::category) continue;
      if (is_sum) continue;
      layout_.columns.push_back({c, line->role, line->name, line->sign < 0 ? import_sign(c, *line) : 1});
    }
  }

  // Imports are printed positive and taken off, or negative already.
  double import_sign(std::size_t column, const NbsLine& line) {
    double total = 0;
    for (const LayoutLine& row : layout_.rows) {
      if (row.role == LineRole::sector || row.role == LineRole::imported_sector)
        total += grid_number(grid_.text(row.at, column)).value_or(0);
    }
    if (total < 0) {
      layout_.remarks.push_back(fmt::format("\"{}\" is printed negative and was taken as it is", line.name));
      return 1;
    }
    if (total > 0)
      layout_.remarks.push_back(fmt::format("\"{}\" is printed positive and was turned negative", line.name));
    return -1;
  }

  void read_title() {
    for (std::size_t r = 0; r < header_.row; ++r) {
      for (std::size_t c = 0; c < grid_.rows[r].size(); ++c) {
        const std::string text = grid_.text(r, c);
        if (layout_.title.empty() && !text.empty() && r == 0) layout_.title = text;
        for (const char* mark : {"单位：", "单位:", "Unit: "}) {
          const std::size_t at = text.find(mark);
          if (at != std::string::npos && layout_.unit.empty())
            layout_.unit = text.substr(at + std::string(mark).size());
        }
      }
    }
    while (layout_.unit.starts_with(' '))
      layout_.unit.erase(0, 1);
    const bool is_yuan =
        layout_.unit.find("yuan") != std::string::npos ||
        (layout_.unit.find("元") != std::string::npos && layout_.unit.find("美元") == std::string::npos);
    if (is_yuan) layout_.currency = "CNY";
    for (std::size_t at = 0; at + 4 <= layout_.title.size() && layout_.year == 0; ++at) {
      const auto year = parse_integer(layout_.title.substr(at, 4));
      if (year && *year >= 1900 && *year < 2100) layout_.year = static_cast<int>(*year);
    }
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  Header header_;
  Layout layout_;
  std::map<std::string, std::string> code_;
};

}  // namespace

std::vector<std::string> codes_of(std::span<const NbsLine> lines) {
  std::vector<std::string> out;
  for (const NbsLine& line : lines)
    out.insert(out.end(), line.codes.begin(), line.codes.end());
  return out;
}

std::optional<Layout> recognise_nbs(const Grid& grid, Diagnostics& diagnostics) {
  return NbsSheet(grid, diagnostics).recognise();
}

}  // namespace leontide::table
