// compare, attribute, sensitivity, discover, seek, optimise, observe and rare through the real binary.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

namespace {

/// The two sectors with an uncertain demand, so that targets are met by chance.
void make_uncertain(const Scratch& scratch) {
  scratch.edit("model.yaml", "noise: {value: 0,", "noise: {value: 1,");
  scratch.edit("targets.yaml", "at_least: 2050", "at_least: 2200");
  scratch.write("push.yaml", "leontide: scenario/1\nname: push\nextends: scenario.yaml\nlevers: [push]\n");
}

const Json& sheet(const Json& printed, const std::string& name) {
  return named(printed.at("sheets"), "name", name);
}

/// The sheets of a command that must give the same bytes for any number of threads.
Json sheets_of(const Scratch& scratch, std::vector<std::string> arguments, int code = 0) {
  arguments.insert(arguments.end(), {"--format", "json", "--threads", "1"});
  const Ended one = scratch.leontide(arguments);
  INFO(one.err);
  REQUIRE(one.code == code);
  arguments.back() = "7";
  CHECK(scratch.leontide(arguments).out == one.out);
  return Json::parse(one.out);
}

}  // namespace

TEST_CASE("compare shows both chances, the four cells and the paired interval") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  const auto before = scratch.listing();
  const Json printed = sheets_of(scratch, {"compare", "scenario.yaml", "push.yaml", "--trials", "4000"});
  const Json& row = named(sheet(printed, "chances").at("rows"), "target", "GDP of 2050");
  CHECK(row.at("second").get<double>() > row.at("first").get<double>());
  CHECK(row.at("only_first") == 0);
  CHECK(row.at("both").get<double>() + row.at("only_second").get<double>() +
            row.at("neither").get<double>() ==
        4000);
  CHECK(row.at("difference_low") <= row.at("difference"));
  CHECK(row.at("difference") <= row.at("difference_high"));
  CHECK(scratch.listing() == before);
  const Ended chinese =
      scratch.leontide({"compare", "scenario.yaml", "push.yaml", "--trials", "640", "--lang", "zh"});
  CHECK(has(chinese.out, "地区生产总值达到2050"));
}

TEST_CASE("compare refuses what cannot be compared") {
  const Scratch scratch("two");
  refused(scratch, {"missing.yaml: error: the file \"missing.yaml\" cannot be read"},
          {"compare", "scenario.yaml", "missing.yaml"});
  scratch.write("readings.yaml",
                "leontide: scenario/1\nname: r\nextends: scenario.yaml\nreadings: [{name: other}]\n");
  refused(scratch, {"r: error: the scenarios share no reading"},
          {"compare", "scenario.yaml", "readings.yaml"});
  CHECK(scratch.leontide({"compare", "scenario.yaml"}).code == 2);
}

TEST_CASE("attribute splits the change over the levers, and refuses a scenario without any") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  const Json printed = sheets_of(scratch, {"attribute", "push.yaml", "--trials", "640"});
  const Json& rows = sheet(printed, "levers-output_reached").at("rows");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("lever") == "A push");
  CHECK(rows[0].at("chance").get<double>() == Approx(rows[0].at("alone").get<double>()));
  refused(scratch, {"scenario.yaml: error: this scenario turns on no levers"},
          {"attribute", "scenario.yaml"});
  refused(scratch, {"--runs: error: 1 levers take at least 256 runs of the model, 2 a trial, more than 100"},
          {"attribute", "push.yaml", "--runs", "100"});
}

