#include "audit/level_rows.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace leontide::audit {

namespace {

constexpr double least_share_of_size = 1e-4;
constexpr double most_below_zero = -1e3;

double bound_of(const linear::ProgrammeRow& row) {
  const double low = std::isinf(row.low) ? 0 : std::fabs(row.low);
  const double high = std::isinf(row.high) ? 0 : std::fabs(row.high);
  return std::max(low, high);
}

/// Gives sizes to what a row ties to levels whose size is known. True where it gave one.
bool spread(const linear::ProgrammeRow& row, std::vector<double>& sizes) {
  double largest = bound_of(row);
  for (const auto& [variable, coefficient] : row.terms)
    largest = std::max(largest, std::fabs(coefficient) * sizes[variable]);
  if (largest == 0) return false;
  bool is_new = false;
  for (const auto& [variable, coefficient] : row.terms) {
    if (sizes[variable] > 0 || coefficient == 0) continue;
    sizes[variable] = largest / std::fabs(coefficient);
    is_new = true;
  }
  return is_new;
}

}  // namespace

std::size_t LevelRows::at(const std::string& quantity, int year) {
  const auto [found, is_new] = index_.emplace(std::pair(quantity, year), quantity_.size());
  if (is_new) quantity_.push_back(quantity);
  return found->second;
}

std::vector<int> LevelRows::years_of(const std::string& quantity) const {
  std::vector<int> years;
  for (auto at = index_.lower_bound({quantity, 0}); at != index_.end() && at->first.first == quantity; ++at)
    years.push_back(at->first.second);
  return years;
}

void LevelRows::add(std::size_t owner, std::vector<Term> terms, double low, double high) {
  rows_.push_back({std::move(terms), low, high});
  owner_.push_back(owner);
}

std::vector<double> LevelRows::sizes() const {
  std::vector<double> sizes(quantity_.size(), 0);
  for (const linear::ProgrammeRow& row : rows_) {
    if (row.terms.size() != 1 || bound_of(row) == 0) continue;
    double& size = sizes[row.terms[0].first];
    size = std::max(size, bound_of(row) / std::fabs(row.terms[0].second));
  }
  const auto settle = [&] {
    for (bool is_new = true; is_new;) {
      is_new = false;
      for (const linear::ProgrammeRow& row : rows_)
        is_new = spread(row, sizes) || is_new;
    }
  };
  settle();
  for (double& size : sizes) {
    if (size > 0) continue;
    size = 1;
    settle();
  }
  return sizes;
}

linear::Programme LevelRows::scaled() const {
  const std::vector<double> size = sizes();
  std::set<std::string> may_be_none, may_be_below;
  for (const linear::ProgrammeRow& row : rows_) {
    if (row.terms.size() != 1) continue;
    const std::string& quantity = quantity_[row.terms[0].first];
    if (row.low == 0 || row.high == 0) may_be_none.insert(quantity);
    if ((row.low < 0 && !std::isinf(row.low)) || row.high < 0) may_be_below.insert(quantity);
  }
  linear::Programme out;
  for (const std::string& quantity : quantity_)
    out.floors.push_back(may_be_below.contains(quantity)  ? most_below_zero
                         : may_be_none.contains(quantity) ? 0
                                                          : least_share_of_size);
  for (linear::ProgrammeRow row : rows_) {
    double largest = 0;
    for (auto& [variable, coefficient] : row.terms) {
      coefficient *= size[variable];
      largest = std::max(largest, std::fabs(coefficient));
    }
    if (largest == 0) largest = 1;
    for (auto& [variable, coefficient] : row.terms)
      coefficient /= largest;
    row.low /= largest;
    row.high /= largest;
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace leontide::audit
