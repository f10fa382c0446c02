#include "audit/growth.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::audit {

using calibration::Measure;
using scenario::Promise;
using scenario::Said;

namespace {

/// Per cent a year from one number to another; nothing from or to none.
std::optional<double> growth_between(double from, double to, int years) {
  if (!(from > 0) || !(to > 0) || years <= 0) return std::nullopt;
  return 100 * std::expm1(std::log(to / from) / years);
}

/// The end that a quantity has to come to: the low one, the high one of what should fall.
std::optional<double> end_of(const Promise& promise) {
  return promise.falls ? promise.high : promise.low;
}

class RequiredGrowth {
 public:
  RequiredGrowth(const scenario::Target& target, const Promise& promise, const Figures& figures,
                 const Hedging& hedging)
      : target_(target), promise_(promise), figures_(figures), hedging_(hedging) {}

  Required run() {
    find_base();
    out_.past = past();
    if (promise_.is_base) {
      out_.needed = 0;
      return out_;
    }
    const auto end = end_of(promise_);
    if (!end) return out_;
    out_.needed = needed(*end);
    if (promise_.is_about) out_.as_about = needed(lenient(*end, promise_, hedging_));
    add_given(*end);
    return out_;
  }

 private:
  void find_base() {
    const int before = promise_.year - 1;
    const auto year = promise_.base_year();
    if (promise_.said == Said::share) {
      out_.base = figures_.share(promise_.quantity, promise_.of, before);
    } else if (promise_.said != Said::growth && promise_.said != Said::total) {
      if (year) out_.base = figures_.level(promise_.quantity, *year, true);
      if (!out_.base) out_.base = figures_.level(promise_.quantity, before);
    }
    const bool has_own_years = promise_.said == Said::growth || promise_.said == Said::ratio;
    const std::optional<int> start =
        has_own_years && year ? year : (out_.base ? std::optional(out_.base->year) : year);
    if (start) out_.years = promise_.year - *start;
  }

  std::optional<Past> past() const {
    // Beside a share whose figure is a level, the growth that the file states is that of the level.
    const bool is_of_level = promise_.said == Said::share && target_.base_figure &&
                             !target_.base_figure->unit.empty() && target_.base_figure->unit != "percent";
    if (target_.past_growth && !is_of_level) return Past{100 * *target_.past_growth, {}, {}};
    const int year = out_.base ? out_.base->year : promise_.base_year().value_or(promise_.year - 1);
    return figures_.past(promise_, year);
  }

  std::optional<double> needed(double end) const {
    const double factor = scenario::read_worded_unit(promise_.unit).factor;
    switch (promise_.said) {
      case Said::growth: return end;
      case Said::ratio: return growth_between(1, end, out_.years);
      case Said::level:
      case Said::share:
        return out_.base ? growth_between(out_.base->value, end * factor, out_.years) : std::nullopt;
      case Said::added:
        return out_.base ? growth_between(out_.base->value, out_.base->value + end * factor, out_.years)
                         : std::nullopt;
      case Said::total: return std::nullopt;
    }
    return std::nullopt;
  }

  void add_given(double end) {
    const bool is_level = promise_.said == Said::level || promise_.said == Said::share;
    if (!is_level || !promise_.from) return;
    for (const double figure : target_.given) {
      if (const auto growth = growth_between(figure, end, promise_.year - *promise_.from))
        out_.needed_given.push_back(*growth);
    }
    if (!out_.needed_given.empty()) out_.years = promise_.year - *promise_.from;
  }

  const scenario::Target& target_;
  const Promise& promise_;
  const Figures& figures_;
  const Hedging& hedging_;
  Required out_;
};

/// Money and volumes stand beside GDP; counts, shares and tonnes beside nothing.
std::optional<Measure> measure_of(const Promise& promise) {
  if (promise.said == Said::share || promise.said == Said::total) return std::nullopt;
  if (promise.prices == "constant") return Measure::real;
  if (promise.prices == "current") return Measure::nominal;
  return std::nullopt;
}

}  // namespace

std::optional<double> asked_beyond_past(const Promise& promise, const Required& required) {
  if (!required.needed || !required.past) return std::nullopt;
  const double more = *required.needed - required.past->growth;
  return promise.falls ? -more : more;
}

Required required_growth(const scenario::Target& target, const Promise& promise, const Figures& figures,
                         const calibration::OutsideTable* outside, const Hedging& hedging) {
  Required out = RequiredGrowth(target, promise, figures, hedging).run();
  const auto measure = measure_of(promise);
  if (outside == nullptr || !measure || promise.falls) return out;
  out.measure = measure;
  const int years = std::max(1, out.years);
  if (out.needed && !promise.is_base) out.outside = outside->at(*measure, years, *out.needed);
  for (const double growth : out.needed_given) {
    if (const auto share = outside->at(*measure, years, growth))
      out.outside_given.push_back(share->share_recent);
  }
  return out;
}

}  // namespace leontide::audit
