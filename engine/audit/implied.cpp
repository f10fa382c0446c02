#include "audit/implied.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace leontide::audit {

using scenario::Promise;
using scenario::Said;

namespace {

using Level = std::pair<std::string, int>;

/// `to` is `factor` times `from`, and `plus` more.
struct Link {
  std::size_t target = 0;
  Level to, from;
  double factor = 1, plus = 0;
};

struct Value {
  double value = 0;
  std::vector<std::size_t> targets;
  bool is_stated = false;  ///< by one target or figure alone
};

/// The one number of a promise, as a plain number.
std::optional<double> number_of(const Promise& promise) {
  if (promise.low && promise.high) return std::nullopt;
  const auto number = promise.low ? promise.low : promise.high;
  return number;
}

class Implications {
 public:
  Implications(std::span<const Promised> promised, const Figures& figures)
      : promised_(promised), figures_(figures) {
    for (std::size_t i = 0; i < promised.size(); ++i) {
      if (promised[i].promise) add(i, *promised[i].promise);
    }
    for (const auto& [quantity, all] : figures.all()) {
      for (const KnownFigure& known : all) {
        if (known.whole.empty()) values_[{quantity, known.year}].push_back({known.value, {}, true});
      }
    }
  }

  std::vector<Implied> run() {
    std::vector<Implied> all;
    for (bool is_new = true; is_new;) {
      is_new = false;
      for (const Link& link : links_) {
        is_new = follow(link, link.from, link.to, true) || is_new;
        is_new = follow(link, link.to, link.from, false) || is_new;
      }
    }
    for (const auto& [level, values] : values_) {
      const auto derived =
          std::find_if(values.begin(), values.end(), [](const Value& one) { return !one.is_stated; });
      if (derived == values.end()) continue;
      const auto stated =
          std::find_if(values.begin(), values.end(), [](const Value& one) { return one.is_stated; });
      const bool says_something = derived->targets.size() > 1 || stated != values.end();
      if (says_something) all.push_back(told(level, *derived, stated != values.end() ? &*stated : nullptr));
    }
    return all;
  }

 private:
  void add(std::size_t i, const Promise& promise) {
    const auto number = number_of(promise);
    if (!number || promise.is_base || !promise.than.empty()) return;
    const scenario::WordedUnit unit = scenario::read_worded_unit(promise.unit);
    const Level level{promise.quantity, promise.year};
    const auto base = promise.base_year();
    switch (promise.said) {
      case Said::level:
        values_[level].push_back({*number * unit.factor, {i}, true});
        if (promise.unit != "percent") unit_[promise.quantity] = unit;
        break;
      case Said::share:
        links_.push_back({i, level, {promise.of, promise.year}, *number * unit.factor, 0});
        break;
      case Said::growth:
        if (base)
          links_.push_back(
              {i, level, {promise.quantity, *base}, std::pow(1 + *number / 100, promise.year - *base), 0});
        break;
      case Said::ratio:
        if (base) links_.push_back({i, level, {promise.quantity, *base}, *number, 0});
        break;
      case Said::added:
        if (base) links_.push_back({i, level, {promise.quantity, *base}, 1, *number * unit.factor});
        break;
      case Said::total: break;
    }
  }

  /// From one end of a link to the other, where nothing has come there yet but by statement.
  bool follow(const Link& link, const Level& from, const Level& to, bool is_forward) {
    const auto start = values_.find(from);
    if (start == values_.end() || start->second.empty()) return false;
    const auto& there = values_[to];
    if (std::any_of(there.begin(), there.end(), [](const Value& one) { return !one.is_stated; }))
      return false;
    const Value by = start->second.front();
    if (std::find(by.targets.begin(), by.targets.end(), link.target) != by.targets.end()) return false;
    Value value;
    value.value = is_forward ? link.factor * by.value + link.plus : (by.value - link.plus) / link.factor;
    value.targets = by.targets;
    value.targets.push_back(link.target);
    if (!(value.value > 0) || value.targets.size() > longest) return false;
    values_[to].push_back(std::move(value));
    return true;
  }

  Implied told(const Level& level, const Value& derived, const Value* stated) const {
    Implied out;
    out.quantity = level.first;
    out.year = level.second;
    out.value = derived.value;
    out.targets = derived.targets;
    std::sort(out.targets.begin(), out.targets.end());
    if (stated != nullptr) out.stated = stated->value;
    out.last = figures_.level(level.first, level.second - 1);
    out.unit = unit_of(level.first, derived);
    if (out.last && out.last->value > 0)
      out.growth = 100 * std::expm1(std::log(out.value / out.last->value) / (level.second - out.last->year));
    return out;
  }

  /// Its own unit, else that of a level that it follows from.
  scenario::WordedUnit unit_of(const std::string& quantity, const Value& derived) const {
    if (const auto own = unit_.find(quantity); own != unit_.end()) return own->second;
    for (const std::size_t target : derived.targets) {
      const auto found = unit_.find(promised_[target].promise->quantity);
      if (found != unit_.end()) return found->second;
    }
    return {};
  }

  static constexpr std::size_t longest = 4;

  std::span<const Promised> promised_;
  const Figures& figures_;
  std::vector<Link> links_;
  std::map<Level, std::vector<Value>> values_;
  std::map<std::string, scenario::WordedUnit> unit_;
};

}  // namespace

std::vector<Implied> implied_levels(std::span<const Promised> promised, const Figures& figures,
                                    const calibration::OutsideTable* outside) {
  std::vector<Implied> all = Implications(promised, figures).run();
  for (Implied& one : all) {
    if (outside == nullptr || !one.growth || one.unit.symbol != "CNY") continue;
    one.outside = outside->at(calibration::Measure::nominal, one.year - one.last->year, *one.growth);
  }
  return all;
}

}  // namespace leontide::audit
