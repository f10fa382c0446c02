#include "report/sweeps/path_effects.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/numbers.hpp"

namespace leontide::report {

namespace {

using sweep::CellComparison;
using sweep::ComparedCell;

constexpr std::size_t most_values = 12;

const std::string& value_of(const CellComparison& comparison, const ComparedCell& cell,
                            const std::string& path) {
  if (path == "scenario") return cell.scenario;
  const auto at = std::find(comparison.paths.begin(), comparison.paths.end(), path);
  return cell.values[static_cast<std::size_t>(at - comparison.paths.begin())];
}

std::vector<ValueGroup> groups_by_value(const CellComparison& comparison, const VariedPath& varied,
                                        const SweepNames& names) {
  std::vector<ValueGroup> groups;
  for (const std::string& value : varied.values) {
    ValueGroup& group = groups.emplace_back();
    group.label = names.value(varied.path, value);
    for (const ComparedCell& cell : comparison.cells) {
      if (value_of(comparison, cell, varied.path) == value) group.add(cell.chance.value);
    }
  }
  return groups;
}

std::vector<ValueGroup> groups_by_fifth(const CellComparison& comparison, const std::string& path) {
  std::vector<std::pair<double, double>> points;
  for (const ComparedCell& cell : comparison.cells)
    points.emplace_back(parse_number(value_of(comparison, cell, path)).value_or(0), cell.chance.value);
  std::sort(points.begin(), points.end());
  constexpr std::size_t fifths = 5;
  std::vector<ValueGroup> groups;
  for (std::size_t fifth = 0; fifth < fifths; ++fifth) {
    const std::size_t begin = fifth * points.size() / fifths, end = (fifth + 1) * points.size() / fifths;
    if (begin == end) continue;
    ValueGroup& group = groups.emplace_back();
    const double low = points[begin].first, high = points[end - 1].first;
    group.label = {fmt::format("{:.4g} to {:.4g}", low, high), fmt::format("{:.4g} 至 {:.4g}", low, high)};
    for (std::size_t i = begin; i < end; ++i)
      group.add(points[i].second);
  }
  return groups;
}

}  // namespace

bool VariedPath::is_numeric() const {
  return std::all_of(values.begin(), values.end(),
                     [](const std::string& value) { return parse_number(value).has_value(); });
}

void ValueGroup::add(double chance) {
  ++cells;
  sum += chance;
  least = std::min(least, chance);
  most = std::max(most, chance);
}

double PathEffect::reach() const {
  double low = 1, high = 0;
  for (const ValueGroup& group : groups) {
    low = std::min(low, group.mean());
    high = std::max(high, group.mean());
  }
  return high - low;
}

std::vector<VariedPath> varied_paths(const CellComparison& comparison) {
  std::vector<std::string> paths = comparison.paths;
  paths.emplace_back("scenario");
  std::vector<const ComparedCell*> cells;
  for (const ComparedCell& cell : comparison.cells)
    cells.push_back(&cell);
  std::sort(cells.begin(), cells.end(), [](const auto* a, const auto* b) { return a->number < b->number; });
  std::vector<VariedPath> all;
  for (const std::string& path : paths) {
    VariedPath varied{path, {}};
    std::set<std::string> known;
    for (const ComparedCell* cell : cells) {
      const std::string& value = value_of(comparison, *cell, path);
      if (known.insert(value).second) varied.values.push_back(value);
    }
    if (varied.values.size() > 1) all.push_back(std::move(varied));
  }
  return all;
}

std::vector<PathEffect> path_effects(const CellComparison& comparison, const SweepNames& names) {
  std::vector<PathEffect> all;
  for (const VariedPath& varied : varied_paths(comparison)) {
    PathEffect effect{varied.path, {}};
    if (varied.values.size() <= most_values) {
      effect.groups = groups_by_value(comparison, varied, names);
    } else if (varied.is_numeric()) {
      effect.groups = groups_by_fifth(comparison, varied.path);
    }
    if (effect.groups.size() > 1) all.push_back(std::move(effect));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const PathEffect& a, const PathEffect& b) { return a.reach() > b.reach(); });
  return all;
}

}  // namespace leontide::report
