#include "analysis/latent/island.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

using lanes::width;

double log_density(double value, const Seen& figure) {
  constexpr double least = -1e300;  // of a figure without error all trials are as far away as can be told
  const double apart = (figure.value - value) / figure.sd;
  return std::max(least, -apart * apart / 2);
}

std::vector<double> errors_at(const std::vector<Seen>& figures, std::size_t figure, double power) {
  std::vector<double> errors;
  for (std::size_t f = 0; f <= figure; ++f)
    errors.push_back(f == figure ? figures[f].sd / std::sqrt(power) : figures[f].sd);
  return errors;
}

Island::Island(const simulation::Run& run, const std::vector<Seen>& figures, std::size_t size,
               std::uint64_t seed, std::size_t number, const Cancel* cancel)
    : figures_(figures),
      size_(size),
      dimensions_(run.plan.coordinates.size()),
      key_(random::mix64(random::mix64(seed, random::fnv1a64("island")), number)),
      seed_(seed),
      number_(number),
      cancel_(cancel),
      runner_(run),
      scores_(size * dimensions_),
      values_(figures.size() * size),
      tails_(figures.size()),
      evidence_before_(figures.size(), -std::numeric_limits<double>::infinity()) {}

void Island::note_values(double* values, std::size_t stride) const {
  for (std::size_t f = 0; f < figures_.size(); ++f)
    std::copy_n(runner_.workspace.output(figures_[f].output, figures_[f].step), width, values + f * stride);
}

double Island::log_likelihood(const double* values, std::size_t stride, std::size_t figure,
                              double power) const {
  double sum = 0;
  for (std::size_t f = 0; f < figure; ++f)
    sum += log_density(values[f * stride], figures_[f]);
  return sum + power * log_density(values[figure * stride], figures_[figure]);
}

bool Island::begin() {
  std::vector<double> log_weights(size_);
  bool has_failed = false;
  for (std::size_t block = 0; block < size_ / width; ++block) {
    double* const scores = scores_.data() + block * dimensions_ * width;
    prior_scores(seed_, number_, block, dimensions_, scores);
    const std::uint64_t completed = runner_.run(scores);
    note_values(values_.data() + block * width, size_);
    for (std::size_t lane = 0; lane < width; ++lane) {
      const bool is_good = ((completed >> lane) & 1U) != 0;
      log_weights[block * width + lane] = is_good ? 0 : -std::numeric_limits<double>::infinity();
      has_failed = has_failed || !is_good;
    }
  }
  evaluations_ += size_;
  if (!has_failed) return true;
  if (statistics::normalise(log_weights).effective <= 0) return false;
  resample(log_weights);
  return true;
}

void Island::meet(std::size_t figure) {
  for (std::size_t i = 0; i < size_; ++i)
    tails_[figure].add(values_[figure * size_ + i], figures_[figure]);
  evidence_before_[figure] = log_evidence_;
}

void Island::rise(std::size_t figure, double from, double to) {
  std::vector<double> log_weights(size_);
  for (std::size_t i = 0; i < size_; ++i)
    log_weights[i] = (to - from) * log_density(values_[figure * size_ + i], figures_[figure]);
  resample(log_weights);
}

void Island::leave(std::size_t figure) {
  const std::uint32_t step = figures_[figure].step;
  if (figure + 1 < figures_.size() && figures_[figure + 1].step == step) return;
  std::vector<std::uint8_t> is_later = known_by(runner_.run_of, step);
  for (std::uint8_t& coordinate : is_later)
    coordinate = 1 - coordinate;
  if (std::count(is_later.begin(), is_later.end(), 1) == 0) return;
  walk(statistics::GaussianReference(is_later), 1, figure, 1);
}

bool Island::follow(const Journey& journey, const std::function<void(double)>& on_progress) {
  if (!begin()) return false;
  for (std::size_t f = 0; dimensions_ == 0 && f < figures_.size(); ++f)
    meet(f);
  double power = 1;
  for (std::size_t r = 0; r < journey.size(); ++r) {
    const Rise& next = journey[r];
    if (power == 1) {
      meet(next.figure);
      power = 0;
    }
    rise(next.figure, power, next.power);
    power = next.power;
    for (const Turn& turn : next.turns) {
      if (is_cancelled()) return false;
      make(next, turn);
    }
    if (power == 1) leave(next.figure);
    on_progress(static_cast<double>(r + 1) / static_cast<double>(journey.size()));
  }
  return !is_cancelled();
}

/// Survivors stay where they stand, further copies take the places of those that died.
void Island::resample(const std::vector<double>& log_weights) {
  alignas(lanes::alignment) double uniform[width];
  lanes::uniforms(random::mix64(key_, random::fnv1a64("resample")), 0, resamplings_++, 0, uniform);
  const statistics::Weights weights = statistics::normalise(log_weights);
  log_evidence_ += weights.log_mean;
  const auto survivors = statistics::systematic_resample(weights, size_, uniform[0]);
  if (survivors.empty()) return;
  std::vector<std::uint32_t> copies(size_, 0);
  for (const std::uint32_t survivor : survivors)
    ++copies[survivor];
  std::size_t from = 0;
  for (std::size_t to = 0; to < size_; ++to) {
    if (copies[to] > 0) continue;
    while (copies[from] < 2)
      ++from;
    --copies[from];
    const double* source = scores_.data() + from / width * dimensions_ * width + from % width;
    double* target = scores_.data() + to / width * dimensions_ * width + to % width;
    for (std::size_t d = 0; d < dimensions_; ++d)
      target[d * width] = source[d * width];
    for (std::size_t f = 0; f < figures_.size(); ++f)
      values_[f * size_ + to] = values_[f * size_ + from];
  }
}

void Island::visit(const BlockFold& fold) {
  for (std::size_t block = 0; block < size_ / width && !is_cancelled(); ++block) {
    const std::uint64_t completed = runner_.run(scores_.data() + block * dimensions_ * width);
    fold(block, completed, runner_.workspace);
  }
}

}  // namespace leontide::analysis
