#include "audit/system.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "audit/level_rows.hpp"
#include "audit/promised.hpp"

namespace leontide::audit {

using scenario::Promise;
using scenario::PromisedQuantity;
using scenario::Said;

namespace {

class SystemBuilder {
 public:
  SystemBuilder(std::span<const Promised> promised, const std::vector<PromisedQuantity>& quantities,
                const Figures& figures)
      : promised_(promised), quantities_(quantities), figures_(figures) {}

  System run() {
    for (std::size_t i = 0; i < promised_.size(); ++i) {
      if (promised_[i].promise) add_target(i, *promised_[i].promise);
    }
    add_definitions();
    add_figures();
    out_.programme = rows_.scaled();
    out_.owner = rows_.owner();
    return std::move(out_);
  }

 private:
  void leave_out(std::size_t target, Title why) { out_.left_out.push_back({target, std::move(why)}); }

  std::size_t state(Statement::Kind kind, std::size_t target, Title words) {
    out_.statements.push_back({kind, target, std::move(words)});
    return out_.statements.size() - 1;
  }

  void add_target(std::size_t i, const Promise& promise) {
    switch (promise.said) {
      case Said::level: return add_level(i, promise);
      case Said::share: return add_share(i, promise);
      case Said::growth:
      case Said::ratio: return add_growth(i, promise);
      case Said::added:
      case Said::total: return add_sum(i, promise);
    }
  }

  std::size_t say(std::size_t i) { return state(Statement::Kind::target, i, promised_[i].target.title); }

  /// x against `factor` times what a bound is of: nothing, another level, the base.
  void bound(std::size_t said, const Promise& promise, std::vector<LevelRows::Term> terms, double factor) {
    const double low = promise.low ? *promise.low * factor : -linear::unbounded;
    const double high = promise.high ? *promise.high * factor : linear::unbounded;
    rows_.add(said, std::move(terms), low, high);
  }

  void add_level(std::size_t i, const Promise& promise) {
    const auto x = rows_.at(promise.quantity, promise.year);
    if (!promise.is_base) {
      if (!promise.than.empty()) return leave_out(i, {"its bound is another quantity", "界为另一指标"});
      return bound(say(i), promise, {{x, 1}}, scenario::read_worded_unit(promise.unit).factor);
    }
    const auto known = figures_.level(promise.quantity, promise.year - 1);
    const auto year = promise.base_year() ? promise.base_year()
                      : known             ? std::optional(known->year)
                                          : std::nullopt;
    if (!year) return leave_out(i, {"the year of its base is not stated", "未说明基期年份"});
    against(say(i), promise.falls, x, rows_.at(promise.quantity, *year), 1);
  }

  /// x at least (at most) `factor` times y.
  void against(std::size_t said, bool falls, std::size_t x, std::size_t y, double factor) {
    rows_.at_least(said, {{x, falls ? -1 : 1}, {y, falls ? factor : -factor}}, 0);
  }

  void add_share(std::size_t i, const Promise& promise) {
    std::optional<double> low = promise.low, high = promise.high;
    const double factor = scenario::read_worded_unit(promise.unit).factor;
    if (promise.is_base) {
      const auto known = figures_.share(promise.quantity, promise.of, promise.year - 1);
      if (!known) return leave_out(i, {"the share of its base is not known", "基期比重未知"});
      (promise.falls ? high : low) = known->value / factor;
    }
    if (!low && !high) return leave_out(i, {"its bound is another quantity", "界为另一指标"});
    const auto x = rows_.at(promise.quantity, promise.year), whole = rows_.at(promise.of, promise.year);
    const auto said = say(i);
    if (low) against(said, false, x, whole, *low * factor);
    if (high) against(said, true, x, whole, *high * factor);
  }

