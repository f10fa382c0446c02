#include "analysis/latent/island.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;

constexpr double least_effective_share = 0.3;  // of one rise of the power
constexpr std::size_t most_rises = 60;         // of one figure
constexpr int halvings = 10;                   // of the largest step
constexpr double infinity = std::numeric_limits<double>::infinity();

double log_density(double value, const Seen& figure) {
  const double apart = (figure.value - value) / figure.sd;
  return -apart * apart / 2;
}

}  // namespace

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
      tails_(figures.size()) {
  for (int halving = 0; halving <= halvings; ++halving) {
    for (const std::size_t law : {0U, 1U})
      arms_.push_back({law, std::ldexp(1.0, -halving), std::ldexp(1.0, -2 * halving)});
  }
  for (double share = 1; share * static_cast<double>(dimensions_) >= 1; share /= 2)
    redraws_.push_back({share, share});
}

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
      log_weights[block * width + lane] = is_good ? 0 : -infinity;
      has_failed = has_failed || !is_good;
    }
  }
  evaluations_ += size_;
  if (!has_failed) return true;
  if (statistics::normalise(log_weights).effective <= 0) return false;
  resample(log_weights);
  return true;
}

bool Island::run(const std::function<void(double)>& on_progress) {
  if (!begin()) return false;
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    for (std::size_t i = 0; i < size_; ++i)
      tails_[f].add(values_[f * size_ + i], figures_[f]);
    if (dimensions_ == 0) continue;  // nothing is random, so nothing is learnt
    double power = 0;
    if (!bring_in(f, on_progress, &power)) return false;
    const bool is_last = f + 1 == figures_.size();
    forget(is_last ? 2 : 1, is_last ? 96 : 24, f, 1);
    if (is_last || figures_[f + 1].step != figures_[f].step) redraw_after(figures_[f].step, f);
    if (is_cancelled()) return false;
  }
  return true;
}

/// Raises the power of a figure's likelihood to one.
bool Island::bring_in(std::size_t figure, const std::function<void(double)>& on_progress, double* power) {
  bool fits_anew = true;
  std::vector<double> log_weights(size_);
  for (std::size_t rise = 0; *power < 1; ++rise) {
    if (rise == most_rises || is_cancelled()) return false;
    const double next = next_power(figure, *power);
    if (!(next > *power)) return false;
    aim(figure, next, fits_anew);
    for (std::size_t i = 0; i < size_; ++i)
      log_weights[i] = (next - *power) * log_density(values_[figure * size_ + i], figures_[figure]);
    resample(log_weights);
    *power = next;
    if (next < 1) forget(1, 12, figure, next);
    // A linear law that is seldom accepted is laid anew about where the trials are by now.
    fits_anew = arms_.front().renewal < 0.5;
    on_progress((static_cast<double>(figure) + *power) / static_cast<double>(figures_.size()));
  }
  return true;
}

/// The power at which the effective sample is the share asked for, by bisection of its logarithm's scale.
double Island::next_power(std::size_t figure, double power) const {
  std::vector<double> log_weights(size_);
  const auto effective = [&](double next) {
    for (std::size_t i = 0; i < size_; ++i)
      log_weights[i] = (next - power) * log_density(values_[figure * size_ + i], figures_[figure]);
    return statistics::normalise(log_weights).effective;
  };
  const double least = least_effective_share * static_cast<double>(size_);
  if (effective(1) >= least) return 1;
  double low = -60 * std::log(2.0), high = std::log(1 - power);
  for (int turn = 0; turn < 40; ++turn) {
    const double middle = (low + high) / 2;
    (effective(power + std::exp(middle)) >= least ? low : high) = middle;
  }
  return power + std::exp(low);
}

