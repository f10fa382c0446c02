#include "simulation/tally.hpp"

#include <bit>
#include <numeric>

#include "simulation/first_failures.hpp"

namespace leontide::simulation {

std::uint64_t Tally::completed() const {
  return trials - std::accumulate(failed.begin(), failed.end(), std::uint64_t{0});
}

void Tally::add(const kernel::Failures& failures, std::uint64_t valid) {
  failed.resize(failures.checks.size() + 4);
  trials += static_cast<std::uint64_t>(std::popcount(valid));
  std::uint64_t left = valid;
  std::size_t cause = 0;
  const auto take = [&](std::uint64_t mask) {
    failed[cause++] += static_cast<std::uint64_t>(std::popcount(mask & left));
    left &= ~mask;
  };
  take(failures.unproductive);
  take(failures.unsolved);
  take(failures.not_converged);
  for (const std::uint64_t check : failures.checks)
    take(check);
  take(failures.not_finite);
}

void Tally::add(const Tally& other) {
  trials += other.trials;
  failed.resize(std::max(failed.size(), other.failed.size()));
  for (std::size_t i = 0; i < other.failed.size(); ++i)
    failed[i] += other.failed[i];
}

void Tally::add(const Counts& counts) {
  add(Tally{counts.trials, by_cause(counts.failures)});
}

}  // namespace leontide::simulation
