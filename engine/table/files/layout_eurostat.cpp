// Eurostat's national tables by their ESA codes: symmetric input-output tables, and supply and use tables.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "base/numbers.hpp"
#include "table/files/eurostat_codes.hpp"
#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

enum class EurostatKind { symmetric, use, supply };

/// Whether a line is kept: not a sum whose parts are there, nor a part whose sum is.
bool is_kept(const EurostatLine& line, const std::set<std::string>& present) {
  if (line.role == LineRole::category && std::string_view(line.name).empty()) return false;
  const bool has_part = std::any_of(line.parts.begin(), line.parts.end(), [&](std::string_view part) {
    return present.contains(std::string(part));
  });
  return !has_part && !present.contains(line.of);
}

/// The sum of those of which the parts stand beside it, such as L68 beside L68A and L68B.
std::set<std::string> sums_of_parts(const std::set<std::string>& keys) {
  std::set<std::string> out;
  for (const char* sum : {"L68", "L"}) {
    if (keys.contains("L68A") && keys.contains("L68B")) out.insert(sum);
  }
  return out;
}

class EurostatSheet {
 public:
  EurostatSheet(const Grid& grid, EurostatKind kind, Diagnostics& diagnostics)
      : grid_(grid), kind_(kind), diagnostics_(diagnostics) {}

  std::optional<Layout> recognise() {
    if (!find_header()) {
      diagnostics_.error("unknown-layout", {grid_.file, 0, 0, 0},
                         kind_ == EurostatKind::supply
                             ? "no row holds codes like P7, OTTM and TS_BP, and no column codes like CPA_A01"
                             : "no row holds codes like P3_S14 and P51G, and no column codes like CPA_A01",
                         "is this one of Eurostat's tables?");
      return std::nullopt;
    }
    layout_.name = "eurostat";
    layout_.origins = Origins::all;
    layout_.currency = "EUR";
    layout_.source = "Eurostat";
    layout_.year = year_in(file_name(grid_.file));
    layout_.title = "Input-output table of Eurostat";
    read_description();
    layout_.imports_are_by_product_or_use = kind_ == EurostatKind::symmetric;
    read_rows();
    read_columns();
    return std::move(layout_);
  }

 private:
  std::span<const EurostatLine> columns_known() const {
    return kind_ == EurostatKind::supply ? eurostat_supplies() : eurostat_uses();
  }

