#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

constexpr Pattern forecast_patterns[] = {
    {"there is no file {}", "没有文件 {0}"},
    {"result \"{}\" has no `rule:`", "结果“{0}”没有 `rule:`"},
    {"`results:` holds a rule by name", "`results:` 应为名称到规则的映射"},
    {"no growth of \"{}\" was known on {}", "{1} 时“{0}”的增速尚未公布"},
    {"growth of \"{}\" in {} was not known on {}", "“{0}”{1} 年的增速在 {2} 时尚未公布"},
    {"{} has no national target of {}", "{0} 没有 {1} 年的全国目标"},
    {"{} has no fit that was known on {}: its first is that of {}",
     "{0} 没有在 {1} 时已知的拟合：最早为 {2} 年"},
    {"\"{}\" is not finite", "“{0}”不是有限数"},
    {"`{}` needs at least {} observations{}", "`{0}` 至少须有 {1} 个观测值{2}"},
    {"no year has both \"{}\" and \"{}\"", "没有任何年份同时有“{0}”与“{1}”"},
    {"{} successive years give {} errors of this rule, and two are needed",
     "{0} 个连续年份只得到该规则的 {1} 个误差，至少须有两个"},
    {"`solve` takes either `year:` or `years:`", "`solve` 只取 `year:` 与 `years:` 之一"},
    {"`years:` holds the first and the last year", "`years:` 应为首年与末年"},
    {"\"{}\" is no day", "“{0}”不是日期"},
    {"no scenario stands on {}", "{0} 时没有情景"},
    {"{} is not what {} gives{}", "{0} 与 {1} 的结果不符{2}"},
    {"\"{}\" is no coefficient of {}", "“{0}”不是 {1} 的系数"},
    {"`between:` holds the lowest and the highest value", "`between:` 应为最低值与最高值"},
    {"a calibration has no sets", "校准文件没有集合"},
    {"there is no result \"{}\" above", "上文没有结果“{0}”"},
    {"\"not\" has no place in a formula", "公式中不能使用“not”"},
    {"\"{}\" has no place in a formula", "公式中不能使用“{0}”"},
    {"\"{}\" of {} numbers is no function of a formula", "公式没有 {1} 个自变量的函数“{0}”"},
    {"a formula is one line of arithmetic", "公式应为一行算式"},
    {"national targets stand by year", "全国目标应按年份列出"},
    {"a share, a growth or a year is expected", "此处应为比例、增速或年份"},
    {"there is no column \"measure\"", "没有列“measure”"},
    {"\"{}\" is neither real nor nominal", "“{0}”既不是 real 也不是 nominal"},
    {"an index or a level of a city is above 0", "城市的指数或水平应大于 0"},
    {"\"{}\" has no row for {}", "“{0}”没有 {1} 年的行"},
    {"the panel has no rows", "面板没有数据行"},
    {"the rule file has no fits", "规则文件没有拟合结果"},
    {"\"{}\" is no grade", "“{0}”不是证据等级"},
    {"a revised figure of \"{}\" does not say when it became known", "“{0}”的修订数未说明公布日期"},
    {"{} has no figures of \"{}\"", "{0} 没有“{1}”的数据"},
    {"\"{}\" is no SERIES.id", "“{0}”不是 序列.编号 的形式"},
    {"the window of \"{}\" crosses a break ({})", "“{0}”的窗口跨越口径断点（{1}）"},
    {"\"{}\" has {} of the {} observations asked for, known on {}{}",
     "“{0}”在 {3} 时已知的观测值为 {1} 个，而要求 {2} 个{4}"},
    {"the last vintage is before the first", "末个时点早于首个时点"},
    {"at the vintage {} no outcome of {} or later was known", "在时点 {0}，{1} 年及以后的结果尚不可知"},
    {"there is no national target of {}", "没有 {0} 年的全国目标"},
    {"the panel has {} to {}, and vintages {} to {} need {} to {}",
     "面板为 {0} 至 {1} 年，而时点 {2} 至 {3} 须有 {4} 至 {5} 年"},
    {"the panel goes to {}, and there is no national target of {}", "面板至 {0} 年，而没有 {1} 年的全国目标"},
    {"there is no column \"id\" or \"indicator\"", "没有列“id”或“indicator”"},
    {"an outcome needs a value, or `met` yes or no", "结果须有数值，或 `met` 为 yes 或 no"},
    {"a value needs its year and its unit", "数值须有年份与单位"},
    {"\"{}\" is neither yes nor no", "“{0}”既不是 yes 也不是 no"},
    {"a truth is a chance from 0 to 1", "truth 应为 0 至 1 的概率"},
    {"\"{}\" is neither direct nor inferred", "“{0}”既不是 direct 也不是 inferred"},
    {"\"{}\" is {} with {} at {} and {} at {}, and {} is not between",
     "{2} 为 {3} 时“{0}”为 {1}，为 {5} 时为 {4}，而 {6} 不在其间"},
    {"the deterministic path is not finite with {} at {}", "{0} 为 {1} 时确定性路径不是有限数"},
    {"the model runs from {} to {}", "模型的年份为 {0} 至 {1}"},
    {"the model has no indicator \"{}\" that is one number", "模型没有单一数值的指标“{0}”"},
    {"`{}:` is a list", "`{0}:` 应为列表"},
    {"`set:` takes results of a `calibration:`, and none is named",
     "`set:` 取自 `calibration:` 的结果，而此处未给出"},
    {"a naive forecast has either `value:` or `result:`", "简单预测须给出 `value:` 与 `result:` 之一"},
    {"`plans:` names no plan", "`plans:` 未列出任何规划"},
    {"the calibration has no result \"{}\"", "校准没有结果“{0}”"},
    {"\"{}\" is neither indicator nor target", "“{0}”既不是指标也不是目标"},
    {"the panel {} is not here", "此处没有面板 {0}"},
    {"the outcomes of a hindcast of cities are in its panel", "城市回测的结果在其面板中"},
    {"no outcomes are named", "未指明结果数据"},
};

}  // namespace

std::span<const Pattern> forecast_sentences() {
  return forecast_patterns;
}

}  // namespace leontide::faults
