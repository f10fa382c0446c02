#include "analysis/latent/pilot.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/latent/contour_source.hpp"
#include "lanes/philox.hpp"
#include "random/stream.hpp"
#include "statistics/weighted.hpp"

namespace leontide::analysis {

namespace {

constexpr double least_effective_share = 0.3;  // of one rise of the power
constexpr std::size_t most_rises = 60;         // of one figure
constexpr int halvings = 10;                   // of the largest step
constexpr int slide_halvings = 5;
constexpr double thought_runs = 30;  // of a move along a contour that was not made yet
constexpr double thought_runs_of_part = 12;
constexpr std::size_t contour_count = 8;  // of a rise
constexpr double least_traded = 0.02;     // scores of a trial
constexpr std::size_t most_sloped = 512;  // coordinates

bool is_step(const Turn& turn) {
  return turn.kind != Turn::Kind::redraw && turn.kind != Turn::Kind::trade;
}

bool is_along_contours(const Turn& turn) {
  return turn.kind == Turn::Kind::slide || turn.kind == Turn::Kind::part;
}

const std::vector<Contour>& contours_for(const Rise& rise, const Turn& turn) {
  return turn.kind == Turn::Kind::part ? rise.parts : rise.slides;
}

/// Of the scores that figures of its year may know of, those that a move of parts moves on average.
double share_moved(const Rise& rise) {
  double moved = 0, all = 0;
  for (const Contour& contour : rise.parts) {
    for (std::size_t d = 0; d < contour.moved.size(); ++d) {
      all += rise.marginals.is_moved(d) ? 1 : 0;
      moved += contour.moved[d];
    }
  }
  return all > 0 ? moved / all : 0;
}

/// What a move forgets where it is always taken.
double most_of(const Turn& turn) {
  return is_step(turn) ? turn.size * turn.size : turn.size;
}

}  // namespace

std::vector<std::uint8_t> known_by(const simulation::Run& run, std::uint32_t step) {
  std::vector<std::uint8_t> is_known;
  for (const random::Coordinate& coordinate : run.plan.coordinates)
    is_known.push_back(!coordinate.per_step || coordinate.step <= step ? 1 : 0);
  return is_known;
}

Pilot::Pilot(Island& island, const std::vector<Seen>& figures)
    : island_(island), figures_(figures), runner_(island.run()) {
  for (int halving = 0; halving <= halvings; ++halving) {
    const double step = std::ldexp(1.0, -halving);
    for (const std::size_t law : {0U, 1U})
      steps_.push_back({{Turn::Kind::walk, law, step}, step * step});
    if (halving > slide_halvings) continue;
    steps_.push_back({{Turn::Kind::slide, 0, step}, step * step, thought_runs});
    steps_.push_back({{Turn::Kind::part, 0, step}, step * step, thought_runs_of_part});
  }
  for (double share = 1; share * static_cast<double>(island.dimensions()) >= 1; share /= 2) {
    redraws_.push_back({{Turn::Kind::redraw, 0, share}, share});
    trades_.push_back({{Turn::Kind::trade, 0, share}, share, thought_runs});
  }
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
      forget(journey_.back(), 1, 80);
    } else {
      const bool is_last = figure + 1 == figures_.size();
      forget(journey_.back(), is_last ? 2 : 1, is_last ? 400 : 160);
    }
    // A linear law that is seldom accepted is laid anew about where the trials are by now.
    fits_anew = steps_.front().renewal < 0.5;
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
  for (auto* const ways : {&steps_, &redraws_, &trades_}) {
    for (Way& way : *ways)
      way.renewal = std::min(most_of(way.turn), 3 * way.renewal);
  }
  std::vector<statistics::GaussianReference> laws;
  laws.emplace_back(is_moved, fit_, seen, variances);
  laws.emplace_back(is_moved);
  return laws;
}

