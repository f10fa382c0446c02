#include "table/files/publisher_folder.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "table/files/number_file.hpp"
#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

namespace fs = std::filesystem;

void add_to(Categories& parts, const std::string& name, std::span<const double> column) {
  const auto known = parts.find(name);
  if (!known) return parts.add(name, column);
  for (std::size_t i = 0; i < column.size(); ++i)
    parts.values(i, *known) += column[i];
}

/// What a primary input is called here: taxes on products apart, compensation by one name whatever its
/// detail.
struct PrimaryName {
  std::string name;
  bool is_value_added = true;
};
PrimaryName primary_name(const std::string& text) {
  if (says(text, "products purchased")) return {"product_taxes", false};
  if (says(text, "compensation of employees")) return {"compensation"};
  if (says(text, "taxes on production")) return {"net_taxes"};
  if (says(text, "subsidies on production")) return {"subsidies_on_production"};
  if (says(text, "fixed capital")) return {"depreciation"};
  if (says(text, "operating surplus")) return {"surplus"};
  return {as_name(text)};
}

class FolderReader {
 public:
  FolderReader(const fs::path& folder, const std::string& shown_as, Diagnostics& diagnostics)
      : folder_(folder), shown_as_(shown_as), diagnostics_(diagnostics) {}

  std::optional<Accounts> exiobase() {
    auto flows = read("Z.txt", {2, 2, {}});
    auto uses = read("Y.txt", {2, 2, {}});
    if (!flows || !uses) return std::nullopt;
    drop_index_names(*flows);
    drop_index_names(*uses);
    for (const auto& label : flows->labels)
      add_sector(label[0], label[1]);
    const bool fits = flows->heads[0].size() == size() && uses->labels.size() == size();
    if (!fits)
      return refuse("Z.txt", "its rows and columns, and the rows of Y.txt, are not the same sectors");
    out_.flows = std::move(flows->values);
    for (std::size_t k = 0; k < uses->heads[0].size(); ++k)
      add_use(uses->heads[0][k], uses->heads[1][k], *uses, k);
    if (fs::exists(folder_ / "x.txt")) {
      const auto output = read("x.txt", {1, 2, {}});
      if (!output) return std::nullopt;
      if (output->values.columns != 1 || output->labels.size() != size())
        return refuse("x.txt", "it is not one column of the sectors of Z.txt");
      out_.output = output->values.values;
    } else {
      take_row_sums();
    }
    out_.unit = "million EUR";
    out_.currency = "EUR";
    out_.source = "EXIOBASE 3";
    out_.year = year_in(folder_.filename().string());
    out_.title = fmt::format("EXIOBASE 3, {}", out_.year);
    return read_factor_inputs();
  }

  std::optional<Accounts> eora26() {
    const auto sectors = labels("labels_T.txt", 4);
    const auto uses = labels("labels_FD.txt", 4);
    const auto inputs = labels("labels_VA.txt", 2);
    if (!sectors || !uses || !inputs) return std::nullopt;
    for (const auto& label : *sectors)
      add_sector(label[1], label[3]);
    auto flows = matrix("_T.txt", size(), size());
    const auto demand = matrix("_FD.txt", size(), uses->size());
    const auto primary = matrix("_VA.txt", inputs->size(), size());
    if (!flows || !demand || !primary) return std::nullopt;
    out_.flows = std::move(flows->values);
    for (std::size_t k = 0; k < uses->size(); ++k)
      add_use((*uses)[k][1], (*uses)[k][3], *demand, k);
    take_row_sums();
    for (std::size_t k = 0; k < inputs->size(); ++k)
      add_primary((*inputs)[k][1], primary->values.row(k));
    out_.unit = "thousand USD";
    out_.currency = "USD";
    out_.source = "Eora26";
    for (const Source& input : out_.inputs)
      out_.year = out_.year == 0 ? year_in(input.path) : out_.year;
    out_.title = fmt::format("Eora26, {}", out_.year);
    return finished();
  }

 private:
  std::size_t size() const { return out_.sectors.size(); }
  std::string shown(const std::string& name) const { return (fs::path(shown_as_) / name).string(); }

  std::optional<NumberFile> read(const std::string& name, const NumberFileForm& form) {
    auto file = read_number_file(folder_ / name, shown(name), form, diagnostics_);
    if (file) out_.inputs.push_back({name, sha256(read_bytes(folder_ / name).value_or(""))});
    return file;
  }

  std::optional<Accounts> refuse(const std::string& name, const std::string& what) {
    diagnostics_.error("shape", {shown(name), 0, 0, 0}, what);
    return std::nullopt;
  }

