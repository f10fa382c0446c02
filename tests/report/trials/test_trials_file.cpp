#include <catch2/catch.hpp>
#include <cmath>
#include <netcdf.h>

#include "report/trials/trials_file.hpp"
#include "support/prepared_text.hpp"

using namespace leontide;

namespace {

/// A trial fails where u is above 0.75; the second reading moves the bar.
const std::string model =
    "time: {base: 2024, end: 2026}\nparameters: {bar: 0.25}\n"
    "drivers:\n  u: {distribution: uniform, low: 0, high: 1}\n"
    "levers:\n  push: {title: Push, start: 2025, strength: {distribution: uniform, low: 1, high: 2}}\n"
    "events:\n  storm: {title: A storm, chance: 0.5, size: {distribution: uniform, low: 1, high: 2}}\n"
    "checks: {lucky: {value: u, within: 0.75}}\n"
    "variables:\n  ease: u - bar\n  money: {start: 100, equation: lag(money) + 10 + lever(push) + "
    "event(storm)}\n"
    "indicators:\n  ease: {value: ease, title: {en: Ease, zh: 余地}}\n  value: {value: money}\n"
    "  added: {value: money - lag(money)}\n";
const std::string targets =
    "  - {id: easy, title: {en: Some ease, zh: 有余地}, status: modelled, indicator: ease, at_least: 0, "
    "year: 2026}\n"
    "  - {id: open, title: Open, status: not assessable, needs: a figure, asks: someone}\n"
    "  - {id: rich, title: Rich, status: modelled, indicator: value, at_least: 0, year: 2025}\n";
const std::string readings =
    "sampling: {trials: 256}\nreadings:\n  - {name: low, set: {parameters.bar: 0.25}}\n"
    "  - {name: high, set: {parameters.bar: 0.5}}\n";

/// What a reader of the format finds.
class Found {
 public:
  explicit Found(const std::filesystem::path& file) {
    REQUIRE(nc_open(file.c_str(), NC_NOWRITE, &id_) == NC_NOERR);
  }
  ~Found() { nc_close(id_); }
  Found(const Found&) = delete;
  Found& operator=(const Found&) = delete;

  bool has(const std::string& name) const {
    int variable = 0;
    return nc_inq_varid(id_, name.c_str(), &variable) == NC_NOERR;
  }
  std::size_t length(const std::string& dimension) const {
    int number = 0;
    std::size_t length = 0;
    REQUIRE(nc_inq_dimid(id_, dimension.c_str(), &number) == NC_NOERR);
    REQUIRE(nc_inq_dimlen(id_, number, &length) == NC_NOERR);
    return length;
  }
  std::vector<double> numbers(const std::string& name, std::size_t count) const {
    std::vector<double> all(count);
    REQUIRE(nc_get_var_double(id_, variable(name), all.data()) == NC_NOERR);
    return all;
  }
  std::vector<std::string> texts(const std::string& name, std::size_t count) const {
    std::vector<char*> all(count);
    REQUIRE(nc_get_var_string(id_, variable(name), all.data()) == NC_NOERR);
    std::vector<std::string> texts(all.begin(), all.end());
    nc_free_string(count, all.data());
    return texts;
  }
  std::string attribute(const std::string& name, const std::string& of) const {
    std::size_t length = 0;
    REQUIRE(nc_inq_attlen(id_, variable(name), of.c_str(), &length) == NC_NOERR);
    std::string text(length, ' ');
    REQUIRE(nc_get_att_text(id_, variable(name), of.c_str(), text.data()) == NC_NOERR);
    return text;
  }

 private:
  int variable(const std::string& name) const {
    int number = 0;
    REQUIRE(nc_inq_varid(id_, name.c_str(), &number) == NC_NOERR);
    return number;
  }
  int id_ = 0;
};

}  // namespace

