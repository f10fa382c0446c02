#include "analysis/latent/pilot.hpp"

#include <algorithm>
#include <cmath>

#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

constexpr double least_effective_share = 0.3;  // of one rise of the power
constexpr std::size_t most_rises = 60;         // of one figure
constexpr int halvings = 10;                   // of the largest step

}  // namespace

std::vector<std::uint8_t> known_by(const simulation::Run& run, std::uint32_t step) {
  std::vector<std::uint8_t> is_known;
  for (const random::Coordinate& coordinate : run.plan.coordinates)
    is_known.push_back(!coordinate.per_step || coordinate.step <= step ? 1 : 0);
  return is_known;
}

Pilot::Pilot(Island& island, const std::vector<Seen>& figures) : island_(island), figures_(figures) {
  for (int halving = 0; halving <= halvings; ++halving) {
    for (const std::size_t law : {0U, 1U})
      arms_.push_back({law, std::ldexp(1.0, -halving), std::ldexp(1.0, -2 * halving)});
  }
  for (double share = 1; share * static_cast<double>(island.dimensions()) >= 1; share /= 2)
    redraws_.push_back({share, share});
}

bool Pilot::run(const std::function<void(double)>& on_progress) {
  if (!island_.begin()) return false;
  for (std::size_t f = 0; f < figures_.size(); ++f) {
    island_.meet(f);
    if (island_.dimensions() == 0) continue;  // nothing is random, so nothing is learnt
    if (!bring_in(f, on_progress)) return false;
    island_.leave(f);
    if (island_.is_cancelled()) return false;
  }
  return true;
}

/// Raises the power of a figure's likelihood to one.
bool Pilot::bring_in(std::size_t figure, const std::function<void(double)>& on_progress) {
  bool fits_anew = true;
  double power = 0;
  for (std::size_t rise = 0; power < 1; ++rise) {
    if (rise == most_rises || island_.is_cancelled()) return false;
    const double next = next_power(figure, power);
    if (!(next > power)) return false;
    auto laws = laws_of(figure, next, fits_anew);
    island_.rise(figure, power, next);
    power = next;
    journey_.push_back(
        {figure, power, std::move(laws), {island_.scores(), known_by(island_.run(), figures_[figure].step)}});
    if (next < 1) {
      forget(journey_.back(), 1, 12);
    } else {
      const bool is_last = figure + 1 == figures_.size();
      forget(journey_.back(), is_last ? 2 : 1, is_last ? 96 : 24);
    }
    // A linear law that is seldom accepted is laid anew about where the trials are by now.
    fits_anew = arms_.front().renewal < 0.5;
    on_progress((static_cast<double>(figure) + power) / static_cast<double>(figures_.size()));
  }
  return true;
}

/// The power at which the effective sample is the share asked for, by bisection of its logarithm's scale.
double Pilot::next_power(std::size_t figure, double power) const {
  const std::span<const double> values = island_.values().subspan(figure * island_.size(), island_.size());
  std::vector<double> log_weights(values.size());
  const auto effective = [&](double next) {
    for (std::size_t i = 0; i < values.size(); ++i)
      log_weights[i] = (next - power) * log_density(values[i], figures_[figure]);
    return statistics::normalise(log_weights).effective;
  };
  const double least = least_effective_share * static_cast<double>(values.size());
  if (effective(1) >= least) return 1;
  double low = -60 * std::log(2.0), high = std::log(1 - power);
  for (int turn = 0; turn < 40; ++turn) {
    const double middle = (low + high) / 2;
    (effective(power + std::exp(middle)) >= least ? low : high) = middle;
  }
  return power + std::exp(low);
}

/// The laws that moves go about: that of the figures as if they were linear, and the standard one.
std::vector<statistics::GaussianReference> Pilot::laws_of(std::size_t figure, double power, bool fits_anew) {
  const std::vector<std::uint8_t> is_moved = known_by(island_.run(), figures_[figure].step);
  const std::size_t known = figure + 1;
  if (fits_anew) {
    fit_ = statistics::fit_linear(island_.scores(), island_.dimensions(), is_moved,
                                  island_.values().first(known * island_.size()), fit_);
  }
  std::vector<double> seen, variances;
  for (std::size_t f = 0; f < known; ++f) {
    const double share = f == figure ? power : 1;
    seen.push_back(figures_[f].value);
    variances.push_back(figures_[f].sd * figures_[f].sd / share + fit_.residuals[f]);
  }
  for (Arm& arm : arms_)
    arm.renewal = std::min(arm.step * arm.step, 3 * arm.renewal);
  for (Redraw& redraw : redraws_)
    redraw.renewal = std::min(redraw.share, 3 * redraw.renewal);
  std::vector<statistics::GaussianReference> laws;
  laws.emplace_back(is_moved, fit_, seen, variances);
  laws.emplace_back(is_moved);
  return laws;
}

/// Moves until what they forget adds up to so much, each time in the way that is thought to forget most; a
/// way not tried yet is thought to be taken always. Each time some scores are drawn anew, too.
void Pilot::forget(Rise& rise, double enough, std::size_t most) {
  const auto best_of = [](auto& ways) -> auto& {
    return *std::max_element(ways.begin(), ways.end(),
                             [](const auto& a, const auto& b) { return a.renewal < b.renewal; });
  };
  double sum = 0;
  for (std::size_t turn = 0; turn < most && sum < enough && !island_.is_cancelled(); ++turn) {
    Arm& best = best_of(arms_);
    best.renewal =
        island_.walk(rise.laws[best.law], best.step, rise.figure, rise.power) * best.step * best.step;
    sum += best.renewal;
    Redraw& widest = best_of(redraws_);
    widest.renewal = island_.redraw(rise.marginals, widest.share, rise.figure, rise.power) * widest.share;
    rise.turns.push_back({best.law, best.step, widest.share});
  }
}

}  // namespace leontide::analysis
