#include "table/files/supply_use_sheet.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "table/files/eurostat_codes.hpp"

namespace leontide::table {

namespace {

/// Sums that differ by no more than this share are those of the same prices: printing allows less.
constexpr double same_total = 1e-4;

std::vector<LayoutLine> lines_of(const std::vector<LayoutLine>& lines, LineRole role) {
  std::vector<LayoutLine> out;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(out),
               [&](const LayoutLine& line) { return line.role == role; });
  return out;
}

class PairReader {
 public:
  PairReader(const Grid& use, const Layout& use_layout, const Grid& supply, const Layout& supply_layout,
             Diagnostics& diagnostics)
      : use_(use),
        use_layout_(use_layout),
        supply_(supply),
        supply_layout_(supply_layout),
        diagnostics_(diagnostics) {}

  std::optional<SupplyUse> read() {
    const std::size_t before = diagnostics_.error_count();
    const auto failed = [&] { return diagnostics_.error_count() > before; };
    products_ = lines_of(use_layout_.rows, LineRole::sector);
    industries_ = lines_of(use_layout_.columns, LineRole::sector);
    const auto rows = matched(products_, lines_of(supply_layout_.rows, LineRole::sector), "product");
    const auto columns = matched(industries_, lines_of(supply_layout_.columns, LineRole::sector), "industry");
    if (failed()) return std::nullopt;
    describe();
    out_.supply = block(supply_, rows, columns);
    out_.use = block(use_, products_, industries_);
    out_.final_demand = columns_of(use_, products_, use_layout_);
    valuations_ = columns_of(supply_, rows, supply_layout_);
    read_inputs();
    if (failed()) return std::nullopt;
    settle();
    if (blanks_ > 0) remark(fmt::format("{} blank cells were read as 0", blanks_));
    check_supply_use(out_, use_.file, diagnostics_);
    return failed() ? std::nullopt : std::optional(std::move(out_));
  }

 private:
  void remark(const std::string& text) { out_.description.history.push_back("import: " + text); }

  void describe() {
    Accounts& description = out_.description;
    description.title = use_layout_.title;
    description.region = use_layout_.region;
    description.unit = use_layout_.unit;
    description.currency = use_layout_.currency;
    description.source = use_layout_.source;
    description.year = use_layout_.year;
    out_.products = use_layout_.sectors;
    out_.product_columns = use_layout_.sector_columns;
    for (const LayoutLine& industry : industries_)
      out_.industries.push_back({industry.name, "", "", "", {}});
    remark(fmt::format("read as supply and use, {} products and {} industries", products_.size(),
                       industries_.size()));
  }

  /// The lines of the supply sheet in the order of the use sheet's.
  std::vector<LayoutLine> matched(const std::vector<LayoutLine>& wanted, const std::vector<LayoutLine>& found,
                                  const char* what) {
    std::map<std::string, LayoutLine> known;
    std::vector<std::string> names;
    for (const LayoutLine& line : found) {
      known.emplace(eurostat_key(line.name), line);
      names.push_back(line.name);
    }
    std::vector<LayoutLine> out;
    for (const LayoutLine& line : wanted) {
      const auto at = known.find(eurostat_key(line.name));
      if (at == known.end()) {
        diagnostics_.error("missing-sector", {supply_.file, 0, 0, 0},
                           fmt::format("there is no {} \"{}\", which {} has", what, line.name, use_.file),
                           suggestion(line.name, names));
        continue;
      }
      out.push_back(at->second);
      known.erase(at);
    }
    for (const auto& [key, line] : known) {
      diagnostics_.error("missing-sector", {use_.file, 0, 0, 0},
                         fmt::format("there is no {} \"{}\", which {} has", what, line.name, supply_.file));
    }
    return out;
  }

  Matrix block(const Grid& grid, const std::vector<LayoutLine>& rows,
               const std::vector<LayoutLine>& columns) {
    Matrix out(rows.size(), columns.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (std::size_t j = 0; j < columns.size(); ++j)
        out(i, j) = sheet_number(grid, rows[i].at, columns[j].at, blanks_, diagnostics_);
    }
    return out;
  }

  Categories columns_of(const Grid& grid, const std::vector<LayoutLine>& rows, const Layout& layout) {
    Categories out;
    for (const LayoutLine& line : lines_of(layout.columns, LineRole::category)) {
      std::vector<double> values = block(grid, rows, {line}).values;
      for (double& value : values)
        value *= value == 0 ? 1 : line.sign;
      out.add(line.name, values);
    }
    return out;
  }

  /// Rows below the products: imports by industry, taxes on products, value added.
  void read_inputs() {
    for (const LayoutLine& line : use_layout_.rows) {
      if (line.role == LineRole::sector || line.role == LineRole::intermediate_total) continue;
      std::vector<double> values = block(use_, {line}, industries_).values;
      for (double& value : values)
        value *= value == 0 ? 1 : line.sign;
      if (line.role == LineRole::category) out_.value_added.add(line.name, values);
      if (line.role == LineRole::other_input) out_.other_inputs.add(line.name, values);
      if (line.role == LineRole::imported_inputs) imported_inputs_ = values;
      if (line.role == LineRole::value_added_total) total_ = values;
    }
    if (out_.value_added.empty() && !total_.empty()) out_.value_added.add("value_added", total_);
    if (out_.value_added.empty()) {
      diagnostics_.error("missing-row", {use_.file, 0, 0, 0}, "there is no row of value added",
                         "the use table has value added by component or in total below its products");
    }
  }

