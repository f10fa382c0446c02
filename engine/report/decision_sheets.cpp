#include "report/decision_sheets.hpp"

#include <fmt/format.h>

#include "report/estimate_columns.hpp"

namespace leontide::report {

namespace {

std::string from_to(const std::optional<double>& low, const std::optional<double>& high, const char* beyond) {
  const auto end = [&](const std::optional<double>& value) {
    return value ? fmt::format("{:.6g}", *value) : std::string(beyond);
  };
  return fmt::format("{} – {}", end(low), end(high));
}

}  // namespace

std::vector<Sheet> seek_sheets(const analysis::SeekAnswer& answer, const analysis::SeekRequest& request) {
  Sheet sheet;
  sheet.name = "seek";
  sheet.title = of_question(answer.question.title, "What gives the chance asked for: ", "达到目标概率所需：");
  sheet.columns = {text_column("varied", "varied", "变量"),
                   number_column("level", "chance asked for", "目标概率", 1, "%"),
                   number_column("value", "value", "所需值", 6), number_column("low", "from", "下限", 6),
                   number_column("high", "to", "上限", 6)};
  sheet.rows.push_back({same(request.path), 100 * request.level, answer.value,
                        answer.low ? Cell(*answer.low) : Cell(), answer.high ? Cell(*answer.high) : Cell()});
  if (answer.jump) {
    const auto& [from, to] = *answer.jump;
    sheet.notes.push_back(
        {fmt::format(
             "no value gives {:.4g} %: the chance jumps from {:.4g} % at {} = {:.8g} to {:.4g} % at {:.8g}; "
             "{} trials a value, all on the same draws",
             100 * request.level, 100 * from.chance.estimate, request.path, from.value,
             100 * to.chance.estimate, to.value, answer.trials),
         fmt::format("没有取值给出{:.4g}%：{}从{:.8g}到{:.8g}时概率由{:.4g}%跳至{:.4g}%；每个取值{}"
                     "次模拟，共同随机数",
                     100 * request.level, request.path, from.value, to.value, 100 * from.chance.estimate,
                     100 * to.chance.estimate, answer.trials)});
  } else {
    const std::string interval = from_to(answer.low, answer.high, "beyond the range");
    const std::string level = fmt::format("{:.4g}", 100 * answer.curve.front().chance.level);
    sheet.notes.push_back(
        {fmt::format(
             "{} = {:.6g} gives a chance of {:.4g} % ({}, {} %); {} trials a value, all on the same draws",
             request.path, answer.value, 100 * request.level, interval, level, answer.trials),
         fmt::format("{} = {:.6g} 时概率为{:.4g}%（{}，{}%）；每个取值{}次模拟，共同随机数", request.path,
                     answer.value, 100 * request.level, from_to(answer.low, answer.high, "超出范围"), level,
                     answer.trials)});
  }
  sheet.notes.push_back({"the interval is where the bounds of the chance's own interval reach the level",
                         "区间为概率自身置信界达到目标概率之处"});
  Sheet curve;
  curve.name = "curve";
  curve.title = {"Chance by value", "概率随取值的变化"};
  curve.columns = {number_column("value", request.path, request.path, 6)};
  add_percent_columns(curve.columns, "chance", "chance", "概率");
  for (const analysis::SeekPoint& point : answer.curve) {
    std::vector<Cell> row{point.value};
    add_percent(row, point.chance);
    curve.rows.push_back(std::move(row));
  }
  return {sheet, curve};
}

namespace {

/// Every other plan against the one as stated, on the same fresh draws.
Sheet gain_sheet(const analysis::Optimum& optimum) {
  Sheet gain;
  gain.name = "gain";
  gain.title = {"What each plan gains over the one as stated", "各方案相对原方案的增益"};
  gain.columns = {text_column("plan", "plan", "方案"), text_column("scenario", "scenario", "情景")};
  if (optimum.is_mean_met) {
    add_estimate_columns(gain.columns, "gain", "gain", "增益", 3);
  } else {
    add_percent_columns(gain.columns, "gain", "gain", "增益", 3);
  }
  gain.columns.push_back(text_column("verdict", "", ""));
  for (std::size_t p = 0; p < optimum.plans.size(); ++p) {
    if (optimum.plans[p].is_stated) continue;
    for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
      const statistics::Estimate& estimate = optimum.plans[p].gain[s];
      std::vector<Cell> row{optimum.plans[p].name, same(optimum.scenarios[s])};
      optimum.is_mean_met ? add_estimate(row, estimate) : add_percent(row, estimate);
      row.emplace_back(estimate.low > 0    ? Title{"better", "更优"}
                       : estimate.high < 0 ? Title{"worse", "更差"}
                                           : Title{"no difference shown", "未见差异"});
      gain.rows.push_back(std::move(row));
    }
  }
  gain.notes.push_back(optimum.has_gain
                           ? Title{"difference on common draws that the search has not seen, 95 % interval",
                                   "搜索未用过的共同随机数下的差异，95%区间"}
                           : Title{"no better plan was found than the one as stated (differences on common "
                                   "draws that the search "
                                   "has not seen, 95 % interval)",
                                   "未找到优于原方案的方案（搜索未用过的共同随机数下的差异，95%区间）"});
  return gain;
}

}  // namespace

