// What targets and scenarios state wrongly is refused on its line.
#include "scenario/refused_text.hpp"

using leontide::test::faults_after;
using leontide::test::hold_refusals;

TEST_CASE("a target is refused on its line") {
  hold_refusals(
      "t.yaml",
      {
          {"targets/1", "target/1", {"targets/1"}},
          {"id: level, ", "", {"[missing-key]", "id"}},
          {"id: share", "id: level", {"[duplicate-name]", "level"}},
          {"status: modelled, indicator: z", "status: modeled, indicator: z", {"modelled"}},
          {"indicator: z,", "indicator: zz,", {"[unknown-name]", "\"zz\""}},
          {"indicator: z,", "indicator: y,", {"[unknown-name]", "\"y\""}},
          {"at_least: 3, unit", "at_least: 3, at_most: 4, unit", {"[rule]"}},
          {"at_least: 3, unit", "unit", {"[rule]", "at_least"}},
          {"at_least: 3, unit", "at_leest: 3, unit", {"[unknown-key]", "at_least"}},
          {"at_least: 3, unit", "at_least: [3], unit", {"number"}},
          {"at_least: 3, unit", "at_least: nothing, unit", {"[unknown-name]", "nothing"}},
          {"unit: 1e8 CNY, prices: constant, year: 2027", "unit: person, year: 2027", {"[unit]", "person"}},
          {"unit: 1e8 CNY, prices: constant, year: 2027",
           "unit: 1e8 CNY, prices: current, year: 2027",
           {"[price-basis]"}},
          {"unit: 1e8 CNY, prices: constant, year: 2027", "unit: 1e8 CNY, year: 2027", {"price"}},
          {"unit: 1e8 CNY, prices: constant, year: 2027", "unit: 1e8 CNY, prices: constant", {"[years]"}},
          {"prices: constant, year: 2027",
           "prices: constant, year: 2028",
           {"[horizon]", "2028", "2024", "2027"}},
          {"prices: constant, year: 2027", "prices: constant, year: 2023", {"[horizon]", "2023"}},
          {"prices: constant, year: 2027", "prices: constant, year: soon", {"soon"}},
          {"prices: constant, year: 2027", "prices: constant, year: 2027, each: [2026]", {"[years]"}},
          {"prices: constant, year: 2027", "prices: constant, yaer: 2027", {"[unknown-key]", "year"}},
          {"prices: constant, year: 2027", "prices: constant, average: [2026]", {"[years]"}},
          {"prices: constant, year: 2027", "prices: constant, average: [2027, 2026]", {"[years]"}},
          {"prices: constant, year: 2027", "prices: constant, cumulative: 2026", {"[years]"}},
          {"prices: constant, year: 2027", "prices: constant, each: []", {"[years]"}},
          {"grade: A", "grade: D", {"D"}},
          {"between: [0, 9]", "between: [9, 0]", {"[rule]"}},
          {"between: [0, 9]", "between: [0]", {"[rule]"}},
          {"tolerance: 0.1", "tolerance: 1", {"[value]"}},
          {"tolerance: 0.1", "tolerance: -0.1", {"[value]"}},
          {"past_growth: 0.05", "past_growth: much", {"much"}},
          {"value: 2, year: 2024, ", "year: 2024, ", {"[missing-key]", "value"}},
          {"source: S, ", "", {"[missing-key]", "source"}},
          {"known_on: 2025-01-20", "known_on: 2025-02-01", {"[vintage]", "2025-02-01", "2025-01-31"}},
          {"known_on: 2025-01-20", "known_on: 2025-13-01", {"[value]", "YYYY-MM-DD"}},
          {"known_on: 2025-01-20", "known_on: January 2025", {"[value]", "YYYY-MM-DD"}},
          {"vintage: 2025-01-31", "vintage: 2025", {"[value]", "YYYY-MM-DD"}},
          {"same_quantity_as: share", "same_quantity_as: shere", {"[unknown-name]", "share"}},
          {"same_quantity_as: share", "same_quantity_as: waits", {"[unknown-name]", "waits"}},
          {"each: [2025, 2027]", "each: [2024, 2027]", {"[horizon]", "2024", "2025"}},
          {", given: {title: base, values: [1, 2]}", "", {"[value]", "given"}},
          {"values: [1, 2]", "values: []", {"[value]"}},
          {"status: conditional, indicator: v, at_least: 3",
           "status: conditional, indicator: v, at_least: u",
           {"[rule]"}},
          {"status: conditional, indicator: v, at_least: 3",
           "status: conditional, indicator: z, at_least: 3",
           {"[unit]"}},
          {"status: conditional", "status: modelled", {"[value]", "given"}},
          {"needs: a figure, ", "", {"[missing-key]", "needs"}},
          {"needs: a figure", "indicator: z, needs: a figure", {"[unknown-key]", "indicator"}},
          {"- {id: waits, title: W, status: not assessable, needs: a figure, asks: somebody, "
           "same_quantity_as: "
           "share}",
           "- waits",
           {"a target"}},
      });
}

