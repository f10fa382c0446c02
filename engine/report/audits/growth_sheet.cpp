#include "report/audits/growth_sheet.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "base/numbers.hpp"
#include "language/unit_words.hpp"

namespace leontide::report {

namespace {

using audit::Audit;
using audit::Required;

/// A direction alone, of which nothing is known, has nothing to be held against.
bool is_measured(const audit::Promised& promised, const Required& one) {
  if (!promised.promise) return false;
  return promised.promise->is_base ? one.past.has_value() : one.needed || !one.needed_given.empty();
}

Title why_unmeasured(const scenario::Promise& promise, const Required& one) {
  if (promise.is_base) return {"a direction alone, and nothing is known of its past", "仅有方向，历史未知"};
  if (!promise.than.empty()) return {"held against the growth of another quantity", "以另一指标增速为界"};
  if (promise.said == scenario::Said::total) return {"a sum over years", "累计量"};
  if (one.base) return {"it starts from nothing", "起点为零"};
  return {"its last figure is missing", "缺最近一年数值"};
}

/// What is rare comes first: beside cities, then beside its own past, then alone.
struct Rarity {
  int group = 2;
  double value = 0;
};

Rarity rarity_of(const audit::Promised& promised, const Required& one) {
  if (one.outside) return {0, one.outside->share_recent};
  if (!one.outside_given.empty())
    return {0, *std::min_element(one.outside_given.begin(), one.outside_given.end())};
  if (const auto more = audit::asked_beyond_past(*promised.promise, one)) return {1, -*more};
  return {2, one.needed ? -*one.needed : 0};
}

/// A figure in the unit of the promise, where it is of that kind.
Cell known_cell(const std::optional<audit::KnownFigure>& known, const scenario::Promise& promise) {
  if (!known) return {};
  const scenario::WordedUnit asked = scenario::read_worded_unit(promise.unit);
  const bool is_share = !known->whole.empty();
  const bool is_same = is_share || known->unit == asked.symbol;
  const double value = known->value / (is_same && asked.factor > 0 ? asked.factor : 1);
  const Title unit = language::unit_words(is_same ? promise.unit : known->unit);
  const std::string number = print_number(std::stod(print_fixed(value, value < 100 ? 2 : 1)));
  return Title{fmt::format("{}{}{}, {}", number, unit.en.empty() ? "" : " ", unit.en, known->year),
               fmt::format("{}{}，{}年", number, in_language(unit, Language::zh), known->year)};
}

/// Of a conditional target the least and the greatest over its figures.
struct ShownGrowth {
  std::optional<double> needed, up_to, past, faster, recent, down_to, all;
};

ShownGrowth shown_growth(const audit::Promised& promised, const Required& one) {
  ShownGrowth out;
  out.needed = one.needed;
  if (one.past) out.past = one.past->growth;
  if (one.outside) {
    out.recent = one.outside->share_recent;
    out.all = one.outside->share;
  }
  const auto& given = one.needed_given;
  if (!given.empty()) {
    out.needed = *std::min_element(given.begin(), given.end());
    out.up_to = *std::max_element(given.begin(), given.end());
  }
  const auto& shares = one.outside_given;
  if (!shares.empty()) {
    out.recent = *std::max_element(shares.begin(), shares.end());
    out.down_to = *std::min_element(shares.begin(), shares.end());
  }
  out.faster = audit::asked_beyond_past(*promised.promise, one);
  return out;
}

std::vector<Cell> growth_row(const audit::Promised& promised, const Required& one) {
  const ShownGrowth shown = shown_growth(promised, one);
  std::vector<Cell> row{promised.target.title, promise_with_year(*promised.promise),
                        known_cell(one.base, *promised.promise)};
  const auto add = [&](const std::optional<double>& value, double factor = 1) {
    auto& cell = row.emplace_back();
    if (value) cell = factor * *value;
  };
  add(shown.needed);
  add(shown.up_to);
  add(one.as_about);
  add(shown.past);
  add(shown.faster);
  auto& beside = row.emplace_back();
  if (shown.recent) beside = title_of(*one.measure);
  add(shown.recent, 100);
  add(shown.down_to, 100);
  add(shown.all, 100);
  return row;
}

void add_notes(const Audit& audit, Sheet& sheet) {
  sheet.notes.push_back(
      {"Needed: from the last figure to the number of the plan, per cent a year; for a share, growth of the "
       "share; what "
       "should fall must not grow by more. Up to: for the least of the figures that a conditional target may "
       "start from.",
       "所需增速：由最近数值到规划数值的年均增速（%"
       "）；比重类为比重本身的增速；应下降的指标不得高于该值。至多：条件类目标取可能基数中最小者。"});
  sheet.notes.push_back({"Own past: the last five years, fewer where no more are published.",
                         "自身历史：最近五年，公布年份不足时取较短区间。"});
  for (const Required& one : audit.required) {
    if (!one.outside) continue;
    sheet.notes.push_back(
        {fmt::format(
             "Cities: share of all cities' windows of the same length (five years at most) in which GDP grew "
             "as "
             "much, since {} and in {}-{}; a yardstick for whatever is not GDP itself. How forecasts of "
             "growth did: {}",
             one.outside->recent_from, one.outside->first_year, one.outside->last_year, one.outside->folder),
         fmt::format("各城市：全部城市同长度窗口（最长五年）中地区生产总值增速达到该值的比例，{}年以来及{}—{}"
                     "年；对非GDP指标仅供参照。增速预测的历史表现见 {}",
                     one.outside->recent_from, one.outside->first_year, one.outside->last_year,
                     one.outside->folder)});
    break;
  }
}

}  // namespace

Title promise_with_year(const scenario::Promise& promise) {
  Title words = audit::promise_words(promise);
  const Title said = title_of(promise.said);
  const bool is_plain = promise.said == scenario::Said::level;
  if (!is_plain) words = {said.en + " " + words.en, said.zh + words.zh};
  const bool has_period = promise.from && promise.said != scenario::Said::level;
  const std::string years =
      has_period ? fmt::format("{}-{}", *promise.from, promise.year) : std::to_string(promise.year);
  const std::string hedge_en =
      std::string(promise.is_about ? ", about" : "") + (promise.strives ? ", strive for" : "");
  const std::string hedge_zh =
      std::string(promise.is_about ? "，左右" : "") + (promise.strives ? "，力争" : "");
  return {fmt::format("{}, {}{}", words.en, years, hedge_en),
          fmt::format("{}，{}年{}", words.zh, years, hedge_zh)};
}

Sheet required_growth_sheet(const Audit& audit) {
  Sheet sheet{"growth", {"Growth that targets need", "目标所需增速"}, {}, {}, {}};
  sheet.columns = {text_column("target", "target", "目标"),
                   text_column("promise", "promise", "承诺"),
                   text_column("base", "from", "基数"),
                   number_column("needed", "needed (% a year)", "所需（%/年）", 1),
                   number_column("needed_up_to", "up to", "至多", 1),
                   number_column("needed_about", "if about", "按左右", 1),
                   number_column("past", "own past", "自身历史", 1),
                   number_column("faster_by", "more than past", "高于历史", 1),
                   text_column("beside", "beside", "参照"),
                   column_of("cities_recent", {"cities, recent (%)", "各城市近期（%）"}, Shown::share, 1),
                   column_of("cities_down_to", {"down to", "至少"}, Shown::share, 1),
                   column_of("cities_all", {"all years", "全部年份"}, Shown::share, 1)};
  std::vector<std::size_t> order(audit.required.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase_if(order, [&](std::size_t i) { return !is_measured(audit.promised[i], audit.required[i]); });
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Rarity one = rarity_of(audit.promised[a], audit.required[a]);
    const Rarity other = rarity_of(audit.promised[b], audit.required[b]);
    return one.group != other.group ? one.group < other.group : one.value < other.value;
  });
  for (const std::size_t i : order)
    sheet.rows.push_back(growth_row(audit.promised[i], audit.required[i]));
  add_notes(audit, sheet);
  return sheet;
}

Sheet unmeasured_sheet(const Audit& audit) {
  Sheet sheet{"unmeasured", {"Without a growth that could be told", "无法给出所需增速的目标"}, {}, {}, {}};
  sheet.columns = {text_column("target", "target", "目标"), text_column("promise", "promise", "承诺"),
                   text_column("why", "why", "原因")};
  for (std::size_t i = 0; i < audit.promised.size(); ++i) {
    const audit::Promised& one = audit.promised[i];
    if (!one.promise || is_measured(one, audit.required[i])) continue;
    sheet.rows.push_back(
        {one.target.title, promise_with_year(*one.promise), why_unmeasured(*one.promise, audit.required[i])});
  }
  return sheet;
}

}  // namespace leontide::report