  /// A third row above the numbers names the columns of labels; it holds no number.
  static void drop_index_names(NumberFile& file) {
    if (file.labels.empty() || file.labels.front() != std::vector<std::string>{"region", "sector"}) return;
    file.labels.erase(file.labels.begin());
    auto& values = file.values.values;
    values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(file.values.columns));
    --file.values.rows;
  }

  void add_sector(const std::string& region, const std::string& sector) {
    out_.sectors.push_back({region + "_" + sector, sector, "", "", {region, sector}});
  }

  void add_use(const std::string& region, const std::string& text, const NumberFile& from, std::size_t k) {
    std::vector<double> column;
    for (std::size_t i = 0; i < size(); ++i)
      column.push_back(from.values(i, k));
    const std::string name = use_of(text);
    add_to(out_.final_demand, region + "_" + (name.empty() ? as_name(text) : name), column);
  }

  void add_primary(const std::string& text, std::span<const double> row) {
    const PrimaryName found = primary_name(text);
    add_to(found.is_value_added ? out_.value_added : out_.other_inputs, found.name, row);
  }

  void take_row_sums() {
    out_.output = row_sums(out_.flows);
    const std::vector<double> uses = row_sums(out_.final_demand.values);
    for (std::size_t i = 0; i < uses.size(); ++i)
      out_.output[i] += uses[i];
    remark("no output is printed: the row sums were taken for it");
  }

  /// Value added stands among the satellites of EXIOBASE 3, in euro or million euro as the flows.
  std::optional<Accounts> read_factor_inputs() {
    const bool apart = fs::exists(folder_ / "factor_inputs" / "F.txt");
    const std::string name = apart ? "factor_inputs/F.txt" : "satellite/F.txt";
    const auto is_primary = [](const std::vector<std::string>& labels) {
      return says(labels[0], "compensation of employees") || says(labels[0], "operating surplus") ||
             says(labels[0], "taxes on production") || says(labels[0], "products purchased");
    };
    const auto rows = read(name, {2, 1, is_primary});
    if (!rows) return std::nullopt;
    if (rows->labels.empty() || rows->values.columns != size())
      return refuse(name, "it has no rows of compensation, surplus and taxes for the sectors of Z.txt");
    for (std::size_t k = 0; k < rows->labels.size(); ++k)
      add_primary(rows->labels[k][0], rows->values.row(k));
    return finished();
  }

  std::optional<std::vector<std::vector<std::string>>> labels(const std::string& name, std::size_t columns) {
    auto file = read(name, {0, columns, {}});
    if (!file) return std::nullopt;
    for (std::size_t k = 0; k < file->labels.size(); ++k) {
      if (file->labels[k].size() == columns) continue;
      diagnostics_.error(
          "row-length", {shown(name), k + 1, 0, 0},
          fmt::format("the line has {} labels, where there should be {}", file->labels[k].size(), columns));
      return std::nullopt;
    }
    return std::move(file->labels);
  }

  /// Eora26_2016_bp_T.txt and its kind: of basic prices where they are there, else of purchasers'.
  std::string eora_file(const std::string& ending) const {
    for (int year = first_year; year <= last_year; ++year) {
      for (const char* prices : {"bp", "pp"}) {
        const std::string name = fmt::format("Eora26_{}_{}{}", year, prices, ending);
        if (fs::exists(folder_ / name)) return name;
      }
    }
    return "";
  }

  std::optional<NumberFile> matrix(const std::string& ending, std::size_t rows, std::size_t columns) {
    const std::string name = eora_file(ending);
    if (name.empty()) {
      diagnostics_.error("missing-file", {shown_as_, 0, 0, 0},
                         fmt::format("it has no file like Eora26_2016_bp{}", ending));
      return std::nullopt;
    }
    auto file = read(name, {0, 0, {}});
    if (!file) return std::nullopt;
    if (file->values.rows == rows && file->values.columns == columns) return file;
    diagnostics_.error("shape", {shown(name), 0, 0, 0},
                       fmt::format("it holds {} rows and {} columns, and the labels {} and {}",
                                   file->values.rows, file->values.columns, rows, columns));
    return std::nullopt;
  }

  void remark(const std::string& text) { out_.history.push_back("import: " + text); }

  std::optional<Accounts> finished() {
    out_.origins = Origins::local;
    out_.sector_columns = {"region", "sector"};
    out_.value_added_total = row_sums(out_.value_added.values);
    return std::move(out_);
  }

  static constexpr int first_year = 1970;
  static constexpr int last_year = 2049;

  const fs::path& folder_;
  const std::string& shown_as_;
  Diagnostics& diagnostics_;
  Accounts out_;
};

}  // namespace

const std::vector<std::string>& folder_layout_names() {
  static const std::vector<std::string> names{"exiobase", "eora26"};
  return names;
}

std::string folder_layout(const fs::path& folder) {
  if (fs::exists(folder / "Z.txt") && fs::exists(folder / "Y.txt")) return "exiobase";
  return fs::exists(folder / "labels_T.txt") ? "eora26" : "";
}

std::optional<Accounts> read_publisher_folder(const fs::path& folder, const std::string& shown_as,
                                              const std::string& layout, Diagnostics& diagnostics) {
  FolderReader reader(folder, shown_as, diagnostics);
  if (layout == "exiobase") return reader.exiobase();
  if (layout == "eora26") return reader.eora26();
  diagnostics.error("unknown-layout", {shown_as, 0, 0, 0},
                    "this folder holds neither Z.txt and Y.txt of EXIOBASE 3 nor labels_T.txt of Eora26",
                    "a sheet is imported by its file");
  return std::nullopt;
}

}  // namespace leontide::table
