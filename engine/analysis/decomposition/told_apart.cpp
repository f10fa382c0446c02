#include "analysis/decomposition/told_apart.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

#include "analysis/decomposition/switchable.hpp"
#include "simulation/lockstep.hpp"

namespace leontide::analysis {

namespace {

using lanes::width;
using Mask = std::uint32_t;  ///< terms that move

/// The runs of one decomposition, and what a term adds in them.
class Orders {
 public:
  explicit Orders(std::size_t terms) : terms_(terms), is_exact_(terms <= most_exact_terms) {
    const Mask all = (Mask{1} << terms) - 1;
    if (is_exact_) {
      for (Mask mask = 0; mask <= all; ++mask)
        masks_.push_back(mask);
      return;
    }
    for (std::size_t k = 0; k <= terms; ++k) {
      const Mask first = (Mask{1} << k) - 1;
      masks_.push_back(first);
      masks_.push_back(all & ~first);
    }
    std::sort(masks_.begin(), masks_.end());
    masks_.erase(std::unique(masks_.begin(), masks_.end()), masks_.end());
  }

  bool is_exact() const { return is_exact_; }
  const std::vector<Mask>& masks() const { return masks_; }
  std::size_t at(Mask mask) const {
    return static_cast<std::size_t>(std::lower_bound(masks_.begin(), masks_.end(), mask) - masks_.begin());
  }

  /// Calls add(weight, with, without) for what the term adds to those that came before; weights sum to 1.
  template <class Add>
  void each_arrival(std::size_t term, const Add& add) const {
    const Mask own = Mask{1} << term;
    if (!is_exact_) {
      const Mask before = own - 1, after = ((Mask{1} << terms_) - 1) & ~(own | before);
      add(0.5, at(before | own), at(before));
      add(0.5, at(after | own), at(after));
      return;
    }
    for (const Mask mask : masks_) {
      if ((mask & own) == 0) add(weight(std::popcount(mask)), at(mask | own), at(mask));
    }
  }

 private:
  /// |S|! (n - |S| - 1)! / n!
  double weight(int before) const {
    double weight = 1 / static_cast<double>(terms_);
    for (int i = 0; i < before; ++i)
      weight *= static_cast<double>(i + 1) / static_cast<double>(terms_ - 1 - static_cast<std::size_t>(i));
    return weight;
  }

  std::size_t terms_;
  bool is_exact_;
  std::vector<Mask> masks_;
};

/// The quantity in every run of some trials.
struct Values {
  std::vector<double> base;             ///< [trials]
  std::vector<std::vector<double>> of;  ///< [masks][trials]
};

class Teller {
 public:
  Teller(const scenario::Reading& reading, const language::ChangeTerms& asked, std::size_t threads,
         const simulation::Observer& observer)
      : asked_(asked), orders_(asked.terms.size()), threads_(threads), observer_(observer) {
    out_.of = asked.of;
    out_.title = asked.title;
    out_.base_year = reading.model.time.base;
    out_.year = asked.year.value_or(reading.model.time.end);
    out_.is_exact = orders_.is_exact();
    std::vector<std::vector<std::string>> held;
    for (const auto& term : asked.terms)
      held.push_back(term.held);
    switchable_ = make_switchable(reading, asked.of, held);
    const language::Indicator& shown = switchable_.reading.model.indicators.front();
    out_.unit = shown.unit;
    out_.basis = shown.basis;
    if (out_.title.en.empty()) out_.title = shown.title;
    for (const auto& term : asked.terms)
      out_.terms.push_back({term.name, term.title});
    out_.terms.push_back({"rest", {"rest: moves with all terms held", "其余：各项均保持基年值时的变动"}});
  }

  ToldApart run(std::uint64_t seed, std::uint64_t trials) {
    Diagnostics told_by_run;
    const scenario::Scenario plain;
    const auto compiled = simulation::compile_run(plain, switchable_.reading, told_by_run);
    if (!compiled) return std::move(out_);
    out_.trials = trials;
    tell_centre(look(*compiled, random::Centre{}, 1));
    tell_trials(look(*compiled, random::Independent{seed}, trials));
    return std::move(out_);
  }

 private:
  std::size_t output_of(const simulation::Run& run) const {
    const auto& outputs = run.program.outputs;
    const auto found = std::find_if(outputs.begin(), outputs.end(),
                                    [&](const auto& output) { return output.name == asked_.of; });
    return found == outputs.end() ? 0 : static_cast<std::size_t>(found - outputs.begin());
  }

