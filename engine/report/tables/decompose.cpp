#include <fmt/format.h>

#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "table/analyses/decomposition.hpp"
#include "table/changes/align_tables.hpp"
#include "table/coefficients.hpp"

namespace leontide::report {

namespace {

using table::Accounts;

table::DecompositionState state_of(const Accounts& accounts, bool of_output) {
  return {of_output ? std::vector<double>(accounts.size(), 1) : table::value_added_shares(accounts),
          table::technical_coefficients(accounts.flows, accounts.output), accounts.final_demand.values};
}

void add_to(std::vector<double>& all, const std::vector<double>& part) {
  all.resize(part.size());
  for (std::size_t i = 0; i < part.size(); ++i)
    all[i] += part[i];
}

/// The periods added up: by sector, and by use.
struct Added {
  std::vector<double> change, coefficients, technology, mix, level;
  std::vector<double> mix_of_use, level_of_use;
};

Added added(const std::vector<table::Decomposition>& periods) {
  Added all;
  for (const table::Decomposition& one : periods) {
    add_to(all.change, one.change);
    add_to(all.coefficients, one.coefficients);
    add_to(all.technology, one.technology);
    add_to(all.mix, table::row_sums(one.mix));
    add_to(all.level, table::row_sums(one.level));
    add_to(all.mix_of_use, table::column_sums(one.mix));
    add_to(all.level_of_use, table::column_sums(one.level));
  }
  return all;
}

constexpr int amount_digits = 0;

std::vector<SheetColumn> effect_columns(const std::string& unit, bool of_output) {
  std::vector<SheetColumn> columns{number_column("change", "Change", "变动", amount_digits, unit)};
  if (!of_output) {
    columns.push_back(number_column("coefficients", "Value-added coefficients", "增加值率", amount_digits));
  }
  columns.push_back(number_column("technology", "Technology", "技术（列昂惕夫逆）", amount_digits));
  columns.push_back(number_column("mix", "Mix of final demand", "最终需求结构", amount_digits));
  columns.push_back(number_column("level", "Level of final demand", "最终需求规模", amount_digits));
  return columns;
}

Sheet sectors_sheet(const Accounts& accounts, const Added& all, const DecomposeRequest& options,
                    const Title& title) {
  const bool of_output = options.of == "output";
  std::vector<SectorColumn> columns;
  std::vector<const std::vector<double>*> values{&all.change, &all.coefficients, &all.technology, &all.mix,
                                                 &all.level};
  if (of_output) values.erase(values.begin() + 1);
  const auto heads = effect_columns("", of_output);
  for (std::size_t k = 0; k < heads.size(); ++k)
    columns.push_back({heads[k], *values[k], {}, SectorColumn::InGroup::sum});
  Sheet sheet = sector_sheet(accounts, options.view, "decompose", title, columns);
  auto& total = sheet.rows.emplace_back();
  total.emplace_back(Title{"total", "合计"});
  total.emplace_back(Title{"all sectors", "全部部门"});
  for (const auto* column : values)
    total.emplace_back(table::sum(*column));
  return sheet;
}

Sheet uses_sheet(const Accounts& accounts, const Added& all) {
  Sheet sheet{"uses",
              {"By final use", "按最终使用类别"},
              {text_column("use", "Use", "类别"), number_column("mix", "Mix", "结构", amount_digits),
               number_column("level", "Level", "规模", amount_digits)},
              {},
              {}};
  for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k)
    sheet.rows.push_back({term(accounts.final_demand.names[k]), all.mix_of_use[k], all.level_of_use[k]});
  return sheet;
}

Sheet periods_sheet(const std::vector<Accounts>& tables, const std::vector<table::Decomposition>& periods,
                    bool of_output) {
  Sheet sheet{"periods", {"By period", "按时期"}, {text_column("period", "Period", "时期")}, {}, {}};
  for (const SheetColumn& column : effect_columns("", of_output))
    sheet.columns.push_back(column);
  for (std::size_t p = 0; p < periods.size(); ++p) {
    const Added one = added({periods[p]});
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(same(fmt::format("{}–{}", tables[p].year, tables[p + 1].year)));
    cells.emplace_back(table::sum(one.change));
    if (!of_output) cells.emplace_back(table::sum(one.coefficients));
    for (const auto* part : {&one.technology, &one.mix, &one.level})
      cells.emplace_back(table::sum(*part));
  }
  return sheet;
}

void add_notes(Sheet& sheet, const table::Aligned& aligned, const DecomposeRequest& options) {
  auto& notes = sheet.notes;
  notes.push_back(options.mean == "two-polar"
                      ? Title{"Mean of the two polar orders; effects add up to the change exactly.",
                              "取两极分解的均值；各效应之和严格等于总变动。"}
                      : Title{"Mean of all orders (Dietzenbacher & Los 1998); effects add up to the "
                              "change exactly.",
                              "取全部次序的均值（Dietzenbacher 与 Los 1998）；各效应之和严格等于总变动。"});
  notes.push_back(aligned.tables.front().origins == table::Origins::all
                      ? Title{"Inputs of all origins; imports are a negative final use.",
                              "投入包括全部来源（竞争型）；进口为负的最终使用。"}
                      : Title{"Local inputs; final demand for local products.",
                              "投入与最终需求仅含本地产品（非竞争型）。"});
  if (options.of != "output") {
    notes.push_back(
        {"Value-added coefficients and technology lean on each other (a column's inputs and value "
         "added sum to its output), so their effects tend to offset: read them together "
         "(Dietzenbacher & Los 2000).",
         "增加值率与技术系数相互依存（一列的投入与增加值之和等于产出），两项效应往往相互抵消，宜合并解读（"
         "Dietzenbacher 与 Los 2000）。"});
  }
  if (aligned.by_cluster) {
    notes.push_back(
        {"The sector lists differ (codes or names), so every table was added up to its clusters "
         "first: changes within a cluster are part of the technology and mix of clusters.",
         "各表部门分类不同（代码或名称），已先汇总为产业集群；集群内部变动计入集群的技术与结构效应。"});
  }
  if (aligned.origins_merged) {
    notes.push_back({"One table does not tell imports apart, so imported flows of the others were added in.",
                     "有的表未区分进口，其余表的进口流量已并入。"});
  }
  if (aligned.uses_merged) {
    notes.push_back(
        {"The final uses differ, so they were added up by kind.", "最终使用类别不同，已按大类合并。"});
  }
  notes.push_back({fmt::format("Amounts in {}, each table at its own prices: rebase first to leave price "
                               "changes out.",
                               aligned.tables.front().unit),
                   fmt::format("单位：{}；各表按当年价，如需剔除价格变动请先换算价格（table rebase）。",
                               aligned.tables.front().unit)});
}

}  // namespace