TEST_CASE("sensitivity names the inputs that decide, by three ways to ask") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  const Json given = sheets_of(scratch, {"sensitivity", "scenario.yaml", "--trials", "4096"});
  CHECK(sheet(given, "output_reached").at("rows")[0].at("input") == "swing");
  const Json design = sheets_of(scratch, {"sensitivity", "scenario.yaml", "--design", "--trials", "1024"});
  const Json& row = named(sheet(design, "fast_growth").at("rows"), "input", "swing");
  CHECK(row.at("total_of_value").get<double>() > 0.8);
  CHECK(row.at("first_of_value").is_null());  // swing and price depend on each other
  const Json shapley = sheets_of(
      scratch, {"sensitivity", "scenario.yaml", "--shapley", "--trials", "1024", "--target", "fast_growth"});
  REQUIRE(shapley.at("sheets").size() == 1);
  CHECK(shapley.at("sheets")[0].at("rows").size() == 1);  // all drivers are of one group
  CHECK(shapley.at("sheets")[0].at("rows")[0].at("of_value").get<double>() == Approx(100));
  refused(scratch, {"--target: error: there is no assessed target \"fast_groth\""},
          {"sensitivity", "scenario.yaml", "--target", "fast_groth"});
  refused(scratch, {"--reading: error: there is no reading \"x\""},
          {"sensitivity", "scenario.yaml", "--reading", "x"});
}

TEST_CASE("discover says in a sentence where a target is missed") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  const Json printed =
      sheets_of(scratch, {"discover", "scenario.yaml", "--trials", "4096", "--target", "fast_growth"});
  const Json& box = sheet(printed, "box-fast_growth");
  CHECK(box.at("rows")[0].at("input") == "swing");
  CHECK(sheet(printed, "tree-fast_growth").at("rows").size() >= 2);
  const Ended text =
      scratch.leontide({"discover", "scenario.yaml", "--trials", "4096", "--target", "fast_growth"});
  CHECK(has(text.out, "where “swing” is at most "));
  CHECK(has(text.out, "of all misses lie there"));
}

TEST_CASE("seek finds the value, prints its curve, and refuses what it cannot find") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  const std::vector<std::string> asked{"seek",     "scenario.yaml", "--vary", "drivers.swing.mean", "--from",
                                       "0",        "--to",          "0.2",    "--chance",           "0.8",
                                       "--trials", "4096"};
  auto found = asked;
  found.insert(found.end(), {"--target", "fast_growth"});
  const Json printed = sheets_of(scratch, found);
  // 6 % is met with 80 % where the mean stands 0.8416 standard deviations of 0.02 above it.
  const Json& answer = sheet(printed, "seek").at("rows")[0];
  CHECK(answer.at("value").get<double>() == Approx(0.06 + 0.02 * 0.8416212).margin(0.002));
  CHECK(answer.at("low") <= answer.at("value"));
  CHECK(answer.at("value") <= answer.at("high"));
  CHECK(sheet(printed, "curve").at("rows").size() > 9);

  auto still = found;
  still[3] = "drivers.world.high";
  still[5] = "0.5";
  still[7] = "0.9";
  refused(scratch, {"--vary drivers.world.high: error: the chance of \"fast_growth\" does not move"}, still);
  auto unknown = found;
  unknown[3] = "drivers.swin.mean";
  refused(scratch, {"--vary drivers.swin.mean: error: the model has no \"swin\""}, unknown);
  auto backwards = found;
  backwards[5] = "0.3";
  refused(scratch, {"--from: error: the range to look at must run from a lower to a higher value"},
          backwards);
}

TEST_CASE("optimise spreads a budget and judges it under other scenarios") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  scratch.write("budget.yaml",
                "leontide: scenario/1\nname: budget\nextends: push.yaml\n"
                "budget: {total: 2, unit: yuan, levers: {push: {cost: 2}}}\n");
  const Json printed = sheets_of(scratch, {"optimise", "budget.yaml", "--target", "output_reached", "--under",
                                           "push.yaml", "--trials", "256"});
  const Json& row = sheet(printed, "spending").at("rows")[0];
  CHECK(row.at("lever") == "A push");
  CHECK(row.at("plan_1") == 2);
  CHECK(sheet(printed, "worth").at("rows")[0].at("most_regret") == 0);

  refused(scratch, {"push: error: this scenario has no budget to spread"}, {"optimise", "push.yaml"});
  scratch.write("bad.yaml",
                "leontide: scenario/1\nname: bad\nextends: push.yaml\n"
                "budget:\n  total: 9\n  levers:\n    push: {cost: 0}\n    psh: {cost: 1}\n");
  refused(scratch, {"bad.yaml:7:18: error: cost is 0", "bad.yaml:8:5: error: the model has no lever \"psh\""},
          {"optimise", "bad.yaml"});
}

