#pragma once

#include <string>
#include <utility>
#include <vector>

namespace leontide::benchmarks {

struct Series {
  std::string name;
  std::vector<std::pair<double, double>> points;  ///< x ascending, positive
};

/// A line plot as inline SVG: x on a logarithmic scale, y from zero up.
std::string line_plot(const std::string& title, const std::string& x_name, const std::string& y_name,
                      const std::vector<Series>& series);

/// Horizontal bars as inline SVG, from zero up.
std::string bar_plot(const std::string& title, const std::vector<std::pair<std::string, double>>& bars,
                     const std::string& unit);

/// Text safe inside HTML.
std::string escaped(const std::string& text);

}  // namespace leontide::benchmarks
