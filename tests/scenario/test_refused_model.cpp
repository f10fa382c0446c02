// What a model states wrongly is refused on its line, by a code that does not change and the names it is
// about.
#include "scenario/refused_text.hpp"

using leontide::test::faults_after;
using leontide::test::hold_refusals;

TEST_CASE("the files that the refusals start from are sound") {
  CHECK(faults_after("m.yaml", "name: small", "name: small").empty());
}

TEST_CASE("a model's head is refused on its line") {
  hold_refusals(
      "m.yaml",
      {
          {"model/1", "model/2", {"model/1"}},
          {"time: {base: 2024, end: 2027, step: year}", "time: {base: 2024}", {"[missing-key]", "end"}},
          {"base: 2024", "base: now", {"[value]", "now"}},
          {"end: 2027", "end: 2024.5", {"2024.5"}},
          {"step: year", "step: month", {"[time]", "month"}},
          {"CNY: currency", "C1: currency", {"[unit]", "C1"}},
          {"person: people", "percent: people", {"[unit]", "percent"}},
          {"units: {CNY: currency, person: people}", "units: CNY", {"[value]"}},
          {"units:", "unit:", {"[unknown-key]", "units"}},
          {"name: small", "nam: small", {"[unknown-key]", "name"}},
      });
  CHECK(faults_after("s.yaml", "time.end: 2027", "time.end: 2024").find("[time]") != std::string::npos);
  CHECK(faults_after("s.yaml", "time.end: 2027", "time.end: 2125").find("[time]") != std::string::npos);
  CHECK(faults_after("s.yaml", "time.end: 2027", "time.end: 2124").empty());
}

TEST_CASE("a set is refused on its line") {
  hold_refusals(
      "m.yaml",
      {
          {"{file: sectors.csv}", "{file: none.csv}", {"none.csv"}},
          {"{file: sectors.csv}", "{file: sectors.csv, codes: [a]}", {"[set]"}},
          {"{file: sectors.csv}", "{}", {"[set]"}},
          {"{file: sectors.csv}", "{codes: [a, b, c, a]}", {"[duplicate-code]", "\"a\""}},
          {"{file: sectors.csv}", "{codes: []}", {"[empty-set]", "sector"}},
          {"{of: sector, by: group}", "{of: sector, by: grup}", {"[unknown-column]", "grup", "group"}},
          {"{of: sector, by: group}", "{of: sectr, by: group}", {"[unknown-set]", "sectr", "sector"}},
          {"{of: sector, codes: [a, b]}", "{of: sector, codes: [a, q]}", {"[unknown-code]", "\"q\""}},
          {"{of: sector, codes: [a, b]}", "{of: nothing, codes: [a, b]}", {"[unknown-set]", "nothing"}},
          {"where: {group: goods}", "where: {group: good}", {"[unknown-value]", "good"}},
          {"where: {group: goods}", "where: {kind: goods}", {"[unknown-column]", "kind"}},
          {"where: {group: goods}", "where: goods", {"[value]"}},
          {"where: {group: goods}", "where: {group: goods}, codes: [b]", {"[empty-set]", "goods"}},
      });
  CHECK(faults_after("sectors.csv", "c,goods", "a,goods").find("sectors.csv:4:1") != std::string::npos);
  CHECK(faults_after("m.yaml", "where: {group: goods}", "where: {group: [goods, services]}").empty());
}