/// Contours at trials picked at random, for slides and trades.
void Pilot::lay_contours(Rise& rise) {
  const std::vector<std::uint8_t> is_known = known_by(island_.run(), figures_[rise.figure].step);
  std::vector<std::size_t> coordinates;
  for (std::size_t d = 0; d < is_known.size(); ++d) {
    if (is_known[d] != 0) coordinates.push_back(d);
  }
  if (coordinates.size() > most_sloped) {  // those that the fit leans on most
    std::vector<double> weight(is_known.size(), 0.0);
    for (std::size_t i = 0; i < fit_.slopes.size(); ++i)
      weight[i % weight.size()] = std::max(weight[i % weight.size()],
                                           fit_.slopes[i] * fit_.slopes[i] / figures_[i / weight.size()].sd);
    std::stable_sort(coordinates.begin(), coordinates.end(),
                     [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });
    coordinates.resize(most_sloped);
  }
  const std::vector<double> errors = errors_at(figures_, rise.figure, rise.power);
  ContourSource source(runner_, figures_, errors, island_.scores(), island_.values(), coordinates);
  alignas(lanes::alignment) double picks[lanes::width], picked[lanes::width];
  const std::uint64_t key = random::mix64(random::fnv1a64("contours"), journey_.size());
  lanes::uniforms(key, 0, 0, 0, picks);
  for (std::size_t c = 0; c < contour_count; ++c) {
    const auto trial = static_cast<std::size_t>(picks[c] * static_cast<double>(island_.size()));
    Contour slide = source.along_slopes(trial);
    if (!slide.figures.empty()) rise.slides.push_back(std::move(slide));
    Contour part = source.about_figure(trial, c % errors.size());
    if (!part.figures.empty()) rise.parts.push_back(std::move(part));
    std::vector<double> weights;
    for (std::size_t i = 0; i < coordinates.size(); ++i) {
      if (i % lanes::width == 0) lanes::uniforms(key, i, 1, static_cast<std::uint32_t>(c), picked);
      weights.push_back(picked[i % lanes::width]);
    }
    Contour trade = source.along_scores(trial, weights);
    if (!trade.figures.empty()) rise.trades.push_back(std::move(trade));
  }
}

/// One move of a way: what it forgot, for how many runs of a trial.
void Pilot::make(Way& way, const Rise& rise) {
  const std::uint64_t before = island_.evaluations();
  const Island::Made made = island_.make(rise, way.turn);
  way.renewal = is_step(way.turn) ? made.taken * most_of(way.turn) : made.changed;
  if (way.turn.kind == Turn::Kind::part) way.renewal *= share_moved(rise);
  way.runs = static_cast<double>(island_.evaluations() - before) / static_cast<double>(island_.size());
}

/// Moves until what they forget adds up to so much, each time in the way that is thought to forget most for
/// what it takes; a way not tried yet is thought to be taken always. One that turns out to be worth less than
/// half of what another is thought to be was a trial of the pilot's own, which no island repeats. Each time
/// some scores are drawn anew, too.
void Pilot::forget(Rise& rise, double enough, double most) {
  bool has_contours = false;
  const auto worth = [&](const Way& way) {
    const bool has_none = has_contours && is_along_contours(way.turn) && contours_for(rise, way.turn).empty();
    return has_none ? 0 : way.worth();
  };
  const auto best_of = [&](std::vector<Way>& ways) -> Way& {
    return *std::max_element(ways.begin(), ways.end(),
                             [&](const Way& a, const Way& b) { return worth(a) < worth(b); });
  };
  const double a_score = 1 / static_cast<double>(island_.dimensions());
  double sum = 0, runs = 0, tried = 0;
  const auto note = [&](const Way& way) {
    rise.turns.push_back(way.turn);
    runs += way.runs;
  };
  while (runs < most && tried < most && sum < enough && !island_.is_cancelled()) {
    Way* best = &best_of(steps_);
    if (is_along_contours(best->turn) && !has_contours) {
      lay_contours(rise);
      has_contours = true;
      best = &best_of(steps_);
    }
    make(*best, rise);
    if (best->worth() < best_of(steps_).worth() / 2) {
      tried += best->runs;
      continue;
    }
    note(*best);
    sum += best->renewal;
    Way& widest = best_of(redraws_);
    make(widest, rise);
    note(widest);
    Way& trade = best_of(trades_);
    if (!is_along_contours(best->turn) || rise.trades.empty()) continue;
    if (trade.renewal < least_traded * a_score) continue;
    make(trade, rise);
    note(trade);
  }
}

}  // namespace leontide::analysis
