#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "simulation/run.hpp"
#include "support/model_text.hpp"

namespace leontide::test {

/// A model of texts, read and compiled: its sections, the targets' list, and `table.csv` where it reads one.
struct PreparedText {
  scenario::Scenario scenario;
  simulation::Run run;
};

inline PreparedText prepare_text(const std::string& model, const std::string& targets,
                                 const std::string& table = "") {
  const Folder folder("prepared");
  folder.write("m.yaml", "leontide: model/1\nname: small\n" + model);
  folder.write("t.yaml", "leontide: targets/1\ntargets:\n" + targets);
  folder.write("s.yaml", "leontide: scenario/1\nname: s\nmodel: m.yaml\ntargets: t.yaml\n");
  folder.write("table.csv", table);
  Diagnostics diagnostics;
  auto scenario = scenario::read_scenario(folder.path() / "s.yaml", {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(scenario);
  auto run = simulation::prepare(*scenario, scenario->readings[0], diagnostics);
  REQUIRE(run);
  return {std::move(*scenario), std::move(*run)};
}

}  // namespace leontide::test
