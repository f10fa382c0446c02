#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

constexpr Pattern history_patterns[] = {
    {"import: from {}{}", "导入：取自 {=0}{1}"},
    {"import: from the folder {}", "导入：取自目录 {=0}"},
    {"read in the layout \"{}\", {} sectors{}", "按版式“{0}”读取，{1} 个部门{2}"},
    {"read as supply and use, {} products and {} industries", "按供给使用表读取，{0} 种产品、{1} 个行业"},
    {"{} blank cells were read as 0", "{0} 个空单元格按 0 读取"},
    {"no output is printed: the row sums were taken for it, and are held against the column sums",
     "未列总产出：以各行合计代替，并与各列合计核对"},
    {"no output is printed: the row sums were taken for it", "未列总产出：以各行合计代替"},
    {"flows are domestic: the row of imports is what each sector uses of them",
     "流量仅含本地产品：进口行为各部门使用的进口品"},
    {"the row of imports is by product: it became a negative use", "进口行按产品列示：已转为负的最终使用"},
    {"uses are of what is made here: their totals are the domestic supply of products",
     "使用仅含本地产品：合计等于产品的国内供给"},
    {"uses are of all origins: imports of the supply table are a negative use",
     "使用含全部来源：供给表的进口为负的最终使用"},
    {"uses at purchasers' prices were brought to basic prices: every user pays taxes and margins on a "
     "product at the same rate, and buys margins from the products that have negative ones",
     "使用已由购买者价格换算为基本价格：同一产品各用户的税费与流通费用率相同，流通费用购自该项为负的产品"},
    {"taxes on products (Markup004, Markup005) are not in the folder and were left out",
     "目录中没有产品税（Markup004、Markup005），未计入"},
    {"the column \"{}\" was left out", "未计入“{0}”列"},
    {"\"{}\" is printed negative and was taken as it is", "“{0}”以负值列示，按原值读取"},
    {"\"{}\" is printed positive and was turned negative", "“{0}”以正值列示，已改为负值"},
    {"value added is printed together with taxes less subsidies on products", "增加值与产品税净额合并列示"},
    {"columns of sectors were taken in the order of the rows", "部门各列按行的次序读取"},
    {"the unit was taken for 10 thousand CNY, which CEADs' tables are in", "单位按 CEADs 各表的惯例取万元"},
    {"{} sectors were added up to {} as they were read", "读取时将 {0} 个部门合并为 {1} 个"},
    {"unit: amounts in \"{}\" times {} are in \"{}\"", "单位：由“{0}”乘以 {1}，换算为“{2}”"},
    {"imports: competitive to non-competitive by import proportionality (each domestic user of a product "
     "takes the same share of it from outside, exports none){}{}",
     "进口：由竞争型改为非竞争型，按进口比例法（同一产品各国内用户的进口比例相同，出口不含进口）{0}{1}"},
    {"imports: non-competitive to competitive, local and imported amounts added up, imports a negative use",
     "进口：由非竞争型改为竞争型，本地与进口合并，进口为负的最终使用"},
    {"symmetric: {} of the Eurostat Manual (2008, chapter 11), from {} products and {} industries; {}",
     "对称表：{0}（Eurostat 手册 2008 年版第 11 章），由 {1} 种产品与 {2} 个行业推得；{3}"},
    {"aggregate: {} sectors added up to {}", "合并：{0} 个部门合并为 {1} 个"},
    {"balance: {} of the whole table to {} named totals, {} kept as they were; {} iterations, largest "
     "relative gap {}{}",
     "平衡：用 {0} 将全表调整到指定的 {1} 个合计，其余 {2} 个不变；迭代 {3} 次，最大相对差距 {4}{5}"},
    {"balance: {} of intermediate flows to {} named sales, purchases and outputs; {} iterations, largest "
     "relative gap {}{}; final uses close the rows, value added the columns",
     "平衡：用 {0} 将中间流量调整到指定的 {1} 个销售、购买与产出合计；迭代 {2} 次，最大相对差距 {3}{4}；"
     "各行由最终使用、各列由增加值闭合"},
    {"balance: {} of local supply, imports and value added to{} {} iterations, largest multiplier off one "
     "by {}",
     "平衡：用 {0} 将本地供给、进口与增加值调整到{1} 迭代 {2} 次，乘数与 1 最多相差 {3}"},
    {"disaggregate: {} split into {}; final uses and value added of each take what its output leaves",
     "拆分：{0} 拆分为 {1}；各部分的最终使用与增加值取其产出的余额"},
    {"rebase: double deflation to prices of {}; components of value added left out{}",
     "换算价格：双缩法换算为{0}价格；不含增加值分项{1}"},
    {"update: technology moved by the change from \"{}\" to \"{}\", weight {}, ratios within [{}, {}] ({} "
     "cells at a bound, {} without a reference); {}; every row closed by its final uses{}",
     "更新：技术系数按“{0}”至“{1}”的变化调整，权重 {2}，比例限于 [{3}, {4}]（{5} 个系数取到边界，{6} "
     "个无参照）；{7}；各行由最终使用闭合{8}"},
    {"update: coefficients of all origins and value-added shares moved by {} of their log change from {} to "
     "{}; {} cell ratios set to the bounds {} and {}, {} cells without a reference kept; columns scaled to "
     "one less the value-added share{}",
     "更新：全部来源的系数与增加值率按 {1} 至 {2} 对数变化的 {0} 倍调整；{3} 个系数的比例取边界 {4} 与 "
     "{5}，{6} 个无参照的系数不变；各列缩放为 1 减增加值率{7}"},
    {"regionalise: {} by {} (cells capped at 1; own sector takes SLQ{}); {} of {} cells at the cap; on {}; "
     "technology and value-added shares of the nation{}; the rest of each row is final use and outflow{}",
     "区域化：{0}，用 {1}（系数以 1 为上限，本部门取 SLQ{2}）；{4} 个系数中 {3} 个取到上限；依据{5}；"
     "技术与增加值率取全国{6}；各行余额为最终使用与流出{7}"},
    {"regionalise: {} on coefficients times purchase shares, own sector by SLQ, quotients in output, size "
     "{}, delta {}, lambda {}; {} of {} cells cut",
     "区域化：对系数乘购买比例应用 {0}，本部门用 SLQ，按产出计算区位商，规模 {1}，delta {2}，lambda "
     "{3}；{5} 个系数中 {4} 个被削减"},
    {"nest: {} in {} (of \"{}\") in {} (of \"{}\"); trade by purchase shares, the city's outflow to {} at "
     "the area's rate, else to {}; final uses in one column a region; what rows miss stands in the column "
     "balance, {} % of output; value added takes what columns leave",
     "嵌套：{0} 在 {1}（取自“{2}”）之内，{1} 在 {3}（取自“{4}”）之内；贸易按购买比例，本市流出按省的比例"
     "至 {5}，其余至 {6}；各地区最终使用各占一列；各行差额列入 balance，占总产出 {7}%；增加值取各列余额"},
    {"companion: \"{}\", {} sectors added up to {} groups after computing",
     "附表：“{0}”，先计算后将 {1} 个部门合并为 {2} 组"},
    {"purchase: share of each product bought within the imported table's area, 1 - (import + inflow) / local "
     "use{}",
     "购买比例：各产品在所导入表的地区内购买的比例，1 −（进口 + 流入）/ 本地使用{0}"},
    {"structure: value added = location quotient × {} of {}, scaled to{}; quotients of the broad sectors{}; "
     "output = value added / updated value-added share",
     "结构：增加值 = 区位商 × {1} 的 {0}，缩放到{2}；三次产业的区位商{3}；产出 = 增加值 / "
     "更新后的增加值率"},
    {"close:{} product mix of the imported table, local part = purchase share × min(1, SLQ × lambda); {} {} "
     "({} in all); {} is the residual, at least {} of output: {} rows had local use moved to imports; it is "
     "{} % of all output",
     "闭合：{0}产品结构取自所导入的表，本地部分 = 购买比例 × min(1, SLQ × lambda)；{1} {2}（合计 "
     "{3}）；{4} 为余额，不少于产出的 {5}：{6} 行的本地使用转为进口；占总产出的 {7}%"},
};

}  // namespace

std::span<const Pattern> history_sentences() {
  return history_patterns;
}

}  // namespace leontide::faults
