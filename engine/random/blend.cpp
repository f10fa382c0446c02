#include "random/blend.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

#include "linear/lu.hpp"
#include "random/sampler_program.hpp"

namespace leontide::random {

namespace {

/// What a blend takes of the independent scores of the first sample, then of the second.
struct BlendWeights {
  std::vector<double> of_first, of_second;  ///< [n × n]
};

/// L⁻¹ (`matrix` L): scores made independent again. `lower` and `matrix` are [n × n].
std::vector<double> in_independent_scores(const std::vector<double>& lower, const std::vector<double>& matrix,
                                          std::size_t n) {
  std::vector<double> out(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t j = 0; j <= k; ++j)
        out[i * n + j] += matrix[i * n + k] * lower[k * n + j];
    }
    for (std::size_t j = 0; j < n; ++j) {
      for (std::size_t k = 0; k < i; ++k)
        out[i * n + j] -= lower[i * n + k] * out[k * n + j];
      out[i * n + j] /= lower[i * n + i];
    }
  }
  return out;
}

BlendWeights blend_weights(const std::vector<double>& lower, const std::vector<bool>& keeps) {
  const std::size_t n = keeps.size();
  const auto correlation = [&](std::size_t i, std::size_t j) {
    double sum = 0;
    for (std::size_t k = 0; k <= std::min(i, j); ++k)
      sum += lower[i * n + k] * lower[j * n + k];
    return sum;
  };
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < n; ++i) {
    if (keeps[i]) kept.push_back(i);
  }
  const std::size_t m = kept.size();
  std::vector<double> among_kept(m * m), to_kept(m * n);
  for (std::size_t a = 0; a < m; ++a) {
    for (std::size_t b = 0; b < m; ++b)
      among_kept[a * m + b] = correlation(kept[a], kept[b]);
    for (std::size_t i = 0; i < n; ++i)
      to_kept[a * n + i] = correlation(kept[a], i);
  }
  // Dependent scores of the blend: second + gain (first - second), where the rows of the kept give the
  // first's. `gain` is [kept × n], transposed.
  const std::vector<double> gain = linear::Lu(among_kept, m).solve(to_kept, n);
  std::vector<double> from_first(n * n, 0.0), from_second(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    from_second[i * n + i] = 1;
    for (std::size_t a = 0; a < m; ++a) {
      from_first[i * n + kept[a]] = gain[a * n + i];
      from_second[i * n + kept[a]] -= gain[a * n + i];
    }
  }
  return {in_independent_scores(lower, from_first, n), in_independent_scores(lower, from_second, n)};
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
    const BlendWeights weights = blend_weights(group.factor, keeps);
    // The innovations mix; further numbers of a step (jumps, regimes) go with their driver.
    const auto mix = [&](const auto& stream_of) {
      for (std::size_t d = 0; d < n; ++d) {
        Blended::Mix made;
        for (std::size_t k = 0; k < n; ++k) {
          made.streams.push_back(stream_of(k).hash);
          made.of_first.push_back(weights.of_first[d * n + k]);
          made.of_second.push_back(weights.of_second[d * n + k]);
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
