// The error of a city's route, measured where official tables of regions are there.
#include <cmath>
#include <limits>

#include "recipes/city.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::recipes {

namespace {

using table::Accounts;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

CityError::Region region_error(const Accounts& wider, const Accounts& region, const CityFigures& figures) {
  CityError::Region out;
  out.name = region.region.empty() ? region.title : region.region;
  CityFigures own;
  own.delta = figures.delta;
  const std::vector<std::size_t> broad = broad_sectors(region);
  for (std::size_t i = 0; i < region.size(); ++i)
    own.value_added[broad[i]] += region.value_added_total[i];
  try {
    Diagnostics diagnostics;
    StepContext context{{}, {}, diagnostics};
    const std::vector<double> built = local_multipliers(put_together(wider, own, context).table);
    const std::vector<double> official = local_multipliers(region);
    double weight = 0;
    for (std::size_t i = 0; i < built.size(); ++i) {
      const bool is_there = region.output[i] > 0;
      out.relative.push_back(is_there ? built[i] / official[i] - 1 : none);
      if (!is_there) continue;
      weight += region.output[i];
      out.bias += region.output[i] * out.relative.back();
      out.mean_absolute += region.output[i] * std::abs(out.relative.back());
    }
    out.bias /= weight;
    out.mean_absolute /= weight;
  } catch (const table::Refusal& refusal) {
    out.relative.clear();
    out.refused = refusal.what();
  }
  return out;
}

}  // namespace

CityError city_error(const Accounts& wider, const std::vector<Accounts>& regions,
                     const CityFigures& figures) {
  CityError out;
  out.wider = wider.title;
  const Accounts area = area_table(wider);
  for (const Accounts& region : regions)
    out.regions.push_back(region_error(area, region, figures));
  for (std::size_t i = 0; i < wider.size(); ++i) {
    double error = 0;
    double count = 0;
    for (const CityError::Region& region : out.regions) {
      if (region.relative.empty() || std::isnan(region.relative[i])) continue;
      error += std::abs(region.relative[i]);
      ++count;
    }
    out.mean_absolute.push_back(count == 0 ? none : error / count);
  }
  return out;
}

}  // namespace leontide::recipes