std::vector<Sheet> optimise_sheets(const analysis::Optimum& optimum, const scenario::Budget& budget) {
  Sheet plans;
  plans.name = "spending";
  plans.title = {fmt::format("How to spend {} {}", budget.total, budget.unit),
                 fmt::format("{} {} 的分配方案", budget.total, budget.unit)};
  plans.columns = {text_column("lever", "lever", "措施"), number_column("cost", "cost", "成本", 2)};
  for (std::size_t p = 0; p < optimum.plans.size(); ++p)
    plans.columns.push_back(
        number_column(fmt::format("plan_{}", p + 1), optimum.plans[p].name.en, optimum.plans[p].name.zh, 2));
  for (std::size_t l = 0; l < optimum.levers.size(); ++l) {
    std::vector<Cell> row{title_or_name(optimum.lever_titles[l], optimum.levers[l]), budget.levers[l].cost};
    for (const analysis::Spending& plan : optimum.plans)
      row.emplace_back(plan.spent[l]);
    plans.rows.push_back(std::move(row));
  }
  std::vector<Cell> left{Title{"left over", "结余"}, std::monostate{}};
  for (const analysis::Spending& plan : optimum.plans)
    left.emplace_back(plan.left_over);
  plans.rows.push_back(std::move(left));
  plans.notes.push_back(
      {"spending s gives a lever (s / cost)^exponent of its stated strength; cost is what the stated "
       "strength costs",
       "投入s使措施强度为既定强度的(s/成本)^指数倍；成本为达到既定强度所需投入"});
  plans.notes.push_back(
      {"left over: what no lever took, or what was taken back since the answer is the same "
       "without it on the draws of the search",
       "结余：未分配的资金，或在搜索所用随机数下收回后结果不变的资金"});
  if (optimum.none_completed) return {plans};

  Sheet worth;
  worth.name = "worth";
  const Title what = optimum.is_mean_met ? Title{"expected number of targets met", "预期实现目标数"}
                                         : optimum.question.title;
  worth.title = of_question(what, "What each plan gives: ", "各方案的效果：");
  worth.columns = {text_column("plan", "plan", "方案")};
  const double scale = optimum.is_mean_met ? 1 : 100;
  const std::string unit = optimum.is_mean_met ? "" : "%";
  for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
    worth.columns.push_back(
        number_column(fmt::format("worth_{}", s + 1), optimum.scenarios[s], optimum.scenarios[s], 3, unit));
    worth.columns.push_back(number_column(fmt::format("error_{}", s + 1), "±", "±", 3, unit));
    worth.columns.push_back(number_column(fmt::format("regret_{}", s + 1), "regret", "遗憾值", 3, unit));
  }
  worth.columns.push_back(number_column("most_regret", "greatest regret", "最大遗憾值", 3, unit));
  for (const analysis::Spending& plan : optimum.plans) {
    std::vector<Cell> row{plan.name};
    for (std::size_t s = 0; s < optimum.scenarios.size(); ++s) {
      row.push_back(number_cell(scale * plan.worth[s]));
      row.push_back(number_cell(scale * plan.error[s]));
      row.push_back(number_cell(scale * plan.regret[s]));
    }
    row.push_back(number_cell(scale * plan.most_regret));
    worth.rows.push_back(std::move(row));
  }
  worth.notes.push_back(
      {fmt::format("judged on {} fresh trials; ± is one standard error of the plan alone, differences on "
                   "common draws are "
                   "surer; regret: what the best plan for that scenario gives more",
                   optimum.trials),
       fmt::format("以{}次新的模拟评价；±为单个方案的标准误；遗憾值：与该情景最优方案之差", optimum.trials)});
  return {plans, worth, gain_sheet(optimum)};
}

