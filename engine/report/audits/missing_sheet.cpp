#include "report/audits/missing_sheet.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "report/audits/implied_sheet.hpp"

namespace leontide::report {

namespace {

/// What the plan's own numbers say of it before the target's year.
Cell said_by_plan(const audit::Audit& audit, const audit::MissingFigure& missing) {
  const int year = audit.promised[missing.targets.front()].promise->year;
  for (const audit::Implied& one : audit.implied) {
    if (one.quantity != missing.quantity || one.year >= year) continue;
    const Title text = implied_text(one);
    return Title{fmt::format("{}, {}", text.en, one.year),
                 fmt::format("{}，{}年", in_language(text, Language::zh), one.year)};
  }
  return {};
}

}  // namespace

Sheet missing_sheet(const audit::Audit& audit, std::size_t rows) {
  Sheet sheet{"missing",
              {"Figures that are missing, what would narrow most first", "缺失数据（收窄作用大者在前）"},
              {},
              {},
              {}};
  sheet.columns = {text_column("figure", "figure", "数据"),
                   text_column("asks", "who has it", "数据来源单位"),
                   text_column("target", "first target", "首个目标"),
                   number_column("targets", "targets", "目标数", 0),
                   number_column("needed_low", "needed, from (% a year)", "所需增速自（%/年）", 1),
                   number_column("needed_high", "to", "至", 1),
                   column_of("band_low", {"band, from (%)", "区间自（%）"}, Shown::share, 1),
                   column_of("band_high", {"to", "至"}, Shown::share, 1),
                   number_column("reduction", "narrows by (points)", "可收窄（百分点）", 1),
                   text_column("implied", "the plan itself implies", "规划自身推得")};
  const std::size_t shown = rows == 0 ? audit.missing.size() : std::min(rows, audit.missing.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const audit::MissingFigure& one = audit.missing[i];
    const bool has_needed = !one.needed.empty();
    const auto [low, high] = std::minmax_element(one.needed.begin(), one.needed.end());
    std::vector<Cell> row{one.figure, one.asks, audit.promised[one.targets.front()].target.title,
                          static_cast<double>(one.targets.size())};
    const auto add = [&](bool is_known, double value) {
      auto& cell = row.emplace_back();
      if (is_known) cell = value;
    };
    add(has_needed, has_needed ? *low : 0);
    add(has_needed, has_needed ? *high : 0);
    const bool has_band = one.is_unknown || one.low;
    add(has_band, 100 * one.low.value_or(0));
    add(has_band, 100 * one.high.value_or(1));
    add(has_band, one.reduction());
    row.emplace_back(said_by_plan(audit, one));
    sheet.rows.push_back(std::move(row));
  }
  if (shown < audit.missing.size())
    sheet.notes.push_back(
        {fmt::format("The first {} of {}; --rows 0 shows all.", shown, audit.missing.size()),
         fmt::format("共{}项，列出前{}项；--rows 0 显示全部。", audit.missing.size(), shown)});
  sheet.notes.push_back(
      {"Band: share of cities' recent windows that grew as the target needs, over the values that the figure "
       "may have; "
       "0 to 100 where nothing is known of it, for then nothing can be said. Knowing it leaves one point of "
       "the band, so "
       "it narrows by its width, hedged targets by their weight. What else is uncertain stays.",
       "区间：在该数据的可能取值范围内，各城市近期窗口达到所需增速的比例；一无所知时为0至100。获知该数据后区"
       "间缩为一点，故收窄量为其宽度（留有余地的目标按权重计）。其他不确定性不变。"});
  return sheet;
}

}  // namespace leontide::report