TEST_CASE("observe revises by known figures, and refuses figures that contradict") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  scratch.write("seen.yaml",
                "leontide: scenario/1\nname: seen\nextends: scenario.yaml\n"
                "observed: [{indicator: growth, year: 2025, value: 6.5, sd: 0.5, unit: percent}]\n");
  const Json printed = sheets_of(scratch, {"observe", "seen.yaml", "--trials", "8192"});
  const Json& row = named(sheet(printed, "chances").at("rows"), "target", "Growth of 6 percent");
  // Prior growth 5 % (2 %), seen 6.5 % (0.5 %): about 6.41 % (0.485 %), so 6 % is met with 80 %.
  CHECK(row.at("after").get<double>() == Approx(80).margin(3));
  CHECK(row.at("before").get<double>() == Approx(31).margin(3));

  scratch.write("never.yaml",
                "leontide: scenario/1\nname: never\nextends: scenario.yaml\n"
                "observed: [{indicator: growth, year: 2025, value: 90, sd: 0.5, unit: percent}]\n");
  const Ended collapsed = scratch.leontide({"observe", "never.yaml", "--trials", "4096"});
  CHECK(collapsed.code == 3);
  CHECK(has(collapsed.err, "the figures contradict the model"));
  CHECK_FALSE(has(collapsed.out, "before and after"));
  const Ended in_chinese = scratch.leontide({"observe", "never.yaml", "--trials", "4096", "--lang", "zh"});
  CHECK(has(in_chinese.err, "数据与模型矛盾：growth 在 2025 年偏离至"));
  CHECK(has(in_chinese.err, "，因此不给出概率；"));

  scratch.write("twice.yaml",
                "leontide: scenario/1\nname: twice\nextends: scenario.yaml\nobserved:\n"
                "  - {indicator: growth, year: 2025, value: 6.5, sd: 0.1, unit: percent}\n"
                "  - {indicator: growth, year: 2025, value: 8, sd: 0.1, unit: percent}\n"
                "  - {indicator: growt, year: 2025, value: 8, sd: 0.1}\n"
                "  - {indicator: gdp, year: 2031, value: 8, sd: 0.1}\n"
                "  - {indicator: gdp, year: 2025, value: 8, sd: 0.1, unit: percent}\n");
  refused(scratch,
          {"twice.yaml:6:5: error: \"growth\" in 2025 is given as 8 here and as 6.5 on line 5",
           "twice.yaml:7:5: error: the model has no indicator \"growt\"",
           "twice.yaml:8:5: error: \"gdp\" has no value in 2031",
           "twice.yaml:9:5: error: the figure is in percent"},
          {"observe", "twice.yaml"});
  refused(scratch, {"scenario.yaml: error: this scenario knows no figures to revise by"},
          {"observe", "scenario.yaml"});
}

TEST_CASE("rare reaches a chance that counting cannot") {
  const Scratch scratch("two");
  make_uncertain(scratch);
  scratch.edit("targets.yaml", "at_least: 6\n", "at_least: 13.5\n");
  const Json printed =
      sheets_of(scratch, {"rare", "scenario.yaml", "--target", "fast_growth", "--trials", "4096"});
  const double exact = 1.0689e-05;  // P(Z >= 4.25)
  for (const Json& row : sheet(printed, "rare").at("rows")) {
    CHECK(row.at("chance_low") <= exact);
    CHECK(row.at("chance_high") >= exact);
  }
  CHECK(sheet(printed, "pushes").at("rows")[0].at("input") == "swing");
  CHECK(scratch.leontide({"rare", "scenario.yaml"}).code == 2);
}