  void add_growth(std::size_t i, const Promise& promise) {
    const auto base = promise.base_year();
    if (!base || *base >= promise.year)
      return leave_out(i, {"the year it counts from is not stated", "未说明起始年份"});
    if (!promise.than.empty()) return add_pace(i, promise, *base);
    const auto said = say(i);
    const auto step = [&](int from, int to) {
      const auto x = rows_.at(promise.quantity, to), y = rows_.at(promise.quantity, from);
      const auto times = [&](double bound) {
        return promise.said == Said::ratio ? bound : std::pow(1 + bound / 100, to - from);
      };
      if (promise.is_base) return against(said, promise.falls, x, y, 1);
      if (promise.low) against(said, false, x, y, times(*promise.low));
      if (promise.high) against(said, true, x, y, times(*promise.high));
    };
    if (!promise.each || promise.said == Said::ratio) return step(*base, promise.year);
    for (int year = *base + 1; year <= promise.year; ++year)
      step(year - 1, year);
  }

  /// Growth at least another's: linear where both bases are numbers.
  void add_pace(std::size_t i, const Promise& promise, int base) {
    const auto own = base_number(promise.quantity, base), other = base_number(promise.than, base);
    if (!own || !other)
      return leave_out(i, {"the base of one of the two is not known", "两者之一的基期数值未知"});
    rows_.at_least(
        say(i),
        {{rows_.at(promise.quantity, promise.year), *other}, {rows_.at(promise.than, promise.year), -*own}},
        0);
  }

  /// The base's figure; 1 of a quantity of which only growth is said, whose unit is free.
  std::optional<double> base_number(const std::string& quantity, int year) {
    if (const auto known = figures_.level(quantity, year, true)) return known->value;
    if (!only_grows(quantity, year)) return std::nullopt;
    if (normed_.insert(quantity).second) {
      const Title words{fmt::format("{} of {} is taken as 1: only its growth is promised", quantity, year),
                        fmt::format("{}（{}年）取为1：仅承诺其增速", quantity, year)};
      rows_.add(state(Statement::Kind::definition, 0, words), {{rows_.at(quantity, year), 1}}, 1, 1);
    }
    return 1;
  }

  bool only_grows(const std::string& quantity, int base) const {
    if (figures_.all().contains(quantity)) return false;
    const bool is_defined =
        std::any_of(quantities_.begin(), quantities_.end(), [&](const PromisedQuantity& one) {
          const auto names = [&](const std::vector<std::string>& list) {
            return std::find(list.begin(), list.end(), quantity) != list.end();
          };
          return names(one.parts) || names(one.contains) || one.volume_of == quantity ||
                 one.within == quantity ||
                 (one.name == quantity && (!one.parts.empty() || !one.contains.empty() ||
                                           !one.within.empty() || !one.volume_of.empty()));
        });
    return !is_defined && std::all_of(promised_.begin(), promised_.end(), [&](const Promised& one) {
      if (!one.promise) return true;
      const Promise& p = *one.promise;
      if (p.of == quantity) return false;
      if (p.quantity != quantity && p.than != quantity) return true;
      const bool is_growth = p.said == Said::growth || p.said == Said::ratio;
      return is_growth && p.base_year() == base;
    });
  }

  void add_sum(std::size_t i, const Promise& promise) {
    const auto base = promise.base_year();
    if (!base) return leave_out(i, {"the year it counts from is not stated", "未说明起始年份"});
    if (promise.is_base || !promise.than.empty())
      return leave_out(i, {"its bound is another quantity", "界为另一指标"});
    std::vector<LevelRows::Term> terms;
    if (promise.said == Said::added) {
      terms = {{rows_.at(promise.quantity, promise.year), 1}, {rows_.at(promise.quantity, *base), -1}};
    } else {
      for (int year = *base + 1; year <= promise.year; ++year)
        terms.emplace_back(rows_.at(promise.quantity, year), 1);
    }
    bound(say(i), promise, std::move(terms), scenario::read_worded_unit(promise.unit).factor);
  }

  void add_figures() {
    for (const auto& [quantity, all] : figures_.all()) {
      for (const KnownFigure& known : all) {
        const bool is_share = !known.whole.empty();
        if (!rows_.has(quantity, known.year) || (is_share && !rows_.has(known.whole, known.year))) continue;
        const std::string text = fmt::format("{} {}: {}", quantity, known.year, known.printed);
        const auto said = state(Statement::Kind::figure, 0, {text, text});
        const auto x = rows_.at(quantity, known.year);
        if (!is_share) {
          rows_.add(said, {{x, 1}}, known.value - known.rounding, known.value + known.rounding);
          continue;
        }
        const auto whole = rows_.at(known.whole, known.year);
        against(said, false, x, whole, known.value - known.rounding);
        against(said, true, x, whole, known.value + known.rounding);
      }
    }
  }

