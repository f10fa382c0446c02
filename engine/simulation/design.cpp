#include "simulation/design.hpp"

#include <bit>
#include <stdexcept>
#include <utility>

#include "lanes/width.hpp"
#include "statistics/replicated.hpp"

namespace leontide::simulation {

namespace {

using Method = scenario::Sampling::Method;

constexpr std::uint64_t even_lanes = 0x5555555555555555;

/// The lanes of `good` whose pair has no other.
std::uint64_t alone_in_pair(std::uint64_t good) {
  const std::uint64_t partners = ((good >> 1) & even_lanes) | ((good & even_lanes) << 1);
  return good & ~partners;
}

std::uint64_t count(std::uint64_t mask) {
  return static_cast<std::uint64_t>(std::popcount(mask));
}

bool is_replicated(Method method) {
  return method == Method::latin_hypercube || method == Method::sobol;
}

}  // namespace

random::Points make_points(const random::SamplerPlan& plan, const scenario::Sampling& sampling,
                           std::uint64_t trials) {
  switch (sampling.method) {
    case Method::antithetic: return random::Antithetic{sampling.seed};
    case Method::latin_hypercube:
      return random::LatinHypercube{sampling.seed, sampling.replicates,
                                    std::max<std::uint64_t>(1, trials / sampling.replicates)};
    case Method::sobol: return random::make_sobol(plan, sampling.seed, sampling.replicates);
    case Method::independent: break;
  }
  return random::Independent{sampling.seed};
}

std::uint64_t Design::lanes_of(std::uint32_t replicate) const {
  std::uint64_t mask = 0;
  for (std::size_t lane = replicate; lane < lanes::width; lane += replicates)
    mask |= std::uint64_t{1} << lane;
  return mask;
}

Design design_of(const scenario::Sampling& sampling) {
  return {sampling.method, is_replicated(sampling.method) ? sampling.replicates : 1};
}

DesignCounts::DesignCounts(const Design& design, std::size_t questions)
    : design_(design), completed_(design.replicates), hits_(questions * design.replicates) {
  if (!design.has_pairs()) return;
  one_.assign(questions, 0);
  two_.assign(questions, 0);
  half_hit_.assign(questions, 0);
}

void DesignCounts::add(std::size_t question, std::uint64_t yes, std::uint64_t good) {
  yes &= good;
  if (design_.replicates == 1) {
    hits_[question] += count(yes);
  } else {
    for (std::uint32_t r = 0; r < design_.replicates; ++r)
      hits_[at(question, r)] += count(yes & design_.lanes_of(r));
  }
  if (!design_.has_pairs()) return;
  const std::uint64_t whole = good & (good >> 1) & even_lanes;
  const std::uint64_t first = yes & whole;
  const std::uint64_t second = (yes >> 1) & whole;
  one_[question] += count(first ^ second);
  two_[question] += count(first & second);
  half_hit_[question] += count(yes & alone_in_pair(good));
}

void DesignCounts::add_completed(std::uint64_t good) {
  if (design_.replicates == 1) {
    completed_.front() += count(good);
  } else {
    for (std::uint32_t r = 0; r < design_.replicates; ++r)
      completed_[r] += count(good & design_.lanes_of(r));
  }
  if (!design_.has_pairs()) return;
  pairs_ += count(good & (good >> 1) & even_lanes);
  halves_ += count(alone_in_pair(good));
}

void DesignCounts::merge(const DesignCounts& other) {
  const auto add_up = [](std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
    for (std::size_t i = 0; i < to.size(); ++i)
      to[i] += from[i];
  };
  add_up(completed_, other.completed_);
  add_up(hits_, other.hits_);
  add_up(one_, other.one_);
  add_up(two_, other.two_);
  add_up(half_hit_, other.half_hit_);
  pairs_ += other.pairs_;
  halves_ += other.halves_;
}

template <class Visit>
void DesignCounts::visit_parts(auto& counts, Visit visit) {
  for (auto* part : {&counts.completed_, &counts.hits_, &counts.one_, &counts.two_, &counts.half_hit_}) {
    for (auto& number : *part)
      visit(number);
  }
  visit(counts.pairs_);
  visit(counts.halves_);
}

std::vector<std::uint64_t> DesignCounts::numbers() const {
  std::vector<std::uint64_t> numbers;
  visit_parts(*this, [&](const std::uint64_t& number) { numbers.push_back(number); });
  return numbers;
}

void DesignCounts::restore(std::span<const std::uint64_t> numbers) {
  std::size_t size = 0;
  visit_parts(*this, [&](const std::uint64_t&) { ++size; });
  if (numbers.size() != size) throw std::invalid_argument("DesignCounts::restore: another number of counts");
  std::size_t at = 0;
  visit_parts(*this, [&](std::uint64_t& number) { number = numbers[at++]; });
}

std::uint64_t DesignCounts::completed() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t part : completed_)
    sum += part;
  return sum;
}

std::uint64_t DesignCounts::hits(std::size_t question) const {
  std::uint64_t sum = 0;
  for (std::uint32_t r = 0; r < design_.replicates; ++r)
    sum += hits_[at(question, r)];
  return sum;
}

statistics::Proportion DesignCounts::chance(std::size_t question, double level) const {
  if (design_.has_pairs()) {
    const std::uint64_t none = pairs_ - one_[question] - two_[question];
    const std::uint64_t half_hit = half_hit_[question];
    return statistics::share_over_pairs({none, one_[question], two_[question], halves_ - half_hit, half_hit},
                                        level);
  }
  if (design_.replicates > 1) {
    const std::span<const std::uint64_t> hits(hits_.data() + at(question, 0), design_.replicates);
    return statistics::share_over_replicates(hits, completed_, level);
  }
  return statistics::proportion(hits(question), completed(), level);
}

void DesignMean::add(const Design& design, std::span<const double> lanes, std::uint64_t good) {
  has_pairs_ = design.has_pairs();
  if (has_pairs_) {
    double means[lanes::width / 2] = {};
    double singles[lanes::width / 2] = {};
    std::uint64_t whole = 0, half = 0;
    for (std::size_t pair = 0; pair < lanes::width / 2; ++pair) {
      const std::uint64_t both = (good >> (2 * pair)) & 3U;
      means[pair] = (lanes[2 * pair] + lanes[2 * pair + 1]) / 2;
      singles[pair] = lanes[2 * pair + (both == 2 ? 1 : 0)];
      whole |= std::uint64_t{both == 3 ? 1U : 0U} << pair;
      half |= std::uint64_t{both == 1 || both == 2 ? 1U : 0U} << pair;
    }
    parts_ = {statistics::moments_of(means, whole), statistics::moments_of(singles, half)};
    return;
  }
  parts_.clear();
  if (design.replicates == 1) return;
  for (std::uint32_t r = 0; r < design.replicates; ++r)
    parts_.push_back(statistics::moments_of(lanes, good & design.lanes_of(r)));
}

void DesignMean::merge(const DesignMean& later) {
  has_pairs_ = later.has_pairs_;
  parts_.resize(later.parts_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i)
    parts_[i] = statistics::merge(parts_[i], later.parts_[i]);
}

void DesignMean::restore(const Design& design, std::vector<statistics::Moments> parts) {
  has_pairs_ = design.has_pairs();
  parts_ = std::move(parts);
}

double DesignMean::error() const {
  if (has_pairs_) return statistics::error_over_pairs(parts_[0], parts_[1]);
  std::vector<double> means;
  for (const statistics::Moments& part : parts_)
    means.push_back(part.mean);
  return statistics::moments_of(means).error_of_mean();
}

}  // namespace leontide::simulation
