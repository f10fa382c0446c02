#include "audit/promised.hpp"

#include <cmath>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "language/unit_words.hpp"

namespace leontide::audit {

using scenario::Promise;
using scenario::Said;
using scenario::Target;

namespace {

bool has_bound(const Promise& promise) {
  return promise.low || promise.high || promise.is_base || !promise.than.empty();
}

void take_bound(const Target& target, Promise& promise) {
  promise.falls = target.rule == Target::Rule::at_most;
  if (!target.bound_indicator.empty()) {
    promise.than = target.bound_indicator;
    return;
  }
  if (target.rule != Target::Rule::at_most) promise.low = target.low;
  if (target.rule != Target::Rule::at_least) promise.high = target.high;
}

void take_years(const Target& target, Promise& promise) {
  if (target.years.empty()) return;
  if (promise.year == 0) promise.year = target.years.back();
  const bool is_rate = target.when == Target::When::mean_growth;
  if (promise.said == Said::level && is_rate) promise.said = Said::growth;
  if (promise.said == Said::level && target.when == Target::When::cumulative) promise.said = Said::total;
  if (target.when == Target::When::each && promise.said == Said::growth) promise.each = true;
  const bool counts_years = target.has_period() || promise.each;
  if (!promise.from && counts_years) promise.from = target.years.front();
}

}  // namespace

std::optional<Promise> promise_of(const Target& target) {
  if (!target.promise && !target.assessed()) return std::nullopt;
  Promise promise = target.promise.value_or(Promise{});
  promise.place = target.place;
  if (promise.quantity.empty()) promise.quantity = target.assessed() ? target.indicator : target.id;
  if (target.assessed()) {
    if (!has_bound(promise)) take_bound(target, promise);
    if (promise.unit.empty()) promise.unit = target.unit_text;
    if (promise.prices.empty()) promise.prices = target.prices_text;
    take_years(target, promise);
    promise.is_about = promise.is_about || target.is_about;
  }
  if (promise.year == 0 || !has_bound(promise)) return std::nullopt;
  return promise;
}

double weight_of(const Promise& promise, const Hedging& hedging) {
  return promise.strives ? hedging.strive : 1;
}

double lenient(double bound, const Promise& promise, const Hedging& hedging) {
  if (!promise.is_about) return bound;
  return promise.falls ? bound + hedging.about * std::fabs(bound) : bound - hedging.about * std::fabs(bound);
}

Title promise_words(const Promise& promise) {
  const Title words = promise.unit.empty() ? Title{} : language::unit_words(promise.unit);
  const std::string unit = words.en.empty() ? "" : " " + words.en;
  const std::string& unit_zh = in_language(words, Language::zh);
  const auto number = [](double value) { return print_number(value); };
  if (promise.low && promise.high) {
    const std::string low = number(*promise.low), high = number(*promise.high);
    return {fmt::format("{} to {}{}", low, high, unit), fmt::format("{}—{}{}", low, high, unit_zh)};
  }
  if (promise.low || promise.high) {
    const std::string bound =
        (promise.falls ? "≤ " : "≥ ") + number(*(promise.falls ? promise.high : promise.low));
    return {bound + unit, bound + unit_zh};
  }
  if (!promise.than.empty()) return {"growth of " + promise.than, promise.than + "的增速"};
  return promise.falls ? Title{"not above its base", "不高于基期"} : Title{"above its base", "高于基期"};
}

}  // namespace leontide::audit
