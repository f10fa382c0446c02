// What ledgers say of cells without a number.
#include <catch2/catch.hpp>

#include "cli/command.hpp"

namespace leontide::cli {

TEST_CASE("cells in which no trial completes are told, not left out") {
  const Scratch scratch;
  scratch.write("m.yaml",
                "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nparameters: {p: 0}\n"
                "drivers: {x: {distribution: normal, mean: 0, sd: 1}}\n"
                "variables: {y: x + 0 * sqrt(p - 0.1)}\nindicators: {y: {value: y, unit: none}}\n");
  scratch.write("t.yaml",
                "leontide: targets/1\ntargets:\n  - {id: t, title: {en: T}, status: modelled, indicator: y, "
                "at_least: 0, unit: none, year: 2025}\n");
  scratch.write("c.yaml", "leontide: scenario/1\nname: c\nmodel: m.yaml\ntargets: t.yaml\n");
  const auto sweep = [&](const std::string& values, const std::string& into) {
    scratch.write("s.yaml", "leontide: sweep/1\nname: s\nscenarios: [c.yaml]\naxes: {parameters.p: " +
                                values + "}\nsampling: {trials: 2048}\n");
    CHECK(scratch.leontide({"sweep", "s.yaml", "--into", into}).code == 3);
  };
  sweep("[0, 0.5]", "some");
  sweep("[0, 0.05]", "none");
  for (const std::vector<std::string>& asked :
       std::vector<std::vector<std::string>>{{"compare"}, {"table", "--rows", "parameters.p"}}) {
    const auto answer = [&](const std::string& folder) {
      std::vector<std::string> words{"ledger", asked[0], folder + "/ledger.sqlite"};
      words.insert(words.end(), asked.begin() + 1, asked.end());
      return scratch.leontide(words);
    };
    const Ended some = answer("some"), none = answer("none");
    CHECK(some.code == 3);
    CHECK(has(some.out, "1 cell in which no trial completed has no number here"));
    CHECK(none.code == 3);
    CHECK(has(none.out, "No trial completed in any of these cells"));
  }
  const std::vector<std::string> plot{"ledger", "plot", "some/ledger.sqlite", "--rows", "parameters.p",
                                      "--out",  "p.svg"};
  const Ended drawn = scratch.leontide(plot);
  CHECK(drawn.code == 3);
  CHECK(has(drawn.err, "more than one trial in a thousand failed in 1 cells"));
}

}  // namespace leontide::cli
