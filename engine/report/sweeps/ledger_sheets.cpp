#include "report/sweeps/ledger_sheets.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "base/sha256.hpp"
#include "faults/sentences.hpp"
#include "report/write/chance_text.hpp"
#include "report/write/write.hpp"
#include "sweep/summary.hpp"

namespace leontide::report {

namespace {

Cell in_percent(const sweep::TableValue& value) {
  return Interval{100 * value.value, 100 * value.low, 100 * value.high};
}

/// As the tables of ledgers show it, in either language.
std::string number_of(double share) {
  return percent_number(share, 1);
}

void add_numbers(std::vector<Cell>& row, const std::vector<std::optional<sweep::TableValue>>& values,
                 bool is_chance) {
  for (const auto& value : values) {
    if (!value) {
      row.emplace_back();
    } else {
      row.push_back(is_chance ? in_percent(*value) : Cell(value->value));
    }
  }
}

/// A page without its tables: what is asked and what the cells of the ledger stand on.
Document document_of(const char* name, const sweep::Ledger& ledger) {
  Document document;
  document.name = name;
  const SweepNames names(ledger);
  document.title = names.sweep();
  rest_on_cells(ledger, names, document);
  return document;
}

/// The sentence in place of numbers where no cell has one.
Text no_cell_completed() {
  return headline_of({{"No trial completed in any of these cells. There is no number to show.",
                       "这些单元没有完成任何模拟，无数可示。"}});
}

void note_cells_without_trials(std::uint64_t cells, Sheet& sheet) {
  if (cells == 0) return;
  sheet.notes.push_back({fmt::format("{} in which no trial completed {} no number here",
                                     counted(cells, "cell"), cells == 1 ? "has" : "have"),
                         fmt::format("{} 个单元没有完成任何模拟，此处无数值", cells)});
}

Cell interval_of(const std::optional<statistics::Estimate>& estimate) {
  if (!estimate) return {};
  return Interval{100 * estimate->value, 100 * estimate->low, 100 * estimate->high};
}

}  // namespace

void rest_on_cells(const sweep::Ledger& ledger, const SweepNames& names, Document& document) {
  const sweep::Titles titles = ledger.titles();
  if (const auto design = titles.find("design"); design != titles.end())
    document.settings.push_back({"design", {"design", "抽样"}, design->second});
  if (const auto seed = titles.find("seed"); seed != titles.end())
    document.settings.push_back({"seed", {"seed", "种子"}, seed->second});
  const sweep::SweepBasis basis = sweep::basis_of(ledger);
  for (const sweep::ScenarioTrials& one : basis.scenarios) {
    Standing standing{
        one.scenario, {}, one.trials, one.trials - one.failed, {}, names.scenario(one.scenario)};
    for (const simulation::FailedTrials& failed : one.failures)
      standing.failures.push_back({failed.cause, failed.trials, failed.what, failed.year});
    document.standing.push_back(std::move(standing));
  }
  std::string hashes;
  for (const auto& [path, hash] : basis.inputs) {
    document.inputs.push_back({path, hash});
    hashes += hash;
  }
  if (!hashes.empty()) document.digest = sha256(hashes);
}

Title status_sentence(const sweep::LedgerStatus& status) {
  Title text{fmt::format("{} of {} {} done", status.done, counted(status.all(), "cell"),
                         status.done == 1 ? "is" : "are"),
             fmt::format("{} 个单元中已完成 {} 个", status.all(), status.done)};
  const auto add = [&](std::uint64_t count, const char* en, const char* zh) {
    if (count == 0) return;
    text.en += fmt::format(", {} {}", count, en);
    text.zh += fmt::format("，{} {} 个", zh, count);
  };
  add(status.failed, "failed", "失败");
  add(status.running, "running", "运行中");
  add(status.waiting, "waiting", "等待");
  add(status.stale, "stale", "过期");
  add(status.with_failed_trials, "with more than one failed trial in a thousand", "失败模拟超过千分之一");
  return {text.en + ".", text.zh + "。"};
}

Sheet states_sheet(const sweep::Ledger& ledger) {
  const sweep::LedgerStatus status = ledger.status();
  Sheet states{"states", {"Cells", "单元"}, {}, {}, {}};
  states.columns = {text_column("state", "state", "状态"), number_column("cells", "cells", "单元数", 0)};
  const auto add = [&](Title state, std::uint64_t count) {
    states.rows.push_back({std::move(state), static_cast<double>(count)});
  };
  add({"done", "完成"}, status.done);
  add({"running", "运行中"}, status.running);
  add({"waiting", "等待"}, status.waiting);
  add({"failed", "失败"}, status.failed);
  add({"stale", "过期"}, status.stale);
  for (const std::string& reason : ledger.stale_reasons())
    states.notes.push_back({"stale: " + reason, "过期原因：" + reason_in_chinese(reason)});
  return states;
}

Sheet faults_sheet(const sweep::Ledger& ledger) {
  Sheet sheet{"faults", {"First fault of each kind", "各类首个错误"}, {}, {}, {}};
  sheet.columns = {number_column("cell", "cell", "单元", 0), number_column("cells", "cells", "单元数", 0),
                   text_column("place", "place", "位置"), text_column("what", "what", "错误")};
  for (const auto& fault : ledger.faults())
    sheet.rows.push_back({static_cast<double>(fault.first), static_cast<double>(fault.cells),
                          same(printable(fault.place)),
                          Title{printable(fault.what), printable(faults::in_chinese(fault.what))}});
  return sheet;
}

Document status_document(const sweep::Ledger& ledger) {
  Document document = document_of("ledger status", ledger);
  document.sections = {headline_of({status_sentence(ledger.status())}), states_sheet(ledger)};
  if (Sheet faults = faults_sheet(ledger); !faults.rows.empty())
    document.sections.emplace_back(std::move(faults));
  return document;
}

Sheet table_sheet(const sweep::LaidOut& table, const LaidOutBy& by, const SweepNames& names) {
  Sheet sheet{"table", {}, {}, {}, {}};
  const Title value = value_title(names, by);
  sheet.title = {capitalised(value.en), value.zh};
  // Paths and values stand as they are asked for; figures have their titles.
  sheet.columns.push_back(text_column("row", by.rows, by.rows));
  for (const std::string& column : table.columns) {
    const Title title = same(column);
    sheet.columns.push_back(
        table.is_chance ? interval_column(column, title, Shown::share, 1, by.is_regret ? "points" : "%")
                        : column_of(column, title, Shown::by_size));
  }
  if (table.is_chance)
    sheet.columns.push_back(text_column("best", "best, or not told from it", "最优，或与之无法区分"));
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::vector<Cell> row{same(table.rows[r])};
    add_numbers(row, table.values[r], table.is_chance);
    if (table.is_chance) row.emplace_back(same(table.best[r]));
    sheet.rows.push_back(std::move(row));
  }
  note_cells_without_trials(table.without_trials, sheet);
  if (by.is_regret) {
    std::vector<Cell> row{Title{"largest", "最大"}};
    add_numbers(row, table.largest, true);
    row.emplace_back();
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Document table_document(const sweep::Ledger& ledger, const sweep::LaidOut& table, const LaidOutBy& by) {
  const SweepNames names(ledger);
  const sweep::TableValue *least = nullptr, *most = nullptr;
  std::size_t at_row = 0, at_column = 0;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const auto& value = table.values[r][c];
      if (!value) continue;
      if (least == nullptr || value->value < least->value) least = &*value;
      if (most == nullptr || value->value > most->value) most = &*value, at_row = r, at_column = c;
    }
  }
  Document document = document_of("ledger table", ledger);
  if (table.rows.empty()) {
    document.sections.emplace_back(no_cell_completed());
    return document;
  }
  if (most != nullptr) {
    const auto number = [&](double value) {
      return table.is_chance ? number_of(value) + " %" : fmt::format("{:.6g}", value);
    };
    const Title of = value_title(names, by), row = names.value(by.rows, table.rows[at_row]),
                column = names.value(by.columns, table.columns[at_column]), rows = names.path(by.rows),
                columns = names.path(by.columns);
    const auto zh = [](const Title& title) { return in_language(title, Language::zh); };
    document.sections.emplace_back(headline_of(
        {{fmt::format("The {} is largest, {}, where {} is {} and {} is {}; the least is {}.", of.en,
                      number(most->value), rows.en, row.en, columns.en, column.en, number(least->value)),
          fmt::format("{}最高为 {}（{}：{}；{}：{}）；最低为 {}。", of.zh, number(most->value), zh(rows),
                      zh(row), zh(columns), zh(column), number(least->value))}}));
  }
  document.sections.emplace_back(table_figure(table, by, names, false, "table"));
  document.sections.emplace_back(table_sheet(table, by, names));
  return document;
}

