#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "graph/draw.hpp"

namespace leontide::graph {

Sales added_up(const Sales& sales, std::span<const std::uint32_t> group_of, std::vector<std::string> names,
               std::vector<Title> titles) {
  const std::size_t n = sales.outputs.size(), k = names.size();
  Sales sums{std::move(names), std::move(titles), std::vector<double>(k * k, 0), std::vector<double>(k, 0),
             sales.unit};
  for (std::size_t i = 0; i < n; ++i) {
    sums.outputs[group_of[i]] += sales.outputs[i];
    for (std::size_t j = 0; j < n; ++j)
      sums.flows[group_of[i] * k + group_of[j]] += sales.flows[i * n + j];
  }
  return sums;
}

Drawing draw_sales(const Sales& sales, double least, std::size_t most, const std::string& kind) {
  const std::size_t n = sales.outputs.size();
  const auto flow = [&](std::size_t seller, std::size_t buyer) { return sales.flows[seller * n + buyer]; };
  const auto share = [&](std::size_t seller, std::size_t buyer) {
    return sales.outputs[buyer] > 0 ? flow(seller, buyer) / sales.outputs[buyer] : 0;
  };
  Drawing drawing;
  drawing.is_flow = true;
  for (std::size_t i = 0; i < n; ++i) {
    Drawing::Box box{sales.names[i], sales.titles[i], kind, {}, {}, false, false, sales.outputs[i]};
    const std::string made = print_fixed(sales.outputs[i], 0), own = print_fixed(100 * share(i, i), 0);
    box.detail = {own + " % bought of itself", "自用 " + own + "%"};
    if (!sales.unit.en.empty())
      box.detail = {"makes " + made + ", " + box.detail.en, "总产出 " + made + "，" + box.detail.zh};
    drawing.boxes.push_back(std::move(box));
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j && flow(i, j) > 0 && share(i, j) >= least)
        drawing.arrows.push_back({j, i, flow(i, j), false});
    }
  }
  std::stable_sort(drawing.arrows.begin(), drawing.arrows.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
  if (drawing.arrows.size() > most) drawing.arrows.resize(most);
  const std::size_t shown = drawing.arrows.size();
  for (std::size_t i = 0; i < n; ++i) {
    if (flow(i, i) > 0 && share(i, i) >= least) drawing.arrows.push_back({i, i, flow(i, i), false});
  }
  const std::string percent = print_number(100 * least);
  drawing.legend = {
      fmt::format(
          "arrows: money, from buyer to seller{}; the {} largest payments of {} % of the buyer's output "
          "or more",
          sales.unit.en.empty() ? ", for each unit made" : ", in " + sales.unit.en, shown, percent),
      fmt::format("箭头：资金流向，由买方指向卖方，{}；仅列占买方总产出 {}% 及以上的最大 {} 笔",
                  sales.unit.en.empty() ? "按单位产出" : "单位：" + in_language(sales.unit, Language::zh),
                  percent, shown)};
  return drawing;
}

}  // namespace leontide::graph
