// GLORIA (Lenzen et al., 2022, Nature Sustainability 5): supply and use of all countries in one matrix. Its
// rows and columns are, country after country, the industries and then the products.
#include <algorithm>
#include <fmt/format.h>

#include "table/files/publisher_names.hpp"
#include "table/publishers/publisher_reader.hpp"
#include "table/sheets/grid.hpp"

namespace leontide::table {

namespace {

namespace fs = std::filesystem;

/// The cells below the heading of that name in one of the sheet's first rows.
std::vector<std::string> column_below(const Grid& grid, std::string_view heading) {
  constexpr std::size_t rows_of_headings = 5;
  std::vector<std::string> out;
  for (std::size_t r = 0; r < std::min(rows_of_headings, grid.height()); ++r) {
    for (std::size_t c = 0; c < grid.width(); ++c) {
      if (as_name(grid.text(r, c)) != heading) continue;
      for (std::size_t below = r + 1; below < grid.height(); ++below) {
        if (std::string text = grid.text(below, c); !text.empty()) out.push_back(std::move(text));
      }
      return out;
    }
  }
  return out;
}

std::vector<std::string> files_of(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    out.push_back(at->path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

class GloriaReader : PublisherReader {
 public:
  using PublisherReader::PublisherReader;

  std::optional<Accounts> read() {
    files_ = files_of(folder_);
    if (!read_labels() || !fold(sectors_of_regions())) return std::nullopt;
    SupplyUse tables;
    if (!read_transactions(tables) || !read_uses(tables) || !read_primary(tables) || !read_taxes(tables))
      return std::nullopt;
    out_.origins = Origins::local;
    out_.unit = "thousand USD";
    out_.currency = "USD";
    out_.source = "GLORIA";
    out_.year = year_in(year_of(out_.inputs.front().path));
    out_.title = fmt::format("GLORIA, {}", out_.year);
    tables.products = tables.industries = out_.sectors;
    tables.product_columns = tables.industry_columns = out_.sector_columns;
    out_.sectors.clear();
    tables.description = out_;
    return symmetric(tables, form_.model);
  }

 private:
  std::size_t groups() const { return fold_->places().count; }

  static std::string year_of(const std::string& name) {
    const std::size_t at = name.find("-Results_");
    return at == std::string::npos ? "" : name.substr(at);
  }

  /// GLORIA_ReadMe_057.xlsx and its kind, in the folder or above it.
  std::optional<fs::path> label_file() const {
    for (const fs::path& folder : {folder_, folder_.parent_path()}) {
      for (const std::string& name : files_of(folder)) {
        if (name.starts_with("GLORIA_ReadMe") && name.ends_with(".xlsx")) return folder / name;
      }
    }
    return std::nullopt;
  }

  bool read_labels() {
    const auto file = label_file();
    if (!file) {
      diagnostics_.error("missing-file", {shown_as_, 0, 0, 0},
                         "it has no GLORIA_ReadMe*.xlsx, which holds the labels, nor has the folder above",
                         "copy the publisher's file of that name beside the matrices");
      return false;
    }
    const auto column = [&](const char* sheet, const char* heading, std::vector<std::string>& out) {
      const auto grid = read_grid(*file, shown(file->filename().string()), {.sheet = sheet}, diagnostics_);
      if (!grid) return false;
      out = column_below(*grid, as_name(heading));
      if (out.empty())
        refuse(file->filename().string(), fmt::format("its sheet \"{}\" has no column {}", sheet, heading));
      return !out.empty();
    };
    const char* categories = "Value added and final demand";
    return column("Regions", "Region_acronyms", regions_) && column("Sectors", "Sector_names", sectors_) &&
           column(categories, "Value_added_names", primary_) &&
           column(categories, "Final_demand_names", uses_);
  }

  std::vector<Fold::Label> sectors_of_regions() const {
    std::vector<Fold::Label> out;
    for (const std::string& region : regions_) {
      for (const std::string& sector : sectors_)
        out.emplace_back(region, sector);
    }
    return out;
  }

  /// Industries and products of each region in turn; `products` is where those of a product go.
  Places places(bool industries, std::size_t products, std::size_t count) const {
    Places out{{}, count};
    const auto& of = fold_->places().of;
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      const auto first = of.begin() + static_cast<std::ptrdiff_t>(r * sectors_.size());
      const auto last = first + static_cast<std::ptrdiff_t>(sectors_.size());
      for (auto at = first; at != last; ++at)
        out.of.push_back(industries ? *at : Places::nowhere);
      for (auto at = first; at != last; ++at)
        out.of.push_back(products == Places::nowhere ? Places::nowhere : products + *at);
    }
    return out;
  }

  /// The file of a matrix (T, Y, V) at a valuation (markup 001: basic prices).
  std::string file_of(const char* matrix, const char* markup) const {
    const std::string part = fmt::format("_{}-Results_", matrix);
    for (const std::string& name : files_) {
      if (name.find(part) != std::string::npos && name.find(markup) != std::string::npos) return name;
    }
    return "";
  }

  std::optional<Matrix> numbers(const char* matrix_name, const Places& rows, const Places& columns) {
    const std::string name = file_of(matrix_name, "Markup001");
    if (!name.empty()) return matrix(name, ',', rows, columns);
    diagnostics_.error("missing-file", {shown_as_, 0, 0, 0},
                       fmt::format("it has no file of {}-Results at Markup001, basic prices", matrix_name));
    return std::nullopt;
  }

  bool read_transactions(SupplyUse& tables) {
    const std::size_t n = groups();
    const Places both = places(true, n, 2 * n);
    const auto found = numbers("T", both, both);
    if (!found) return false;
    tables.supply = Matrix(n, n);
    tables.use = Matrix(n, n);
    for (std::size_t product = 0; product < n; ++product) {
      for (std::size_t industry = 0; industry < n; ++industry) {
        tables.supply(product, industry) = (*found)(industry, n + product);
        tables.use(product, industry) = (*found)(n + product, industry);
      }
    }
    return true;
  }

  bool read_uses(SupplyUse& tables) {
    const Places rows = places(false, 0, groups());
    const auto found = numbers("Y", rows, places_apart(regions_.size() * uses_.size()));
    if (!found) return false;
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      for (std::size_t k = 0; k < uses_.size(); ++k)
        add_use(regions_[r], uses_[k], *found, r * uses_.size() + k);
    }
    tables.final_demand = std::move(out_.final_demand);
    out_.final_demand = {};
    return true;
  }

  bool read_primary(SupplyUse& tables) {
    Places rows{{}, primary_.size()};
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      for (std::size_t k = 0; k < primary_.size(); ++k)
        rows.of.push_back(k);
    }
    const auto found = numbers("V", rows, places(true, Places::nowhere, groups()));
    if (!found) return false;
    for (std::size_t k = 0; k < primary_.size(); ++k)
      add_primary(primary_[k], found->row(k));
    tables.value_added = std::move(out_.value_added);
    out_.value_added = {};
    return true;
  }

  /// Taxes and subsidies on products that industries pay (markups 004 and 005), where they stand beside.
  bool read_taxes(SupplyUse& tables) {
    const Places all{std::vector<std::size_t>(2 * regions_.size() * sectors_.size(), 0), 1};
    for (const char* markup : {"Markup004", "Markup005"}) {
      const std::string name = file_of("T", markup);
      if (name.empty()) continue;
      const auto found = matrix(name, ',', all, places(true, Places::nowhere, groups()));
      if (!found) return false;
      add_primary("product_taxes", found->row(0));
    }
    if (out_.other_inputs.empty())
      remark("taxes on products (Markup004, Markup005) are not in the folder and were left out");
    tables.other_inputs = std::move(out_.other_inputs);
    out_.other_inputs = {};
    return true;
  }

  std::vector<std::string> files_;
  std::vector<std::string> regions_;
  std::vector<std::string> sectors_;
  std::vector<std::string> primary_;
  std::vector<std::string> uses_;
};

}  // namespace

std::optional<Accounts> read_gloria(const fs::path& folder, const std::string& shown_as,
                                    const PublisherForm& form, Diagnostics& diagnostics) {
  return GloriaReader(folder, shown_as, form, diagnostics).read();
}

}  // namespace leontide::table
