#include <algorithm>
#include <fmt/format.h>

#include "report/tables/analysis_sheets.hpp"
#include "report/tables/terms.hpp"
#include "table/analyses/decomposition.hpp"
#include "table/changes/align_tables.hpp"
#include "table/coefficients.hpp"

namespace leontide::report {

namespace {

using table::Accounts;

/// What is taken apart, in words and in columns.
struct Subject {
  enum class Kind { value_added, output, account };
  Kind kind = Kind::value_added;
  Title name;
  Title coefficients;
  std::string unit;
  int digits = 0;
  bool joins_demand = false;

  bool has_coefficients() const { return kind != Kind::output; }
};

Subject subject_of(const DecomposeRequest& options, const std::string& unit) {
  if (!options.account.empty()) {
    const std::string& name = options.account.front().names.front();
    const Title words = term(name);
    return {
        Subject::Kind::account, {words.en, words.zh.empty() ? name : words.zh}, {"Intensity", "强度"}, "", 0,
        options.joins_demand};
  }
  if (options.of == "output")
    return {Subject::Kind::output, {"output", "总产出"}, {}, unit, 0, options.joins_demand};
  return {Subject::Kind::value_added,
          {"value added", "增加值"},
          {"Value-added coefficients", "增加值率"},
          unit,
          0,
          options.joins_demand};
}

/// What each sector has of the subject per unit of output.
std::vector<double> intensities(const table::Aligned& aligned, std::size_t p, const DecomposeRequest& options,
                                const Subject& subject) {
  const Accounts& accounts = aligned.tables[p];
  if (subject.kind == Subject::Kind::output) return std::vector<double>(accounts.size(), 1);
  if (subject.kind == Subject::Kind::value_added) return table::value_added_shares(accounts);
  const table::Categories& account = options.account[p];
  std::vector<double> amounts = account.column(account.names.front());
  if (aligned.by_cluster) amounts = table::aggregate(amounts, aligned.groups[p]);
  for (std::size_t i = 0; i < amounts.size(); ++i)
    amounts[i] = accounts.output[i] == 0 ? 0 : amounts[i] / accounts.output[i];
  return amounts;
}

table::DecompositionState state_of(const table::Aligned& aligned, std::size_t p,
                                   const DecomposeRequest& options, const Subject& subject) {
  const Accounts& accounts = aligned.tables[p];
  return {intensities(aligned, p, options, subject),
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
  std::vector<table::OrderRange> ranges;  ///< ratios multiplied, bounds added up
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
    all.ranges.resize(one.ranges.size());
    for (std::size_t k = 0; k < one.ranges.size(); ++k) {
      all.ranges[k].low += one.ranges[k].low;
      all.ranges[k].high += one.ranges[k].high;
      all.ranges[k].ratio *= one.ranges[k].ratio;
    }
  }
  return all;
}

/// A factor: its column and what it adds by sector.
struct Effect {
  SheetColumn column;
  const std::vector<double>* by_sector;
};

std::vector<Effect> effects_of(const Added& all, const Subject& subject) {
  std::vector<Effect> out;
  const auto add = [&](const char* key, const Title& title, const std::vector<double>& values) {
    out.push_back({number_column(key, title.en, title.zh, subject.digits), &values});
  };
  if (subject.has_coefficients()) add("coefficients", subject.coefficients, all.coefficients);
  add("technology", {"Technology", "技术（列昂惕夫逆）"}, all.technology);
  if (subject.joins_demand) {
    add("demand", {"Final demand", "最终需求"}, all.level);
  } else {
    add("mix", {"Mix of final demand", "最终需求结构"}, all.mix);
    add("level", {"Level of final demand", "最终需求规模"}, all.level);
  }
  return out;
}

SheetColumn change_column(const Subject& subject) {
  return number_column("change", "Change", "变动", subject.digits, subject.unit);
}

Sheet sectors_sheet(const Accounts& accounts, const Added& all, const DecomposeRequest& options,
                    const Subject& subject, const Title& title) {
  std::vector<SectorColumn> columns{{change_column(subject), all.change, {}, SectorColumn::InGroup::sum}};
  columns.front().column.unit.clear();
  for (const Effect& effect : effects_of(all, subject))
    columns.push_back({effect.column, *effect.by_sector, {}, SectorColumn::InGroup::sum});
  Sheet sheet = sector_sheet(accounts, options.view, "decompose", title, columns);
  auto& total = sheet.rows.emplace_back();
  total.emplace_back(Title{"total", "合计"});
  total.emplace_back(Title{"all sectors", "全部部门"});
  for (const SectorColumn& column : columns)
    total.emplace_back(table::sum(column.values));
  return sheet;
}

/// Of the sum over sectors: the mean, how far single orders are from it, and the factor by which it
/// multiplies.
Sheet factors_sheet_of(const Added& all, const Subject& subject) {
  Sheet sheet{"factors",
              {"By factor, over all orders", "按因素（全部次序）"},
              {text_column("factor", "Factor", "因素"),
               number_column("mean", "Mean", "均值", subject.digits, subject.unit),
               number_column("low", "Lowest order", "最低次序", subject.digits),
               number_column("high", "Highest order", "最高次序", subject.digits),
               number_column("ratio", "Multiplies by", "乘数形式", 4)},
              {},
              {}};
  // A factor that output has not, its coefficients, stands first among the ranges.
  std::size_t k = subject.has_coefficients() ? 0 : 1;
  double product = 1;
  for (const Effect& effect : effects_of(all, subject)) {
    const table::OrderRange& range = all.ranges[k++];
    product *= range.ratio;
    sheet.rows.push_back(
        {effect.column.title, table::sum(*effect.by_sector), range.low, range.high, range.ratio});
  }
  sheet.rows.push_back({Title{"all", "合计"}, table::sum(all.change), table::sum(all.change),
                        table::sum(all.change), product});
  sheet.notes.push_back(
      {"Lowest and highest of all orders, in each period by itself; ratios are geometric means over the same "
       "orders "
       "and multiply to the whole change.",
       "最低与最高为各时期全部次序中的极值；乘数形式为相同次序的几何平均，连乘等于总变动。"});
  return sheet;
}

Sheet uses_sheet(const Accounts& accounts, const Added& all, const Subject& subject) {
  Sheet sheet{"uses", {"By final use", "按最终使用类别"}, {text_column("use", "Use", "类别")}, {}, {}};
  if (!subject.joins_demand) sheet.columns.push_back(number_column("mix", "Mix", "结构", subject.digits));
  sheet.columns.push_back(subject.joins_demand
                              ? number_column("demand", "Final demand", "最终需求", subject.digits)
                              : number_column("level", "Level", "规模", subject.digits));
  for (std::size_t k = 0; k < accounts.final_demand.names.size(); ++k) {
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(term(accounts.final_demand.names[k]));
    if (!subject.joins_demand) cells.emplace_back(all.mix_of_use[k]);
    cells.emplace_back(all.level_of_use[k]);
  }
  return sheet;
}

Sheet periods_sheet(const std::vector<Accounts>& tables, const std::vector<table::Decomposition>& periods,
                    const Subject& subject) {
  Sheet sheet{"periods", {"By period", "按时期"}, {text_column("period", "Period", "时期")}, {}, {}};
  for (std::size_t p = 0; p < periods.size(); ++p) {
    const Added one = added({periods[p]});
    const std::vector<Effect> effects = effects_of(one, subject);
    if (p == 0) {
      sheet.columns.push_back(change_column(subject));
      sheet.columns.back().unit.clear();
      for (const Effect& effect : effects)
        sheet.columns.push_back(effect.column);
    }
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(same(fmt::format("{}–{}", tables[p].year, tables[p + 1].year)));
    cells.emplace_back(table::sum(one.change));
    for (const Effect& effect : effects)
      cells.emplace_back(table::sum(*effect.by_sector));
  }
  return sheet;
}

void add_notes(Sheet& sheet, const table::Aligned& aligned, const DecomposeRequest& options,
               const Subject& subject) {
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
  if (subject.kind == Subject::Kind::value_added) {
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
  const Title unit = unit_words(aligned.tables.front().unit);
  notes.push_back({fmt::format("Amounts in {}, each table at its own prices: rebase first to leave price "
                               "changes out.",
                               unit.en),
                   fmt::format("单位：{}；各表按当年价，如需剔除价格变动请先换算价格（table rebase）。",
                               in_language(unit, Language::zh))});
}

}  // namespace

std::vector<Sheet> decompose_sheets(const std::vector<Accounts>& tables, const DecomposeRequest& options) {
  const table::Aligned aligned = table::align_tables(tables);
  Subject subject = subject_of(options, aligned.tables.front().unit);
  const auto mean = options.mean == "two-polar" ? table::OrderMean::two_polar : table::OrderMean::all_orders;
  std::vector<table::Decomposition> periods;
  for (std::size_t p = 0; p + 1 < aligned.tables.size(); ++p) {
    periods.push_back(table::decompose(state_of(aligned, p, options, subject),
                                       state_of(aligned, p + 1, options, subject),
                                       {mean, options.joins_demand}));
  }
  const Added all = added(periods);
  subject.digits = amount_digits(all.change);
  const Accounts& last = aligned.tables.back();
  const int first_year = aligned.tables.front().year;
  Title title{fmt::format("What changed {}, {}–{}", subject.name.en, first_year, last.year),
              fmt::format("{}变动的结构分解，{}–{}", subject.name.zh, first_year, last.year)};
  if (!last.region.empty()) title = {title.en + ": " + last.region, title.zh + "：" + last.region};
  std::vector<Sheet> sheets{sectors_sheet(last, all, options, subject, title), factors_sheet_of(all, subject),
                            uses_sheet(last, all, subject)};
  if (periods.size() > 1) sheets.push_back(periods_sheet(aligned.tables, periods, subject));
  add_notes(sheets.front(), aligned, options, subject);
  double condition = 1;
  for (const Accounts& table : aligned.tables)
    condition = std::min(
        condition,
        table::productivity(table::technical_coefficients(table.flows, table.output)).reciprocal_condition);
  if (const auto note = condition_note(condition)) sheets.front().notes.push_back(*note);
  return sheets;
}

}  // namespace leontide::report
