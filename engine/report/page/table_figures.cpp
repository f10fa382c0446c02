#include <algorithm>
#include <fmt/format.h>
#include <numeric>

#include "report/page/figures.hpp"
#include "report/target_words.hpp"

namespace leontide::report {

namespace {

constexpr std::size_t flows_drawn = 36, partners_named = 3;

/// A table of the model, and a set that groups its sectors.
struct GroupedTable {
  const scenario::TableTotals* table = nullptr;
  const language::Set* groups = nullptr;
};

/// The first table whose sectors are grouped; of its groupings the one called cluster, else the finest.
GroupedTable grouped_table(const scenario::Reading& reading) {
  for (const scenario::TableTotals& table : reading.totals) {
    if (table.flows.empty()) continue;
    GroupedTable found{&table, nullptr};
    for (const language::Set& set : reading.model.sets) {
      if (set.kind != language::Set::Kind::groups || set.parent != table.set || set.codes.size() < 3)
        continue;
      const bool better = found.groups == nullptr || set.name == "cluster" ||
                          (found.groups->name != "cluster" && set.codes.size() > found.groups->codes.size());
      if (better) found.groups = &set;
    }
    if (found.groups != nullptr && found.groups->codes.size() <= 24) return found;
  }
  return {};
}

/// A group by its one sector's name, else by its code.
Title group_title(const GroupedTable& found, std::size_t group) {
  const auto members = std::count(found.groups->map.begin(), found.groups->map.end(), group);
  if (group < found.groups->titles.size()) return found.groups->titles[group];
  std::string name = found.groups->codes[group];
  std::replace(name.begin(), name.end(), '_', ' ');
  if (members != 1) return same(name);
  const auto at =
      std::find(found.groups->map.begin(), found.groups->map.end(), group) - found.groups->map.begin();
  return {name, found.table->names[static_cast<std::size_t>(at)].zh};
}

struct GroupFlows {
  std::vector<double> sizes, flows;
};

GroupFlows added_up(const GroupedTable& found) {
  const std::size_t n = found.table->outputs.size(), k = found.groups->codes.size();
  GroupFlows sums{std::vector<double>(k, 0), std::vector<double>(k * k, 0)};
  for (std::size_t i = 0; i < n; ++i) {
    sums.sizes[found.groups->map[i]] += found.table->outputs[i];
    for (std::size_t j = 0; j < n; ++j)
      sums.flows[found.groups->map[i] * k + found.groups->map[j]] += found.table->flows[i * n + j];
  }
  return sums;
}

/// The largest partners of a sector, with what flows.
Title partners(const scenario::TableTotals& table, std::size_t sector, bool sells) {
  const std::size_t n = table.outputs.size();
  const auto flow = [&](std::size_t other) {
    return sells ? table.flows[sector * n + other] : table.flows[other * n + sector];
  };
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::erase(order, sector);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return flow(a) > flow(b); });
  Title text;
  for (std::size_t i = 0; i < std::min(partners_named, order.size()); ++i) {
    if (!(flow(order[i]) > 0)) break;
    const std::string amount = fmt::format("{:.3g}", flow(order[i]));
    text.en += fmt::format("{}{} {}", i == 0 ? "" : "; ", table.names[order[i]].en, amount);
    text.zh +=
        fmt::format("{}{} {}", i == 0 ? "" : "；", in_language(table.names[order[i]], Language::zh), amount);
  }
  return text;
}

std::string name_of_group_sheet(std::size_t group) {
  return fmt::format("sectors-{}", group + 1);
}

}  // namespace

std::optional<Figure> table_figure(const scenario::Reading& reading) {
  const GroupedTable found = grouped_table(reading);
  if (found.table == nullptr) return std::nullopt;
  const GroupFlows sums = added_up(found);
  Flows flows{{}, sums.sizes, sums.flows, {}, 0};
  const std::size_t k = sums.sizes.size();
  std::vector<double> between;
  double all = 0;
  for (std::size_t i = 0; i < k; ++i) {
    flows.names.push_back(group_title(found, i));
    for (std::size_t j = 0; j < k; ++j) {
      if (i != j && sums.flows[i * k + j] > 0) between.push_back(sums.flows[i * k + j]);
      all += sums.flows[i * k + j];
    }
  }
  std::sort(between.rbegin(), between.rend());
  if (between.empty()) return std::nullopt;
  flows.least = between[std::min(flows_drawn, between.size()) - 1];
  const Title unit = unit_words(language::to_string(found.table->unit));
  Figure figure{
      "flows",
      {"How much comes through the table", "投入产出关联"},
      {fmt::format("Purchases between groups of sectors in the table of {}, in {}: a ribbon is wide at the "
                   "seller and "
                   "narrows towards the buyer; circles by output. {:.0f} of {:.0f} output are sold to other "
                   "producers in the region. The {} largest flows are drawn.",
                   found.table->year, unit.en, all, found.table->output,
                   std::min(flows_drawn, between.size())),
       fmt::format("{} "
                   "年投入产出表中各产业群之间的采购，单位：{}"
                   "。带的宽端为卖方，窄端为买方；圆的面积对应总产出。总产出 "
                   "{:.0f} 中有 {:.0f} 售予本地其他生产者。图中为最大的 {} 条流量。",
                   found.table->year, in_language(unit, Language::zh), found.table->output, all,
                   std::min(flows_drawn, between.size()))},
      std::move(flows),
      {}};
  for (std::size_t g = 0; g < k; ++g)
    figure.sheets.push_back(name_of_group_sheet(g));
  return figure;
}

std::vector<Sheet> table_sheets(const scenario::Reading& reading) {
  const GroupedTable found = grouped_table(reading);
  if (found.table == nullptr) return {};
  std::vector<Sheet> sheets;
  const Title unit = unit_words(language::to_string(found.table->unit));
  for (std::size_t g = 0; g < found.groups->codes.size(); ++g) {
    Sheet sheet{name_of_group_sheet(g),
                group_title(found, g),
                {text_column("sector", "sector", "部门"),
                 column_of("output", {"output", "总产出"}, Shown::by_size, 0, unit.en),
                 text_column("sells_to", "sells most to", "主要买方"),
                 text_column("buys_from", "buys most from", "主要卖方")},
                {},
                {}};
    for (std::size_t i = 0; i < found.table->outputs.size(); ++i) {
      if (found.groups->map[i] != g) continue;
      sheet.rows.push_back({found.table->names[i], found.table->outputs[i], partners(*found.table, i, true),
                            partners(*found.table, i, false)});
    }
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace leontide::report
