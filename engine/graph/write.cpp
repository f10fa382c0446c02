#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/numbers.hpp"
#include "graph/draw.hpp"

namespace leontide::graph {

namespace {

std::string in_quotes(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

struct Look {
  const char *shape, *fill;
};

Look look_of(const Drawing::Box& box) {
  if (box.is_in_block) return {"box", "#f6d7c3"};
  if (box.kind == "data") return {"cylinder", "#eef1f4"};
  if (box.kind == "driver") return {"diamond", "#e7e0f3"};
  if (box.kind == "lever") return {"hexagon", "#d9efe0"};
  if (box.kind == "event") return {"octagon", "#f8dede"};
  if (box.kind == "indicator") return {"note", "#fdf3cf"};
  if (box.kind == "sector" || box.kind == "cluster") return {"box", "#dcebf7"};
  return {"box", box.is_in_cycle ? "#dcebf7" : "#ffffff"};
}

/// Breaks a long text behind a blank, or behind any character of Chinese, into lines of some `most` columns.
std::string broken(const std::string& text, std::size_t most) {
  std::string out;
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0U) == 0x80U)
      ++length;
    const bool is_wide = length > 2;
    if (used >= most && (is_wide || text[i] == ' ')) {
      out += '\n';
      used = 0;
      if (text[i] == ' ') {
        ++i;
        continue;
      }
    }
    out += text.substr(i, length);
    used += is_wide ? 2 : 1;
    i += length;
  }
  return out;
}

std::string label_of(const Drawing::Box& box, Language language) {
  constexpr std::size_t columns = 24;
  std::string label = in_language(box.title, language);
  const bool has_title = !label.empty();
  if (!has_title) label = box.name;
  label = broken(label, columns);
  const bool is_quantity = box.kind != "sector" && box.kind != "cluster";
  if (has_title && is_quantity) label += "\n" + box.name;
  if (const std::string& detail = in_language(box.detail, language); !detail.empty())
    label += "\n" + broken(detail, columns);
  return label;
}

/// Of producers only those that some payment drawn reaches; with none at all, all of them.
bool is_shown(const Drawing& drawing, std::size_t box) {
  const auto is_between = [](const Drawing::Arrow& arrow) { return arrow.from != arrow.to; };
  return !drawing.is_flow || std::none_of(drawing.arrows.begin(), drawing.arrows.end(), is_between) ||
         std::any_of(drawing.arrows.begin(), drawing.arrows.end(), [&](const Drawing::Arrow& arrow) {
           return is_between(arrow) && (arrow.from == box || arrow.to == box);
         });
}

std::string boxes_text(const Drawing& drawing, Language language) {
  std::string text;
  std::map<std::string, std::string> frames;
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    const Drawing::Box& box = drawing.boxes[i];
    if (!is_shown(drawing, i)) continue;
    const Look look = look_of(box);
    const std::string line =
        fmt::format("n{} [label={}, shape={}, style=filled, fillcolor=\"{}\"{}];\n", i,
                    in_quotes(label_of(box, language)), look.shape, look.fill,
                    box.is_in_cycle && !drawing.is_flow ? ", penwidth=2, color=\"#2a6496\"" : "");
    // Bands in their order, whatever their number.
    const std::string frame = box.band > 0 ? fmt::format("{:06}", box.band) : box.group;
    if (frame.empty()) {
      text += "  " + line;
    } else {
      frames[frame] += "    " + line;
    }
  }
  const bool is_folded = !drawing.boxes.empty() && drawing.boxes.front().band > 0;
  std::size_t number = 0;
  for (const auto& [group, lines] : frames) {
    const std::string file = group.substr(group.rfind('/') == std::string::npos ? 0 : group.rfind('/') + 1);
    const std::string name = is_folded ? fmt::format("{} / {}", number + 1, frames.size()) : file;
    text += fmt::format(
        "  subgraph cluster_{} {{\n    label={}; color=\"#b8c2cc\"; fontcolor=\"#51606c\";\n{}  }}\n",
        number++, in_quotes(name), lines);
  }
  return text;
}