Text cells_headline(const sweep::CellComparison& comparison, const SweepNames& names,
                    const std::string& target) {
  const sweep::ComparedCell &best = comparison.cells.front(), &least = comparison.cells.back();
  const Title of = names.target(target), cell = names.cell(best, comparison.paths);
  const std::string high = number_of(best.chance.value), low = number_of(least.chance.value);
  std::vector<Title> lines{
      {fmt::format(
           "Of {} cells, cell {} gives {} its largest chance, {} % ({} to {} %): {}. The least is {} %, in "
           "cell {}.",
           comparison.cells.size(), best.number, of.en, high, number_of(best.chance.low),
           number_of(best.chance.high), cell.en, low, least.number),
       fmt::format("{} 个单元中，单元 {} 使{}的概率最高，为 {}%（{}% 至 {}%）：{}。最低为单元 {} 的 {}%。",
                   comparison.cells.size(), best.number, in_language(of, Language::zh), high,
                   number_of(best.chance.low), number_of(best.chance.high), in_language(cell, Language::zh),
                   least.number, low)}};
  const auto tied = std::count_if(comparison.cells.begin(), comparison.cells.end(), [&](const auto& one) {
    return comparison.is_best && one.difference && one.difference->low <= 0 && one.difference->high >= 0;
  });
  if (tied > 0)
    lines.push_back(
        {fmt::format("{} more cell{} cannot be told from it on common draws.", tied, tied == 1 ? "" : "s"),
         fmt::format("另有 {} 个单元在相同抽样上与其无法区分。", tied)});
  return headline_of(std::move(lines), {{high + " %",
                                         {"the largest chance, in cell " + std::to_string(best.number),
                                          "最高概率，单元 " + std::to_string(best.number)}},
                                        {low + " %",
                                         {"the least, in cell " + std::to_string(least.number),
                                          "最低概率，单元 " + std::to_string(least.number)}}});
}