TEST_CASE("a conflict is refused on its line") {
  hold_refusals("t.yaml",
                {
                    {"level: level,", "level: levl,", {"[unknown-name]", "levl"}},
                    {"level: level,", "level: given,", {"[unknown-name]", "given"}},
                    {"whole: z", "whole: zz", {"[unknown-name]", "zz"}},
                    {"whole: z", "whole: v", {"[unit]", "\"v\""}},
                    {"whole: z, ", "", {"[missing-key]", "whole"}},
                    {"conflicts:\n  - {level: level, share: share, whole: z, note: {en: two, zh: 二}}",
                     "conflicts: none",
                     {"[value]"}},
                });
}

TEST_CASE("a scenario is refused on its line") {
  hold_refusals(
      "s.yaml",
      {
          {"scenario/1", "scenario/3", {"scenario/1"}},
          {"name: s\n", "name: a/b\n", {"[name]", "a/b"}},
          {"name: s\n", "name: .s\n", {"[name]"}},
          {"extends: parent.yaml", "extends: none.yaml", {"none.yaml"}},
          {"extends: parent.yaml", "extends: s.yaml", {"[extends]", "s.yaml"}},
          {"extends: parent.yaml", "extends: [parent.yaml]", {"extends: ["}},
          {"targets: t.yaml", "targets: none.yaml", {"none.yaml"}},
          {"levers: [push]", "levers: [pull]", {"[unknown-name]", "pull"}},
          {"levers: [push]", "levers: push", {"[value]", "levers"}},
          {"events: {storm: {at: 2026}}", "events: {flood: {at: 2026}}", {"[unknown-name]", "flood"}},
          {"events: {storm: {at: 2026}}", "events: [storm]", {"[value]", "events"}},
          {"events: {storm: {at: 2026}}", "events: {storm: {at: 2024}}", {"2024"}},
          {"events: {storm: {at: 2026}}", "events: {storm: {in: 2026}}", {"[unknown-key]", "at"}},
          {"parameters.rate: 3", "parameters.q: 3", {"[set]", "\"q\""}},
          {"parameters.rate: 3", "parameters: {rate: 3}", {"[set]", "parameters.rate: 3"}},
          {"parameters.rate: 3", "variables.y: 3", {"[set]", "variables.y"}},
          {"parameters.rate: 3", "parameters.s: 3", {"[set]", "parameters.s.CODE"}},
          {"parameters.rate: 3", "parameters.rate.a: 3", {"[set]"}},
          {"parameters.s.a: 2", "parameters.s.q: 2", {"[unknown-code]", "\"q\""}},
          {"drivers.d.sd: 2", "drivers.d.draw: step", {"[set]", "drivers.d.draw"}},
          {"drivers.d.sd: 2", "drivers.d: 2", {"[set]"}},
          {"drivers.d.sd: 2", "drivers.q.sd: 2", {"[set]", "\"q\""}},
          {"drivers.d.sd: 2", "drivers.d.sd.low: 2", {"[set]"}},
          {"levers.push.start: 2026", "levers.push.title: 2026", {"[set]", "levers.push.title"}},
          {"levers.push.start: 2026", "levers.push.strength: 2026", {"[set]", "no single number"}},
          {"levers.push.start: 2026", "levers.push.stength.low: 0", {"[set]"}},
          {"events.storm.chance: 0.2", "events.storm.title: 2", {"[set]"}},
          {"events.storm.chance: 0.2", "events.storm.chance: 2", {"[random]", "chance"}},
          {"time.end: 2027", "time.base: 2023", {"[set]", "time.base"}},
          {"time.end: 2027", "time: 2027", {"[set]"}},
          {"time.end: 2027", "data.x.column: q", {"[set]"}},
          {"time.end: 2027", "data.x.file: q.csv", {"q.csv"}},
          {"set: {parameters.rate: 3", "set: [parameters.rate: 3", {""}},
          {"{name: one, title: One, set: {parameters.r: 4}}", "{title: One}", {"[missing-key]", "name"}},
          {"set: {parameters.r: 4}", "set: 4", {"[value]", "set"}},
          {"trials: 128,", "trials: 128, until: {width: 0.1},", {"[value]", "until"}},
          {"trials: 128,", "trials: 0,", {"trials"}},
          {"trials: 128,", "trials: 1e20,", {"1e20"}},
          {"trials: 128, seed: 2", "trials: 128, seed: -2", {"seed"}},
          {"method: sobol", "method: sobl", {"sobol"}},
          {"replicates: 16", "replicates: 12", {"[value]", "12"}},
          {"replicates: 16", "replicates: 4", {"replicates", "4"}},
          {"trials: 128,", "until: {width: 0},", {"width"}},
          {"trials: 128,", "until: {width: 0.1, level: 1.5},", {"level"}},
          {"trials: 128,", "until: {width: 0.1, of: nobody},", {"[unknown-name]", "nobody"}},
          {"trials: 128,", "until: {},", {"[missing-key]", "width"}},
          {"trials: 128, seed: 2, method: sobol",
           "until: {width: 0.1}, method: latin-hypercube",
           {"[value]"}},
          {"tolerances: [0, 0.1]", "tolerances: [0, 1]", {"[value]"}},
          {"tolerances: [0, 0.1]", "tolerances: [-0.1]", {"[value]"}},
          {"tolerances: [0, 0.1]", "tolerance: [0, 0.1]", {"[unknown-key]", "tolerances"}},
      });
  CHECK(faults_after("s.yaml", "readings:\n  - {name: one, title: One, set: {parameters.r: 4}}",
                     "readings: one")
            .find("[value]") != std::string::npos);
  CHECK(faults_after("s.yaml", "trials: 128,", "until: {width: 0.1, of: level, at_most: 1024},").empty());
  CHECK(faults_after("parent.yaml", "model: m.yaml\n", "").find("\"model\"") != std::string::npos);
  CHECK(faults_after("parent.yaml", "model: m.yaml", "model: t.yaml").find("model/1") != std::string::npos);
}

