#include "table/publishers/publisher_reader.hpp"

#include <fmt/format.h>
#include <numeric>

#include "table/files/publisher_names.hpp"

namespace leontide::table {

namespace {

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
  if (says(text, "products purchased") || says(text, "product_taxes")) return {"product_taxes", false};
  if (says(text, "compensation of employees")) return {"compensation"};
  if (says(text, "taxes on production")) return {"net_taxes"};
  if (says(text, "subsidies on production")) return {"subsidies_on_production"};
  if (says(text, "fixed capital")) return {"depreciation"};
  if (says(text, "operating surplus")) return {"surplus"};
  if (says(text, "mixed income")) return {"mixed_income"};
  return {as_name(text)};
}

}  // namespace

Places places_apart(std::size_t count) {
  Places out{std::vector<std::size_t>(count), count};
  std::iota(out.of.begin(), out.of.end(), std::size_t{0});
  return out;
}

std::optional<NumberFile> PublisherReader::open(const std::string& name, const NumberFileForm& form) {
  return NumberFile::open(folder_ / name, shown(name), form, diagnostics_);
}

std::optional<NumberRows> PublisherReader::rows(
    NumberFile& file, const std::string& name, const Places& rows, const Places& columns,
    const std::function<bool(const std::vector<std::string>&)>& wanted) {
  auto found = file.rows(rows, columns, diagnostics_, wanted);
  if (found) out_.inputs.push_back({name, found->sha256});
  return found;
}

std::optional<Matrix> PublisherReader::matrix(const std::string& name, char separator, const Places& rows,
                                              const Places& columns) {
  auto file = open(name, {0, 0, separator});
  auto found = file ? this->rows(*file, name, rows, columns) : std::nullopt;
  if (!found) return std::nullopt;
  if (found->labels.size() == rows.of.size()) return std::move(found->values);
  refuse(name, fmt::format("it holds {} rows, and the labels name {}", found->labels.size(), rows.of.size()));
  return std::nullopt;
}

std::optional<Accounts> PublisherReader::refuse(const std::string& name, const std::string& what) {
  diagnostics_.error("shape", {shown(name), 0, 0, 0}, what);
  return std::nullopt;
}

bool PublisherReader::fold(const std::vector<Fold::Label>& labels) {
  const std::size_t before = diagnostics_.error_count();
  fold_.emplace(form_.fold, labels, Place{shown_as_, 0, 0, 0}, diagnostics_);
  out_.sectors = fold_->sectors();
  out_.sector_columns = fold_->sector_columns();
  if (const std::string words = fold_->words(); !words.empty()) remark(words);
  return diagnostics_.error_count() == before;
}

void PublisherReader::add_use(const std::string& region, const std::string& text, const Matrix& from,
                              std::size_t k) {
  std::vector<double> column;
  for (std::size_t i = 0; i < size(); ++i)
    column.push_back(from(i, k));
  const std::string name = use_of(text);
  add_to(out_.final_demand, fold_->use_name(region, name.empty() ? as_name(text) : name), column);
}

void PublisherReader::add_primary(const std::string& text, std::span<const double> row) {
  const PrimaryName found = primary_name(text);
  add_to(found.is_value_added ? out_.value_added : out_.other_inputs, found.name, row);
}

void PublisherReader::take_row_sums() {
  out_.output = row_sums(out_.flows);
  const std::vector<double> uses = row_sums(out_.final_demand.values);
  for (std::size_t i = 0; i < uses.size(); ++i)
    out_.output[i] += uses[i];
  remark("no output is printed: the row sums were taken for it");
}

std::optional<Accounts> PublisherReader::finished() {
  out_.origins = Origins::local;
  out_.value_added_total = row_sums(out_.value_added.values);
  return std::move(out_);
}

}  // namespace leontide::table
