#include "graph/ways.hpp"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <functional>

namespace leontide::graph {

namespace {

using Steps = std::vector<std::vector<std::size_t>>;

/// [boxes] the boxes that arrows lead to, of those arrows that fit.
Steps steps_of(const Drawing& drawing, const std::function<bool(const Drawing::Arrow&)>& fits) {
  Steps steps(drawing.boxes.size());
  for (const Drawing::Arrow& arrow : drawing.arrows) {
    if (fits(arrow)) steps[arrow.from].push_back(arrow.to);
  }
  return steps;
}

/// [boxes] arrows from `from`, none for what is not reached.
std::vector<std::size_t> distances(const Steps& steps, std::size_t from, std::size_t most) {
  constexpr std::size_t nowhere = ~std::size_t{0};
  std::vector<std::size_t> away(steps.size(), nowhere);
  std::deque<std::size_t> queue{from};
  away[from] = 0;
  while (!queue.empty()) {
    const std::size_t at = queue.front();
    queue.pop_front();
    if (away[at] == most) continue;
    for (const std::size_t next : steps[at]) {
      if (away[next] != nowhere) continue;
      away[next] = away[at] + 1;
      queue.push_back(next);
    }
  }
  return away;
}

/// The drawing of some of its boxes, and of the arrows between them that are kept.
Drawing part_of(const Drawing& drawing, const std::vector<bool>& is_kept,
                const std::function<bool(const Drawing::Arrow&)>& keeps) {
  Drawing part = drawing;
  part.boxes.clear();
  part.arrows.clear();
  std::vector<std::size_t> number(drawing.boxes.size());
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    if (!is_kept[i]) continue;
    number[i] = part.boxes.size();
    part.boxes.push_back(drawing.boxes[i]);
  }
  for (Drawing::Arrow arrow : drawing.arrows) {
    if (!is_kept[arrow.from] || !is_kept[arrow.to] || !keeps(arrow)) continue;
    arrow.from = number[arrow.from];
    arrow.to = number[arrow.to];
    part.arrows.push_back(arrow);
  }
  return part;
}

bool only_feeds(const Drawing::Box& box) {
  return box.kind == "data" || box.kind == "driver" || box.kind == "lever" || box.kind == "event";
}

/// `3 data, 2 drivers` that feed a box.
Title inputs_of(const Drawing& drawing, std::size_t box) {
  struct Kind {
    const char *kind, *one, *many, *zh;
  };
  constexpr Kind kinds[] = {{"data", "number", "numbers", "数据"},
                            {"driver", "driver", "drivers", "驱动"},
                            {"lever", "lever", "levers", "措施"},
                            {"event", "event", "events", "事件"}};
  Title text;
  for (const Kind& one : kinds) {
    const auto count = std::count_if(drawing.arrows.begin(), drawing.arrows.end(), [&](const auto& arrow) {
      return arrow.to == box && drawing.boxes[arrow.from].kind == one.kind;
    });
    if (count == 0) continue;
    text.en += fmt::format("{}{} {}", text.en.empty() ? "" : ", ", count, count == 1 ? one.one : one.many);
    text.zh += fmt::format("{}{}{}", text.zh.empty() ? "" : "、", one.zh, count);
  }
  return text;
}

}  // namespace

void mark_cycles(Drawing& drawing) {
  const Steps steps = steps_of(drawing, [](const Drawing::Arrow&) { return true; });
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    const auto away = distances(steps, i, drawing.boxes.size());
    drawing.boxes[i].is_in_cycle =
        std::any_of(drawing.arrows.begin(), drawing.arrows.end(), [&](const Drawing::Arrow& arrow) {
          return arrow.to == i && arrow.from != i && away[arrow.from] <= drawing.boxes.size();
        });
  }
}

Drawing around(const Drawing& drawing, const std::string& name, std::size_t depth) {
  auto named = std::find_if(drawing.boxes.begin(), drawing.boxes.end(),
                            [&](const Drawing::Box& box) { return box.name == name; });
  if (named == drawing.boxes.end())
    named = std::find_if(drawing.boxes.begin(), drawing.boxes.end(), [&](const Drawing::Box& box) {
      return box.title.en == name || box.title.zh == name;
    });
  if (named == drawing.boxes.end()) return {};
  const auto centre = static_cast<std::size_t>(named - drawing.boxes.begin());
  const Steps forth = steps_of(drawing, [](const Drawing::Arrow&) { return true; });
  Steps back(forth.size());
  for (std::size_t i = 0; i < forth.size(); ++i) {
    for (const std::size_t to : forth[i])
      back[to].push_back(i);
  }
  const auto after = distances(forth, centre, depth), before = distances(back, centre, depth);
  std::vector<bool> is_kept(drawing.boxes.size());
  for (std::size_t i = 0; i < is_kept.size(); ++i)
    is_kept[i] = std::min(after[i], before[i]) <= depth;
  // An arrow between two boxes at the edge is none of the way.
  Drawing part = part_of(drawing, is_kept, [&](const Drawing::Arrow& arrow) {
    const std::size_t from = std::min(after[arrow.from], before[arrow.from]);
    const std::size_t to = std::min(after[arrow.to], before[arrow.to]);
    return arrow.from == arrow.to || std::min(from, to) < depth;
  });
  if (part.is_flow) tell_payments(part, false);
  return part;
}

Drawing in_layers(const Drawing& drawing) {
  Drawing counted = drawing;
  std::vector<bool> is_kept;
  for (std::size_t i = 0; i < counted.boxes.size(); ++i) {
    counted.boxes[i].detail = inputs_of(drawing, i);
    is_kept.push_back(!only_feeds(counted.boxes[i]));
  }
  const Drawing layers = part_of(counted, is_kept, [](const Drawing::Arrow&) { return true; });
  const Steps steps = steps_of(layers, [](const Drawing::Arrow& arrow) { return !arrow.lagged; });
  std::vector<std::vector<std::size_t>> away;
  for (std::size_t i = 0; i < layers.boxes.size(); ++i)
    away.push_back(distances(steps, i, layers.boxes.size()));
  const auto is_implied = [&](const Drawing::Arrow& arrow) {
    if (arrow.lagged) return false;
    // In a block ways lead back, and leaving out one arrow for the other would leave out both.
    return std::any_of(steps[arrow.from].begin(), steps[arrow.from].end(), [&](std::size_t next) {
      return next != arrow.to && away[next][arrow.to] <= layers.boxes.size() &&
             away[arrow.to][next] > layers.boxes.size();
    });
  };
  Drawing out = part_of(layers, std::vector<bool>(layers.boxes.size(), true),
                        [&](const Drawing::Arrow& arrow) { return !is_implied(arrow); });
  out.legend.en +=
      "; numbers, drivers, levers and events are counted in the boxes that read them; arrows that "
      "longer ways imply are left out";
  out.legend.zh += "；数据、驱动、措施与事件计入引用它们的方框；可由更长路径推出的箭头已省略";
  return out;
}

}  // namespace leontide::graph
