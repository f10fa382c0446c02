#include "table/files/number_file.hpp"

#include <fmt/format.h>
#include <string_view>

#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "base/reading.hpp"

namespace leontide::table {

namespace {

/// The cells of one line, one after the other.
class Cells {
 public:
  explicit Cells(std::string_view line) : line_(line) {}

  bool ended() const { return at_ > line_.size(); }
  std::string_view next() {
    const std::size_t end = std::min(line_.find('\t', at_), line_.size());
    const std::string_view cell = line_.substr(at_, end - at_);
    at_ = end + 1;
    return cell;
  }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
};

class NumberReader {
 public:
  NumberReader(const std::string& shown_as, const NumberFileForm& form, Diagnostics& diagnostics)
      : shown_as_(shown_as), form_(form), diagnostics_(diagnostics) {}

  std::optional<NumberFile> read(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      at = end + 1;
      ++number_;
      while (line.ends_with('\r') || (form_.heads == 0 && line.ends_with('\t')))
        line.remove_suffix(1);
      if (line.empty()) continue;
      if (out_.heads.size() < form_.heads) {
        add_head(line);
      } else if (!add_row(line)) {
        return std::nullopt;
      }
    }
    out_.values.rows = out_.labels.size();
    out_.values.columns = width_;
    return std::move(out_);
  }

 private:
  void add_head(std::string_view line) {
    Cells cells(line);
    auto& head = out_.heads.emplace_back();
    for (std::size_t k = 0; k < form_.labels && !cells.ended(); ++k)
      cells.next();
    while (!cells.ended())
      head.emplace_back(cells.next());
  }

  bool add_row(std::string_view line) {
    Cells cells(line);
    std::vector<std::string> labels;
    for (std::size_t k = 0; k < form_.labels && !cells.ended(); ++k)
      labels.emplace_back(cells.next());
    if (form_.wanted && !form_.wanted(labels)) return true;
    const std::size_t before = out_.values.values.size();
    std::size_t column = form_.labels;
    while (!cells.ended()) {
      ++column;
      const std::string_view cell = cells.next();
      const auto value = cell.empty() ? std::optional(0.0) : parse_number(cell);
      if (!value) {
        diagnostics_.error("not-a-number", {shown_as_, number_, 0, 0},
                           fmt::format("cell {} of the line holds \"{}\", which is no number", column, cell));
        return false;
      }
      out_.values.values.push_back(*value);
    }
    const std::size_t width = out_.values.values.size() - before;
    if (width_ == 0) width_ = width;
    if (width != width_ || (!out_.heads.empty() && width != out_.heads.front().size())) {
      diagnostics_.error("row-length", {shown_as_, number_, 0, 0},
                         fmt::format("the line has {} numbers, where there should be {}", width,
                                     out_.heads.empty() ? width_ : out_.heads.front().size()));
      return false;
    }
    if (out_.values.values.size() > limits::most_cells) {
      diagnostics_.error("too-large", {shown_as_, number_, 0, 0},
                         fmt::format("more than {} numbers: a table of so many sectors is not held in memory",
                                     limits::most_cells),
                         "the publisher's tables of fewer sectors or regions, or one added up before");
      return false;
    }
    out_.labels.push_back(std::move(labels));
    return true;
  }

  const std::string& shown_as_;
  const NumberFileForm& form_;
  Diagnostics& diagnostics_;
  NumberFile out_;
  std::size_t width_ = 0;
  std::size_t number_ = 0;
};

}  // namespace

std::optional<NumberFile> read_number_file(const std::filesystem::path& path, const std::string& shown_as,
                                           const NumberFileForm& form, Diagnostics& diagnostics) {
  ReadFault fault;
  const auto bytes = read_bytes(path, &fault);
  if (!bytes) {
    report_unread(fault, shown_as, {shown_as, 0, 0, 0}, diagnostics);
    return std::nullopt;
  }
  return NumberReader(shown_as, form, diagnostics).read(*bytes);
}

}  // namespace leontide::table
