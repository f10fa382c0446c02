#include "statistics/joint.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <stdexcept>

namespace leontide::statistics {

JointCounts::JointCounts(std::size_t conditions)
    : conditions_(conditions), counts_(pairs() + conditions + 1) {
  if (conditions > most) throw std::invalid_argument("JointCounts: more than 256 conditions");
}

void JointCounts::add(std::span<const std::uint64_t> hits, std::uint64_t counted) {
  std::uint64_t* pair = counts_.data();
  // The number of conditions that hold in each lane, one binary digit a word (0 to 256 takes nine).
  std::array<std::uint64_t, 9> digits{};
  for (std::size_t i = 0; i < conditions_; ++i) {
    const std::uint64_t here = hits[i] & counted;
    for (std::size_t j = 0; j <= i; ++j)
      *pair++ += static_cast<std::uint64_t>(std::popcount(here & hits[j]));
    std::uint64_t carry = here;
    for (std::size_t digit = 0; carry != 0; ++digit) {
      const std::uint64_t both = digits[digit] & carry;
      digits[digit] ^= carry;
      carry = both;
    }
  }
  std::uint64_t* number = counts_.data() + pairs();
  const auto used = static_cast<std::size_t>(std::bit_width(conditions_));
  for (std::size_t count = 0; count <= conditions_; ++count) {
    std::uint64_t lanes = counted;
    for (std::size_t digit = 0; digit < used; ++digit)
      lanes &= (count >> digit & 1) != 0 ? digits[digit] : ~digits[digit];
    number[count] += static_cast<std::uint64_t>(std::popcount(lanes));
  }
}

void JointCounts::merge(const JointCounts& other) {
  if (other.conditions_ != conditions_)
    throw std::invalid_argument("JointCounts: merging another number of conditions");
  std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(), std::plus<>());
}

std::uint64_t JointCounts::trials() const noexcept {
  return at_least(0);
}

std::uint64_t JointCounts::both(std::size_t first, std::size_t second) const noexcept {
  const std::size_t row = std::max(first, second), column = std::min(first, second);
  return counts_[row * (row + 1) / 2 + column];
}

std::uint64_t JointCounts::exactly(std::size_t count) const noexcept {
  return counts_[pairs() + count];
}

std::uint64_t JointCounts::at_least(std::size_t count) const noexcept {
  return std::accumulate(counts_.begin() + static_cast<std::ptrdiff_t>(pairs() + count), counts_.end(),
                         std::uint64_t{0});
}

void JointCounts::restore(std::span<const std::uint64_t> counts) {
  if (counts.size() != counts_.size()) throw std::invalid_argument("JointCounts: another number of counts");
  counts_.assign(counts.begin(), counts.end());
}

}  // namespace leontide::statistics