TEST_CASE("a file of trials holds each trial's draws, indicators and targets, by reading") {
  const test::Folder folder;
  const test::PreparedText low =
      test::prepare_text(model, targets, {.scenario = readings + "levers: [push]\nevents: {storm: on}\n"});
  Diagnostics diagnostics;
  const auto high = simulation::compile_run(low.scenario, low.scenario.readings[1], diagnostics);
  REQUIRE(high);
  constexpr std::size_t trials = 256, fewer = 100;
  simulation::Observer observer;
  std::uint64_t done = 0;
  observer.on_round = [&](const simulation::Progress& progress) { done = progress.done; };
  REQUIRE(report::write_trials(folder / "t.nc", low.scenario, {{&low.run, trials}, {&*high, fewer}}, 2,
                               observer));
  CHECK(done == trials + fewer);
  const Found file(folder / "t.nc");
  CHECK(file.length("reading") == 2);
  CHECK(file.length("year") == 3);
  CHECK(file.length("trial") == trials);
  CHECK(file.texts("reading", 2) == std::vector<std::string>{"low", "high"});
  CHECK(file.texts("target", 2) == std::vector<std::string>{"easy", "rich"});
  CHECK(file.texts("target_title", 2) == std::vector<std::string>{"Some ease", "Rich"});
  CHECK(file.numbers("year", 3) == std::vector<double>{2024, 2025, 2026});
  CHECK(file.attribute("ease", "long_name_zh") == "余地");
  const auto completed = file.numbers("completed", 2 * trials), u = file.numbers("driver_u", 2 * trials);
  const auto ease = file.numbers("ease", 2 * 3 * trials), money = file.numbers("value_", 2 * 3 * trials);
  const auto added = file.numbers("added", 2 * 3 * trials);
  const auto value = file.numbers("value", 2 * 2 * trials), met = file.numbers("met", 2 * 2 * trials);
  std::size_t failed = 0;
  for (std::size_t trial = 0; trial < trials; ++trial) {
    // Both readings draw the same numbers; trials beyond the fewer are missing.
    CHECK((completed[trial] == 1) == (u[trial] <= 0.75));
    CHECK((u[trials + trial] == u[trial]) == (trial < fewer));
    const std::size_t last = 2 * trials + trial, of_high = 3 * trials + last;
    if (completed[trial] != 1) {
      ++failed;
      CHECK(std::isnan(ease[last]));
      CHECK(std::isnan(value[trial]));
      CHECK(met[trial] == -1);
      continue;
    }
    CHECK(ease[last] == Approx(u[trial] - 0.25));
    CHECK(value[trial] == ease[last]);
    CHECK(met[trial] == (u[trial] >= 0.25 ? 1 : 0));
    CHECK(money[trial] == 100);
    CHECK(money[last] >= 120);
    // Nothing is added before the first year.
    CHECK_FALSE(added[trial] > 0);
    CHECK(added[last] >= 10);
    if (trial >= fewer) continue;
    CHECK(ease[of_high] == Approx(u[trial] - 0.5));
    CHECK(met[2 * trials + trial] == (u[trial] >= 0.5 ? 1 : 0));
  }
  CHECK(failed > 0);
  CHECK(file.has("lever_push"));
  CHECK(file.has("event_storm"));
}

TEST_CASE("a file of trials that is cancelled is not there, and without targets it has no part for them") {
  const test::Folder folder;
  const test::PreparedText plan =
      test::prepare_text(model, targets, {.scenario = "sampling: {trials: 256}\n"});
  Cancel cancel;
  cancel.request();
  simulation::Observer observer;
  observer.cancel = &cancel;
  CHECK_FALSE(report::write_trials(folder / "t.nc", plan.scenario, {{&plan.run, 256}}, 1, observer));
  CHECK_FALSE(std::filesystem::exists(folder / "t.nc"));
  const test::PreparedText open = test::prepare_text(
      model, "  - {id: open, title: Open, status: not assessable, needs: a figure, asks: someone}\n");
  REQUIRE(report::write_trials(folder / "t.nc", open.scenario, {{&open.run, 64}}, 1, {}));
  const Found file(folder / "t.nc");
  CHECK_FALSE(file.has("met"));
  CHECK(file.length("trial") == 64);
}