Sheet comparison_sheet(const sweep::CellComparison& comparison, const SweepNames& names,
                       const std::string& target, const std::string& cost) {
  const Title of = names.target(target), reading = names.reading(comparison.reading);
  Sheet sheet{"comparison",
              {fmt::format("Chance of {}, against cell {}", of.en, comparison.against),
               fmt::format("{}的概率，与单元 {} 比较", in_language(of, Language::zh), comparison.against)},
              {},
              {},
              {}};
  sheet.columns = {number_column("cell", "cell", "单元", 0), text_column("scenario", "scenario", "情景")};
  for (const std::string& path : comparison.paths)
    sheet.columns.push_back(column_of(path, names.path(path), Shown::text));
  sheet.columns.push_back(chance_column("chance", {"chance", "概率"}));
  sheet.columns.push_back(interval_column("difference", {"difference on common draws", "相同抽样上的差"},
                                          Shown::share, 2, "points"));
  sheet.columns.push_back(text_column("standing", "against it", "与之相比"));
  if (!cost.empty()) {
    sheet.columns.push_back(column_of("cost", same(cost), Shown::by_size));
    sheet.columns.push_back(text_column("front", "front", "前沿"));
  }
  bool lacks_marks = false;
  for (const sweep::ComparedCell& cell : comparison.cells) {
    std::vector<Cell> row{static_cast<double>(cell.number), names.scenario(cell.scenario)};
    for (std::size_t p = 0; p < cell.values.size(); ++p)
      row.emplace_back(names.value(comparison.paths[p], cell.values[p]));
    row.push_back(in_percent(cell.chance));
    row.push_back(interval_of(cell.difference));
    row.emplace_back(standing_of(cell, comparison));
    if (!cost.empty()) {
      row.push_back(cell.cost ? Cell(*cell.cost) : Cell());
      row.emplace_back(cell.is_on_front ? Title{"yes", "是"} : Title{});
    }
    lacks_marks = lacks_marks || (!cell.difference && cell.number != comparison.against);
    sheet.rows.push_back(std::move(row));
  }
  note_cells_without_trials(comparison.without_trials, sheet);
  if (!comparison.reading.empty())
    sheet.notes.push_back({"reading " + reading.en, "口径：" + in_language(reading, Language::zh)});
  if (lacks_marks)
    sheet.notes.push_back(
        {"cells without a difference keep no trials (`keep: {trials: yes}`) or stand on other draws",
         "没有差值的单元未保留模拟（`keep: {trials: yes}`）或抽样不同"});
  return sheet;
}

Document comparison_document(const sweep::Ledger& ledger, const sweep::CellComparison& comparison,
                             const std::string& target, const std::string& cost) {
  const SweepNames names(ledger);
  Document document = document_of("ledger compare", ledger);
  if (comparison.cells.empty()) {
    document.sections.emplace_back(no_cell_completed());
    return document;
  }
  document.sections = {cells_headline(comparison, names, target),
                       cells_figure(comparison, names, "comparison"),
                       comparison_sheet(comparison, names, target, cost)};
  return document;
}

}  // namespace leontide::report
