#include <catch2/catch.hpp>
#include <cmath>

#include "base/reading.hpp"
#include "hindcast/growth_hindcast.hpp"
#include "support/shared.hpp"

using namespace leontide;
using calibration::GrowthForecaster;
using calibration::GrowthPanel;
using calibration::GrowthRule;
using calibration::NationalTargets;

namespace {

/// Cities about a common path, each year of each its own; no two alike.
GrowthPanel made_up_panel(double shift) {
  GrowthPanel panel;
  panel.first_year = 2000;
  panel.years = 16;
  for (std::size_t city = 0; city < 7; ++city) {
    panel.cities.push_back("city " + std::to_string(city));
    for (std::size_t year = 0; year < panel.years; ++year) {
      const auto c = static_cast<double>(city), y = static_cast<double>(year);
      panel.growth.push_back(shift + 9 + 2 * std::sin(y) + std::cos(3 * c + y) +
                             (c - 3) * std::sin(0.4 * y + c));
    }
  }
  return panel;
}

/// Targets that stand `above` over 8 in logs.
NationalTargets targets_at(double logs) {
  NationalTargets targets;
  for (int year = 2000; year <= 2016; ++year)
    targets.by_year[year] = {100 * std::expm1(logs / 100), false};
  return targets;
}

}  // namespace

TEST_CASE("growth that is higher everywhere by one number moves forecasts by it and nothing else") {
  const GrowthPanel panel = made_up_panel(0), higher = made_up_panel(1.5);
  const GrowthForecaster one(panel, targets_at(8), {3, 2004, 0.7});
  const GrowthForecaster other(higher, targets_at(9.5), {3, 2004, 0.7});
  for (const auto& choice : calibration::growth_rules) {
    const auto before = one.forecast(choice.value, 2011), after = other.forecast(choice.value, 2011);
    for (std::size_t city = 0; city < panel.cities.size(); ++city)
      CHECK(after.centre[city] - before.centre[city] == Approx(1.5).margin(1e-9));
    CHECK(after.spread() == Approx(before.spread()).margin(1e-9));
    CHECK(after.robust_spread() == Approx(before.robust_spread()).margin(1e-9));
  }
}

TEST_CASE("a vintage reads nothing that came after it") {
  const GrowthPanel panel = made_up_panel(0);
  GrowthPanel changed = panel;
  for (std::size_t city = 0; city < panel.cities.size(); ++city)
    for (std::size_t year = 12; year < panel.years; ++year)
      changed.growth[city * panel.years + year] += 10 + static_cast<double>(city);
  const GrowthForecaster one(panel, targets_at(8), {3, 2004, 0.7}),
      other(changed, targets_at(8), {3, 2004, 0.7});
  for (const auto& choice : calibration::growth_rules) {
    const auto before = one.forecast(choice.value, 2011), after = other.forecast(choice.value, 2011);
    CHECK(before.centre == after.centre);
    CHECK(before.spread() == after.spread());
  }
}

TEST_CASE("cities that overshoot by the same every year have a share of one") {
  GrowthPanel panel = made_up_panel(0);
  for (std::size_t city = 0; city < panel.cities.size(); ++city)
    for (std::size_t year = 0; year < panel.years; ++year)
      panel.growth[city * panel.years + year] = 10 + std::sin(static_cast<double>(city + year * year));
  // The mean of cities made exactly 10 in every year.
  for (std::size_t year = 0; year < panel.years; ++year) {
    double mean = 0;
    for (std::size_t city = 0; city < panel.cities.size(); ++city)
      mean += panel.growth[city * panel.years + year] / static_cast<double>(panel.cities.size());
    for (std::size_t city = 0; city < panel.cities.size(); ++city)
      panel.growth[city * panel.years + year] += 10 - mean;
  }
  const GrowthForecaster forecaster(panel, targets_at(8), {3, 2004, 0.7});
  CHECK(forecaster.fit(2011).fitted_share == Approx(1).margin(1e-9));
  CHECK(forecaster.fit(2011).share > 0.9);
}