TEST_CASE("data and parameters are refused on their line") {
  hold_refusals("m.yaml",
                {
                    {"A: {file: A.csv", "A: {file: B.csv", {"B.csv"}},
                    {"requirements: regional", "requirements: local", {"local", "regional"}},
                    {"A: {file: A.csv, over: [sector, sector]", "A: {file: A.csv", {"[shape]", "over"}},
                    {"over: [sector, sector]", "over: [sector, sector, sector]", {"[shape]", "over"}},
                    {"over: [sector, sector]", "over: []", {"[shape]", "over"}},
                    {"column: x, over", "column: q, over", {"[unknown-column]", "\"q\""}},
                    {"column: x, over", "over", {"[missing-key]", "column"}},
                    {"column: x, over", "column: x, take: output, over", {"[value]", "take"}},
                    {"over: [sector], unit: 1e8 CNY, prices: constant}\nparameters",
                     "over: [sectors], unit: 1e8 CNY, prices: constant}\nparameters",
                     {"[unknown-set]"}},
                    {"unit: 1e8 CNY, prices: constant}\nparameters",
                     "unit: 1e8 yuan, prices: constant}\nparameters",
                     {"yuan"}},
                    {"unit: 1e8 CNY, prices: constant}\nparameters", "unit: 1e8 CNY}\nparameters", {"price"}},
                    {"unit: 1e8 CNY, prices: constant}\nparameters",
                     "unit: person, prices: constant}\nparameters",
                     {"price"}},
                    {"rate: 2", "rate: two", {"two"}},
                    {"rate: 2", "rate: {}", {"[missing-key]", "\"rate\""}},
                    {"rate: 2", "rate: {value: 2, default: 1}", {"[value]", "value"}},
                    {"rate: 2", "rate: {value: 2, default: 1, table: city}", {"[unknown-key]", "table"}},
                    {"default: 0, values: {a: 1}", "values: {a: 1}", {"[missing-key]", "\"b\""}},
                    {"default: 0, values: {a: 1}", "default: 0, values: {q: 1}", {"[unknown-code]", "\"q\""}},
                    {"default: 0, values: {a: 1}", "default: 0, values: 1", {"[value]", "values"}},
                    {"values: {a: 1}", "values: {a: one}", {"one"}},
                    {"unit: percent, note", "unit: per cent, note", {"per cent"}},
                    {"x: {file: x.csv, column: x",
                     "x: {table: city, take: output, column: x",
                     {"[unknown-name]", "city"}},
                    {"x: {file: x.csv, column: x", "2x: {file: x.csv, column: x", {"2x"}},
                });
  CHECK(faults_after("x.csv", "b,20,2", "b,many,2").find("x.csv:3:3") != std::string::npos);
  CHECK(faults_after("x.csv", "c,30,3\n", "").find("\"c\"") != std::string::npos);
  CHECK(faults_after("A.csv", "c,0,0.1,0.1", "q,0,0.1,0.1").find("\"q\"") != std::string::npos);
  CHECK(faults_after("x.csv", "c,30,3\n", "c,30,3\nz,9,9\n").empty());  // a vector's file may hold others
}

TEST_CASE("drivers are refused on their line") {
  hold_refusals(
      "m.yaml",
      {
          {"distribution: normal, mean: 0, sd: 1, group",
           "distribution: norml, mean: 0, sd: 1, group",
           {"[law]", "normal"}},
          {"distribution: normal, mean: 0, sd: 1, group", "mean: 0, sd: 1, group", {"[law]", "distribution"}},
          {"distribution: normal, mean: 0, sd: 1, group",
           "distribution: normal, process: ar1, mean: 0, sd: 1, group",
           {"[law]"}},
          {"mean: 0, sd: 1, group", "mean: 0, group", {"[missing-key]", "sd"}},
          {"mean: 0, sd: 1, group", "mean: 0, sd: -1, group", {"[random]", "sd", "-1"}},
          {"mean: 0, sd: 1, group", "mean: {a: 1}, sd: 1, group", {"mean"}},
          {"mean: 0, sd: 1, group", "mean: none, sd: 1, group", {"none"}},
          {"d: {distribution: normal, mean: 0, sd: 1, group: luck}", "d: 5", {"d"}},
          {"low: 0, high: 1, over", "low: 2, high: 1, over", {"[random]"}},
          {"over: [sector], common: 0.5", "over: [sektor], common: 0.5", {"[unknown-set]", "sektor"}},
          {"common: 0.5", "common: 1.5", {"[random]", "common"}},
          {"process: ar1", "process: ar2", {"[law]", "ar2"}},
          {"process: ar1", "process: ar1, draw: step", {"[value]", "draw"}},
          {"phi: [0.5, -0.2]", "phi: [0.5, q]", {"q"}},
          {"start: [0, 0]", "start: [0, 0, 0]", {"[random]"}},
          {"block: 2", "block: 0", {"[random]", "block"}},
          {"file: x.csv, column: x, block", "file: x.csv, column: q, block", {"[unknown-column]", "\"q\""}},
          {"file: x.csv, column: x, block", "file: q.csv, column: x, block", {"q.csv"}},
          {"block: 2}", "block: 2, over: [sector]}", {"[value]", "column"}},
          {"start: 1}", "start: 0}", {"[value]", "regime"}},
          {"start: 1}", "start: 1.5}", {"[value]", "regime"}},
          {"start: 1}", "start: 9}", {"[random]"}},
          {"transition: [[0.9, 0.1], [0.2, 0.8]]", "transition: [[0.9, 0.2], [0.2, 0.8]]", {"[random]"}},
          {"transition: [[0.9, 0.1], [0.2, 0.8]]", "transition: [0.9, 0.1]", {"transition"}},
          {"chances: [0.5, 0.5]", "chances: [0.5, -0.4]", {"[random]"}},
          {"chances: [0.5, 0.5]", "chances: 1", {"chances"}},
          {"draw: step, serial", "draw: monthly, serial", {"monthly"}},
          {"family: clayton, tau", "family: claytn, tau", {"clayton"}},
          {"tau: 0.3, rotation: 180", "tau: 0.3, rotation: 45", {"[random]", "45"}},
          {"tau: 0.3, rotation: 180", "tua: 0.3, rotation: 180", {"[unknown-key]", "tau"}},
          {"tau: 0.3, rotation: 180", "tau: 2, rotation: 180", {"[random]", "tau"}},
          {"mean: {default: 0, b: 1}", "mean: {default: 0, q: 1}", {"[unknown-code]", "\"q\""}},
          {"mean: {default: 0, b: 1}", "mean: {b: 1}", {"[missing-key]", "\"a\""}},
          {"[[1, 0.1, 0], [0.1, 1, 0], [0, 0, 1]]",
           "[[1, 0.1, 0], [0.2, 1, 0], [0, 0, 1]]",
           {"[random]", "correlation"}},
          {"[[1, 0.1, 0], [0.1, 1, 0], [0, 0, 1]]", "[[1, 0.1], [0.1, 1]]", {"[random]", "correlation"}},
      });
}

