#include "audit/figures.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "base/numbers.hpp"

namespace leontide::audit {

using scenario::Promise;
using scenario::Said;

namespace {

/// Half a unit of the last digit that a figure is printed with.
double half_digit(double value) {
  const std::string text = print_number(std::fabs(value));
  const std::size_t point = text.find('.');
  const bool is_plain = text.find_first_not_of("0123456789.") == std::string::npos;
  if (!is_plain) return 1e-6 * std::fabs(value);
  const auto digits = point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1);
  return 0.5 * std::pow(10.0, -digits);
}

KnownFigure known_from(double value, int year, const std::string& unit, std::string from) {
  const scenario::WordedUnit worded = scenario::read_worded_unit(unit);
  KnownFigure out;
  out.year = year;
  out.value = value * worded.factor;
  out.rounding = half_digit(value) * worded.factor;
  out.from = std::move(from);
  out.unit = worded.symbol;
  const bool is_plain = unit.empty() || unit == "none";
  out.printed = print_number(value) + (unit == "percent" ? " %" : is_plain ? "" : " " + unit);
  return out;
}

const KnownFigure* last_of(const std::vector<KnownFigure>& all, const std::string& whole, int year,
                           bool exactly) {
  const KnownFigure* last = nullptr;
  for (const KnownFigure& one : all) {
    const bool counts = one.whole == whole && (exactly ? one.year == year : one.year <= year);
    if (counts && (last == nullptr || one.year > last->year)) last = &one;
  }
  return last;
}

}  // namespace

Figures::Figures(const std::vector<scenario::PromisedQuantity>& quantities, const calibration::Series* series,
                 const std::string& vintage)
    : series_(series) {
  for (const scenario::PromisedQuantity& quantity : quantities) {
    if (quantity.figure) {
      const std::string& unit = quantity.figure->unit.empty() ? quantity.unit : quantity.figure->unit;
      known_[quantity.name].push_back(
          known_from(quantity.figure->value, quantity.figure->year, unit, "quantities"));
    }
    if (series != nullptr && !quantity.series.empty()) add_series(quantity, vintage);
  }
}

void Figures::add_series(const scenario::PromisedQuantity& quantity, const std::string& vintage) {
  std::set<std::string> bases;
  for (const calibration::PublishedFigure& figure : series_->figures) {
    if (figure.id == quantity.series) bases.insert(figure.base);
  }
  if (!quantity.basis && bases.size() > 1) return;
  const calibration::Day day = calibration::parse_day(vintage).value_or(calibration::Day{9999, 12, 31});
  for (const calibration::PublishedFigure* figure :
       calibration::known_figures(*series_, quantity.series, day, quantity.basis)) {
    const KnownFigure known = known_from(figure->value, figure->year, figure->unit, series_->file);
    if (figure->unit == "percent") {
      rates_[quantity.name].push_back(known);
      continue;
    }
    auto& all = known_[quantity.name];
    const bool is_stated =
        std::any_of(all.begin(), all.end(), [&](const KnownFigure& one) { return one.year == known.year; });
    if (!is_stated) all.push_back(known);
  }
}

void Figures::add(const scenario::Target& target, const Promise& promise) {
  if (!target.base_figure || promise.said == Said::total) return;
  const scenario::BaseFigure& figure = *target.base_figure;
  const std::string unit = figure.unit.empty() ? promise.unit : figure.unit;
  KnownFigure known = known_from(figure.value, figure.year, unit, target.id);
  const bool is_percent = unit == "percent";
  const bool asks_percent = promise.unit == "percent";
  if (is_percent && promise.said == Said::share) known.whole = promise.of;
  const bool fits = is_percent ? promise.said == Said::share || (promise.said == Said::level && asks_percent)
                               : promise.said != Said::level || !asks_percent;
  if (!fits) return;
  auto& all = known_[promise.quantity];
  const auto same = std::find_if(all.begin(), all.end(), [&](const KnownFigure& one) {
    return one.year == known.year && one.whole == known.whole;
  });
  if (same == all.end()) {
    all.push_back(known);
  } else if (series_ != nullptr && same->from == series_->file) {
    *same = known;
  }
}

std::optional<KnownFigure> Figures::level(const std::string& quantity, int year, bool exactly) const {
  const auto found = known_.find(quantity);
  if (found == known_.end()) return std::nullopt;
  const KnownFigure* last = last_of(found->second, "", year, exactly);
  return last != nullptr ? std::optional(*last) : std::nullopt;
}

std::optional<KnownFigure> Figures::share(const std::string& quantity, const std::string& whole,
                                          int year) const {
  const auto found = known_.find(quantity);
  if (found == known_.end()) return std::nullopt;
  if (const KnownFigure* stated = last_of(found->second, whole, year, false)) return *stated;
  for (int at = year; at > year - 10; --at) {
    const auto part = level(quantity, at, true), all = level(whole, at, true);
    if (!part || !all || !(all->value > 0)) continue;
    KnownFigure out = *part;
    out.value = part->value / all->value;
    out.whole = whole;
    return out;
  }
  return std::nullopt;
}

std::optional<Past> Figures::past_of_rates(const std::vector<KnownFigure>& rates, int year) const {
  double sum = 0;
  std::optional<int> first, last;
  for (int at = year; at > year - 5; --at) {
    const KnownFigure* rate = last_of(rates, "", at, true);
    if (rate == nullptr && !last) continue;
    if (rate == nullptr) break;
    sum += std::log1p(rate->value);
    if (!last) last = at;
    first = at;
  }
  if (!last) return std::nullopt;
  return Past{100 * std::expm1(sum / (*last - *first + 1)), *first, *last};
}

std::optional<Past> Figures::past_of_levels(const std::vector<KnownFigure>& levels, int year) const {
  const KnownFigure* last = last_of(levels, "", year, false);
  if (last == nullptr) return std::nullopt;
  for (int length = 5; length >= 2; --length) {
    const KnownFigure* first = last_of(levels, "", last->year - length, true);
    if (first == nullptr || !(first->value > 0) || !(last->value > 0)) continue;
    return Past{100 * std::expm1(std::log(last->value / first->value) / length), first->year + 1, last->year};
  }
  return std::nullopt;
}

std::optional<Past> Figures::past(const Promise& promise, int year) const {
  const auto find =
      [&](const std::map<std::string, std::vector<KnownFigure>>& in) -> const std::vector<KnownFigure>* {
    const auto found = in.find(promise.quantity);
    return found != in.end() ? &found->second : nullptr;
  };
  const auto* rates = find(rates_);
  if (promise.said == Said::growth && rates != nullptr) return past_of_rates(*rates, year);
  const auto* levels = find(known_);
  if (promise.said == Said::share || levels == nullptr) return std::nullopt;
  return past_of_levels(*levels, year);
}

}  // namespace leontide::audit
