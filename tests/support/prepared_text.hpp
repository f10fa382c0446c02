#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "simulation/run.hpp"
#include "support/model_text.hpp"

namespace leontide::test {

/// What a model of texts has beside its sections and targets.
struct Beside {
  std::string table = {};     ///< `table.csv`, where the model reads one
  std::string scenario = {};  ///< further keys of the scenario
};

/// A model of texts, read and compiled.
struct PreparedText {
  scenario::Scenario scenario;
  simulation::Run run;
};

inline PreparedText prepare_text(const std::string& model, const std::string& targets,
                                 const Beside& beside = {}) {
  const Folder folder;
  folder.write("m.yaml", "leontide: model/1\nname: small\n" + model);
  folder.write("t.yaml", "leontide: targets/1\ntargets:\n" + targets);
  folder.write("s.yaml", "leontide: scenario/1\nname: s\nmodel: m.yaml\ntargets: t.yaml\n" + beside.scenario);
  folder.write("table.csv", beside.table);
  Diagnostics diagnostics;
  auto scenario = scenario::read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(scenario);
  auto run = simulation::compile_run(*scenario, scenario->readings[0], diagnostics);
  REQUIRE(run);
  return {std::move(*scenario), std::move(*run)};
}

}  // namespace leontide::test
