#include "random/coordinates.hpp"

#include <algorithm>
#include <numeric>

namespace leontide::random {

namespace {

using Input = Coordinate::Input;

/// How early a coordinate gets a Sobol dimension; the lower the earlier.
int rank_of(const SamplerPlan& plan, const Coordinate& coordinate) {
  const bool of_set = (coordinate.input == Input::driver || coordinate.input == Input::copula) &&
                      plan.drivers[coordinate.index].count > 1;
  const bool leads =
      !coordinate.per_step || (coordinate.step == 1 && coordinate.number == 0 &&
                               coordinate.input != Input::event && coordinate.input != Input::copula);
  const bool base_year = coordinate.per_step && coordinate.step == 0;
  if (base_year) return 4;
  return (of_set ? 2 : 0) + (leads ? 0 : 1);
}

bool must_lead(const SamplerPlan& plan, const Coordinate& coordinate) {
  const int rank = rank_of(plan, coordinate);
  return rank == 0 || rank == 2;
}

}  // namespace

Stream CoordinateList::once(std::uint64_t hash, Input input, std::size_t index, std::size_t element) {
  const Stream stream{hash, static_cast<std::uint32_t>(coordinates_.size()), 0, 1, -1};
  coordinates_.push_back(
      {input, static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(element), 0, 0, false});
  return stream;
}

Stream CoordinateList::by_step(std::uint64_t hash, Input input, std::size_t index, std::size_t element,
                               std::size_t first_step, std::uint32_t numbers, bool innovates) {
  Stream stream{hash, static_cast<std::uint32_t>(coordinates_.size()), static_cast<std::uint32_t>(first_step),
                numbers, -1};
  if (innovates && steps_ > 2) {
    stream.bridge = static_cast<std::int32_t>(bridge_rows_);
    bridge_rows_ += steps_ - 1;
  }
  for (std::size_t step = first_step; step < steps_; ++step) {
    for (std::uint32_t number = 0; number < numbers; ++number) {
      coordinates_.push_back({input, static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(element),
                              static_cast<std::uint32_t>(step), number, true});
    }
  }
  return stream;
}

std::size_t leading_coordinates(const SamplerPlan& plan) {
  return static_cast<std::size_t>(
      std::count_if(plan.coordinates.begin(), plan.coordinates.end(),
                    [&](const Coordinate& coordinate) { return must_lead(plan, coordinate); }));
}

Sobol make_sobol(const SamplerPlan& plan, std::uint64_t seed, std::uint32_t scrambles) {
  std::vector<std::size_t> order(plan.coordinates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rank_of(plan, plan.coordinates[a]) < rank_of(plan, plan.coordinates[b]);
  });
  const std::size_t dimensions = std::min(order.size(), sobol_dimensions());
  Sobol sobol{seed, std::make_shared<const ScrambledSobol>(dimensions, scrambles, seed), {}};
  sobol.dimensions.assign(order.size(), -1);
  for (std::size_t d = 0; d < dimensions; ++d)
    sobol.dimensions[order[d]] = static_cast<std::int32_t>(d);
  return sobol;
}

}  // namespace leontide::random
