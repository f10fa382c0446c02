#include "scenario/years/years.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

class YearReader {
 public:
  YearReader(const yaml::Node& node, const YearOwner& owner, Diagnostics& diagnostics)
      : node_(node), owner_(owner), diagnostics_(diagnostics) {}

  std::optional<YearNumbers> run() {
    const std::size_t errors_before = diagnostics_.error_count();
    if (node_.is_mapping()) {
      for (const auto& [year, value] : node_.entries)
        read_entry(year, value);
    } else if (node_.is_scalar()) {
      read_file();
    } else {
      diagnostics_.error("value", node_.place, "`by_year:` takes a number for each year, or a CSV file",
                         "e.g. {2025: 0.05, 2026: 0.04}");
    }
    if (diagnostics_.error_count() > errors_before) return std::nullopt;
    return in_order();
  }

 private:
  bool is_scalar() const { return owner_.codes.size() == 1 && owner_.codes.front().empty(); }

  /// A year that stands once.
  std::optional<int> year_of(const std::string& text, const Place& place) {
    const auto year = parse_integer(text);
    if (!year || *year < 1 || *year > 9999) {
      diagnostics_.error("year", place, fmt::format("\"{}\" is no year", text),
                         "years stand in four digits: {2025: 0.05, 2026: 0.04}");
      return std::nullopt;
    }
    if (numbers_.contains(static_cast<int>(*year))) {
      diagnostics_.error("year", place, fmt::format("{} stands twice for {}", *year, owner_.what));
      return std::nullopt;
    }
    return static_cast<int>(*year);
  }

  void read_entry(const yaml::Node& key, const yaml::Node& value) {
    const auto year = year_of(key.text, key.place);
    if (!year) return;
    std::vector<double>& rows = numbers_[*year];
    rows.assign(owner_.codes.size(), 0);
    if (!value.is_mapping()) {
      std::fill(rows.begin(), rows.end(), yaml::read_number(value, diagnostics_).value_or(0));
    } else if (is_scalar()) {
      diagnostics_.error("value", value.place,
                         fmt::format("{} runs over no set, so a year has a single number", owner_.what));
    } else {
      read_members(*year, value, rows);
    }
  }

  void read_members(int year, const yaml::Node& value, std::vector<double>& rows) {
    const yaml::Node* fallback = value.find("default");
    std::vector<bool> given(rows.size(), fallback != nullptr);
    if (fallback != nullptr)
      std::fill(rows.begin(), rows.end(), yaml::read_number(*fallback, diagnostics_).value_or(0));
    for (const auto& [code, number] : value.entries) {
      if (code.text == "default") continue;
      const auto found = std::find(owner_.codes.begin(), owner_.codes.end(), code.text);
      if (found == owner_.codes.end()) {
        diagnostics_.error("unknown-code", code.place,
                           fmt::format("\"{}\" is no member of the set {} runs over", code.text, owner_.what),
                           suggestion(code.text, owner_.codes));
        continue;
      }
      const auto at = static_cast<std::size_t>(found - owner_.codes.begin());
      rows[at] = yaml::read_number(number, diagnostics_).value_or(0);
      given[at] = true;
    }
    const auto missing = std::find(given.begin(), given.end(), false);
    if (missing == given.end()) return;
    diagnostics_.error("missing-key", value.place,
                       fmt::format("{} has no number for \"{}\" in {}", owner_.what,
                                   owner_.codes[static_cast<std::size_t>(missing - given.begin())], year),
                       "add it, or a `default:`");
  }

  void read_file() {
    const CsvTable* table = owner_.file ? owner_.file(node_) : nullptr;
    if (table == nullptr) {
      if (!owner_.file)
        diagnostics_.error("value", node_.place, fmt::format("{} takes no file here", owner_.what));
      return;
    }
    if (table->header.front().text != "year") {
      diagnostics_.error("unknown-column", table->place(table->header.front()),
                         fmt::format("the first column of numbers by year is `year`, not \"{}\"",
                                     table->header.front().text));
      return;
    }
    const std::vector<std::size_t> columns = columns_of(*table);
    if (columns.empty()) return;
    for (const auto& row : table->rows) {
      const auto year = year_of(row.front().text, table->place(row.front()));
      if (!year) continue;
      for (const std::size_t column : columns)
        numbers_[*year].push_back(csv_number(*table, row[column], diagnostics_).value_or(0));
    }
  }

  /// The columns that hold the numbers; none after a fault.
  std::vector<std::size_t> columns_of(const CsvTable& table) {
    std::vector<std::size_t> columns;
    const auto take = [&](const std::string& name, const Place& asked) {
      if (const auto at = table.column(name)) return columns.push_back(*at);
      std::vector<std::string> known;
      for (const CsvCell& cell : table.header)
        known.push_back(cell.text);
      diagnostics_.error("unknown-column", asked, fmt::format("{} has no column \"{}\"", table.file, name),
                         suggestion(name, known));
    };
    if (!is_scalar()) {
      for (const std::string& code : owner_.codes)
        take(code, node_.place);
    } else if (owner_.column != nullptr) {
      take(owner_.column->text, owner_.column->place);
    } else if (table.header.size() != 2) {
      diagnostics_.error("missing-key", node_.place, fmt::format("{} has several columns", table.file),
                         "add `column: NAME`");
    } else {
      columns.push_back(1);
    }
    return columns.size() == owner_.codes.size() ? columns : std::vector<std::size_t>{};
  }

  std::optional<YearNumbers> in_order() {
    YearNumbers out;
    std::string missing;
    for (int year = owner_.time.base; year <= owner_.time.end; ++year) {
      const auto found = numbers_.find(year);
      if (found != numbers_.end()) {
        out.values.insert(out.values.end(), found->second.begin(), found->second.end());
        continue;
      }
      out.values.insert(out.values.end(), owner_.codes.size(), 0.0);
      if (year == owner_.time.base) {
        out.starts_in_base = false;
      } else if (year >= owner_.from && year <= owner_.to) {
        missing += fmt::format("{}{}", missing.empty() ? "" : ", ", year);
      }
    }
    if (missing.empty() || owner_.time.is_faulty) return out;
    diagnostics_.error("missing-year", node_.place,
                       fmt::format("{} has no number for {}", owner_.what, missing),
                       "every year up to the horizon needs one: nothing is filled in");
    return std::nullopt;
  }

  const yaml::Node& node_;
  const YearOwner& owner_;
  Diagnostics& diagnostics_;
  std::map<int, std::vector<double>> numbers_;  ///< by year, [rows]
};

}  // namespace

std::optional<YearNumbers> read_years(const yaml::Node& by_year, const YearOwner& owner,
                                      Diagnostics& diagnostics) {
  return YearReader(by_year, owner, diagnostics).run();
}

}  // namespace leontide::scenario
