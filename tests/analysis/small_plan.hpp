#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "analysis/prepared.hpp"
#include "support/model_text.hpp"

namespace leontide::test {

/// A scenario over a model of scalars, in memory: its files are gone. `scenario_text` is added to the
/// scenario file.
inline scenario::Draft small_draft(const std::string& inputs, const std::string& variables,
                                   const std::string& indicators, const std::string& targets,
                                   const std::string& scenario_text = "",
                                   const scenario::CommandLine& command_line = {}) {
  const Folder folder;
  folder.write("m.yaml", "leontide: model/1\nname: small\ntime: {base: 2024, end: 2026}\n" + inputs +
                             "variables:\n" + variables + "indicators:\n" + indicators);
  folder.write("t.yaml", "leontide: targets/1\ntargets:\n" + targets);
  folder.write("s.yaml", "leontide: scenario/1\nname: s\nmodel: m.yaml\ntargets: t.yaml\n" + scenario_text);
  Diagnostics diagnostics;
  auto draft = scenario::read_draft(folder.path() / "s.yaml", command_line, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(draft.is_sound);
  return draft;
}

/// The same, ready to run.
inline analysis::Prepared small_plan(const std::string& inputs, const std::string& variables,
                                     const std::string& indicators, const std::string& targets,
                                     const std::string& scenario_text = "",
                                     const scenario::CommandLine& command_line = {}) {
  const auto draft = small_draft(inputs, variables, indicators, targets, scenario_text, command_line);
  Diagnostics diagnostics;
  auto prepared = analysis::prepare_scenario(draft, {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(prepared);
  return std::move(*prepared);
}

/// A target on indicator `i`: at least `bound` in 2026.
inline std::string at_least(const std::string& id, const std::string& indicator, const std::string& bound) {
  return "  - {id: " + id + ", title: " + id + ", status: modelled, indicator: " + indicator +
         ", at_least: " + bound + ", year: 2026}\n";
}

/// P(Z <= z) of the standard normal.
inline double normal_share(double z) {
  return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

}  // namespace leontide::test
