#include "statistics/class_table.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::statistics {
namespace {

// Per class the number of draws, and over all classes the draws in each bin.
struct Margins {
  std::vector<double> of_class, of_bin;
  double all = 0;
};

Margins margins_of(const ClassTable& table) {
  Margins margins{std::vector<double>(table.classes), std::vector<double>(table.bins), 0};
  for (std::size_t c = 0; c < table.classes; ++c) {
    for (std::size_t b = 0; b < table.bins; ++b) {
      const double here = table.counts[c * table.bins + b];
      margins.of_class[c] += here;
      margins.of_bin[b] += here;
    }
    margins.all += margins.of_class[c];
  }
  return margins;
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
  Margins margins = margins_of(table);
  for (std::size_t b = 1; b < table.bins; ++b)
    margins.of_bin[b] += margins.of_bin[b - 1];
  for (double& share : margins.of_bin)
    share /= margins.all;
  std::vector<double> distances;
  for (std::size_t c = 0; c < table.classes; ++c) {
    if (margins.of_class[c] == 0) continue;
    const double scale = 1 / margins.of_class[c];
    std::uint64_t passed = 0;
    double farthest = 0;
    for (std::size_t b = 0; b < table.bins; ++b) {
      passed += table.counts[c * table.bins + b];
      farthest = std::max(farthest, std::fabs(static_cast<double>(passed) * scale - margins.of_bin[b]));
    }
    distances.push_back(farthest);
  }
  if (distances.empty()) return {};
  const double median = median_of(distances);
  return {median, distances.back()};
}

double delta(const ClassTable& table, std::span<const std::uint16_t> coarse) {
  const Margins margins = margins_of(table);
  std::vector<double> overall(coarse.back() + 1U), here(overall.size());
  for (std::size_t b = 0; b < table.bins; ++b)
    overall[coarse[b]] += margins.of_bin[b] / margins.all;
  double sum = 0;
  for (std::size_t c = 0; c < table.classes; ++c) {
    if (margins.of_class[c] == 0) continue;
    std::fill(here.begin(), here.end(), 0.0);
    for (std::size_t b = 0; b < table.bins; ++b)
      here[coarse[b]] += table.counts[c * table.bins + b];
    double area = 0;
    for (std::size_t b = 0; b < here.size(); ++b)
      area += std::fabs(here[b] / margins.of_class[c] - overall[b]);
    sum += margins.of_class[c] / margins.all * area / 2;
  }
  return sum;
}

}  // namespace leontide::statistics
