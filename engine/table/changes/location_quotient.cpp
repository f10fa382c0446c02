#include "table/changes/location_quotient.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "table/refusal.hpp"

namespace leontide::table {

Option location_method_option() {
  return {.name = "METHOD",
          .flag = "--method",
          .yaml_key = "method",
          .kind = ValueKind::choice,
          .standard = "flq",
          .choices = choice_names<LocationMethod>(),
          .help = {"location quotients: simple, cross-industry, Flegg's, augmented Flegg's",
                   "区位商：简单、跨产业、Flegg、增强 Flegg"}};
}

Option location_delta_option() {
  return {.name = "DELTA",
          .flag = "--delta",
          .yaml_key = "delta",
          .kind = ValueKind::number,
          .standard = "0.3",
          .low = 0,
          .high = 1,
          .help = {"the exponent of the size factor of FLQ and AFLQ", "FLQ 与 AFLQ 规模因子的指数"}};
}

std::vector<double> simple_location_quotients(std::span<const double> region,
                                              std::span<const double> nation) {
  if (region.size() != nation.size()) {
    throw Refusal(Reason::shape,
                  fmt::format("{} sectors of the region and {} of the nation", region.size(), nation.size()));
  }
  const auto negative = [](double value) { return !(value >= 0); };
  const double region_total = sum(region);
  const double nation_total = sum(nation);
  if (std::any_of(region.begin(), region.end(), negative) ||
      std::any_of(nation.begin(), nation.end(), negative) || !(region_total > 0) || !(nation_total > 0)) {
    throw Refusal(Reason::out_of_range,
                  "location quotients take amounts that are not negative and not all 0");
  }
  std::vector<double> quotients(region.size());
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (nation[i] > 0) quotients[i] = (region[i] / region_total) / (nation[i] / nation_total);
  }
  return quotients;
}

double regional_size_factor(double size, double delta) {
  if (!(size > 0 && size <= 1) || !(delta >= 0 && delta < 1)) {
    throw Refusal(Reason::out_of_range,
                  fmt::format("a region's share of {} with delta {}; expected a share in (0, 1] and delta in "
                              "[0, 1)",
                              size, delta));
  }
  return std::pow(std::log2(1 + size), delta);
}

Matrix local_trade_factors(std::span<const double> quotients, const LocationOptions& options) {
  const std::size_t n = quotients.size();
  const double lambda = is_sized(options.method) ? regional_size_factor(options.size, options.delta) : 1;
  const auto factor = [&](std::size_t i, std::size_t j) {
    const double seller = quotients[i];
    const double buyer = quotients[j];
    if (options.method == LocationMethod::slq) return seller;
    double value = lambda * seller;
    if (i != j) {
      if (buyer == 0) return 1.0;
      value /= buyer;
    }
    if (options.method == LocationMethod::aflq && buyer > 1) value *= std::log2(1 + buyer);
    return value;
  };
  Matrix factors(n, n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j)
      factors(i, j) = std::min(1.0, factor(i, j));
  }
  return factors;
}

}  // namespace leontide::table