TEST_CASE("every distribution and process can be stated, and misses its keys by name") {
  const auto stated = [](const std::string& law) {
    return faults_after("m.yaml", "distribution: normal, mean: 0, sd: 1, group: luck", law);
  };
  for (const char* law :
       {"distribution: lognormal, median: 1, sigma: 0.1", "distribution: pert, low: 0, mode: 1, high: 2",
        "distribution: gamma, shape: 2, scale: 1", "distribution: student-t, df: 5",
        "distribution: truncated-normal, mean: 0, sd: 1, low: -1, high: 1",
        "distribution: weibull, shape: 2, scale: 1",
        "distribution: mixture, weights: [0.5, 0.5], parts: [{distribution: normal, mean: 0, sd: 1}, "
        "{distribution: uniform, low: 0, high: 1}]"})
    CHECK(stated(law) == "");
  const auto free = [](const std::string& law) {
    return faults_after("m.yaml", "distribution: uniform, low: 0, high: 1, over: [sector], common: 0.5", law);
  };
  for (const char* law :
       {"distribution: poisson, mean: 2", "distribution: empirical, file: x.csv",
        "distribution: binomial, trials: 5, chance: 0.5",
        "distribution: negative-binomial, successes: 3, chance: 0.5", "process: constant, value: 2",
        "distribution: dirichlet, over: [sector], alpha: {default: 2, a: 3}",
        "process: random-walk, start: 0, sd: 1",
        "process: mean-reverting, mean: 0, rate: 0.5, sd: 1, start: 0",
        "process: gbm, start: 1, drift: 0, volatility: 0.1",
        "process: jump-diffusion, start: 1, drift: 0, volatility: 0.1, rate: 0.1, jump_mean: 0, jump_sd: 0.1",
        "process: bootstrap, file: A.csv, over: [sector], block: 1",
        "process: ar, mean: 0, sd: 1, phi: [0.5], start: 0"})
    CHECK(free(law) == "");
  CHECK(free("distribution: mixture, weights: [1], parts: 3").find("[value]") != std::string::npos);
  CHECK(free("distribution: mixture, weights: [1], parts: [{distribution: empirical}]").find("\"file\"") !=
        std::string::npos);
  CHECK(free("distribution: gamma, shape: 2").find("\"scale\"") != std::string::npos);
  CHECK(free("distribution: gamma, shape: 2, scale: 1, rate: 2").find("\"rate\"") != std::string::npos);
}

