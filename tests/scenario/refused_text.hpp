// A scenario of several files that is sound, and what becomes of it where one place is changed.
#pragma once

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "support/model_text.hpp"

namespace leontide::test {

inline const std::map<std::string, std::string>& sound_files() {
  static const std::map<std::string, std::string> files{
      {"m.yaml", R"(leontide: model/1
name: small
time: {base: 2024, end: 2027, step: year}
units: {CNY: currency, person: people}
sets:
  sector: {file: sectors.csv}
  broad: {of: sector, by: group}
  first: {of: sector, codes: [a, b]}
  goods: {of: sector, where: {group: goods}}
data:
  A: {file: A.csv, over: [sector, sector], requirements: regional, source: made up}
  x: {file: x.csv, column: x, over: [sector], unit: 1e8 CNY, prices: constant}
parameters:
  rate: 2
  s: {over: [sector], default: 0, values: {a: 1}, title: {en: S, zh: 数}, grade: B}
  r: {value: 5, unit: percent, note: a share}
drivers:
  d: {distribution: normal, mean: 0, sd: 1, group: luck}
  e: {distribution: uniform, low: 0, high: 1, over: [sector], common: 0.5}
  f: {process: ar1, mean: 0.04, sd: 0.01, phi: 0.4, start: 0.05}
  g: {process: bootstrap, file: x.csv, column: x, block: 2}
  h: {process: ar, mean: 0, sd: 1, phi: [0.5, -0.2], start: [0, 0]}
  i: {process: markov-regime, means: [0, 1], sds: [1, 1], transition: [[0.9, 0.1], [0.2, 0.8]], start: 1}
  j: {distribution: discrete, values: [1, 2], chances: [0.5, 0.5]}
  l: {distribution: beta, alpha: 2, beta: 3, draw: step, serial: {family: clayton, tau: 0.3, rotation: 180}}
  o: {distribution: normal, mean: {default: 0, b: 1}, sd: 1, over: [sector], correlation: [[1, 0.1, 0], [0.1, 1, 0], [0, 0, 1]]}
  n: {distribution: normal, mean: 0, sd: 1}
dependence:
  - {copula: gaussian, drivers: [d, n], correlation: 0.3}
levers:
  push: {title: Push, start: 2025, ramp: 2, strength: {distribution: triangular, low: 0, mode: 1, high: 2}}
events:
  storm: {title: Storm, chance: 0.1, size: {distribution: uniform, low: 0, high: 1}, recovery: 2}
variables:
  y[sector]: x * (1 + d / 100)
  z: {start: sum(y), equation: lag(z) * (1 + f), title: Z, source: none, note: none}
  w: {equation: v / 2 + 1, unit: none}
  v: w / 2
blocks:
  - {name: loop, variables: [w, v], tolerance: 1e-10, iterations: 100, damping: 1}
indicators:
  y: {value: y, over: [sector], unit: 1e8 CNY, prices: constant, title: Y}
  z: {value: z, unit: 1e8 CNY, prices: constant}
  v: {value: v + lever(push) + event(storm), unit: none}
  u: {value: growth(z), unit: percent}
checks:
  c: {value: v, within: 1e9, when: every year}
)"},
      {"t.yaml", R"(leontide: targets/1
name: t
vintage: 2025-01-31
targets:
  - {id: level, title: L, status: modelled, indicator: z, at_least: 3, unit: 1e8 CNY, prices: constant, year: 2027, grade: A}
  - {id: share, title: S, status: modelled, indicator: v, between: [0, 9], year: 2026, tolerance: 0.1, past_growth: 0.05, base_figure: {value: 2, year: 2024, source: S, known_on: 2025-01-20}, because: B}
  - {id: grown, title: G, status: modelled, indicator: u, at_most: 9, unit: percent, each: [2025, 2027]}
  - {id: given, title: C, status: conditional, indicator: v, at_least: 3, year: 2027, given: {title: base, values: [1, 2]}}
  - {id: waits, title: W, status: not assessable, needs: a figure, asks: somebody, same_quantity_as: share}
conflicts:
  - {level: level, share: share, whole: z, note: {en: two, zh: 二}}
)"},
      {"s.yaml", R"(leontide: scenario/1
name: s
extends: parent.yaml
targets: t.yaml
levers: [push]
events: {storm: {at: 2026}}
set: {parameters.rate: 3, parameters.s.a: 2, drivers.d.sd: 2, levers.push.start: 2026, events.storm.chance: 0.2, time.end: 2027}
readings:
  - {name: one, title: One, set: {parameters.r: 4}}
sampling: {trials: 128, seed: 2, method: sobol, replicates: 16}
tolerances: [0, 0.1]
observed:
  - {indicator: z, year: 2025, value: 60, sd: 1, unit: 1e8 CNY, prices: constant}
budget: {total: 2, unit: 1e8 CNY, source: none, levers: {push: {cost: 1, exponent: 0.5, at_most: 4}}}
)"},
      {"parent.yaml", "leontide: scenario/1\nname: parent\nmodel: m.yaml\n"},
      {"sectors.csv", "code,group\na,goods\nb,services\nc,goods\n"},
      {"A.csv", "code,a,b,c\na,0.1,0.1,0\nb,0.2,0,0.1\nc,0,0.1,0.1\n"},
      {"x.csv", "code,x,more\na,10,1\nb,20,2\nc,30,3\n"},
  };
  return files;
}

/// What is said of the files with one change: in `file`, `from` becomes `to`. A changed model is run as it
/// stands: the scenario sets nothing.
inline std::string faults_after(const std::string& file, const std::string& from, const std::string& to,
                                const scenario::CommandLine& command_line = {}) {
  const Folder folder;
  for (const auto& [name, text] : sound_files()) {
    std::string changed = text;
    if (name == file) {
      const std::size_t at = text.find(from);
      INFO(from);
      REQUIRE(at != std::string::npos);
      REQUIRE(text.find(from, at + 1) == std::string::npos);
      changed.replace(at, from.size(), to);
    }
    if (file == "m.yaml" && name == "s.yaml")
      changed.erase(changed.find("set: {"), changed.find("readings:") - changed.find("set: {"));
    folder.write(name, changed);
  }
  Diagnostics diagnostics;
  const auto scenario = scenario::read_scenario(folder.path() / "s.yaml", command_line, diagnostics);
  CHECK(scenario.has_value() == !diagnostics.has_errors());
  return diagnostics.text();
}

struct Refusal {
  std::string from, to;
  std::vector<std::string> told;  ///< the code in brackets, and what the text must name
};

/// Each change of a file is refused as told, on the line that was changed.
inline void hold_refusals(const std::string& file, const std::vector<Refusal>& refusals) {
  for (const Refusal& refusal : refusals) {
    const std::string& text = sound_files().at(file);
    const std::string said = faults_after(file, refusal.from, refusal.to);
    INFO("\"" << refusal.from << "\" -> \"" << refusal.to << "\" was told as\n" << said);
    for (const std::string& part : refusal.told)
      CHECK(said.find(part) != std::string::npos);
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<long>(text.find(refusal.from)), '\n');
    if (refusal.to.find('\n') == std::string::npos)
      CHECK(said.find(file + ":" + std::to_string(line) + ":") != std::string::npos);
  }
}

}  // namespace leontide::test
