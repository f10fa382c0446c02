#include "statistics/class_table.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::statistics {
namespace {

// Per class the number of draws, and over all classes the draws in each bin.
struct ClassTotals {
  std::vector<std::uint32_t> of_class, of_bin;
  std::uint32_t all = 0;
};

ClassTotals margins_of(const ClassTable& table) {
  ClassTotals margins{std::vector<std::uint32_t>(table.classes), std::vector<std::uint32_t>(table.bins), 0};
  std::uint32_t* const of_bin = margins.of_bin.data();
  for (std::size_t c = 0; c < table.classes; ++c) {
    const std::uint32_t* const row = table.counts.data() + c * table.bins;
    std::uint32_t sum = 0;
    for (std::size_t b = 0; b < table.bins; ++b) {
      sum += row[b];
      of_bin[b] += row[b];
    }
    margins.of_class[c] = sum;
    margins.all += sum;
  }
  return margins;
}

// The bins of one row added up as `coarse` says.
void merge_bins(std::span<const std::uint32_t> row, std::span<const std::uint16_t> coarse,
                std::vector<std::uint32_t>& merged) {
  std::fill(merged.begin(), merged.end(), 0U);
  for (std::size_t b = 0; b < row.size();) {
    const std::uint16_t into = coarse[b];
    std::uint32_t sum = 0;
    for (; b < row.size() && coarse[b] == into; ++b)
      sum += row[b];
    merged[into] = sum;
  }
}

double median_of(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

void count(ClassTable& table, std::span<const std::uint16_t> codes, std::span<const std::uint32_t> chosen) {
  table.counts.assign(table.classes * table.bins, 0);
  for (const std::uint32_t draw : chosen)
    ++table.counts[codes[draw]];
}

Pawn pawn(const ClassTable& table) {
  const ClassTotals margins = margins_of(table);
  std::vector<double> overall(table.bins), distances;
  std::uint32_t reached = 0;
  for (std::size_t b = 0; b < table.bins; ++b)
    overall[b] = static_cast<double>(reached += margins.of_bin[b]) / margins.all;
  for (std::size_t c = 0; c < table.classes; ++c) {
    if (margins.of_class[c] == 0) continue;
    const double scale = 1.0 / margins.of_class[c];
    const std::uint32_t* const row = table.counts.data() + c * table.bins;
    std::uint32_t passed = 0;
    double farthest = 0;
    for (std::size_t b = 0; b < table.bins; ++b)
      farthest = std::max(farthest, std::fabs((passed += row[b]) * scale - overall[b]));
    distances.push_back(farthest);
  }
  if (distances.empty()) return {};
  const double median = median_of(distances);
  return {median, distances.back()};
}

double delta(const ClassTable& table, std::span<const std::uint16_t> coarse) {
  const ClassTotals margins = margins_of(table);
  std::vector<std::uint32_t> here(coarse.back() + 1U), overall(here.size());
  merge_bins(margins.of_bin, coarse, overall);
  double sum = 0;
  for (std::size_t c = 0; c < table.classes; ++c) {
    if (margins.of_class[c] == 0) continue;
    merge_bins({table.counts.data() + c * table.bins, table.bins}, coarse, here);
    const double scale = 1.0 / margins.of_class[c], overall_scale = 1.0 / margins.all;
    double area = 0;
    for (std::size_t b = 0; b < here.size(); ++b)
      area += std::fabs(here[b] * scale - overall[b] * overall_scale);
    sum += margins.of_class[c] * overall_scale * area / 2;
  }
  return sum;
}

}  // namespace leontide::statistics