TEST_CASE("a dependence is refused on its line") {
  const auto replaced = [](const std::string& with) {
    return faults_after("m.yaml", "  - {copula: gaussian, drivers: [d, n], correlation: 0.3}", with);
  };
  CHECK(replaced("  - {copula: student, drivers: [d, n], df: 4, correlation: [[1, 0.2], [0.2, 1]]}").empty());
  CHECK(replaced("  - {copula: student, drivers: [d, f], df: 4, correlation: 0.1}").find("[correlation]") !=
        std::string::npos);  // one is drawn by trial, one by step
  CHECK(replaced("  - {copula: gauss, drivers: [d, n], correlation: 0.3}").find("gaussian") !=
        std::string::npos);
  CHECK(replaced("  - {copula: gaussian, drivers: [d, q], correlation: 0.3}").find("[correlation]") !=
        std::string::npos);
  CHECK(replaced("  - {copula: gaussian, drivers: [d, n], correlation: 2}").find("[correlation]") !=
        std::string::npos);
  CHECK(replaced("  - {copula: gaussian, drivers: [d, n]}").find("\"correlation\"") != std::string::npos);
  CHECK(replaced("  - {copula: gaussian, drivers: [d, n], correlation: 0.3, df: 3}").find("\"df\"") !=
        std::string::npos);
  CHECK(replaced("  - {copula: student, drivers: [d, n], correlation: 0.3}").find("\"df\"") !=
        std::string::npos);
  CHECK(replaced("  - {copula: vine, structure: e, drivers: [d, n], pairs: [[{family: frank, tau: 0.1}]]}")
            .find("\"e\"") != std::string::npos);
  CHECK(replaced("  - {copula: vine, structure: d, drivers: [d, n], pairs: 3}").find("[value]") !=
        std::string::npos);
  CHECK(replaced("  - {copula: vine, structure: d, drivers: [d, n], pairs: [3]}").find("[value]") !=
        std::string::npos);
  CHECK(replaced("  - {copula: gaussian, drivers: [j, n], correlation: 0.3}").find("by-uniform") !=
        std::string::npos);
  CHECK(replaced("  - {copula: gaussian, drivers: [j, d], correlation: 0.3, discrete: by-uniform}").empty());
  CHECK(replaced("  - {copula: vine, structure: c, drivers: [d, j], discrete: by-uniform, pairs: [[{family: "
                 "student, "
                 "parameter: 0.2, df: 3}]]}")
            .empty());
  CHECK(replaced("  - {copula: vine, structure: d, drivers: [d, j], discrete: by-uniform, pairs: [[{family: "
                 "student, "
                 "parameter: 0.2}]]}")
            .find("df") != std::string::npos);
  CHECK(replaced("  - 5").find("a copula") != std::string::npos);
  CHECK(faults_after("m.yaml", "dependence:\n  - {copula: gaussian, drivers: [d, n], correlation: 0.3}",
                     "dependence: {copula: gaussian}")
            .find("[value]") != std::string::npos);
}

TEST_CASE("levers and events are refused on their line") {
  hold_refusals(
      "m.yaml",
      {
          {"start: 2025, ramp", "start: soon, ramp", {"soon"}},
          {"start: 2025, ramp: 2", "start: 2025, ramp: 0", {"ramp", "0"}},
          {"start: 2025, ramp: 2", "ramp: 2", {"[missing-key]", "start"}},
          {"strength: {distribution: triangular, low: 0, mode: 1, high: 2}", "strength: strong", {"strong"}},
          {"low: 0, mode: 1, high: 2", "low: 0, mode: 3, high: 2", {"[random]", "mode"}},
          {"distribution: triangular, low: 0, mode: 1, high: 2",
           "distribution: empirical, file: x.csv",
           {"[law]"}},
          {"distribution: triangular, low: 0, mode: 1, high: 2",
           "process: ar1, mean: 0, sd: -1, phi: 0, start: 0",
           {"[random]", "sd"}},
          {"start: 2025, ramp: 2", "start: 2025, ramp: 2, end: 2024", {"ends in 2024"}},
          {"chance: 0.1", "chance: 1.1", {"[random]", "chance"}},
          {"chance: 0.1", "chances: 0.1", {"[unknown-key]", "chance"}},
          {"recovery: 2", "recovery: -1", {"[random]", "recovery"}},
          {"size: {distribution: uniform, low: 0, high: 1}",
           "size: {distribution: uniform, low: 2, high: 1}",
           {"[random]"}},
          {"size: {distribution: uniform, low: 0, high: 1}", "size: large", {"size"}},
      });
}

