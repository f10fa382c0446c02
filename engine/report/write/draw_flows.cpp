#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "report/write/page.hpp"

namespace leontide::report {

namespace {

constexpr double flows_width = 760, flows_height = 520, ring = 185, widest_ribbon = 20, largest_dot = 20;

struct Point {
  double x = 0, y = 0;
};

class FlowDrawer {
 public:
  explicit FlowDrawer(const Flows& flows) : flows_(flows), n_(flows.names.size()) {
    for (std::size_t i = 0; i < n_; ++i) {
      most_size_ = std::max(most_size_, flows.sizes[i]);
      for (std::size_t j = 0; j < n_; ++j) {
        if (i != j) most_flow_ = std::max(most_flow_, flows.flows[i * n_ + j]);
      }
    }
  }

  std::string make() const {
    std::string svg = fmt::format("<svg class=\"flows\" viewBox=\"0 0 {} {}\" aria-hidden=true>", flows_width,
                                  flows_height);
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        const double flow = flows_.flows[i * n_ + j];
        if (i != j && flow >= flows_.least && flow > 0) svg += ribbon(i, j, flow);
      }
    }
    for (std::size_t i = 0; i < n_; ++i)
      svg += box(i);
    return svg + "</svg>";
  }

 private:
  double angle(std::size_t i) const {
    return 2 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(n_) -
           std::numbers::pi / 2;
  }
  Point at(std::size_t i, double radius) const {
    return {flows_width / 2 + 1.15 * radius * std::cos(angle(i)),
            flows_height / 2 + radius * std::sin(angle(i))};
  }

  /// Wide where it is sold, narrow where it is bought; bent towards the middle.
  std::string ribbon(std::size_t from, std::size_t to, double flow) const {
    const Point a = at(from, ring), b = at(to, ring);
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const double half = 0.5 * std::max(0.8, widest_ribbon * flow / most_flow_);
    const Point across{-(b.y - a.y) / length, (b.x - a.x) / length};
    const double bend = 0.35;
    const double side = from < to ? 8 : -8;  // there and back do not lie on one another
    const Point middle{(a.x + b.x) / 2 * (1 - bend) + flows_width / 2 * bend + side * across.x,
                       (a.y + b.y) / 2 * (1 - bend) + flows_height / 2 * bend + side * across.y};
    return fmt::format(
        "<path class=\"flow f{} t{}\" d=\"M{:.1f} {:.1f}Q{:.1f} {:.1f} {:.1f} {:.1f}L{:.1f} {:.1f}Q{:.1f} "
        "{:.1f} {:.1f} "
        "{:.1f}z\"/>",
        from, to, a.x + half * across.x, a.y + half * across.y, middle.x + 0.5 * half * across.x,
        middle.y + 0.5 * half * across.y, b.x + 0.4 * across.x, b.y + 0.4 * across.y, b.x - 0.4 * across.x,
        b.y - 0.4 * across.y, middle.x - 0.5 * half * across.x, middle.y - 0.5 * half * across.y,
        a.x - half * across.x, a.y - half * across.y);
  }

  std::string box(std::size_t i) const {
    const Point centre = at(i, ring);
    const double radius = std::max(3.0, largest_dot * std::sqrt(flows_.sizes[i] / most_size_));
    const Point label = at(i, ring + radius + 10);
    const double cosine = std::cos(angle(i));
    const char* anchor = cosine > 0.2 ? "start" : cosine < -0.2 ? "end" : "middle";
    const double drop = 4 + 6 * std::sin(angle(i));
    return fmt::format("<g class=node data-n={}><circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\"/>", i,
                       centre.x, centre.y, radius) +
           svg_label(label.x, label.y + drop, flows_.names[i], anchor, "strong") + "</g>";
  }

  const Flows& flows_;
  std::size_t n_;
  double most_size_ = 0, most_flow_ = 0;
};

}  // namespace

std::string drawing_html(const Flows& flows) {
  return FlowDrawer(flows).make();
}

}  // namespace leontide::report
