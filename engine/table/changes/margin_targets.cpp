#include "table/changes/margin_targets.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <span>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

bool set_total(const std::vector<std::string>& labels, std::vector<double>& totals,
               const MarginTarget& target) {
  const auto found = std::find(labels.begin(), labels.end(), target.label);
  if (found == labels.end()) return false;
  totals[static_cast<std::size_t>(found - labels.begin())] = target.total;
  return true;
}

/// Each once; what stands on one side only, final uses and primary inputs, before the sectors.
std::vector<std::string> known_labels(const Margins& margins) {
  std::vector<std::string> one_sided;
  std::vector<std::string> sectors;
  for (const std::string& label : margins.column_labels) {
    const bool is_sector = std::ranges::find(margins.row_labels, label) != margins.row_labels.end();
    (is_sector ? sectors : one_sided).push_back(label);
  }
  for (const std::string& label : margins.row_labels) {
    const bool is_sector = std::ranges::find(margins.column_labels, label) != margins.column_labels.end();
    if (!is_sector && !label.starts_with("import:")) one_sided.push_back(label);
  }
  one_sided.insert(one_sided.end(), sectors.begin(), sectors.end());
  return one_sided;
}

}  // namespace

void set_targets(Margins& margins, const std::vector<MarginTarget>& targets) {
  std::map<std::string, double> seen;
  for (const MarginTarget& target : targets) {
    if (!seen.emplace(target.label, target.total).second) {
      throw Refusal(Reason::out_of_range, fmt::format("\"{}\" has two targets", target.label));
    }
    const bool row = set_total(margins.row_labels, margins.rows, target);
    const bool column = set_total(margins.column_labels, margins.columns, target);
    if (row || column) continue;
    const std::vector<std::string> known = known_labels(margins);
    throw Refusal(Reason::unknown_category, fmt::format("the table has no row or column \"{}\"; {}",
                                                        target.label, suggestion(target.label, known)));
  }
}

std::string present_totals(const Margins& margins, const std::vector<MarginTarget>& targets) {
  std::string out;
  for (const MarginTarget& target : targets) {
    double total = 0;
    for (const auto& [labels, totals] : {std::pair(&margins.row_labels, &margins.rows),
                                         std::pair(&margins.column_labels, &margins.columns)}) {
      const auto found = std::find(labels->begin(), labels->end(), target.label);
      if (found != labels->end()) total = (*totals)[static_cast<std::size_t>(found - labels->begin())];
    }
    out += fmt::format("{}\"{}\" sums to {}", out.empty() ? "" : ", ", target.label, print_number(total));
  }
  return out;
}

std::string some_of(const std::vector<std::string>& labels, std::size_t first) {
  const auto all = std::span(labels).subspan(std::min(first, labels.size()));
  const auto shown = all.first(std::min<std::size_t>(all.size(), 5));
  return fmt::format("{}{}", fmt::join(shown, ", "), shown.size() < all.size() ? ", …" : "");
}

}  // namespace leontide::table
