#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

constexpr Pattern account_patterns[] = {
    {"the city's value added of {} is {} times the {} of \"{}\", in {}; figures are in the table's unit, and "
     "those of a later year come with the city's share of that year",
     "城市的{0}增加值为“{3}”{2}的 {1} 倍（{4}）；数值以该表单位计，后来年份的数值须附该年的城市占比"},
    {"the city's {} value added of {} is more than the {} of \"{}\"; figures of a later year come with the "
     "city's "
     "share of that year",
     "城市的{0}增加值 {1} 大于“{3}”的 {2}；后来年份的数值须附该年的城市占比"},
    {"the table does not tell by product what it buys from outside: neither regional_supply.csv, nor "
     "imported flows, nor a column of imports",
     "该表未分产品列出外购：既没有 regional_supply.csv，也没有进口流量或进口列"},
    {"sector \"{}\" is of broad sector \"{}\", which is none of {}", "部门“{0}”所属大类“{1}”不在 {2} 之中"},
    {"sector \"{}\" is of no cluster: a column \"broad\" of sectors.csv tells primary, secondary and "
     "tertiary industry",
     "部门“{0}”不属于任何产业群：sectors.csv 的列“broad”用于区分第一、第二、第三产业"},
    {"{} does not tell domestic from imported flows", "{0} 未区分国内与进口流量"},
    {"the product mix of \"{}\" sums to {}", "“{0}”的产品构成合计为 {1}"},
    {"exports of {} find no sector with room below its bound", "{0} 的调出没有可容纳的部门（均已达上限）"},
    {"sector \"{}\" exports {} of an output of {}: no room for an outflow of {}",
     "部门“{0}”总产出为 {2}，其中出口 {1}：没有余量再调出 {3}"},
    {"the share of \"{}\" is {}", "“{0}”的份额为 {1}"},
    {"exports take a total that is not negative and a bound in (0, 1]",
     "exports 的总额应非负，上限应在 (0, 1] 之内"},
    {"the least outflow is a share of output in [0, 1)", "最低调出应为总产出的比例，在 [0, 1) 之内"},
    {"there is no group \"{}\" to give a title", "没有可加标题的分组“{0}”"},
    {"the factor of the unit is not positive", "单位换算系数不为正"},
    {"a table that is put together from parts begins with the step \"import\"",
     "由各部分拼成的投入产出表应以步骤“import”开始"},
    {"three different names are asked for, of city, rest and wider rest, and {} given",
     "应给出城市、本区其余与外区其余三个不同名称，实给 {0} 个"},
    {"a table that is being put together is nested by a recipe of its own, which imports it",
     "拼制中的投入产出表须由另一配方导入后再嵌套"},
    {"`delta` and `size` are of FLQ and AFLQ; {} reads neither",
     "`delta` 与 `size` 仅用于 FLQ 与 AFLQ，{0} 不读取"},
    {"`output` and `region` are of a whole table; here the step \"structure\" gives output",
     "`output` 与 `region` 只用于整张表；此处总产出由步骤“structure”给出"},
    {"of a whole table it needs `output`, the region's by sector, and `region`, its name",
     "对整张表须给出 `output`（地区分部门总产出）与 `region`（地区名称）"},
    {"the quotient of sector \"{}\" is {}", "部门“{0}”的区位商为 {1}"},
    {"\"{}\" has no value added to scale to {}", "“{0}”没有可调整至 {1} 的增加值"},
    {"the value-added share of sector \"{}\" is {}: its output does not follow from its value added",
     "部门“{0}”的增加值率为 {1}：不能由增加值推算总产出"},
    {"{} sells {} to other sectors out of a domestic absorption of {} (output less exports and inventories "
     "plus imports)",
     "{0} 对其他部门销售 {1}，而其国内吸收为 {2}（总产出减出口与存货、加进口）"},
    {"the reference table has no flows to compare with", "参照表没有可比较的流量"},
    {"row and column effects of the errors do not settle", "误差的行、列效应未收敛"},
    {"coefficients and output to compare have different sectors", "所比较的系数与总产出部门不同"},
    {"the table tells no imports: neither flows_imported.csv, nor imported_inputs in value_added.csv, nor "
     "purchase shares, nor a column of imports in final demand",
     "该表没有进口信息：既没有 flows_imported.csv，也没有 value_added.csv 的 "
     "imported_inputs、购进系数或最终使用中的进口列"},
    {"{} effects for {} rows of final demand", "最终使用有 {1} 行，而效应有 {0} 个"},
    {"sector {} of {} is not there or stands twice in a group",
     "第 {0} 个部门（共 {1} 个）不存在，或在一个分组中出现两次"},
    {"{} outputs and {} value-added shares for {} sectors", "{2} 个部门有 {0} 个总产出、{1} 个增加值率"},
    {"households are said to earn {}, less than the {} of \"{}\" that the table pays them",
     "所给居民收入为 {0}，低于该表以“{2}”支付的 {1}"},
    {"the column \"{}\" sums to {}: no income to spend", "列“{0}”合计为 {1}：没有可支出的收入"},
    {"{} outputs for {} sectors", "{1} 个部门有 {0} 个总产出"},
    {"a tolerance of {} percent; it is above 0", "容差为 {0}%；应大于 0"},
    {"coefficients of {} by {} sectors and {} outputs", "系数为 {0} × {1} 个部门，而总产出有 {2} 个"},
    {"there is no primary input \"{}\"; {}", "没有初始投入“{0}”；{1}"},
    {"the table does not tell imported inputs apart, so their price cannot change by itself",
     "该表未单列进口投入，其价格不能单独变动"},
    {"the final use \"{}\" is of no region and has {} of \"{}\" of its own",
     "最终使用“{0}”不属于任何地区，却有“{2}” {1}"},
    {"the accounts of sectors and of final uses do not fit the table or each other",
     "部门与最终使用的账户与该表或彼此不相符"},
    {"{} accounts and factors of {}", "账户有 {0} 个，而系数有 {1} 个"},
    {"the coefficients and the regions are of different sectors", "系数与地区的部门不同"},
    {"the coefficients and the final demand are of different sectors", "系数与最终使用的部门不同"},
    {"final demand stands in another region than the one asked for", "最终使用位于所求以外的地区"},
    {"the row targets sum to {} and the column targets to {}: a change of one total needs another of the "
     "same amount; final uses take what value added and imports bring, so name a final use and a component "
     "of value added or imports together: {} beside {}. Now {}; a final use counts what is imported for it",
     "行目标值合计为 {0}，列目标值合计为 "
     "{1}"
     "：改变一个总额须同额改变另一个；最终使用等于增加值与进口之和，故须同时给出一项最终使用与一项增加值或进"
     "口：{2} 与 {3}。现值 {4}；最终使用含为其进口的部分"},
    {"\"{}\" is no sales, purchases or output of the table: targets of intermediate flows stand beside those "
     "of outputs only; {}",
     "“{0}”不是该表的销售、购进或总产出：中间流量的目标值只能与总产出的目标值并用；{1}"},
    {"intermediate sales sum to {} and intermediate purchases to {}: a change of one needs others of the "
     "same amount on the other side",
     "中间销售合计为 {0}，中间购进合计为 {1}：改变一方须同额改变另一方"},
    {"sector \"{}\" makes {} and sells {} to sectors: its final uses, {} now, cannot sum to {}",
     "部门“{0}”总产出 {1}，对各部门销售 {2}：其最终使用（现为 {3}）不能合计为 {4}"},
    {"sector \"{}\" makes {} and buys {}: value added, {} now, would be {}",
     "部门“{0}”总产出 {1}，购进 {2}：增加值（现为 {3}）将为 {4}"},
    {"no sector is of the {} \"{}\"; {}", "没有部门属于{0}“{1}”；{2}"},
    {"the balance gives no total for \"{}\"", "平衡未给出“{0}”的总额"},
    {"the shares of {} sum to {}, not to 1", "{0} 的份额合计为 {1}，而不是 1"},
    {"{} shares within the block for {} parts", "块内有 {0} 个份额，而部分有 {1} 个"},
    {"the output of {} is {}, which leaves {} for its {} where the old sector has {}: its shares do not fit "
     "each other",
     "{0} 的总产出为 {1}，留给其{3}的为 {2}，而原部门为 {4}：其份额互不相符"},
    {"a region's share of {} with delta {}; expected a share in (0, 1] and delta in [0, 1)",
     "地区份额为 {0}，delta 为 {1}；份额应在 (0, 1]，delta 应在 [0, 1)"},
    {"a matrix of {} rows and {} columns with targets for {} rows and {} columns",
     "矩阵为 {0} 行 {1} 列，而目标值为 {2} 行 {3} 列"},
    {"\"{}\" (in {}) and \"{}\" (in {}) are of other sectors or units",
     "“{0}”（{1}）与“{2}”（{3}）的部门或单位不同"},
    {"\"{}\" makes more than \"{}\", which it is to lie in, in {}: are both of one year and unit?",
     "在 {2}，“{0}”的总产出超过应包含它的“{1}”：二者年份与单位是否相同？"},
    {"the city's table is to tell local from imported flows by product (table city, table regionalise, table "
     "imports --as non-competitive)",
     "城市表须分产品区分本地与进口流量（table city、table regionalise、table imports --as non-competitive）"},
    {"the cell of {} and {} is {}; RAS takes none below zero, GRAS does",
     "{0} 与 {1} 的单元为 {2}；RAS 不接受负数，GRAS 可以"},
    {"the target of {} is {}", "{0} 的目标值为 {1}"},
    {"{} is to sum to {} and has no positive cell", "{0} 要求合计为 {1}，却没有正的单元"},
    {"{} indices for {} sectors", "{1} 个部门有 {0} 个指数"},
    {"the price index of {} is {}; an index is above 0", "{0} 的价格指数为 {1}；指数应大于 0"},
    {"the table has imported inputs by using sector; their price index is needed too",
     "该表按使用部门列有进口投入；还须给出其价格指数"},
    {"the concordance does not say where sector \"{}\" goes", "对照表未说明部门“{0}”归入何处"},
    {"\"{}\" and \"{}\" have different sectors; {}", "“{0}”与“{1}”的部门不同；{2}"},
    {"\"{}\" is sector {} of \"{}\" but {} of \"{}\": the codes mean different sectors; {}",
     "“{0}”在“{2}”中为部门 {1}，在“{4}”中为 {3}：同一代码含义不同；{5}"},
    {"the table to update and its reference tables have different sectors", "待更新的表与其参照表部门不同"},
    {"the value-added share of {} would move from {} to {}", "{0} 的增加值率将由 {1} 变为 {2}"},
    {"value added and other inputs of {} would leave {} of its output for inputs",
     "{0} 的增加值与其他投入只为中间投入留下其总产出的 {1}"},
    {"an update takes a weight in [0, 1], a lowest ratio in (0, 1] and a highest of 1 or more",
     "更新的权重应在 [0, 1]，最低比率应在 (0, 1]，最高比率应不小于 1"},
    {"sector \"{}\" would need an output of {}: its final uses can neither take what the new technology "
     "leaves nor stay as they are",
     "部门“{0}”须有总产出 {1}：其最终使用既不能容纳新技术所余，也不能保持不变"},
    {"the later technology of sector \"{}\" has other inputs, and the table has no column for them",
     "部门“{0}”的新技术另有投入，而该表没有对应的列"},
    {"the table's flows are of all origins and no regional_supply.csv with a column "
     "\"regional_purchase_share\" tells what is bought in the region",
     "该表流量含全部来源，且没有含列“regional_purchase_share”的 regional_supply.csv 说明本地购进部分"},
    {"{} columns of flows and {} outputs", "流量有 {0} 列，总产出有 {1} 个"},
    {"the table's flows are local and no flows_imported.csv tells what is bought outside by product: total "
     "requirements are not known",
     "该表流量为本地口径，且没有 flows_imported.csv 分产品说明外购：完全消耗未知"},
    {"only a square matrix has a spectral radius", "只有方阵才有谱半径"},
    {"{} rows of flows and {} outputs", "流量有 {0} 行，总产出有 {1} 个"},
    {"a vector of {} elements for {} sectors", "{1} 个部门的向量却有 {0} 个元素"},
    {"the Leontief matrix of these coefficients is singular to within rounding (reciprocal condition {}, "
     "below {}): outputs that meet a demand cannot be told",
     "这些系数的列昂惕夫矩阵在舍入误差内奇异（条件数倒数 {0}，低于 {1}）：无法求出满足最终使用的总产出"},
    {"coefficients are square, these are {} by {}", "系数矩阵应为方阵，而此处为 {0} × {1}"},
    {"demands of {} rows for {} sectors", "{1} 个部门的最终使用却有 {0} 行"},
    {"{} has {} elements for {} sectors", "{2} 个部门的 {0} 却有 {1} 个元素"},
    {"this model takes the supply table apart by industry, which cannot be done: {}",
     "该模型按行业分解供给表，而无法进行：{0}"},
    {"ask for `--target mean-met`{}", "请用 `--target mean-met`{0}"},
    {"the workbook takes no chart in {}", "工作簿无法在 {0} 中放置图表"},
    {"the workbook takes no sheet named {}", "工作簿不接受名为 {0} 的工作表"},
    {"the workbook cannot be written: {}", "无法写出工作簿：{0}"},
    {"cannot write {}", "无法写入 {0}"},
    {"cannot write {}: {}", "无法写入 {0}：{1}"},
    {"cannot read {}", "无法读取 {0}"},
    {"close it with \"", "请以 \" 闭合"},
    {"{}: this kind of file needs a regular one", "{0}：此类文件须为普通文件"},
    {"{} has a line that is too long", "{0} 有一行过长"},
    {"after {} iterations the multipliers are beyond all numbers, first at {}, whose target is {}",
     "迭代 {0} 次后乘子溢出，首先是 {1}，其目标值为 {2}"},
    {"after {} iterations {} sums to {} and its target is {}: the iterations are too few",
     "迭代 {0} 次后 {1} 合计为 {2}，目标值为 {3}：迭代次数不足"},
    {"the table's flows are local and it does not tell imported flows by product: total requirements are not "
     "known",
     "该表流量仅为本地，且未分产品列出进口流量：无法得知全部来源的需求"},
    {"the table's flows are of all origins and nothing tells what is imported: domestic requirements are not "
     "known",
     "该表流量包括全部来源，且没有任何进口信息：无法得知本地需求"},
};

}  // namespace

std::span<const Pattern> account_sentences() {
  return account_patterns;
}

}  // namespace leontide::faults