  /// Definitions hold in every year in which both sides are spoken of; a year that one of them opens may
  /// give work to another.
  void add_definitions() {
    for (bool is_new = true; is_new;) {
      is_new = false;
      for (const PromisedQuantity& quantity : quantities_) {
        for (const int year : rows_.years_of(quantity.name)) {
          if (!defined_.insert({quantity.name, year}).second) continue;
          is_new = true;
          define(quantity, year);
        }
      }
    }
    for (const PromisedQuantity& quantity : quantities_) {
      if (!quantity.volume_of.empty()) add_volume(quantity);
    }
  }

  void define(const PromisedQuantity& quantity, int year) {
    const auto x = rows_.at(quantity.name, year);
    if (!quantity.parts.empty()) {
      std::vector<LevelRows::Term> terms{{x, 1}};
      for (const std::string& part : quantity.parts)
        terms.emplace_back(rows_.at(part, year), -1);
      rows_.add(define_as(quantity.name, " = ", quantity.parts), std::move(terms), 0, 0);
    }
    if (!quantity.contains.empty()) {
      std::vector<LevelRows::Term> terms{{x, 1}};
      for (const std::string& part : quantity.contains) {
        if (rows_.has(part, year)) terms.emplace_back(rows_.at(part, year), -1);
      }
      rows_.at_least(define_as(quantity.name, " ≥ ", quantity.contains), std::move(terms), 0);
    }
    if (!quantity.within.empty())
      rows_.at_least(define_as(quantity.within, " ≥ ", {quantity.name}),
                     {{rows_.at(quantity.within, year), 1}, {x, -1}}, 0);
  }

  std::size_t define_as(const std::string& whole, const char* relation,
                        const std::vector<std::string>& parts) {
    std::string text = whole + relation;
    for (std::size_t i = 0; i < parts.size(); ++i)
      text += (i > 0 ? " + " : "") + parts[i];
    return state(Statement::Kind::definition, 0, {text, text});
  }

  /// Of the base year both are one; after it prices stand between them.
  void add_volume(const PromisedQuantity& quantity) {
    const std::vector<int> years = rows_.years_of(quantity.name);
    if (years.empty() || !(rows_.has(quantity.volume_of, years.front()) || years.size() > 1)) return;
    const int base = years.front();
    const std::string text =
        fmt::format("{} is {} at the prices of {}", quantity.name, quantity.volume_of, base);
    const auto said =
        state(Statement::Kind::definition, 0,
              {text, fmt::format("{}为按{}年价格计算的{}", quantity.name, base, quantity.volume_of)});
    rows_.add(said, {{rows_.at(quantity.name, base), 1}, {rows_.at(quantity.volume_of, base), -1}}, 0, 0);
    if (quantity.price_growth.size() != 2) return;
    for (const int year : years) {
      if (year == base || !rows_.has(quantity.volume_of, year)) continue;
      const auto real = rows_.at(quantity.name, year), nominal = rows_.at(quantity.volume_of, year);
      const auto prices = [&](double growth) { return std::pow(1 + growth / 100, year - base); };
      against(said, false, nominal, real, prices(quantity.price_growth[0]));
      against(said, true, nominal, real, prices(quantity.price_growth[1]));
    }
  }

  std::span<const Promised> promised_;
  const std::vector<PromisedQuantity>& quantities_;
  const Figures& figures_;
  LevelRows rows_;
  System out_;
  std::set<std::string> normed_;
  std::set<std::pair<std::string, int>> defined_;
};

}  // namespace

System build_system(std::span<const Promised> promised, const std::vector<PromisedQuantity>& quantities,
                    const Figures& figures) {
  return SystemBuilder(promised, quantities, figures).run();
}

}  // namespace leontide::audit
