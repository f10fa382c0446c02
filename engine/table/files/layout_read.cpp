// From a sheet and where everything stands in it to the accounts.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <map>

#include "base/nearest_name.hpp"
#include "table/checks/check_parts.hpp"
#include "table/files/layout.hpp"

namespace leontide::table {

namespace {

class SheetReader {
 public:
  SheetReader(const Grid& grid, const Layout& layout, Diagnostics& diagnostics)
      : grid_(grid), layout_(layout), diagnostics_(diagnostics), errors_before_(diagnostics.error_count()) {}

  std::optional<Accounts> read() {
    describe();
    sector_columns_ = match(layout_.columns, LineRole::sector, "column");
    sector_rows_ = match(layout_.rows, LineRole::sector, "row");
    if (failed()) return std::nullopt;
    accounts_.flows = block(sector_rows_, sector_columns_);
    accounts_.final_demand = categories(sector_rows_, LineRole::category);
    accounts_.regional_supply = categories(sector_rows_, LineRole::purchase);
    read_imports();
    read_value_added();
    read_output();
    if (failed()) return std::nullopt;
    if (layout_.imports_are_by_product_or_use) settle_imports();
    compare_sums();
    if (blanks_ > 0) remark(fmt::format("{} blank cells were read as 0", blanks_));
    for (const std::string& text : layout_.remarks)
      remark(text);
    return std::move(accounts_);
  }

 private:
  bool failed() const { return diagnostics_.error_count() > errors_before_; }
  std::size_t size() const { return layout_.sectors.size(); }
  void remark(const std::string& text) { accounts_.history.push_back("import: " + text); }

  void describe() {
    accounts_.title = layout_.title;
    accounts_.region = layout_.region;
    accounts_.unit = layout_.unit;
    accounts_.currency = layout_.currency;
    accounts_.source = layout_.source;
    accounts_.year = layout_.year;
    accounts_.origins = layout_.origins;
    accounts_.sectors = layout_.sectors;
    accounts_.sector_columns = layout_.sector_columns;
    const bool apart = std::ranges::any_of(
        layout_.rows, [](LineRole role) { return role == LineRole::imported_sector; }, &LayoutLine::role);
    remark(fmt::format("read in the layout \"{}\", {} sectors{}", layout_.name, size(),
                       layout_.imports_are_by_product_or_use ? ""
                       : layout_.origins == Origins::all
                           ? ", flows of all origins, imports a negative use (competitive)"
                       : apart ? ", local and imported flows apart (non-competitive)"
                               : ", local flows"));
  }

  // The line of each sector, in the order of sectors.
  std::vector<std::size_t> match(const std::vector<LayoutLine>& lines, LineRole role, const char* what) {
    const bool rows = &lines == &layout_.rows;
    std::map<std::string, std::size_t> at;
    const auto place = [&](std::size_t line) { return rows ? grid_.place(line, 0) : grid_.place(0, line); };
    for (const LayoutLine& line : lines) {
      if (line.role != role) continue;
      const auto [first, is_new] = at.emplace(line.name, line.at);
      if (is_new) continue;
      diagnostics_.add({Severity::error, "duplicate-sector", place(line.at),
                        fmt::format("the {} of sector \"{}\" stands twice", what, line.name), "",
                        place(first->second)});
    }
    std::vector<std::size_t> out;
    std::vector<std::string> codes;
    for (const Sector& sector : layout_.sectors) {
      codes.push_back(sector.code);
      const auto found = at.find(sector.code);
      if (found == at.end()) {
        diagnostics_.error("missing-sector", {grid_.file, 0, 0, 0},
                           fmt::format("there is no {} of sector \"{}\"", what, sector.code),
                           "each sector has a row and a column");
        continue;
      }
      out.push_back(found->second);
      at.erase(found);
    }
    for (const auto& [code, line] : at) {
      diagnostics_.error("missing-sector", place(line),
                         fmt::format("the {} \"{}\" has no sector", what, code), suggestion(code, codes));
    }
    return out;
  }

  double number(std::size_t row, std::size_t column) {
    return sheet_number(grid_, row, column, blanks_, diagnostics_);
  }

  Matrix block(const std::vector<std::size_t>& rows, const std::vector<std::size_t>& columns) {
    Matrix out(rows.size(), columns.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = 0; j < columns.size(); ++j)
        out(i, j) = number(rows[i], columns[j]);
    }
    return out;
  }