  /// Of the trials that complete in every run.
  Values look(const simulation::Run& run, const random::Points& points, std::uint64_t trials) const {
    simulation::Ensemble ensemble{&run, points, {}};
    for (const Mask mask : orders_.masks()) {
      simulation::InputOrigins origins;
      origins.levers.assign(run.plan.levers.size(), simulation::Origin::drawn);
      for (std::size_t k = 0; k < switchable_.switches.size(); ++k) {
        if (((mask >> k) & 1U) != 0) origins.levers[switchable_.switches[k]] = simulation::Origin::off;
      }
      ensemble.members.push_back(std::move(origins));
    }
    const std::size_t output = output_of(run);
    const auto step = static_cast<std::size_t>(out_.year - out_.base_year);
    const std::size_t blocks = (trials + width - 1) / width;
    std::vector<std::uint64_t> good(blocks, ~std::uint64_t{0});
    std::vector<double> base(blocks * width);
    std::vector<std::vector<double>> of(orders_.masks().size(), std::vector<double>(blocks * width));
    simulation::Lockstep lockstep(std::span(&ensemble, 1), simulation::worker_count(threads_, trials));
    const auto fold = [&](const simulation::Visit& visit) {
      good[visit.block] &= visit.valid & ~visit.workspace.failures().any();
      std::copy_n(visit.workspace.output(output, 0), width, base.data() + visit.block * width);
      std::copy_n(visit.workspace.output(output, step), width, of[visit.member].data() + visit.block * width);
    };
    lockstep.run(0, trials, fold, observer_.cancel);
    Values values{{}, std::vector<std::vector<double>>(of.size())};
    for (std::size_t trial = 0; trial < blocks * width; ++trial) {
      if (((good[trial / width] >> (trial % width)) & 1U) == 0) continue;
      values.base.push_back(base[trial]);
      for (std::size_t m = 0; m < of.size(); ++m)
        values.of[m].push_back(of[m][trial]);
    }
    return values;
  }

  /// [trials] of what the term adds.
  std::vector<double> parts_of(std::size_t term, const Values& values) const {
    std::vector<double> parts(values.base.size(), 0);
    if (term == asked_.terms.size()) {
      for (std::size_t t = 0; t < parts.size(); ++t)
        parts[t] = values.of[orders_.at(0)][t] - values.base[t];
      return parts;
    }
    orders_.each_arrival(term, [&](double weight, std::size_t with, std::size_t without) {
      for (std::size_t t = 0; t < parts.size(); ++t)
        parts[t] += weight * (values.of[with][t] - values.of[without][t]);
    });
    return parts;
  }

  static double mean_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values)
      sum += value;
    return sum / static_cast<double>(values.size());
  }

  /// The least and the most that the mean of a term is in any order.
  std::pair<double, double> range_of(std::size_t term, const Values& values) const {
    if (term == asked_.terms.size()) {
      const double rest = mean_of(parts_of(term, values));
      return {rest, rest};
    }
    double low = std::numeric_limits<double>::infinity(), high = -low;
    orders_.each_arrival(term, [&](double, std::size_t with, std::size_t without) {
      const double added = mean_of(values.of[with]) - mean_of(values.of[without]);
      low = std::min(low, added);
      high = std::max(high, added);
    });
    return {low, high};
  }

  /// How far the terms are from adding up to the change.
  void measure_gap(const std::vector<std::vector<double>>& parts, const Values& values) {
    const std::vector<double>& end = values.of.back();
    for (std::size_t t = 0; t < end.size(); ++t) {
      double sum = 0;
      for (const auto& part : parts)
        sum += part[t];
      const double size = std::max({std::fabs(end[t]), std::fabs(values.base[t]), 1e-300});
      out_.gap = std::max(out_.gap, std::fabs(sum - (end[t] - values.base[t])) / size);
    }
  }

  std::vector<std::vector<double>> all_parts(const Values& values) {
    std::vector<std::vector<double>> parts;
    for (std::size_t term = 0; term < out_.terms.size(); ++term)
      parts.push_back(parts_of(term, values));
    measure_gap(parts, values);
    return parts;
  }

  void tell_centre(const Values& values) {
    if (values.base.empty()) return;
    out_.base = values.base.front();
    out_.end = values.of.back().front();
    const auto parts = all_parts(values);
    for (std::size_t term = 0; term < out_.terms.size(); ++term) {
      out_.terms[term].centre = parts[term].front();
      std::tie(out_.terms[term].order_low, out_.terms[term].order_high) = range_of(term, values);
    }
  }

  void tell_trials(const Values& values) {
    out_.completed = values.base.size();
    if (values.base.empty()) return;
    auto parts = all_parts(values);
    for (std::size_t term = 0; term < out_.terms.size(); ++term) {
      TermShare& share = out_.terms[term];
      std::vector<double>& part = parts[term];
      share.mean = mean_of(part);
      double squares = 0;
      for (const double value : part)
        squares += (value - share.mean) * (value - share.mean);
      const auto count = static_cast<double>(part.size());
      share.error = count > 1 ? std::sqrt(squares / (count - 1) / count) : 0;
      std::tie(share.mean_order_low, share.mean_order_high) = range_of(term, values);
      std::sort(part.begin(), part.end());
      share.p10 = part[static_cast<std::size_t>(0.1 * (count - 1))];
      share.p90 = part[static_cast<std::size_t>(std::ceil(0.9 * (count - 1)))];
    }
  }

  const language::ChangeTerms& asked_;
  Orders orders_;
  std::size_t threads_;
  const simulation::Observer& observer_;
  Switchable switchable_;
  ToldApart out_;
};

}  // namespace

std::vector<ToldApart> tell_apart(const scenario::Reading& reading, std::uint64_t seed, std::uint64_t trials,
                                  std::size_t threads, const simulation::Observer& observer) {
  std::vector<ToldApart> all;
  for (const language::ChangeTerms& asked : reading.model.decompositions) {
    if (observer.cancel != nullptr && observer.cancel->requested()) break;
    all.push_back(Teller(reading, asked, threads, observer).run(seed, trials));
  }
  return all;
}

}  // namespace leontide::analysis