std::string arrow_style(const Drawing& drawing, const Drawing::Arrow& arrow, double most) {
  if (drawing.is_flow) {
    return fmt::format(" [penwidth={}, label=\"{}\", arrowsize=0.7, color=\"#2a649699\", fontsize=9]",
                       print_fixed(std::clamp(9 * std::sqrt(arrow.weight / most), 0.6, 9.0), 2),
                       print_fixed(arrow.weight, arrow.weight < 1    ? 3
                                                 : arrow.weight < 10 ? 1
                                                                     : 0));
  }
  if (arrow.lagged) return " [style=dashed, color=\"#8a96a1\", constraint=false]";
  // An arrow to another band pulls none of its boxes out of it.
  if (drawing.boxes[arrow.from].band != drawing.boxes[arrow.to].band)
    return " [constraint=false, color=\"#51606c\"]";
  if (arrow.weight == 1) return "";
  return fmt::format(" [penwidth={}, label=\"{}\"]",
                     print_fixed(std::clamp(20 * std::fabs(arrow.weight), 0.5, 12.0), 2),
                     print_fixed(arrow.weight, 3));
}

}  // namespace

std::string to_dot(const Drawing& drawing, const std::string& name, Language language) {
  std::string heading = in_language(drawing.title, language);
  if (const std::string& legend = in_language(drawing.legend, language); !legend.empty())
    heading += (heading.empty() ? "" : "\n") + broken(legend, 100);
  // Arrows that go round boxes keep their numbers off them.
  const char* layout = drawing.is_flow ? "layout=neato; overlap=false; sep=\"+18\"; splines=true;"
                                       : "rankdir=LR; ranksep=0.5; nodesep=0.08; newrank=true;";
  std::string text = fmt::format(
      "digraph {} {{\n  {}\n  label={}; labelloc=t; fontname=\"sans-serif\";\n  node "
      "[fontname=\"sans-serif\", fontsize=11, margin=\"0.08,0.04\"];\n  edge [fontname=\"sans-serif\"];\n",
      in_quotes(name), layout, in_quotes(heading));
  text += boxes_text(drawing, language);
  double most = 0;
  // What a producer pays itself stands in its box.
  const auto is_drawn = [&](const Drawing::Arrow& arrow) {
    return !drawing.is_flow || arrow.from != arrow.to;
  };
  for (const auto& arrow : drawing.arrows)
    if (is_drawn(arrow)) most = std::max(most, std::fabs(arrow.weight));
  for (const auto& arrow : drawing.arrows)
    if (is_drawn(arrow))
      text += fmt::format("  n{} -> n{}{};\n", arrow.from, arrow.to, arrow_style(drawing, arrow, most));
  return text + "}\n";
}

std::string to_json(const Drawing& drawing) {
  std::string text = "{\"nodes\":[";
  for (std::size_t i = 0; i < drawing.boxes.size(); ++i) {
    const auto& box = drawing.boxes[i];
    text += fmt::format("{}{{\"name\":{},\"kind\":{}", i == 0 ? "" : ",", in_quotes(box.name),
                        in_quotes(box.kind));
    if (!box.title.en.empty())
      text +=
          fmt::format(",\"title\":{{\"en\":{},\"zh\":{}}}", in_quotes(box.title.en), in_quotes(box.title.zh));
    if (box.is_in_cycle) text += ",\"in_cycle\":true";
    if (box.is_in_block) text += ",\"in_block\":true";
    text += "}";
  }
  text += "],\"edges\":[";
  for (std::size_t i = 0; i < drawing.arrows.size(); ++i) {
    const auto& arrow = drawing.arrows[i];
    text += fmt::format("{}{{\"from\":{},\"to\":{},\"weight\":{},\"lagged\":{}}}", i == 0 ? "" : ",",
                        arrow.from, arrow.to, print_number(arrow.weight), arrow.lagged);
  }
  return text + "]}\n";
}

}  // namespace leontide::graph