std::vector<Sheet> observe_sheets(const analysis::Revision& revision) {
  Sheet figures;
  figures.name = "figures";
  figures.title = {"Figures that are known, beside what had been expected", "已知数据与事前预期"};
  figures.columns = {text_column("indicator", "indicator", "指标"),
                     number_column("year", "year", "年份", 0),
                     number_column("value", "figure", "数据", 4),
                     number_column("sd", "its error", "误差", 4),
                     text_column("unit", "unit", "单位"),
                     number_column("p10", "expected P10", "预期P10", 3),
                     number_column("p50", "P50", "P50", 3),
                     number_column("p90", "P90", "P90", 3),
                     number_column("share_below", "trials below", "低于该值", 1, "%"),
                     number_column("tail", "chance as far out", "同等偏离概率", 3, "%"),
                     number_column("tail_given", "given those above", "在以上数据条件下", 3, "%"),
                     text_column("verdict", "", "")};
  for (const analysis::FigureCheck& check : revision.figures) {
    std::vector<Cell> row{same(check.figure.indicator), static_cast<double>(check.figure.year),
                          check.figure.value, check.figure.sd, same(check.unit)};
    for (const double value :
         {check.p10, check.p50, check.p90, 100 * check.share_below, 100 * check.tail, 100 * check.tail_given})
      row.push_back(number_cell(value));
    row.emplace_back(check.contradicts ? Title{"contradicts the model", "与模型矛盾"} : Title{});
    figures.rows.push_back(std::move(row));
  }
  figures.notes.push_back(
      {fmt::format(
           "chance as far out: that the model and the figure's own error together give a value as far "
           "from the middle, on either side; a figure contradicts the model below {:g} %",
           100 * analysis::least_tail),
       fmt::format("同等偏离概率：模型与数据自身误差合计偏离中心同样远（双侧）的概率；低于{:g}%即与模型矛盾",
                   100 * analysis::least_tail)});
  if (revision.end != analysis::RevisionEnd::revised) return {figures};

  Sheet sample;
  sample.name = "sample";
  sample.title = {"What the revision rests on", "修正所依据的样本"};
  sample.columns = {number_column("trials", "trials", "模拟次数", 0),
                    number_column("effective", "effective sample", "有效样本", 0),
                    number_column("run", "trials run in all", "共运行模拟", 0)};
  sample.rows.push_back(
      {static_cast<double>(revision.trials), revision.effective, static_cast<double>(revision.evaluations)});
  sample.notes.push_back(
      {fmt::format("effective sample size after all figures: {:.0f} of {} trials, of the target whose value "
                   "is known least well",
                   revision.effective, revision.trials),
       fmt::format("纳入全部数据后的有效样本：{}次模拟中的{:.0f}（取各目标中最小者）", revision.trials,
                   revision.effective)});

  Sheet chances;
  chances.name = "chances";
  chances.title = {"Chances before and after the figures", "修正前后的实现概率"};
  chances.columns = {text_column("target", "target", "目标")};
  add_percent_columns(chances.columns, "before", "before", "修正前");
  add_percent_columns(chances.columns, "after", "after", "修正后");
  for (const analysis::RevisedQuestion& revised : revision.questions) {
    std::vector<Cell> row{revised.question.title};
    add_percent(row, revised.before);
    add_percent(row, revised.after);
    chances.rows.push_back(std::move(row));
  }
  chances.notes.push_back(
      {"sequential Monte Carlo by tempering with Crank-Nicolson moves; 95 % intervals from 16 islands that "
       "share no draw",
       "序贯蒙特卡洛（逐步引入数据，Crank-Nicolson 移动）；95%区间由16组互不相关的样本得出"});

  Sheet indicators;
  indicators.name = "indicators";
  indicators.title = {"Indicators in the last year, before and after", "末年指标修正前后"};
  indicators.columns = {text_column("indicator", "indicator", "指标"), text_column("unit", "unit", "单位"),
                        number_column("year", "year", "年份", 0)};
  for (const char* when : {"before", "after"}) {
    const bool is_before = std::string(when) == "before";
    for (const char* share : {"P10", "P50", "P90"})
      indicators.columns.push_back(number_column(std::string(when) + "_" + share,
                                                 std::string(when) + " " + share,
                                                 (is_before ? "修正前" : "修正后") + std::string(share), 3));
  }
  for (const analysis::RevisedIndicator& revised : revision.indicators) {
    std::vector<Cell> row{revised.title.en.empty() ? same(revised.name) : revised.title, same(revised.unit),
                          static_cast<double>(revised.year)};
    for (const double value : revised.before)
      row.push_back(number_cell(value));
    for (const double value : revised.after)
      row.push_back(number_cell(value));
    indicators.rows.push_back(std::move(row));
  }
  return {figures, sample, chances, indicators};
}

