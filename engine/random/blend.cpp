#include "random/blend.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

#include "random/sampler_program.hpp"

namespace leontide::random {

namespace {

using Matrix = Eigen::MatrixXd;

/// [n][2n]: independent scores of the blend from those of the first sample, then of the second.
Matrix blend_weights(const std::vector<double>& factor, const std::vector<bool>& keeps) {
  const auto n = static_cast<Eigen::Index>(keeps.size());
  const Matrix lower = Eigen::Map<const Eigen::Matrix<double, -1, -1, Eigen::RowMajor>>(factor.data(), n, n);
  const Matrix correlation = lower * lower.transpose();
  std::vector<Eigen::Index> kept;
  for (Eigen::Index i = 0; i < n; ++i) {
    if (keeps[static_cast<std::size_t>(i)]) kept.push_back(i);
  }
  // Dependent scores of the blend: second + gain (first - second), where the rows of the kept give the
  // first's.
  const Matrix gain = correlation(Eigen::all, kept) * correlation(kept, kept).inverse();
  Matrix from_first = Matrix::Zero(n, n);
  for (Eigen::Index k = 0; k < static_cast<Eigen::Index>(kept.size()); ++k)
    from_first.col(kept[static_cast<std::size_t>(k)]) = gain.col(k);
  const auto triangle = lower.triangularView<Eigen::Lower>();
  Matrix weights(n, 2 * n);
  weights << triangle.solve(from_first * lower),
      triangle.solve((Matrix::Identity(n, n) - from_first) * lower);
  return weights;
}

std::size_t coordinates_of(const Stream& stream, const SamplerPlan& plan, bool per_step) {
  return per_step ? (plan.steps - stream.first_step) * stream.numbers : 1;
}

}  // namespace

std::string why_no_blend(const SamplerPlan& plan) {
  for (const GroupProgram& group : plan.program->groups) {
    if (group.mixing || group.vine)
      return fmt::format(
          "a {} copula ties {} drivers, and only those of Gaussian copulas can be redrawn given "
          "the others",
          group.mixing ? "student" : "vine", group.drivers.size());
  }
  return {};
}

Blended make_blend(const SamplerPlan& plan, const Kept& kept, std::uint64_t first, std::uint64_t second) {
  if (const std::string reason = why_no_blend(plan); !reason.empty())
    throw std::invalid_argument("make_blend: " + reason);
  Blended blended{first, second, {}, {}};
  for (const Coordinate& coordinate : plan.coordinates) {
    const auto& list = coordinate.input == Coordinate::Input::lever   ? kept.levers
                       : coordinate.input == Coordinate::Input::event ? kept.events
                                                                      : kept.drivers;
    blended.rules.push_back(list[coordinate.index] ? Blended::keeps : Blended::redraws);
  }
  for (const GroupProgram& group : plan.program->groups) {
    if (group.factor.empty()) continue;
    const std::size_t n = group.drivers.size();
    std::vector<bool> keeps;
    for (const DriverProgram& driver : group.drivers)
      keeps.push_back(blended.rules[driver.streams.front().first_coordinate] == Blended::keeps);
    if (std::find(keeps.begin(), keeps.end(), !keeps.front()) == keeps.end()) continue;  // all or none
    const Matrix weights = blend_weights(group.factor, keeps);
    // The innovations mix; further numbers of a step (jumps, regimes) go with their driver.
    const auto mix = [&](const auto& stream_of) {
      for (std::size_t d = 0; d < n; ++d) {
        Blended::Mix made;
        for (std::size_t k = 0; k < n; ++k) {
          made.streams.push_back(stream_of(k).hash);
          made.of_first.push_back(weights(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(k)));
          made.of_second.push_back(weights(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(n + k)));
        }
        const Stream& stream = stream_of(d);
        const std::size_t count = coordinates_of(stream, plan, group.drivers[d].rows.per_step);
        for (std::size_t c = 0; c < count; c += stream.numbers)
          blended.rules[stream.first_coordinate + c] = static_cast<std::int32_t>(blended.mixes.size());
        blended.mixes.push_back(std::move(made));
      }
    };
    for (std::size_t element = 0; element < group.drivers.front().rows.count; ++element)
      mix([&](std::size_t d) -> const Stream& { return group.drivers[d].streams[element]; });
    if (!group.shared_streams.empty())
      mix([&](std::size_t d) -> const Stream& { return group.shared_streams[d]; });
  }
  return blended;
}

}  // namespace leontide::random
