// Eora26 (Lenzen et al., 2013, Economic Systems Research 25).
#include <fmt/format.h>

#include "table/files/publisher_names.hpp"
#include "table/publishers/publisher_reader.hpp"

namespace leontide::table {

namespace {

namespace fs = std::filesystem;

using Labels = std::vector<std::vector<std::string>>;

class EoraReader : PublisherReader {
 public:
  using PublisherReader::PublisherReader;

  std::optional<Accounts> read() {
    const auto sectors = labels("labels_T.txt", 4);
    const auto uses = labels("labels_FD.txt", 4);
    const auto inputs = labels("labels_VA.txt", 2);
    if (!sectors || !uses || !inputs) return std::nullopt;
    std::vector<Fold::Label> names;
    for (const auto& label : *sectors)
      names.emplace_back(label[1], label[3]);
    if (!fold(names)) return std::nullopt;
    auto flows = numbers("_T.txt", fold_->places(), fold_->places());
    const auto demand = numbers("_FD.txt", fold_->places(), places_apart(uses->size()));
    const auto primary = numbers("_VA.txt", places_apart(inputs->size()), fold_->places());
    if (!flows || !demand || !primary) return std::nullopt;
    out_.flows = std::move(*flows);
    for (std::size_t k = 0; k < uses->size(); ++k)
      add_use((*uses)[k][1], (*uses)[k][3], *demand, k);
    take_row_sums();
    for (std::size_t k = 0; k < inputs->size(); ++k)
      add_primary((*inputs)[k][1], primary->row(k));
    out_.unit = "thousand USD";
    out_.currency = "USD";
    out_.source = "Eora26";
    for (const Source& input : out_.inputs)
      out_.year = out_.year == 0 ? year_in(input.path) : out_.year;
    out_.title = fmt::format("Eora26, {}", out_.year);
    return finished();
  }

 private:
  std::optional<Labels> labels(const std::string& name, std::size_t columns) {
    auto file = open(name, {0, columns});
    auto found = file ? rows(*file, name, {}, {}) : std::nullopt;
    if (!found) return std::nullopt;
    for (std::size_t k = 0; k < found->labels.size(); ++k) {
      if (found->labels[k].size() == columns) continue;
      diagnostics_.error(
          "row-length", {shown(name), k + 1, 0, 0},
          fmt::format("the line has {} labels, where there should be {}", found->labels[k].size(), columns));
      return std::nullopt;
    }
    return std::move(found->labels);
  }

  /// Eora26_2016_bp_T.txt and its kind: of basic prices where they are there, else of purchasers'.
  std::string file_of(const std::string& ending) const {
    for (int year = first_year; year <= last_year; ++year) {
      for (const char* prices : {"bp", "pp"}) {
        std::string name = fmt::format("Eora26_{}_{}{}", year, prices, ending);
        if (fs::exists(folder_ / name)) return name;
      }
    }
    return "";
  }

  std::optional<Matrix> numbers(const std::string& ending, const Places& rows, const Places& columns) {
    const std::string name = file_of(ending);
    if (!name.empty()) return matrix(name, '\t', rows, columns);
    diagnostics_.error("missing-file", {shown_as_, 0, 0, 0},
                       fmt::format("it has no file like Eora26_2016_bp{}", ending));
    return std::nullopt;
  }

  static constexpr int first_year = 1970;
  static constexpr int last_year = 2049;
};

}  // namespace

std::optional<Accounts> read_eora26(const fs::path& folder, const std::string& shown_as,
                                    const PublisherForm& form, Diagnostics& diagnostics) {
  return EoraReader(folder, shown_as, form, diagnostics).read();
}

}  // namespace leontide::table