  /// The row with most codes of uses (of supply) and the column with most codes of products or inputs.
  bool find_header() {
    constexpr std::size_t rows_looked_at = 40;
    constexpr std::size_t columns_looked_at = 8;
    std::size_t most = 1;
    for (std::size_t r = 0; r < std::min(rows_looked_at, grid_.height()); ++r) {
      std::size_t found = 0;
      for (std::size_t c = 1; c < grid_.width(); ++c)
        found += is_telling(grid_.text(r, c)) ? 1U : 0U;
      if (found > most) {
        most = found;
        header_ = r;
      }
    }
    if (most == 1) return false;
    most = 1;
    for (std::size_t c = 0; c < std::min(columns_looked_at, grid_.width()); ++c) {
      std::size_t found = 0;
      for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
        const std::string text = grid_.text(r, c);
        found += text.starts_with("CPA_") || eurostat_line(eurostat_inputs(), text) != nullptr ? 1U : 0U;
      }
      if (found > most) {
        most = found;
        labels_ = c;
      }
    }
    if (most == 1) return false;
    return (kind_ == EurostatKind::symmetric) == is_symmetric();
  }

  /// Codes that only one kind of table has.
  bool is_telling(const std::string& code) const {
    const EurostatLine* line = eurostat_line(columns_known(), code);
    return line != nullptr && code != "TOTAL";
  }

  bool is_symmetric() const {
    std::set<std::string> across;
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      const std::string code = grid_.text(header_, c);
      if (eurostat_line(eurostat_uses(), code) == nullptr) across.insert(code);
    }
    std::size_t both = 0;
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
      const std::string code = grid_.text(r, labels_);
      both += !code.empty() && across.contains(code) ? 1U : 0U;
    }
    return both > 1;
  }

  void read_rows() {
    std::set<std::string> present;
    std::set<std::string> keys;
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
      present.insert(grid_.text(r, labels_));
      keys.insert(eurostat_key(grid_.text(r, labels_)));
    }
    const std::set<std::string> sums = sums_of_parts(keys);
    for (std::size_t r = header_ + 1; r < grid_.height(); ++r) {
      const std::string label = grid_.text(r, labels_);
      if (label.empty() || sums.contains(eurostat_key(label))) continue;
      const EurostatLine* line = eurostat_line(eurostat_inputs(), label);
      if (line != nullptr) {
        // The rows of a supply table below its products say nothing that is not in its columns.
        if (kind_ != EurostatKind::supply && is_kept(*line, present))
          layout_.rows.push_back({r, line->role, line->name, 1});
        continue;
      }
      if (!has_numbers(r)) continue;
      layout_.rows.push_back({r, LineRole::sector, label, 1});
      Sector sector{label, "", "", "", {}};
      for (std::size_t c = 0; c < labels_; ++c) {
        if (const std::string name = grid_.text(r, c); !parse_number(name)) sector.name_en = name;
      }
      layout_.sectors.push_back(std::move(sector));
    }
  }

  /// The rows above the codes say the time, the place and the unit, by code or in words.
  void read_description() {
    for (std::size_t r = 0; r < header_; ++r) {
      const std::string label = grid_.text(r, 0);
      std::string value;
      for (std::size_t c = 1; c < grid_.rows[r].size(); ++c) {
        if (const std::string text = grid_.text(r, c); !text.empty()) value = text;
      }
      if (value.empty()) continue;
      if (label == "TIME_PERIOD" || says(label, "time [") || as_name(label) == "time")
        layout_.year = year_in(value);
      if (label == "geo" || says(label, "geopolitical")) layout_.region = value;
      if (as_name(label) == "unit" || says(label, "unit of measure")) read_unit(value);
    }
    if (!layout_.region.empty() && layout_.year != 0)
      layout_.title = fmt::format("Eurostat's input-output table of {}, {}", layout_.region, layout_.year);
  }

  void read_unit(const std::string& value) {
    const bool is_euro = value == "MIO_EUR" || as_name(value) == "million_euro";
    const bool is_national = value == "MIO_NAC" || says(value, "national currency");
    layout_.unit = is_euro ? "million EUR" : is_national ? "million of the national currency" : value;
    if (!is_euro) layout_.currency = "";
  }

  bool has_numbers(std::size_t row) const {
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      const std::string text = grid_.text(row, c);
      if (!text.empty() && grid_number(text)) return true;
    }
    return false;
  }

  void read_columns() {
    std::set<std::string> present;
    std::set<std::string> keys;
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      present.insert(grid_.text(header_, c));
      keys.insert(eurostat_key(grid_.text(header_, c)));
    }
    const std::set<std::string> sums = sums_of_parts(keys);
    for (std::size_t c = labels_ + 1; c < grid_.width(); ++c) {
      const std::string label = grid_.text(header_, c);
      if (label.empty() || sums.contains(eurostat_key(label))) continue;
      const EurostatLine* line = eurostat_line(columns_known(), label);
      if (line == nullptr) {
        layout_.columns.push_back({c, LineRole::sector, label, 1});
      } else if (is_kept(*line, present)) {
        layout_.columns.push_back({c, line->role, line->name, 1});
      }
    }
  }

  const Grid& grid_;
  EurostatKind kind_;
  Diagnostics& diagnostics_;
  std::size_t header_ = 0;
  std::size_t labels_ = 0;
  Layout layout_;
};

}  // namespace

std::optional<Layout> recognise_eurostat(const Grid& grid, Diagnostics& diagnostics) {
  return EurostatSheet(grid, EurostatKind::symmetric, diagnostics).recognise();
}

std::optional<Layout> recognise_use(const Grid& grid, Diagnostics& diagnostics) {
  return EurostatSheet(grid, EurostatKind::use, diagnostics).recognise();
}

std::optional<Layout> recognise_supply(const Grid& grid, Diagnostics& diagnostics) {
  return EurostatSheet(grid, EurostatKind::supply, diagnostics).recognise();
}

}  // namespace leontide::table
