// Tables of China's provinces beside one another, by CEADs (Zheng et al., 2021, Scientific Data 8): codes as
// the national bureau's, repeated for every province, whose name stands above them and before them.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <set>
#include <utility>

#include "base/numbers.hpp"
#include "table/files/nbs_codes.hpp"
#include "table/files/publisher_names.hpp"
#include "table/normal_code.hpp"

namespace leontide::table {

namespace {

/// A line by an English label.
struct EnglishLine {
  const char* words;
  const char* code;  ///< of the national bureau
};
constexpr std::array<EnglishLine, 12> english_columns{{{"rural household", "FU101"},
                                                       {"urban household", "FU102"},
                                                       {"government", "FU103"},
                                                       {"fixed capital", "FU201"},
                                                       {"inventor", "FU202"},
                                                       {"total intermediate", "TIU"},
                                                       {"total final", "TFU"},
                                                       {"export", "EX"},
                                                       {"import", "IM"},
                                                       {"error", "ERR"},
                                                       {"others", "ERR"},
                                                       {"total output", "GO"}}};
constexpr std::array<EnglishLine, 7> english_rows{{{"total intermediate", "TII"},
                                                   {"compensation of employees", "VA001"},
                                                   {"net taxes", "VA002"},
                                                   {"depreciation", "VA003"},
                                                   {"operating surplus", "VA004"},
                                                   {"total value added", "TVA"},
                                                   {"total input", "TI"}}};

/// The bureau's line of a cell by code, Chinese or English label.
template <std::size_t N>
const NbsLine* any_line(std::span<const NbsLine> lines, const std::array<EnglishLine, N>& english,
                        const std::string& cell) {
  if (const NbsLine* line = nbs_line(lines, cell, false)) return line;
  if (const NbsLine* line = nbs_line(lines, cell, true)) return line;
  for (const EnglishLine& one : english) {
    if (says(cell, one.words)) return nbs_line(lines, one.code, false);
  }
  return nullptr;
}

const NbsLine* column_line(const std::string& cell) {
  return any_line(nbs_columns(), english_columns, cell);
}

const NbsLine* row_line(const std::string& cell) {
  return any_line(nbs_rows(), english_rows, cell);
}

bool is_imports(const std::string& cell) {
  return cell == "IM" || cell == "IMP" || cell == "进口" || (says(cell, "import") && cell.size() < 20);
}

/// Texts of a line, each blank one as the one before it: merged cells.
std::vector<std::string> filled(std::vector<std::string> texts) {
  for (std::size_t k = 1; k < texts.size(); ++k) {
    if (texts[k].empty()) texts[k] = texts[k - 1];
  }
  return texts;
}

class CeadsSheet {
 public:
  CeadsSheet(const Grid& grid, Diagnostics& diagnostics) : grid_(grid), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    if (!find_axes() || !find_regions()) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         "no row holds codes like 01, FU101 and GO for province after province, with the "
                         "provinces above them and a column like it at the left",
                         "is this a table of China's provinces by CEADs?");
      return std::nullopt;
    }
    layout_.name = "ceads";
    layout_.origins = Origins::local;
    layout_.sector_columns = {"region", "sector"};
    layout_.unit = "1e4 CNY";
    layout_.currency = "CNY";
    layout_.source = "CEADs";
    layout_.year = year_in(grid_.sheet);
    if (layout_.year == 0) layout_.year = year_in(file_name(grid_.file));
    layout_.title = "Multi-regional input-output table of China's provinces";
    layout_.remarks.emplace_back("the unit was taken for 10 thousand CNY, which CEADs' tables are in");
    read_rows();
    read_columns();
    return std::move(layout_);
  }

 private:
  std::string across(std::size_t c) const { return grid_.text(header_, c); }
  std::string down(std::size_t r) const { return grid_.text(r, labels_); }

  /// The row and the column of codes: those with most of the bureau's lines.
  bool find_axes() {
    std::size_t most = 4;
    bool found_row = false;
    for (std::size_t r = 0; r < std::min<std::size_t>(grid_.height(), 20); ++r) {
      std::size_t hits = 0;
      for (std::size_t c = 0; c < grid_.width(); ++c)
        hits += column_line(grid_.text(r, c)) != nullptr ? 1U : 0U;
      if (hits <= most) continue;
      most = hits;
      header_ = r;
      found_row = true;
    }
    most = 1;
    bool found_column = false;
    for (std::size_t c = 0; c < std::min<std::size_t>(grid_.width(), 8); ++c) {
      std::size_t hits = 0;
      for (std::size_t r = header_ + 1; r < grid_.height(); ++r)
        hits += row_line(grid_.text(r, c)) != nullptr ? 1U : 0U;
      if (hits <= most) continue;
      most = hits;
      labels_ = c;
      found_column = true;
    }
    return found_row && found_column;
  }

  /// Lines of sectors: labels that stand in both axes.
  void find_sectors() {
    std::set<std::string> rows;
    std::set<std::string> columns;
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r)
      rows.insert(normal_code(down(r)));
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c)
      columns.insert(normal_code(across(c)));
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
      const std::string label = down(r);
      if (!label.empty() && row_line(label) == nullptr && columns.contains(normal_code(label)))
        sector_rows_.push_back(r);
    }
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      const std::string label = across(c);
      if (!label.empty() && column_line(label) == nullptr && rows.contains(normal_code(label)))
        sector_columns_.push_back(c);
    }
  }

  /// The line that with the labels tells all sectors apart, nearest to them; and only where labels repeat.
  bool find_regions() {
    find_sectors();
    std::set<std::string> once;
    for (const std::size_t c : sector_columns_)
      once.insert(normal_code(across(c)));
    if (once.size() == sector_columns_.size() || sector_rows_.size() != sector_columns_.size()) return false;
    for (std::size_t r = header_; r-- > 0 && region_of_column_.empty();) {
      std::vector<std::string> texts;
      for (std::size_t c = 0; c < grid_.width(); ++c)
        texts.push_back(grid_.text(r, c));
      texts = filled(std::move(texts));
      std::set<std::pair<std::string, std::string>> pairs;
      for (const std::size_t c : sector_columns_)
        pairs.emplace(texts[c], normal_code(across(c)));
      if (pairs.size() == sector_columns_.size()) region_of_column_ = std::move(texts);
    }
    for (std::size_t k = labels_; k-- > 0 && region_of_row_.empty();) {
      std::vector<std::string> texts;
      for (std::size_t r = 0; r < grid_.height(); ++r)
        texts.push_back(grid_.text(r, k));
      texts = filled(std::move(texts));
      std::set<std::pair<std::string, std::string>> pairs;
      for (const std::size_t r : sector_rows_)
        pairs.emplace(texts[r], normal_code(down(r)));
      if (pairs.size() != sector_rows_.size()) continue;
      region_of_row_ = std::move(texts);
      region_column_ = k;
    }
    return !region_of_column_.empty() && !region_of_row_.empty();
  }

  void read_rows() {
    for (const std::size_t r : sector_rows_) {
      const std::string region = normal_code(region_of_row_[r]);
      const std::string sector = normal_code(down(r));
      Sector one{fmt::format("{}_{}", region, sector), "", "", "", {region, sector}};
      for (std::size_t c = labels_ + 1; c-- > 0;) {
        const std::string name = grid_.text(r, c);
        if (c == region_column_ || name.empty() || parse_number(name)) continue;
        const bool ascii = std::all_of(name.begin(), name.end(),
                                       [](char x) { return static_cast<unsigned char>(x) < 0x80; });
        (ascii ? one.name_en : one.name_zh) = name;
        break;
      }
      layout_.rows.push_back({r, LineRole::sector, one.code, 1});
      layout_.sectors.push_back(std::move(one));
    }
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
      const std::string label = down(r);
      if (const NbsLine* line = row_line(label)) {
        layout_.rows.push_back({r, line->role, line->name, 1});
      } else if (is_imports(label)) {
        layout_.rows.push_back({r, LineRole::imported_inputs, "", 1});
      }
    }
  }

  void read_columns() {
    std::set<std::string> regions;
    for (const std::size_t c : sector_columns_) {
      regions.insert(region_of_column_[c]);
      layout_.columns.push_back(
          {c, LineRole::sector, normal_code(region_of_column_[c]) + "_" + normal_code(across(c)), 1});
    }
    // What stands in every province is a province's; exports, errors and totals are of all.
    std::map<std::string, std::size_t> times;
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      if (const NbsLine* line = column_line(across(c))) ++times[line->codes.front()];
    }
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      const NbsLine* line = column_line(across(c));
      if (line == nullptr || (line->role == LineRole::category && line->name.empty())) continue;
      const bool is_sum = std::any_of(line->parts.begin(), line->parts.end(),
                                      [&](const std::string& part) { return times.contains(part); });
      if (is_sum) continue;
      const bool is_local = times[line->codes.front()] > 1 && regions.contains(region_of_column_[c]);
      const std::string name =
          is_local ? normal_code(region_of_column_[c]) + "_" + line->name : std::string(line->name);
      layout_.columns.push_back({c, line->role, name, line->sign});
    }
  }

  const Grid& grid_;
  Diagnostics& diagnostics_;
  std::size_t header_ = 0;
  std::size_t labels_ = 0;
  std::size_t region_column_ = 0;
  std::vector<std::size_t> sector_rows_;
  std::vector<std::size_t> sector_columns_;
  std::vector<std::string> region_of_column_;
  std::vector<std::string> region_of_row_;
  Layout layout_;
};

}  // namespace

std::optional<Layout> recognise_ceads(const Grid& grid, Diagnostics& diagnostics) {
  return CeadsSheet(grid, diagnostics).recognise();
}

}  // namespace leontide::table
