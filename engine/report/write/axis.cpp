#include "report/write/axis.hpp"

#include <fmt/format.h>

#include "report/write/page.hpp"

namespace leontide::report {

double tick_of(double range, int steps) {
  const double power = std::pow(10, std::floor(std::log10(range / steps)));
  for (const double step : {1.0, 2.0, 2.5, 5.0}) {
    if (step * power * steps >= range * (1 - 1e-9)) return step * power;
  }
  return 10 * power;
}

Axis axis_round(double low, double high, int steps) {
  if (!(high > low)) {
    const double half = high == 0 ? 1 : std::fabs(high) / 2;
    low = low < 0 || high > 0 ? low - half : low;
    high += half;
  }
  const double step = tick_of(high - low, steps);
  return {step * std::floor(low / step + 1e-9) + 0.0, step * std::ceil(high / step - 1e-9) + 0.0, step};
}

std::string axis_number(double value) {
  return std::fabs(value) >= 1e5 ? short_number(value) : fmt::format("{:.6g}", value + 0.0);
}

}  // namespace leontide::report