std::vector<Sheet> decompose_sheets(const std::vector<Accounts>& tables, const DecomposeRequest& options) {
  const table::Aligned aligned = table::align_tables(tables);
  const bool of_output = options.of == "output";
  const auto mean = options.mean == "two-polar" ? table::OrderMean::two_polar : table::OrderMean::all_orders;
  std::vector<table::Decomposition> periods;
  for (std::size_t p = 0; p + 1 < aligned.tables.size(); ++p) {
    periods.push_back(table::decompose(state_of(aligned.tables[p], of_output),
                                       state_of(aligned.tables[p + 1], of_output), mean));
  }
  const Added all = added(periods);
  const Accounts& last = aligned.tables.back();
  const Title title{fmt::format("What changed {}, {}–{}: {}", of_output ? "output" : "value added",
                                aligned.tables.front().year, last.year, last.region),
                    fmt::format("{}变动的结构分解，{}–{}：{}", of_output ? "总产出" : "增加值",
                                aligned.tables.front().year, last.year, last.region)};
  std::vector<Sheet> sheets{sectors_sheet(last, all, options, title), uses_sheet(last, all)};
  if (periods.size() > 1) sheets.push_back(periods_sheet(aligned.tables, periods, of_output));
  add_notes(sheets.front(), aligned, options);
  return sheets;
}

}  // namespace leontide::report