TEST_CASE("known figures are refused on their line") {
  hold_refusals("s.yaml",
                {
                    {"{indicator: z, year", "{indicator: zz, year", {"[unknown-name]", "zz"}},
                    {"year: 2025, value: 60", "year: 2028, value: 60", {"[value]", "2028"}},
                    {"value: 60, ", "", {"[missing-key]", "value"}},
                    {"sd: 1, unit", "unit", {"[missing-key]", "sd"}},
                    {"sd: 1, unit", "sd: 1, relative_sd: 0.1, unit", {"[missing-key]", "relative_sd"}},
                    {"sd: 1, unit", "sd: 0, unit", {"[value]", "0"}},
                    {"sd: 1, unit: 1e8 CNY, prices: constant", "sd: 1, unit: person", {"[unit]", "person"}},
                    {"sd: 1, unit: 1e8 CNY, prices: constant",
                     "sd: 1, unit: 1e8 CNY, prices: current",
                     {"[unit]", "current"}},
                });
  CHECK(
      faults_after("s.yaml", "prices: constant}\nbudget",
                   "prices: constant}\n  - {indicator: z, year: 2025, value: 70, relative_sd: 0.01}\nbudget")
          .find("[contradiction]") != std::string::npos);
  CHECK(faults_after("s.yaml", "prices: constant}\nbudget",
                     "prices: constant}\n  - {indicator: z, year: 2025, value: 61, relative_sd: 0.1}\nbudget")
            .empty());
  CHECK(faults_after("s.yaml",
                     "observed:\n  - {indicator: z, year: 2025, value: 60, sd: 1, unit: 1e8 CNY, prices: "
                     "constant}",
                     "observed: z")
            .find("[value]") != std::string::npos);
}

TEST_CASE("a budget is refused on its line") {
  hold_refusals("s.yaml",
                {
                    {"{total: 2,", "{", {"[missing-key]", "total"}},
                    {"total: 2", "total: 0", {"[value]", "total"}},
                    {"total: 2", "total: 9", {"[value]", "9"}},
                    {"{push: {cost: 1", "{pull: {cost: 1", {"[unknown-name]", "pull"}},
                    {"{push: {cost: 1, exponent: 0.5, at_most: 4}}", "{push: 4}", {"push"}},
                    {"{push: {cost: 1, exponent: 0.5, at_most: 4}}", "[push]", {"[value]", "levers"}},
                    {"{push: {cost: 1, exponent: 0.5, at_most: 4}}", "{}", {"[value]", "levers"}},
                    {"cost: 1,", "cost: -1,", {"[value]", "cost"}},
                    {"exponent: 0.5", "exponent: 1.5", {"[value]", "exponent"}},
                    {"at_most: 4", "at_most: 0", {"[value]", "at_most"}},
                });
}

TEST_CASE("the command line sets and samples, and is refused as such") {
  using leontide::scenario::CommandLine;
  const auto with = [](const CommandLine& line) {
    return faults_after("s.yaml", "name: s\n", "name: s\n", line);
  };
  CommandLine line;
  line.sets = {"parameters.rate=4", " drivers.d.sd = 3"};
  line.sampling.trials = 64;
  line.sampling.seed = 7;
  line.sampling.replicates = 8;
  CHECK(with(line).empty());
  line.sampling.replicates = 9;
  CHECK(with(line).find("[value]") != std::string::npos);
  line.sampling.replicates = 8;
  line.sampling.until_width = 0.1;
  CHECK(with(line).empty());
  for (const char* set :
       {"parameters.rate", "parameters.rate=", "parameters.q=3", "parameters.rate={", "rate=3"}) {
    line.sets = {set};
    CHECK(with(line).find("--set " + std::string(set)) != std::string::npos);
  }
}
