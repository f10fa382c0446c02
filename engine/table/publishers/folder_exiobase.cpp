// EXIOBASE 3 (Stadler et al., 2018, Journal of Industrial Ecology 22).
#include <fmt/format.h>

#include "table/files/publisher_names.hpp"
#include "table/publishers/publisher_reader.hpp"

namespace leontide::table {

namespace {

namespace fs = std::filesystem;

bool is_primary_input(const std::vector<std::string>& labels) {
  return says(labels[0], "compensation of employees") || says(labels[0], "operating surplus") ||
         says(labels[0], "taxes on production") || says(labels[0], "products purchased");
}

class ExiobaseReader : PublisherReader {
 public:
  using PublisherReader::PublisherReader;

  std::optional<Accounts> read() {
    if (!read_flows() || !read_uses() || !read_output()) return std::nullopt;
    out_.unit = "million EUR";
    out_.currency = "EUR";
    out_.source = "EXIOBASE 3";
    out_.year = year_in(folder_.filename().string());
    out_.title = out_.year == 0 ? "EXIOBASE 3" : fmt::format("EXIOBASE 3, {}", out_.year);
    return read_factor_inputs();
  }

 private:
  /// Whether the rows that were read are those of the flows' columns.
  bool are_sectors(const std::string& name, const NumberRows& found) {
    bool same = found.labels.size() == labels_.size();
    for (std::size_t k = 0; same && k < labels_.size(); ++k)
      same = found.labels[k][0] == labels_[k].first && found.labels[k][1] == labels_[k].second;
    if (!same) refuse(name, "its rows are not the columns of Z.txt, in their order");
    return same;
  }

  bool read_flows() {
    auto file = open("Z.txt", {2, 2});
    if (!file || file->heads().size() < 2) return false;
    for (std::size_t k = 0; k < file->heads()[0].size() && k < file->heads()[1].size(); ++k)
      labels_.emplace_back(file->heads()[0][k], file->heads()[1][k]);
    if (!fold(labels_)) return false;
    auto found = rows(*file, "Z.txt", fold_->places(), fold_->places());
    if (!found || !are_sectors("Z.txt", *found)) return false;
    out_.flows = std::move(found->values);
    return true;
  }

  bool read_uses() {
    auto file = open("Y.txt", {2, 2});
    if (!file || file->heads().size() < 2) return false;
    const auto heads = file->heads();
    const auto found = rows(*file, "Y.txt", fold_->places(), places_apart(heads[0].size()));
    if (!found || !are_sectors("Y.txt", *found)) return false;
    for (std::size_t k = 0; k < heads[0].size() && k < heads[1].size(); ++k)
      add_use(heads[0][k], heads[1][k], found->values, k);
    return true;
  }

  bool read_output() {
    if (!fs::exists(folder_ / "x.txt")) {
      take_row_sums();
      return true;
    }
    auto file = open("x.txt", {1, 2});
    const auto found = file ? rows(*file, "x.txt", fold_->places(), {}) : std::nullopt;
    if (!found) return false;
    if (found->values.columns != 1 || found->labels.size() != labels_.size()) {
      refuse("x.txt", "it is not one column of the sectors of Z.txt");
      return false;
    }
    out_.output = found->values.values;
    return true;
  }

  /// Value added stands among the satellites of EXIOBASE 3, in million euro as the flows.
  std::optional<Accounts> read_factor_inputs() {
    const bool apart = fs::exists(folder_ / "factor_inputs" / "F.txt");
    const std::string name = apart ? "factor_inputs/F.txt" : "satellite/F.txt";
    auto file = open(name, {2, 1});
    if (!file) return std::nullopt;
    const bool fits = file->heads().size() == 2 && file->heads()[0].size() == labels_.size();
    const auto found =
        fits ? rows(*file, name, {}, fold_->places(), is_primary_input) : std::optional<NumberRows>();
    if (fits && !found) return std::nullopt;
    if (!fits || found->labels.empty())
      return refuse(name, "it has no rows of compensation, surplus and taxes for the sectors of Z.txt");
    for (std::size_t k = 0; k < found->labels.size(); ++k)
      add_primary(found->labels[k][0], found->values.row(k));
    return finished();
  }

  std::vector<Fold::Label> labels_;
};

}  // namespace

std::optional<Accounts> read_exiobase(const fs::path& folder, const std::string& shown_as,
                                      const PublisherForm& form, Diagnostics& diagnostics) {
  return ExiobaseReader(folder, shown_as, form, diagnostics).read();
}

}  // namespace leontide::table
