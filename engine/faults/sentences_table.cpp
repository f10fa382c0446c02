#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

constexpr Pattern table_patterns[] = {
    {"this file is not an .xlsx workbook", "文件不是 .xlsx 工作簿"},
    {"the sheet \"{}\" cannot be read", "无法读取工作表“{0}”"},
    {"the sector \"{}\" {}", "部门“{0}”{1}"},
    {"there is no row for the sector \"{}\"", "没有部门“{0}”的行"},
    {"there is no step \"{}\"", "没有步骤“{0}”"},
    {"a step is one name and its keys", "一个步骤应为一个名称及其键"},
    {"\"{}\" is the name of a CSV file or a mapping", "“{0}”应为 CSV 文件名或映射"},
    {"the table that \"{}\" leaves would fail its check: {}{}",
     "步骤“{0}”得到的投入产出表检查将不通过：{1}{2}"},
    {"the test stops: {}", "检验中止：{0}"},
    {"it needs the step \"import\" before it", "须先有步骤“import”"},
    {"it needs the step \"structure\" before it", "须先有步骤“structure”"},
    {"it needs the step \"purchase\" before it", "须先有步骤“purchase”"},
    {"it needs the step \"regionalise\" before it", "须先有步骤“regionalise”"},
    {"it needs the step \"{}\" before it", "须先有步骤“{0}”"},
    {"the recipe has no steps", "配方没有步骤"},
    {"the recipe ends before a table is closed", "配方在投入产出表闭合之前结束"},
    {"\"exports\" with a total needs the key \"codes\"", "给出总额的“exports”须有键“codes”"},
    {"\"{}\" is not the name of a folder", "“{0}”不是目录名"},
    {"a balance needs targets, or value_added by group", "平衡须有 targets，或按组的 value_added"},
    {"a share of {} is not in (0, 1]", "份额 {0} 不在 (0, 1] 之内"},
    {"\"{}\" goes to \"{}\" twice", "“{0}”两次归入“{1}”"},
    {"the shares of \"{}\" sum to {}", "“{0}”的份额合计为 {1}"},
    {"a concordance needs the columns code_from and code_to", "对照表须有 code_from 与 code_to 两列"},
    {"this is not a change of cost", "这不是成本变动的写法"},
    {"coefficients of groups are those of an aggregated table", "分组的系数须取自合并后的投入产出表"},
    {"its columns are not those of {}", "其各列与 {0} 不同"},
    {"{} files for {} tables", "{1} 张表对应 {0} 个文件"},
    {"it has no columns \"code\" and \"quotient\"", "没有“code”与“quotient”两列"},
    {"the table has no sector \"{}\"", "投入产出表没有部门“{0}”"},
    {"a location quotient is not negative", "区位商不能为负"},
    {"it holds no two tables with the year, unit and sectors of {}",
     "其中没有两张与 {0} 年份、单位、部门相同的表"},
    {"there is nothing to write to", "没有可写入之处"},
    {"the format follows from the file's ending", "格式由文件扩展名决定"},
    {"this folder holds something that is not a table, and writing would replace it",
     "该目录的内容不是投入产出表，写入会将其覆盖"},
    {"regions and sectors are added up while a publisher's folder is read",
     "读取发布方目录时即合并地区与部门"},
    {"this mapping does not say where supply stands", "该对应文件未说明供给表的位置"},
    {"there is no column \"total\" after the codes", "代码之后没有列“total”"},
    {"the table and its companion would stand in one folder", "该表与其伴随表会落在同一目录"},
    {"{} sectors of the region and {} of the nation", "地区有 {0} 个部门，全国有 {1} 个"},
    {"column \"{}\" is to sum to 0 and holds amounts of {} and of {}, which cannot vanish: balancing keeps "
     "signs, so that they would offset each other",
     "列“{0}”要求合计为 0，而其中有 {1} 与 {2} 的数额，不能为零：平衡保持符号，二者只能相互抵消"},
    {"\"{}\" has two targets", "“{0}”有两个目标值"},
    {"the table has no row or column \"{}\"; {}", "投入产出表没有行或列“{0}”；{1}"},
    {"there is no column \"{}\"; {}", "没有列“{0}”；{1}"},
    {"the table has no sector \"{}\"; {}", "投入产出表没有部门“{0}”；{1}"},
    {"sectors have no column \"{}\"; {}", "部门没有列“{0}”；{1}"},
    {"a grouping of {} sectors for a table of {}", "{0} 个部门的分组用于 {1} 个部门的表"},
    {"\"{}\" is in {} and \"{}\" in {}", "“{0}”的单位为 {1}，“{2}”为 {3}"},
    {"\"{}\" and \"{}\" have neither the same sectors nor the same clusters",
     "“{0}”与“{1}”的部门与产业群均不相同"},
    {"one of \"{}\" and \"{}\" counts inputs of all origins, the other local ones: compare tables of one "
     "kind",
     "“{0}”与“{1}”之一含全部来源的投入，另一只含本地投入：请比较同类的表"},
    {"the two tables to compare have different sectors", "所比较的两张表部门不同"},
    {"the tables to compare have different sectors or final uses", "所比较的表部门或最终使用不同"},
    {"the table is non-competitive already: its flows are local", "该表已是非竞争型：流量为本地口径"},
    {"the table is competitive already: its flows are of all origins", "该表已是竞争型：流量含全部来源"},
    {"imports are not known by product: there is no flows_imported.csv",
     "分产品进口未知：没有 flows_imported.csv"},
    {"the table's imports are not known by product: it has neither flows_imported.csv nor a column of "
     "imports",
     "该表分产品进口未知：既没有 flows_imported.csv，也没有进口列"},
    {"the table has no column of imports to take import shares from", "该表没有可用来计算进口份额的进口列"},
    {"imports of {} are {}, its domestic use is {} and its exports are {}: no share of the uses makes them "
     "up",
     "{0} 的进口为 {1}，国内使用为 {2}，出口为 {3}：没有合适的使用份额"},
    {"no sector has any output", "没有部门有总产出"},
    {"a share of {}", "份额为 {0}"},
    {"the code \"{}\" is taken", "代码“{0}”已被使用"},
    {"a cell or a target is not a finite number", "有单元或目标值不是有限数"},
    {"the row targets sum to {} and the column targets to {}", "行目标值合计为 {0}，列目标值合计为 {1}"},
    {"{} is to sum to {} and has {}", "{0} 要求合计为 {1}，实为 {2}"},
    {"location quotients take amounts that are not negative and not all 0", "区位商要求各数额非负且不全为 0"},
    {"local sales to other sectors would exceed output: {}", "对其他部门的本地销售将超过总产出：{0}"},
    {"all sectors are of the region \"{}\"; this takes two regions or more",
     "全部部门同属地区“{0}”；此处须有两个或更多地区"},
    {"sectors.csv has no column \"region\": the table is of one region (import a table of several with its "
     "labels in levels, or add the column)",
     "sectors.csv 没有列“region”：该表只有一个地区（请按多级标签导入多地区表，或补上该列）"},
    {"no positive output meets a positive demand under these coefficients: their spectral radius {} is below "
     "1, but some of them are negative",
     "在这些系数下没有正的总产出能满足正的最终使用：谱半径 {0} 小于 1，但有负系数"},
    {"these coefficients are not productive (spectral radius {}, Hawkins-Simon): no output meets a positive "
     "demand",
     "这些系数不具生产性（谱半径 {0}，霍金斯—西蒙条件）：没有总产出能满足正的最终使用"},
    {"this model needs as many products as industries, there are {} and {}; models B and D do not",
     "该模型要求产品数与行业数相同，而实为 {0} 与 {1}；模型 B 与 D 无此要求"},
    {"sector \"{}\" stands in \"{}\" and in \"{}\"", "部门“{0}”同时出现在“{1}”与“{2}”中"},
    {"sector \"{}\" stands in no broad sector", "部门“{0}”不属于任何大类"},
    {"the region's share is not positive", "地区所占份额不为正"},
    {"a purchase share of {} is asked for", "所要求的购进份额为 {0}"},
    {"value added of a city is not negative, and not all zero", "城市增加值不应为负，也不应全为零"},
    {"the cell {} holds {}", "单元格 {0} 含有{1}"},
    {"the layout of this sheet was not recognised: neither codes nor labels of the National Bureau of "
     "Statistics of China, nor those of CEADs, the OECD, WIOD, FIGARO or Eurostat, nor a plain sheet",
     "无法识别该表的格式：既不是国家统计局的代码或标签，也不是 CEADs、OECD、WIOD、FIGARO、Eurostat "
     "的格式或普通表"},
    {"a row an observation, but without the columns prd_ava, prd_amo or ind_ava and ind_use, ind_impv or "
     "prd_use, or rowIi and colIi",
     "每行一个观测值，但缺少列 prd_ava、prd_amo（或 ind_ava）与 ind_use、ind_impv（或 prd_use），也没有 "
     "rowIi 与 colIi"},
    {"\"{}\" is a {} of the table and none in the layout, where it stands beside value added",
     "“{0}”在该表中为{1}，而此格式将其列于增加值之外"},
    {"this is a binary workbook (.xlsb)", "这是二进制工作簿（.xlsb）"},
    {"this is an OpenDocument file (.ods)", "这是 OpenDocument 文件（.ods）"},
    {"this is an archive of files", "这是文件压缩包"},
    {"this is a PDF document", "这是 PDF 文档"},
    {"it names no total to balance to", "其中未给出平衡所依的总额"},
};

}  // namespace

std::span<const Pattern> table_sentences() {
  return table_patterns;
}

}  // namespace leontide::faults