TEST_CASE("cities that never change their distance keep it, and the nation's target does the rest") {
  GrowthPanel panel = made_up_panel(0);
  for (std::size_t city = 0; city < panel.cities.size(); ++city)
    for (std::size_t year = 0; year < panel.years; ++year)
      panel.growth[city * panel.years + year] = 5 + static_cast<double>(city);
  const GrowthForecaster forecaster(panel, targets_at(8), {3, 2004, 0.7});
  // The last year says of a city what three years say: half of the weight each.
  CHECK(forecaster.fit(2011).last_weight == Approx(0.5));
  CHECK(forecaster.fit(2011).mean_weight == Approx(0.5));
  for (const GrowthRule rule : {GrowthRule::last_year, GrowthRule::shrunk_share, GrowthRule::shrunk_fitted}) {
    const auto score = hindcast::score_rule(forecaster, rule, 2011);
    CHECK(score.crps == Approx(0).margin(1e-9));
    CHECK(score.above_target == Approx(0).margin(1e-9));
  }
  for (double& growth : panel.growth)
    growth = 8;
  const GrowthForecaster alike(panel, targets_at(8), {3, 2004, 0.7});
  CHECK(alike.fit(2011).last_weight == 0);
  CHECK(hindcast::score_rule(alike, GrowthRule::shrunk_share, 2011).crps == Approx(0).margin(1e-9));
}

TEST_CASE("growth of 296 cities: the table of the first trial, each figure within 0.02") {
  if (!table::have_shared("data/cities/growth.csv")) return;
  Diagnostics diagnostics;
  const std::filesystem::path path =
      std::filesystem::path(LEONTIDE_SOURCE_DIR) / "models/city/growth/hindcast.yaml";
  const auto yaml = yaml::read_yaml(path, "hindcast.yaml", diagnostics);
  REQUIRE(yaml);
  const auto file = hindcast::read_growth_file(*yaml, diagnostics);
  REQUIRE(file);
  const auto panel = calibration::read_panel(table::shared_folder() / "data" / file->panel, file->panel,
                                             file->columns, diagnostics);
  REQUIRE(panel);
  const auto answer = hindcast::run_growth_hindcast(*file, *panel, nullptr, diagnostics);
  REQUIRE(answer);
  // forecasting.md, vintages 2011-2019: measured by another program, in two digits.
  const std::map<GrowthRule, std::vector<double>> measured{
      {GrowthRule::last_year, {.09, .31, .27, .26, .16, .00, .08, .07, .11}},
      {GrowthRule::shrunk_last, {.05, .31, .34, .37, .33, .31, .21, .21, .22}},
      {GrowthRule::shrunk_target, {.00, .28, .34, .21, .16, .17, .24, .20, .25}}};
  std::map<GrowthRule, std::vector<double>> crps;
  for (const auto& scores : answer->rules)
    crps[scores.rule] = scores.crps();
  const std::vector<double>& reference = crps[GrowthRule::mean_3];
  for (const auto& [rule, skills] : measured) {
    for (std::size_t i = 0; i < skills.size(); ++i) {
      CAPTURE(name_of(rule), answer->vintages[i]);
      CHECK(std::abs(statistics::skill(crps[rule][i], reference[i]) - skills[i]) <= 0.02);
    }
  }
  // The committed rule is the one fitted here.
  const auto committed = read_bytes(path.parent_path() / "rule.yaml");
  REQUIRE(committed);
  CHECK(*committed == rule_file_text(answer->rule));
  double own = 0, other = 0, covered = 0;
  for (const auto& scores : answer->rules) {
    if (scores.rule != GrowthRule::shrunk_share) continue;
    for (std::size_t i = 0; i < reference.size(); ++i) {
      CHECK(scores.vintages[i].crps < reference[i]);
      own += scores.vintages[i].crps;
      other += reference[i];
      covered += scores.vintages[i].covered / 9;
    }
  }
  CHECK(1 - own / other >= 0.20);
  CHECK((covered >= 0.75 && covered <= 0.92));
}