TEST_CASE("equations, blocks, indicators and checks are refused on their line") {
  hold_refusals(
      "m.yaml",
      {
          {"y[sector]:", "y[sektor]:", {"[unknown-set]", "sektor"}},
          {"y[sector]:", "y[sector:", {"[name]"}},
          {"  v: w / 2", "  v-1: w / 2", {"[name]", "v-1"}},
          {"start: sum(y), equation: lag(z) * (1 + f)",
           "start: sum(y), equation: lag(z) * (1 + ff)",
           {"[unknown-name]", "ff"}},
          {"start: sum(y), equation: lag(z) * (1 + f)", "start: sum(y)", {"[missing-key]", "equation"}},
          {"start: sum(y), equation", "strt: sum(y), equation", {"[unknown-key]", "start"}},
          {"equation: v / 2 + 1, unit: none", "equation: v / 2 + 1", {"[cycle]", "w → v → w"}},
          {"equation: v / 2 + 1, unit: none", "equation: v / 2 + 1, unit: nothing", {"nothing"}},
          {"{name: loop, variables: [w, v]", "{name: loop, variables: [w, q]", {"[unknown-name]", "\"q\""}},
          {"{name: loop, variables: [w, v]", "{variables: [w, v]", {"[missing-key]", "name"}},
          {"damping: 1", "damping: 2", {"[block]"}},
          {"tolerance: 1e-10", "tolerance: 0", {"[block]"}},
          {"iterations: 100", "iterations: 0", {"iterations", "0"}},
          {"value: y, over: [sector]", "value: y, over: [first]", {"[shape]", "\"y\""}},
          {"value: y, over: [sector]", "value: y", {"[shape]", "\"y\""}},
          {"value: y, over: [sector]", "value: y, over: sector", {"[shape]", "over"}},
          {"z: {value: z, unit: 1e8 CNY, prices: constant}",
           "z: {value: z, unit: 1e8 CNY, prices: current}",
           {"[price-basis]"}},
          {"z: {value: z, unit: 1e8 CNY, prices: constant}", "z: {value: z}", {"[unit]"}},
          {"z: {value: z, unit: 1e8 CNY, prices: constant}",
           "z: {unit: 1e8 CNY, prices: constant}",
           {"[missing-key]", "value"}},
          {"within: 1e9", "within: -1", {"[value]", "within"}},
          {"when: every year", "when: never", {"never"}},
          {"c: {value: v,", "c: {value: y,", {"[shape]", "\"c\""}},
          {"c: {value: v,", "c: {value: z,", {"[unit]", "\"c\""}},
      });
  for (const char* section :
       {"variables", "indicators", "checks", "blocks", "levers", "events", "drivers", "data"}) {
    const std::string text = leontide::test::sound_files().at("m.yaml");
    const std::size_t at = text.find("\n" + std::string(section) + ":\n") + 1;
    const std::size_t end = std::min(text.find("\n", text.find(":\n", at) + 2), text.size());
    const std::string whole = text.substr(at, end - at);
    CHECK_FALSE(faults_after("m.yaml", whole, std::string(section) + ": 7\nnote: |\n  x").empty());
  }
}

TEST_CASE("a model that extends another may replace numbers and nothing of the other's equations") {
  const std::string whole = leontide::test::sound_files().at("parent.yaml");
  const auto child = [&](const std::string& text) {
    const leontide::test::Folder folder;
    for (const auto& [name, file] : leontide::test::sound_files())
      folder.write(name, file);
    folder.write("child.yaml", "leontide: model/1\nname: child\nextends: m.yaml\n" + text);
    leontide::Diagnostics diagnostics;
    leontide::scenario::read_scenario(folder.path() / "child.yaml", {}, diagnostics);
    return diagnostics.text();
  };
  CHECK(child("parameters: {rate: 7}\ntitle: T\ndependence: []\n").empty());
  CHECK(child("variables: {q: 1}\n").find("[extends]") != std::string::npos);
  CHECK(child("indicators: {q: {value: rate}}\n").find("[extends]") != std::string::npos);
  CHECK(child("sets: {first: {of: sector, codes: [q]}}\n").find("[unknown-code]") != std::string::npos);
  CHECK(child("parametrs: {rate: 7}\n").find("[unknown-key]") != std::string::npos);
}