  Categories categories(const std::vector<std::size_t>& rows, LineRole role) {
    Categories out;
    for (const LayoutLine& line : layout_.columns) {
      if (line.role != role) continue;
      std::vector<double> values(rows.size());
      std::transform(rows.begin(), rows.end(), values.begin(), [&](std::size_t row) {
        return line.sign < 0 ? -number(row, line.at) : number(row, line.at);
      });
      if (out.find(line.name)) {
        diagnostics_.error("duplicate-column", grid_.place(0, line.at),
                           fmt::format("the column \"{}\" stands twice", line.name));
        continue;
      }
      out.add(line.name, values);
    }
    for (double& value : out.values.values)
      value = value == 0 ? 0 : value;
    return out;
  }

  // Imported rows sell to sectors and to final uses; their own column of imports only says their sum.
  void read_imports() {
    if (layout_.origins == Origins::all) return;
    const bool any = std::any_of(layout_.rows.begin(), layout_.rows.end(), [](const LayoutLine& line) {
      return line.role == LineRole::imported_sector;
    });
    if (!any) return;
    const std::vector<std::size_t> rows = match(layout_.rows, LineRole::imported_sector, "imported row");
    if (failed()) return;
    accounts_.flows_imported = block(rows, sector_columns_);
    const Categories uses = categories(rows, LineRole::category);
    Categories local;
    for (std::size_t k = 0; k < uses.names.size(); ++k) {
      const std::string& name = uses.names[k];
      const bool is_import = name.starts_with("import") || name.starts_with("inflow");
      const std::vector<double> column = accounts_.final_demand.column(name);
      const bool empty = std::all_of(column.begin(), column.end(), [](double amount) { return amount == 0; });
      if (is_import && empty) continue;
      local.add(name, column);
      const std::vector<double> imported = uses.column(name);
      const bool none =
          std::all_of(imported.begin(), imported.end(), [](double amount) { return amount == 0; });
      if (!is_import && !(none && (name == "error" || name == "balance")))
        accounts_.final_demand_imported.add(name, imported);
    }
    accounts_.final_demand = std::move(local);
    if (sum(accounts_.final_demand_imported.values.values) == 0 && layout_.name == "plain") {
      // A plain sheet writes a column for every use, whether imports by use are known or not.
      const auto& values = accounts_.final_demand_imported.values.values;
      if (std::all_of(values.begin(), values.end(), [](double v) { return v == 0; }))
        accounts_.final_demand_imported = {};
    }
  }

  std::vector<double> row(std::size_t at, double sign = 1) {
    std::vector<double> out;
    for (const std::size_t column : sector_columns_)
      out.push_back(sign * number(at, column));
    return out;
  }

  std::vector<double> column(std::size_t at) {
    std::vector<double> out;
    for (const std::size_t row : sector_rows_)
      out.push_back(number(row, at));
    return out;
  }

  /// What the lines of a role of which a table has one say, [sectors]; empty without any. Printed again it is
  /// read once; with other numbers nobody can tell which are meant.
  std::vector<double> only(const std::vector<LayoutLine>& lines, LineRole role, const char* what) {
    const bool are_rows = &lines == &layout_.rows;
    const auto place = [&](const LayoutLine& line) {
      return are_rows ? grid_.place(line.at, 0) : grid_.place(0, line.at);
    };
    const LayoutLine* first = nullptr;
    std::vector<double> out;
    for (const LayoutLine& line : lines) {
      if (line.role != role) continue;
      std::vector<double> found = are_rows ? row(line.at) : column(line.at);
      if (first == nullptr) {
        first = &line;
        out = std::move(found);
      } else if (found != out) {
        diagnostics_.add({Severity::error, are_rows ? "duplicate-row" : "duplicate-column", place(line),
                          fmt::format("the {} stands twice, with other numbers", what), "", place(*first)});
      }
    }
    return out;
  }

  void read_value_added() {
    for (const LayoutLine& line : layout_.rows) {
      if (line.role == LineRole::category) accounts_.value_added.add(line.name, row(line.at, line.sign));
      if (line.role == LineRole::other_input) accounts_.other_inputs.add(line.name, row(line.at, line.sign));
    }
    accounts_.value_added_total = only(layout_.rows, LineRole::value_added_total, "row of value added");
    accounts_.imported_inputs = only(layout_.rows, LineRole::imported_inputs, "row of imported inputs");
    if (!accounts_.value_added_total.empty()) return;
    if (accounts_.value_added.empty()) {
      diagnostics_.error("missing-row", {grid_.file, 0, 0, 0}, "there is no row of value added",
                         "a table needs value added by component or in total");
      return;
    }
    accounts_.value_added_total = row_sums(accounts_.value_added.values);
  }

