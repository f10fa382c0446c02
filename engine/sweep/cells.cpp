#include "sweep/cells.hpp"

#include <algorithm>

#include "scenario/override.hpp"

namespace leontide::sweep {

std::string Cell::text() const {
  std::string lines;
  for (const auto& [path, value] : settings)
    lines += path + "=" + scenario::value_text(*value) + "\n";
  return lines;
}

std::uint64_t count_product(const SweepFile& sweep) {
  std::uint64_t product = sweep.scenarios.size();
  for (const SweepFactor& factor : sweep.factors) {
    if (__builtin_mul_overflow(product, std::uint64_t{factor.rows.size()}, &product))
      return ~std::uint64_t{0};
  }
  return product;
}

Cells::Cells(const SweepFile& sweep) : sweep_(sweep), product_(count_product(sweep)) {
  for (std::uint64_t number = 0; number < product_; ++number) {
    std::size_t scenario = 0;
    const auto rows = split(number, scenario);
    if (!is_excluded(scenario, rows)) numbers_.push_back(number);
  }
}

std::vector<std::size_t> Cells::split(std::uint64_t number, std::size_t& scenario) const {
  std::vector<std::size_t> rows(sweep_.factors.size());
  for (std::size_t f = rows.size(); f-- > 0;) {
    const std::uint64_t count = sweep_.factors[f].rows.size();
    rows[f] = number % count;
    number /= count;
  }
  scenario = number;
  return rows;
}

bool Cells::is_excluded(std::size_t scenario, const std::vector<std::size_t>& rows) const {
  const auto value_of = [&](const std::string& path) -> std::string {
    if (path == "scenario") return sweep_.scenarios[scenario].name;
    for (std::size_t f = 0; f < rows.size(); ++f) {
      const SweepFactor& factor = sweep_.factors[f];
      const auto at = std::find(factor.paths.begin(), factor.paths.end(), path);
      if (at != factor.paths.end())
        return scenario::value_text(
            factor.rows[rows[f]][static_cast<std::size_t>(at - factor.paths.begin())]);
    }
    return {};
  };
  return std::any_of(sweep_.exclusions.begin(), sweep_.exclusions.end(), [&](const Exclusion& exclusion) {
    return std::all_of(exclusion.parts.begin(), exclusion.parts.end(), [&](const Exclusion::Part& part) {
      return std::find(part.values.begin(), part.values.end(), value_of(part.path)) != part.values.end();
    });
  });
}

std::vector<std::size_t> Cells::rows_of(std::uint64_t place) const {
  std::size_t scenario = 0;
  return split(numbers_[place], scenario);
}

Cell Cells::at(std::uint64_t place) const {
  Cell cell;
  cell.number = place + 1;
  const auto rows = split(numbers_[place], cell.scenario);
  for (std::size_t f = 0; f < rows.size(); ++f) {
    const SweepFactor& factor = sweep_.factors[f];
    for (std::size_t p = 0; p < factor.paths.size(); ++p)
      cell.settings.emplace_back(factor.paths[p], &factor.rows[rows[f]][p]);
  }
  return cell;
}

}  // namespace leontide::sweep