  std::vector<double> valuation(const char* name) const {
    return valuations_.find(name) ? valuations_.column(name) : std::vector<double>(products_.size(), 0.0);
  }

  std::vector<double> imports() const {
    std::vector<double> out(products_.size(), 0.0);
    for (const std::string& name : valuations_.names) {
      if (!name.starts_with("import")) continue;
      const std::vector<double> column = valuations_.column(name);
      for (std::size_t i = 0; i < out.size(); ++i)
        out[i] += column[i];
    }
    return out;
  }

  /// How far apart two totals by product are, of all.
  static double distance(const std::vector<double>& a, const std::vector<double>& b) {
    double apart = 0;
    double all = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      apart += std::abs(a[i] - b[i]);
      all += std::abs(a[i]);
    }
    return all == 0 ? 0 : apart / all;
  }

  /// Finds at which prices and of which origins uses are, and brings them to basic prices.
  void settle() {
    std::vector<double> used = row_sums(out_.use);
    const std::vector<double> demand = row_sums(out_.final_demand.values);
    const std::vector<double> made = row_sums(out_.supply);
    const std::vector<double> imported = imports();
    const std::vector<double> margins = valuation("margins");
    const std::vector<double> taxes = valuation("product_taxes");
    std::vector<double> basic(made.size());
    std::vector<double> purchasers(made.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
      used[i] += demand[i];
      basic[i] = made[i] + imported[i];
      purchasers[i] = basic[i] + margins[i] + taxes[i];
    }
    const double local_gap = distance(made, used);
    const double basic_gap = distance(basic, used);
    const double purchasers_gap = distance(purchasers, used);
    const bool has_imports = sum(imported) != 0;
    if (has_imports && local_gap < std::min({basic_gap, purchasers_gap, same_total})) return settle_local();
    if (purchasers_gap < std::min(basic_gap, same_total)) to_basic_prices(purchasers, margins, taxes);
    settle_all(imported);
  }

  void settle_local() {
    out_.description.origins = Origins::local;
    if (!imported_inputs_.empty()) out_.value_added.add("imported_inputs", imported_inputs_);
    remark("uses are of what is made here: their totals are the domestic supply of products");
  }

  void settle_all(const std::vector<double>& imported) {
    out_.description.origins = sum(imported) == 0 ? Origins::local : Origins::all;
    if (sum(imported) == 0) return;
    std::vector<double> taken_off(imported.size());
    std::transform(imported.begin(), imported.end(), taken_off.begin(),
                   [](double amount) { return amount == 0 ? 0 : -amount; });
    out_.final_demand.add("import", taken_off);
    remark("uses are of all origins: imports of the supply table are a negative use");
  }

  void to_basic_prices(const std::vector<double>& totals, const std::vector<double>& margins,
                       const std::vector<double>& taxes) {
    double intermediate_inputs = 0;
    for (const double margin : margins)
      intermediate_inputs += std::max(margin, 0.0);
    std::vector<double> taxes_paid(industries_.size(), 0.0);
    const auto convert = [&](Matrix& uses, std::vector<double>* paid) {
      for (std::size_t j = 0; j < uses.columns; ++j) {
        double margins_due = 0;
        for (std::size_t i = 0; i < uses.rows; ++i) {
          const double amount = totals[i] == 0 ? 0 : uses(i, j) / totals[i];
          if (paid != nullptr) (*paid)[j] += amount * taxes[i];
          margins_due += amount * std::max(margins[i], 0.0);
          uses(i, j) -= amount * (taxes[i] + std::max(margins[i], 0.0));
        }
        for (std::size_t i = 0; i < uses.rows && intermediate_inputs > 0; ++i)
          uses(i, j) += margins_due * std::max(-margins[i], 0.0) / intermediate_inputs;
      }
    };
    convert(out_.use, &taxes_paid);
    convert(out_.final_demand.values, nullptr);
    out_.other_inputs.add("product_taxes", taxes_paid);
    remark(
        "uses at purchasers' prices were brought to basic prices: every user pays taxes and margins on a "
        "product at the same rate, and buys margins from the products that have negative ones");
  }

  const Grid& use_;
  const Layout& use_layout_;
  const Grid& supply_;
  const Layout& supply_layout_;
  Diagnostics& diagnostics_;
  SupplyUse out_;
  std::vector<LayoutLine> products_;
  std::vector<LayoutLine> industries_;
  Categories valuations_;
  std::vector<double> imported_inputs_;
  std::vector<double> total_;
  std::size_t blanks_ = 0;
};

}  // namespace

std::optional<SupplyUse> read_supply_use_sheets(const Grid& use, const Layout& use_layout, const Grid& supply,
                                                const Layout& supply_layout, Diagnostics& diagnostics) {
  return PairReader(use, use_layout, supply, supply_layout, diagnostics).read();
}

}  // namespace leontide::table