  void read_output() {
    accounts_.output = only(layout_.columns, LineRole::output, "column of output");
    const std::vector<double> by_row = only(layout_.rows, LineRole::output, "row of output");
    if (accounts_.output.empty()) accounts_.output = by_row;
    if (accounts_.output.empty() && layout_.output_is_row_sum) {
      accounts_.output = row_sums(accounts_.flows);
      const std::vector<double> uses = row_sums(accounts_.final_demand.values);
      for (std::size_t i = 0; i < uses.size(); ++i)
        accounts_.output[i] += uses[i];
      remark("no output is printed: the row sums were taken for it, and are held against the column sums");
    } else if (accounts_.output.empty()) {
      diagnostics_.error("missing-column", {grid_.file, 0, 0, 0},
                         "there is neither a column nor a row of output");
    } else if (!by_row.empty()) {
      compare("total input (row)", by_row, "output (column)", accounts_.output);
    }
  }

  /// A row of imports beside flows of all origins holds what is imported of each sector's products: a
  /// negative use. Beside domestic flows it is an input, without which the columns miss their outputs.
  void settle_imports() {
    if (accounts_.imported_inputs.empty()) {
      accounts_.origins = Origins::local;
      return;
    }
    std::vector<double> without = column_sums(accounts_.flows);
    const std::vector<double> other = other_inputs_total(accounts_);
    double gap_without = 0;
    double gap_with = 0;
    for (std::size_t j = 0; j < size(); ++j) {
      const double missing = accounts_.output[j] - without[j] - other[j] - accounts_.value_added_total[j];
      gap_without += std::abs(missing);
      gap_with += std::abs(missing - accounts_.imported_inputs[j]);
    }
    if (gap_with < gap_without) {
      accounts_.origins = Origins::local;
      remark("flows are domestic: the row of imports is what each sector uses of them");
      return;
    }
    std::vector<double> taken_off;
    for (const double amount : accounts_.imported_inputs)
      taken_off.push_back(amount == 0 ? 0 : -amount);
    accounts_.final_demand.add("import", taken_off);
    accounts_.imported_inputs.clear();
    remark("the row of imports is by product: it became a negative use");
  }

  // One warning for two printed lines that should be equal.
  void compare(const char* what, const std::vector<double>& found, const char* other,
               const std::vector<double>& expected) {
    std::size_t count = 0;
    std::size_t worst = 0;
    const auto gap = [&](std::size_t i) { return std::abs(found[i] - expected[i]); };
    for (std::size_t i = 0; i < size(); ++i) {
      if (gap(i) > std::max(1e-6 * std::max(std::abs(found[i]), std::abs(expected[i])), 1.5)) ++count;
      if (gap(i) > gap(worst)) worst = i;
    }
    if (count == 0) return;
    diagnostics_.warning(
        "sums-differ", {grid_.file, 0, 0, 0},
        fmt::format("{} and {} differ in {} sectors, most in {}: {} against {}", what, other, count,
                    layout_.sectors[worst].code, long_number(found[worst]), long_number(expected[worst])),
        "the latter was taken");
  }

  void compare_sums() {
    std::vector<double> intermediate_inputs = column_sums(accounts_.flows);
    const auto add = [&](const std::vector<double>& more) {
      std::transform(more.begin(), more.end(), intermediate_inputs.begin(), intermediate_inputs.begin(),
                     std::plus());
    };
    if (!accounts_.flows_imported.empty()) add(column_sums(accounts_.flows_imported));
    for (const LayoutLine& line : layout_.rows) {
      if (line.role != LineRole::intermediate_total) continue;
      const std::vector<double> printed = row(line.at);
      // Some count the row of imports among the inputs.
      if (sum(printed) - sum(intermediate_inputs) > 0.5 * sum(accounts_.imported_inputs))
        add(accounts_.imported_inputs);
      compare("printed total of inputs", printed, "their sum", intermediate_inputs);
    }
    const std::vector<double> intermediate_uses = row_sums(accounts_.flows);
    for (const LayoutLine& line : layout_.columns) {
      if (line.role != LineRole::intermediate_total) continue;
      compare("printed total of intermediate uses", column(line.at), "their sum", intermediate_uses);
    }
  }

  const Grid& grid_;
  const Layout& layout_;
  Diagnostics& diagnostics_;
  std::size_t errors_before_;
  Accounts accounts_;
  std::vector<std::size_t> sector_rows_;
  std::vector<std::size_t> sector_columns_;
  std::size_t blanks_ = 0;
};

}  // namespace

std::optional<Accounts> read_accounts(const Grid& grid, const Layout& layout, Diagnostics& diagnostics) {
  return SheetReader(grid, layout, diagnostics).read();
}

}  // namespace leontide::table
