#include <algorithm>
#include <fmt/format.h>

#include "base/numbers.hpp"
#include "graph/draw.hpp"
#include "graph/ways.hpp"

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

void tell_payments(Drawing& drawing, bool is_whole) {
  const auto drawn = std::count_if(drawing.arrows.begin(), drawing.arrows.end(),
                                   [](const Drawing::Arrow& arrow) { return arrow.from != arrow.to; });
  const std::string percent = print_number(100 * drawing.least);
  const bool has_unit = !drawing.unit.en.empty();
  drawing.legend = {
      fmt::format(
          "arrows: money, from buyer to seller{}; the {} {}payments of {} % of the buyer's output or more",
          has_unit ? ", in " + drawing.unit.en : ", for each unit made", drawn, is_whole ? "largest " : "",
          percent),
      fmt::format("箭头：资金流向，由买方指向卖方，{}；仅列占买方总产出 {}% 及以上的{} {} 笔",
                  has_unit ? "单位：" + in_language(drawing.unit, Language::zh) : "按单位产出", percent,
                  is_whole ? "最大" : "支付", drawn)};
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
    box.detail = {own + " % from itself", "自用 " + own + "%"};
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
  for (std::size_t i = 0; i < n; ++i) {
    if (flow(i, i) > 0 && share(i, i) >= least) drawing.arrows.push_back({i, i, flow(i, i), false});
  }
  drawing.least = least;
  drawing.unit = sales.unit;
  tell_payments(drawing, true);
  return drawing;
}

}  // namespace leontide::graph
