#include "table/publishers/number_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <string_view>

#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "table/activity.hpp"

namespace leontide::table {

namespace {

/// The cells of one line, one after the other.
class LineCells {
 public:
  LineCells(std::string_view line, char separator) : line_(line), separator_(separator) {}

  bool ended() const { return at_ > line_.size(); }
  std::string_view next() {
    const std::size_t end = std::min(line_.find(separator_, at_), line_.size());
    const std::string_view cell = line_.substr(at_, end - at_);
    at_ = end + 1;
    return cell;
  }

 private:
  std::string_view line_;
  char separator_;
  std::size_t at_ = 0;
};

/// Adds the numbers of lines to the rows of a matrix.
class RowAdder {
 public:
  RowAdder(const std::string& shown_as, const Places& rows, const Places& columns, std::size_t width,
           Diagnostics& diagnostics)
      : shown_as_(shown_as), rows_(rows), columns_(columns), width_(width), diagnostics_(diagnostics) {}

  /// The cells after the labels of a line.
  bool add(LineCells& cells, std::size_t line, std::size_t labels) {
    numbers_.clear();
    while (!cells.ended()) {
      const std::string_view cell = trimmed(cells.next());
      const auto value = cell.empty() ? std::optional(0.0) : parse_number(cell);
      if (!value) {
        diagnostics_.error("not-a-number", {shown_as_, line, 0, 0},
                           fmt::format("cell {} of the line holds \"{}\", which is no number",
                                       labels + numbers_.size() + 1, cell));
        return false;
      }
      numbers_.push_back(*value);
    }
    if (width_ == 0) width_ = columns_.of.empty() ? numbers_.size() : columns_.of.size();
    if (numbers_.size() != width_) {
      diagnostics_.error(
          "row-length", {shown_as_, line, 0, 0},
          fmt::format("the line has {} numbers, where there should be {}", numbers_.size(), width_));
      return false;
    }
    return put(line);
  }

  Matrix values() && {
    out_.columns = width();
    return std::move(out_);
  }

 private:
  std::size_t width() const { return columns_.of.empty() ? width_ : columns_.count; }

  bool put(std::size_t line) {
    if (!rows_.of.empty() && read_ >= rows_.of.size()) {
      diagnostics_.error(
          "shape", {shown_as_, line, 0, 0},
          fmt::format("there are more than the {} rows that the labels name", rows_.of.size()));
      return false;
    }
    const std::size_t row = rows_.of.empty() ? read_ : rows_.of[read_];
    ++read_;
    if (row == Places::nowhere) return true;
    if ((row + 1) * width() > limits::most_cells) {
      diagnostics_.error("too-large", {shown_as_, line, 0, 0},
                         fmt::format("more than {} numbers: a table of so many sectors is not held in memory",
                                     limits::most_cells),
                         "add regions or sectors up while it is read: --region-groups FILE, --sector-groups "
                         "FILE, or --aggregate-by region or sector");
      return false;
    }
    if (row >= out_.rows) {
      out_.rows = row + 1;
      out_.values.resize(out_.rows * width());
    }
    double* to = out_.values.data() + row * width();
    if (columns_.of.empty()) {
      for (std::size_t k = 0; k < numbers_.size(); ++k)
        to[k] += numbers_[k];
      return true;
    }
    for (std::size_t k = 0; k < numbers_.size(); ++k) {
      if (columns_.of[k] != Places::nowhere) to[columns_.of[k]] += numbers_[k];
    }
    return true;
  }

  const std::string& shown_as_;
  const Places& rows_;
  const Places& columns_;
  std::size_t width_ = 0;
  Diagnostics& diagnostics_;
  std::vector<double> numbers_;
  std::size_t read_ = 0;
  Matrix out_;
};

}  // namespace

std::optional<NumberFile> NumberFile::open(const std::filesystem::path& path, const std::string& shown_as,
                                           const NumberFileForm& form, Diagnostics& diagnostics) {
  ReadFault fault;
  auto lines = Lines::open(path, &fault);
  if (!lines) {
    report_unread(fault, shown_as, {shown_as, 0, 0, 0}, diagnostics);
    return std::nullopt;
  }
  begin_activity("reading " + path.filename().string());
  NumberFile out(std::move(*lines), shown_as, form);
  while (out.heads_.size() < form.heads) {
    const auto line = out.next_line();
    if (!line) break;
    LineCells cells(*line, form.separator);
    auto& head = out.heads_.emplace_back();
    for (std::size_t k = 0; k < form.labels && !cells.ended(); ++k)
      cells.next();
    while (!cells.ended())
      head.emplace_back(cells.next());
  }
  return out;
}

std::optional<std::string_view> NumberFile::next_line() {
  while (auto line = lines_.next()) {
    ++number_;
    if (number_ == 1 && line->starts_with("\xEF\xBB\xBF")) line->remove_prefix(3);
    if (form_.heads == 0 && form_.separator == '\t') {
      while (line->ends_with(form_.separator))
        line->remove_suffix(1);
    }
    if (!line->empty()) return line;
  }
  return std::nullopt;
}

std::optional<NumberRows> NumberFile::rows(
    const Places& rows, const Places& columns, Diagnostics& diagnostics,
    const std::function<bool(const std::vector<std::string>&)>& wanted) {
  NumberRows out;
  if (!heads_.empty() && !columns.of.empty() && heads_.front().size() != columns.of.size()) {
    diagnostics.error("row-length", {shown_as_, 1, 0, 0},
                      fmt::format("the line has {} labels, where there should be {}", heads_.front().size(),
                                  columns.of.size()));
    return std::nullopt;
  }
  RowAdder adder(shown_as_, rows, columns, heads_.empty() ? 0 : heads_.front().size(), diagnostics);
  while (const auto line = next_line()) {
    report_share(lines_.share());
    LineCells cells(*line, form_.separator);
    std::vector<std::string> labels;
    for (std::size_t k = 0; k < form_.labels && !cells.ended(); ++k)
      labels.emplace_back(cells.next());
    if (labels.size() == 2 && labels.front() == "region" && labels.back() == "sector") continue;
    if (wanted && !wanted(labels)) continue;
    if (!adder.add(cells, number_, form_.labels)) return std::nullopt;
    out.labels.push_back(std::move(labels));
  }
  out.values = std::move(adder).values();
  out.sha256 = lines_.sha256();
  return out;
}

}  // namespace leontide::table
