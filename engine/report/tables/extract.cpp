#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "report/tables/analysis_sheets.hpp"
#include "report/tables/standing_out.hpp"
#include "report/tables/terms.hpp"
#include "report/write/write.hpp"
#include "table/analyses/extraction.hpp"
#include "table/refusal.hpp"

namespace leontide::report {

namespace {

using table::Accounts;
using table::Extraction;

/// One variant with its words.
struct ExtractedVariant {
  Extraction extraction;
  const char* name;
  Title title;
  Title meaning;
};

const std::array<ExtractedVariant, 6>& variants() {
  static const std::array<ExtractedVariant, 6> all{
      {{Extraction::complete,
        "complete",
        {"Complete", "完全抽取"},
        {"purchases, sales and final demand gone", "投入、销售与最终需求全部去除"}},
       {Extraction::transactions,
        "transactions",
        {"Transactions", "中间交易"},
        {"purchases and sales gone, final demand still served", "投入与中间销售去除，保留最终需求"}},
       {Extraction::external,
        "external",
        {"Own inputs kept", "保留自用"},
        {"dealings with other sectors gone, inputs from itself kept (Cella 1984)",
         "与其他部门的交易去除，保留本部门自用（Cella 1984）"}},
       {Extraction::backward, "backward", {"Backward", "后向"}, {"buys from no sector", "不向任何部门购买"}},
       {Extraction::forward_leontief,
        "forward_leontief",
        {"Forward, Leontief", "前向（需求驱动）"},
        {"sells to no sector, demand-driven", "不向任何部门销售，需求驱动模型"}},
       {Extraction::forward_ghosh,
        "forward_ghosh",
        {"Forward, Ghosh", "前向（供给驱动）"},
        {"sells to no sector, supply-driven", "不向任何部门销售，供给驱动模型"}}}};
  return all;
}

/// The groups to take out, with their labels.
struct Groups {
  std::vector<std::vector<std::size_t>> members;
  std::vector<Title> codes;
  std::vector<Title> names;
};

Groups groups_of(const Accounts& accounts, const ExtractRequest& options) {
  Groups groups;
  if (!options.group.empty()) {
    auto& members = groups.members.emplace_back();
    std::string text;
    for (const std::string& code : options.group) {
      members.push_back(table::sector_index(accounts, code));
      text += (text.empty() ? "" : "+") + code;
    }
    groups.codes.push_back(same(text));
    groups.names.push_back({counted(members.size(), "sector"), fmt::format("{} 个部门", members.size())});
    return groups;
  }
  if (options.view.by.empty()) {
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      groups.members.push_back({i});
      groups.codes.push_back(same(accounts.sectors[i].code));
      groups.names.push_back(sector_name(accounts.sectors[i]));
    }
    return groups;
  }
  const table::Grouping grouping = table::group_by(accounts, options.view.by);
  groups.members.resize(grouping.groups.size());
  for (std::size_t i = 0; i < grouping.of.size(); ++i)
    groups.members[grouping.of[i]].push_back(i);
  for (std::size_t g = 0; g < groups.members.size(); ++g) {
    groups.codes.push_back(same(grouping.groups[g].code));
    groups.names.push_back(
        {counted(groups.members[g].size(), "sector"), fmt::format("{} 个部门", groups.members[g].size())});
  }
  return groups;
}

// Single sectors keep the choice of rows that every sector sheet has.
std::vector<std::size_t> shown_rows(const Accounts& accounts, const ExtractRequest& options,
                                    const Groups& groups, const std::vector<double>& order_by) {
  std::vector<std::size_t> rows;
  const bool single = options.group.empty() && options.view.by.empty();
  for (std::size_t g = 0; single && g < options.view.sectors.size(); ++g)
    rows.push_back(table::sector_index(accounts, options.view.sectors[g]));
  for (std::size_t g = 0; rows.size() < groups.members.size() && (!single || options.view.sectors.empty());
       ++g)
    rows.push_back(g);
  if (options.view.top == 0) return rows;
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return order_by[a] > order_by[b]; });
  rows.resize(std::min(rows.size(), options.view.top));
  return rows;
}

Sheet extraction_sheet(const Accounts& accounts, const ExtractRequest& options) {
  const Chosen chosen = choose_requirements(accounts, options.inputs);
  const Groups groups = groups_of(accounts, options);
  const std::vector<double> shares = table::value_added_shares(accounts);
  const double output = table::sum(accounts.output);
  const double value_added = table::sum(accounts.value_added_total);
  std::vector<std::vector<double>> columns;
  Sheet sheet{"extract",
              {"Hypothetical extraction, loss in percent: " + accounts.title,
               "假设抽取法，损失（%）：" + accounts.title},
              {text_column("code", "Code", "代码"), text_column("sector", "Sector", "部门")},
              {},
              {origin_note(chosen)}};
  for (const ExtractedVariant& variant : variants()) {
    std::vector<double> of_output;
    std::vector<double> of_value_added;
    for (const table::ExtractionLoss& loss : table::extract(chosen.coefficients().values, accounts.output,
                                                            shares, groups.members, variant.extraction)) {
      of_output.push_back(100 * loss.output / output);
      of_value_added.push_back(100 * loss.value_added / value_added);
    }
    columns.push_back(std::move(of_output));
    columns.push_back(std::move(of_value_added));
    sheet.columns.push_back(number_column(std::string(variant.name) + "_output",
                                          variant.title.en + ", output", variant.title.zh + "·产出", 2, "%"));
    sheet.columns.push_back(
        number_column(std::string(variant.name) + "_value_added", "value added", "增加值", 2, "%"));
    sheet.notes.push_back({variant.title.en + ": " + variant.meaning.en + ".",
                           variant.title.zh + "：" + variant.meaning.zh + "。"});
  }
  const bool are_sectors = options.group.empty() && options.view.by.empty();
  std::vector<Title> called = groups.codes;
  for (std::size_t g = 0; g < called.size() && are_sectors; ++g)
    called[g] = sector_called(accounts.sectors[g]);
  sheet.sentence = standing_out(sheet.title, sheet.columns[2], called, columns.front(), Together::mean);
  for (const std::size_t g : shown_rows(accounts, options, groups, columns.front())) {
    auto& cells = sheet.rows.emplace_back();
    cells.emplace_back(groups.codes[g]);
    cells.emplace_back(groups.names[g]);
    for (const auto& column : columns)
      cells.emplace_back(column[g]);
  }
  sheet.notes.push_back(
      {fmt::format("Parts of output {:.6g} and value added {:.6g}; what is no longer supplied "
                   "here comes from outside.",
                   output, value_added),
       fmt::format("占总产出 {:.6g} 与增加值 {:.6g} 的比重；不再由本地供应的部分改由外部供应。", output,
                   value_added)});
  return sheet;
}

}  // namespace

std::vector<Sheet> extract_sheets(const Accounts& accounts, const ExtractRequest& options) {
  return {extraction_sheet(accounts, options)};
}

}  // namespace leontide::report