TEST_CASE("run takes every sampling, says so, and refuses what does not fit it") {
  const Scratch scratch("two");
  for (const std::string method : {"antithetic", "latin-hypercube", "sobol"}) {
    const Json result = result_of(scratch, {"scenario.yaml", "--trials", "1024", "--sampling", method});
    CHECK(result.at("sampling").at("method") == method);
    CHECK(year_of(result, 0, "growth", 2025).at("mean").get<double>() == Approx(5).margin(0.2));
  }
  refused(scratch,
          {"command line: error: Value \"sobl\" for --sampling is not one of independent, antithetic, "
           "latin-hypercube, sobol"},
          {"run", "scenario.yaml", "--sampling", "sobl"});
  refused(scratch, {"--trials: error: 1001 trials do not fill 16 replicates of sobol"},
          {"run", "scenario.yaml", "--sampling", "sobol", "--trials", "1001"});
  scratch.edit("scenario.yaml", "{trials: 20000, seed: 1}", "{until: {width: 0.5, of: fast_growt}}");
  refused(scratch, {"scenario.yaml:7:19: error: there is no assessed target \"fast_growt\" to stop at"});
}

TEST_CASE("a run that must stop at a width ends with 3 where it is not reached") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "{trials: 20000, seed: 1}",
               "{until: {width: 0.05, of: fast_growth, at_most: 200000}}");
  const Json result = result_of(scratch, {"scenario.yaml"});
  CHECK(result.at("readings")[0].at("stop").at("reached") == true);
  CHECK(result.at("readings")[0].at("trials") == 16384);
  const Json cut = result_of(scratch, {"scenario.yaml", "--until-width", "0.0001"}, 3);
  CHECK(cut.at("readings")[0].at("stop").at("reached") == false);
  CHECK(cut.at("readings")[0].at("trials") == 200000);
}

TEST_CASE("a sampling method is refused where it would be ignored") {
  const Scratch scratch("two");
  const auto refuses = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--sampling", "sobol"});
    const Ended ended = scratch.leontide(arguments);
    INFO(arguments.front());
    CHECK(ended.code == 2);
    CHECK(has(ended.err, "--sampling"));
  };
  refuses({"attribute", "scenario.yaml"});
  refuses({"optimise", "scenario.yaml"});
  refuses({"observe", "scenario.yaml"});
  refuses({"rare", "scenario.yaml", "--target", "fast_growth"});
  CHECK(scratch.leontide({"compare", "scenario.yaml", "scenario.yaml", "--until-width", "0.1"}).code == 2);
  refused(scratch, {"--sampling: error: a design draws its own independent rows"},
          {"sensitivity", "scenario.yaml", "--design", "--sampling", "sobol", "--trials", "1024"});
}

// Each scalar of a set of 4000 members wants a dimension of its own.
TEST_CASE("more Sobol dimensions than there are numbers are refused") {
  const Scratch scratch;
  std::string codes;
  for (int i = 0; i < 4000; ++i)
    codes += (i > 0 ? ", c" : "c") + std::to_string(i);
  scratch.write(
      "model.yaml",
      "leontide: model/1\nname: wide\ntime: {base: 2024, end: 2025}\nsets:\n  many: {codes: [" + codes +
          "]}\ndrivers:\n  z: {distribution: normal, over: [many], mean: 0, sd: 1}\nvariables:\n  y: sum(z)\n"
          "indicators:\n  y: {value: y}\n");
  refused(scratch,
          {"command line: error: Sobol points need 4000 dimensions for this model, and there are numbers for "
           "3667"},
          {"run", "model.yaml", "--sampling", "sobol", "--trials", "1024"});
}

}  // namespace leontide::cli