/// Survivors stay where they stand, further copies take the places of those that died.
void Island::resample(const std::vector<double>& log_weights) {
  alignas(lanes::alignment) double uniform[width];
  lanes::uniforms(random::mix64(key_, random::fnv1a64("resample")), 0, resamplings_++, 0, uniform);
  const auto survivors =
      statistics::systematic_resample(statistics::normalise(log_weights), size_, uniform[0]);
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

/// Lays the laws that moves go about: the standard one, and that of the figures as if they were linear.
void Island::aim(std::size_t figure, double power, bool fits_anew) {
  const std::vector<std::uint8_t> is_moved = moved_up_to(figures_[figure].step);
  const std::size_t known = figure + 1;
  if (fits_anew)
    fit_ =
        statistics::fit_linear(scores_, dimensions_, is_moved, std::span(values_).first(known * size_), fit_);
  std::vector<double> seen, variances;
  for (std::size_t f = 0; f < known; ++f) {
    const double share = f == figure ? power : 1;
    seen.push_back(figures_[f].value);
    variances.push_back(figures_[f].sd * figures_[f].sd / share + fit_.residuals[f]);
  }
  laws_.clear();
  laws_.emplace_back(is_moved, fit_, seen, variances);
  laws_.emplace_back(is_moved);
  for (Arm& arm : arms_)
    arm.renewal = std::min(arm.step * arm.step, 3 * arm.renewal);
  for (Redraw& redraw : redraws_)
    redraw.renewal = std::min(redraw.share, 3 * redraw.renewal);
}

/// The coordinates that a figure of that year can know of.
std::vector<std::uint8_t> Island::moved_up_to(std::uint32_t step) const {
  std::vector<std::uint8_t> is_moved(dimensions_);
  for (std::size_t d = 0; d < dimensions_; ++d) {
    const random::Coordinate& coordinate = runner_.run_of.plan.coordinates[d];
    is_moved[d] = !coordinate.per_step || coordinate.step <= step ? 1 : 0;
  }
  return is_moved;
}

/// Moves until what they forget adds up to so much, each time in the way that is thought to forget most; a
/// way not tried yet is thought to be taken always. Each time some scores are drawn anew, too.
void Island::forget(double enough, std::size_t most, std::size_t figure, double power) {
  const auto best_of = [](auto& ways) -> auto& {
    return *std::max_element(ways.begin(), ways.end(),
                             [](const auto& a, const auto& b) { return a.renewal < b.renewal; });
  };
  const statistics::MarginalReference marginals(scores_, moved_up_to(figures_[figure].step));
  double sum = 0;
  for (std::size_t turn = 0; turn < most && sum < enough && !is_cancelled(); ++turn) {
    Arm& best = best_of(arms_);
    best.renewal = walk(laws_[best.law], best.step, figure, power) * best.step * best.step;
    sum += best.renewal;
    Redraw& widest = best_of(redraws_);
    widest.renewal = redraw(marginals, widest.share, figure, power) * widest.share;
  }
}

/// One Crank-Nicolson move of every trial; the share that is taken.
double Island::walk(const statistics::GaussianReference& law, double step, std::size_t figure, double power) {
  lanes::AlignedVector drawn(dimensions_ * width);
  const auto propose = [&](std::uint64_t key, std::size_t block, const double* scores, double* proposal,
                           double* log_ratio) {
    for (std::size_t d = 0; d < dimensions_; ++d) {
      if (!law.is_moved(d)) continue;
      double* const row = drawn.data() + d * width;
      lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 0, row);
      lanes::normal_quantile(row, row, width);
    }
    law.move(scores, drawn.data(), step, proposal, log_ratio);
  };
  return move(propose, figure, power);
}

/// One move of every trial that draws a share of its scores anew; the share that is taken.
double Island::redraw(const statistics::MarginalReference& laws, double share, std::size_t figure,
                      double power) {
  lanes::AlignedVector picks(dimensions_ * width);
  const auto propose = [&](std::uint64_t key, std::size_t block, const double* scores, double* proposal,
                           double* log_ratio) {
    for (std::size_t d = 0; d < dimensions_; ++d) {
      if (!laws.is_moved(d)) continue;
      lanes::uniforms(key, block * width, static_cast<std::uint32_t>(d), 0, picks.data() + d * width);
    }
    laws.move(scores, picks.data(), share, proposal, log_ratio);
  };
  return move(propose, figure, power);
}

/// Takes or leaves what is proposed to every trial; the share that is taken.
double Island::move(const Propose& propose, std::size_t figure, double power) {
  const std::uint64_t key = random::mix64(key_, ++moves_);
  lanes::AlignedVector proposal(dimensions_ * width);
  std::vector<double> values(figures_.size() * width);
  alignas(lanes::alignment) double log_ratio[width], uniform[width];
  std::size_t taken = 0;
  for (std::size_t block = 0; block < size_ / width && !is_cancelled(); ++block) {
    double* const scores = scores_.data() + block * dimensions_ * width;
    lanes::uniforms(key, block * width, static_cast<std::uint32_t>(dimensions_), 0, uniform);
    propose(key, block, scores, proposal.data(), log_ratio);
    const std::uint64_t completed = runner_.run(proposal.data());
    note_values(values.data(), width);
    bool is_taken[width] = {};
    for (std::size_t lane = 0; lane < width; ++lane) {
      if (((completed >> lane) & 1U) == 0) continue;
      const std::size_t trial = block * width + lane;
      const double gain = log_likelihood(values.data() + lane, width, figure, power) -
                          log_likelihood(values_.data() + trial, size_, figure, power);
      is_taken[lane] = std::log(uniform[lane]) < gain + log_ratio[lane];
      if (!is_taken[lane]) continue;
      ++taken;
      for (std::size_t f = 0; f < figures_.size(); ++f)
        values_[f * size_ + trial] = values[f * width + lane];
    }
    for (std::size_t d = 0; d < dimensions_; ++d) {
      for (std::size_t lane = 0; lane < width; ++lane)
        scores[d * width + lane] = is_taken[lane] ? proposal[d * width + lane] : scores[d * width + lane];
    }
  }
  evaluations_ += size_;
  return static_cast<double>(taken) / static_cast<double>(size_);
}

/// Draws the years after `step` anew: they know nothing of the figures yet, and copies share them.
void Island::redraw_after(std::uint32_t step, std::size_t figure) {
  std::vector<std::uint8_t> is_moved(dimensions_);
  bool has_later = false;
  for (std::size_t d = 0; d < dimensions_; ++d) {
    const random::Coordinate& coordinate = runner_.run_of.plan.coordinates[d];
    is_moved[d] = coordinate.per_step && coordinate.step > step ? 1 : 0;
    has_later = has_later || is_moved[d] != 0;
  }
  if (!has_later) return;
  walk(statistics::GaussianReference(is_moved), 1, figure, 1);
}

void Island::visit(const BlockFold& fold) {
  for (std::size_t block = 0; block < size_ / width && !is_cancelled(); ++block) {
    const std::uint64_t completed = runner_.run(scores_.data() + block * dimensions_ * width);
    fold(block, completed, runner_.workspace);
  }
}

}  // namespace leontide::analysis
