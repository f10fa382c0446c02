// Every law from every source of points.

#include "measure/laws.hpp"
#include "parity/sheet.hpp"
#include "random/sampler.hpp"

namespace leontide::parity {

namespace {

using namespace random;  // NOLINT: the laws by their own names

constexpr std::size_t steps = 4;

PairLaw pair(Family family, double parameter) {
  PairLaw law;
  law.family = family;
  law.parameter = parameter;
  return law;
}

// One driver of each law, two of them tied by a copula, one with correlated elements, a lever and an event.
SamplerPlan plan() {
  std::vector<Driver> drivers;
  for (const Law& law : benchmarks::one_of_each_law()) {
    Driver driver;
    driver.name = std::string(name_of(law));
    driver.laws = {law};
    if (std::holds_alternative<Dirichlet>(law)) driver.elements = {"1", "2", "3"};
    drivers.push_back(driver);
    if (is_process(law) || std::holds_alternative<Constant>(law)) continue;
    driver.name += " by step";
    driver.draw = Driver::Draw::step;
    drivers.push_back(driver);
  }
  Driver tied;
  tied.name = "tied", tied.elements = {"1", "2", "3"}, tied.laws = {Normal{0, 1}}, tied.common = 0.4;
  drivers.push_back(tied);
  tied.name = "matrix", tied.common = 0, tied.correlation = {1, 0.5, 0.2, 0.5, 1, 0.1, 0.2, 0.1, 1};
  drivers.push_back(tied);
  Driver first, second;
  first.name = "first", first.laws = {Ar1{0, 1, 0.5, 0}};
  second.name = "second", second.laws = {StudentT{4, 0, 1}}, second.draw = Driver::Draw::step;
  drivers.push_back(first);
  drivers.push_back(second);
  Driver chained;
  chained.name = "chained", chained.laws = {Normal{0, 1}}, chained.draw = Driver::Draw::step;
  chained.serial = pair(Family::clayton, 2);
  drivers.push_back(chained);
  for (const char* name : {"heavy one", "heavy two", "vine one", "vine two", "vine three"}) {
    Driver member;
    member.name = name, member.laws = {Normal{0, 1}};
    drivers.push_back(member);
  }
  const std::vector<Lever> levers = {{"lever", Triangular{0, 1, 3}}};
  const std::vector<Event> events = {{.name = "event",
                                      .chance = 0.3,
                                      .size = Beta{2, 5, 0, 1},
                                      .recovery = 2,
                                      .on = true,
                                      .forced_step = {}}};
  std::vector<Copula> copulas(3);
  copulas[0].drivers = {"first", "second"}, copulas[0].correlation = {1, 0.6, 0.6, 1};
  copulas[1].drivers = {"heavy one", "heavy two"}, copulas[1].correlation = {1, -0.4, -0.4, 1};
  copulas[1].kind = Copula::Kind::student, copulas[1].df = 4;
  copulas[2].drivers = {"vine one", "vine two", "vine three"}, copulas[2].kind = Copula::Kind::vine;
  copulas[2].pairs = {{pair(Family::gumbel, 1.5), pair(Family::frank, 3)}, {pair(Family::clayton, 1)}};
  return make_plan(drivers, levers, events, copulas, steps);
}

void dump_source(Sheet& sheet, const SamplerPlan& plan, const std::string& name, const Points& points) {
  InputBlock block(plan);
  for (const std::uint64_t first_trial : {0, 640}) {
    fill(plan, points, first_trial, block);
    const std::string here = "draws." + name + "." + std::to_string(first_trial);
    sheet.numbers(here + ".trial", {block.trial_rows(), plan.trial_rows * lanes::width});
    for (std::size_t step = 0; step < steps; ++step)
      sheet.numbers(here + ".step" + std::to_string(step),
                    {block.step_rows(step), plan.step_rows * lanes::width});
  }
}

}  // namespace

void dump_draws(Sheet& sheet) {
  const SamplerPlan all = plan();
  dump_source(sheet, all, "independent", Independent{7});
  dump_source(sheet, all, "antithetic", Antithetic{7});
  dump_source(sheet, all, "latin", LatinHypercube{7, 16, 64});
  dump_source(sheet, all, "sobol", make_sobol(all, 7, 16));
  dump_source(sheet, all, "centre", Centre{});
}

}  // namespace leontide::parity
