#include "audit/missing.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace leontide::audit {

using scenario::Promise;
using scenario::Said;

double MissingFigure::reduction() const {
  if (is_unknown) return 100 * weight;
  return low && high ? 100 * (*high - *low) * weight : 0;
}

namespace {

Title figure_words(const scenario::Target& target, const Promise& promise) {
  if (!target.given.empty()) return target.given_title;
  if (!target.needs.en.empty()) return target.needs;
  const std::string& zh = in_language(target.title, Language::zh);
  if (!promise.base_year())
    return {fmt::format("{}: its last figure", target.title.en), fmt::format("{}：最近一年数值", zh)};
  return {fmt::format("{}: its figure of {}", target.title.en, *promise.base_year()),
          fmt::format("{}：{}年数值", zh, *promise.base_year())};
}

/// Whether a figure would make a verdict of it: not where the promise is itself a growth, or a sum.
bool needs_base(const Promise& promise, const Required& required) {
  const bool is_own = promise.said == Said::growth || promise.said == Said::total || promise.is_base;
  return !is_own && promise.than.empty() && !required.needed && !required.base;
}

MissingFigure missing_of(std::size_t i, const Promised& one, const Required& required,
                         const Hedging& hedging) {
  MissingFigure out;
  out.quantity = one.promise->quantity;
  out.figure = figure_words(one.target, *one.promise);
  out.asks = one.target.asks;
  out.targets = {i};
  out.weight = weight_of(*one.promise, hedging);
  out.needed = required.needed_given;
  out.is_unknown = required.needed_given.empty();
  if (required.outside_given.empty()) return out;
  const auto [low, high] = std::minmax_element(required.outside_given.begin(), required.outside_given.end());
  out.low = *low;
  out.high = *high;
  return out;
}

}  // namespace

std::vector<MissingFigure> missing_figures(std::span<const Promised> promised,
                                           std::span<const Required> required, const Hedging& hedging) {
  std::vector<MissingFigure> all;
  for (std::size_t i = 0; i < promised.size(); ++i) {
    if (!promised[i].promise || !needs_base(*promised[i].promise, required[i])) continue;
    MissingFigure one = missing_of(i, promised[i], required[i], hedging);
    const auto same = std::find_if(all.begin(), all.end(), [&](const MissingFigure& other) {
      return other.quantity == one.quantity && other.is_unknown && one.is_unknown;
    });
    if (same == all.end()) {
      all.push_back(std::move(one));
      continue;
    }
    same->targets.push_back(i);
    same->weight += one.weight;
  }
  const auto year_of = [&](const MissingFigure& one) { return promised[one.targets.front()].promise->year; };
  std::stable_sort(all.begin(), all.end(), [&](const MissingFigure& a, const MissingFigure& b) {
    return a.reduction() != b.reduction() ? a.reduction() > b.reduction() : year_of(a) < year_of(b);
  });
  return all;
}

}  // namespace leontide::audit