std::vector<Sheet> rare_sheets(const analysis::RareChance& rare) {
  Sheet sheet;
  sheet.name = "rare";
  sheet.title = rare.of_miss
                    ? of_question(rare.question.title, "The small chance to miss: ", "落空的小概率：")
                    : of_question(rare.question.title, "The small chance to meet: ", "实现的小概率：");
  sheet.columns = {text_column("method", "method", "方法")};
  add_estimate_columns(sheet.columns, "chance", "chance", "概率", 9);
  sheet.columns.push_back(number_column("trials", "trials", "模拟次数", 0));
  std::vector<Cell> row{Title{"subset simulation", "子集模拟"}};
  add_estimate(row, rare.subset);
  row.emplace_back(static_cast<double>(rare.subset_trials));
  sheet.rows.push_back(std::move(row));
  if (rare.counted) {
    std::vector<Cell> counted{Title{"counted", "直接计数"}};
    for (const double value : {rare.counted->estimate, rare.counted->low, rare.counted->high})
      counted.push_back(number_cell(value));
    counted.emplace_back(static_cast<double>(rare.counted->draws));
    sheet.rows.back() = std::move(counted);
    sheet.notes.push_back(
        rare.end == analysis::SubsetEnd::stalled
            ? Title{"a level of the descent gained nothing: most of its trials miss by the same margin (a "
                    "step, a "
                    "discrete input); the chance was counted in plain trials instead",
                    "逐级下降无进展：多数模拟落空的幅度相同（阶跃或离散输入）；改为直接计数"}
            : Title{"the levels ran out before the event was reached: its chance is below about 1e-10, or it "
                    "cannot happen in this model; what plain trials show stands above",
                    "各级均未到达该事件：其概率低于约1e-10，或在本模型中不可能发生；上列为直接计数"});
    return {sheet};
  }
  std::vector<Cell> second{Title{"importance sampling", "重要性抽样"}};
  for (const double value : {rare.importance.estimate, rare.importance.low, rare.importance.high})
    second.push_back(number_cell(value));
  second.emplace_back(static_cast<double>(rare.importance_trials));
  sheet.rows.push_back(std::move(second));
  sheet.notes.push_back(
      rare.agree
          ? Title{"the two methods agree: their difference lies within its 95 % interval",
                  "两种方法一致：其差异在95%区间之内"}
          : Title{"the two methods disagree by more than their errors: raise --level-size and --trials until "
                  "they do not",
                  "两种方法的差异超出误差：请增大 --level-size 与 --trials"});
  sheet.notes.push_back(
      {fmt::format("{} levels at most; effective sample among the hits of importance sampling: {:.0f}",
                   rare.levels, rare.effective),
       fmt::format("至多{}级；重要性抽样命中中的有效样本：{:.0f}", rare.levels, rare.effective)});
  Sheet pushes;
  pushes.name = "pushes";
  pushes.title = {"What it takes", "发生条件"};
  pushes.columns = {number_column("way", "way", "途径", 0), text_column("input", "input", "输入"),
                    number_column("year", "year", "年份", 0),
                    number_column("shift", "shift in standard deviations", "偏移（标准差）", 2)};
  for (const analysis::Push& push : rare.pushes)
    pushes.rows.push_back({static_cast<double>(push.way), same(push.label),
                           push.year > 0 ? Cell(static_cast<double>(push.year)) : Cell(), push.shift});
  pushes.notes.push_back(
      {fmt::format("the event comes about in {} separate way{}; mean of each input's normal score among its "
                   "trials; paths are pushed year by year",
                   rare.ways, rare.ways == 1 ? "" : "s"),
       fmt::format("事件有{}种相互独立的成因；表中为其模拟中各输入正态得分的均值；路径按年给出", rare.ways)});
  return {sheet, pushes};
}

}  // namespace leontide::report
