// Blocks that are solved together, and how trials that fail are told.
#include "kernel/compiled.hpp"

using namespace leontide;
using namespace leontide::test;

TEST_CASE("variables of a block agree with each other, in the base year and later") {
  // x = d + x0/4, x0 = y - x/2: x = (d + y/4) / (1 + 1/8).
  Draft draft;
  draft.variable("one", "d + two / 4").variable("two", "y - one / 2").block("loop", {"one", "two"});
  draft->variables[0].unit = language::Unit{};
  draft.variable("after", "one + two").indicator("one", "one").indicator("after", "after");
  draft.variable("past", "lag(past) + one", "one").indicator("past", "past");
  Compiled compiled(draft);
  const Inputs inputs = made_inputs(compiled.model, 3);
  const auto& workspace = compiled.run(inputs);
  CHECK(workspace.failures().any() == 0);
  for (std::size_t lane = 0; lane < lanes::width; ++lane) {
    double past = 0;
    for (std::size_t step = 0; step < 4; ++step) {
      const double d = inputs.drivers[step][0][lane], y = inputs.drivers[step][2][lane];
      const double one = (d + y / 4) / 1.125;
      past += one;
      CHECK(compiled.output("one", step, lane) == Approx(one).epsilon(1e-10));
      CHECK(compiled.output("after", step, lane) == Approx(one + y - one / 2).epsilon(1e-10));
      CHECK(compiled.output("past", step, lane) == Approx(past).epsilon(1e-10));
    }
  }
}

TEST_CASE("a block of vectors with a Leontief solution inside is solved together") {
  // demand = w + x / 10, x = leontief(A, demand): (I - A - I/10) x = w.
  Draft draft;
  draft.variable("x[sector]", "leontief(A, want)").variable("want[sector]", "w * d + x / 10");
  draft->variables[0].unit = language::Unit{};
  draft.block("loop", {"x", "want"}).indicator("x", "x", "sector");
  draft.variable("gap[sector]", "x - multiply(A, x) - x / 10 - w * d").indicator("gap", "sum(abs(gap))");
  Compiled compiled(draft);
  const auto& workspace = compiled.run(made_inputs(compiled.model, 4));
  CHECK(workspace.failures().any() == 0);
  for (std::size_t lane = 0; lane < lanes::width; ++lane) {
    CHECK(compiled.output("gap", 0, lane) < 1e-8);
    CHECK(compiled.output("gap", 3, lane) < 1e-8);
    CHECK(compiled.output("x.c", 1, lane) > 5 * 0.2);
  }
}

TEST_CASE("a block that does not converge fails under its name, in its lanes") {
  Draft draft;
  draft.variable("one", "2 + where(d > 1, two * two, two / 2)")
      .variable("two", "one + 0 * y")
      .block("loop", {"one", "two"});
  draft->variables[0].unit = language::Unit{};
  draft.indicator("one", "min(one, 9)");
  Compiled compiled(draft);
  const Inputs inputs = made_inputs(compiled.model, 5);
  const auto& workspace = compiled.run(inputs);
  std::uint64_t expected = 0;
  for (std::size_t lane = 0; lane < lanes::width; ++lane)
    expected |= std::uint64_t{inputs.drivers[0][0][lane] > 1} << lane;
  CHECK(workspace.failures().not_converged == expected);
  CHECK(workspace.failures().any() == expected);
  kernel::Workspace other(compiled.program, compiled.constants);
  const auto sites =
      kernel::find_failures(compiled.program, compiled.constants, compiled.pointers(inputs), other);
  REQUIRE_FALSE(sites.empty());
  CHECK(sites[0].cause == kernel::FailureSite::Cause::not_converged);
  CHECK(sites[0].what == "loop");
  CHECK(sites[0].step == 0);
  CHECK(sites[0].lanes == expected);
}

TEST_CASE("a trial fails where its check is beyond its bound or its indicator is no finite number") {
  Draft draft;
  draft.indicator("root", "sqrt(y - 0.5)").check("small", "z[first] * 0 + 1", 9);
  draft->checks.clear();
  draft.check("small", "event(storm)", 1).check("base", "y", 1.2, true).check("lagged", "growth(y)", 1e9);
  Compiled compiled(draft);
  const Inputs inputs = made_inputs(compiled.model, 6);
  const auto& workspace = compiled.run(inputs);
  std::uint64_t small = 0, base = 0, root = 0;
  for (std::size_t lane = 0; lane < lanes::width; ++lane) {
    base |= std::uint64_t{inputs.drivers[0][2][lane] > 1.2} << lane;
    for (std::size_t step = 0; step < 4; ++step) {
      small |= std::uint64_t{inputs.events[step][0][lane] > 1} << lane;
      root |= std::uint64_t{inputs.drivers[step][2][lane] < 0.5} << lane;
    }
  }
  CHECK(workspace.failures().checks == std::vector<std::uint64_t>{small, base, 0});
  CHECK(workspace.failures().not_finite == root);
  CHECK(workspace.failures().any() == (small | base | root));
  kernel::Workspace other(compiled.program, compiled.constants);
  for (const auto& site :
       kernel::find_failures(compiled.program, compiled.constants, compiled.pointers(inputs), other)) {
    for (std::size_t lane = 0; lane < lanes::width; ++lane) {
      if ((site.lanes >> lane & 1) == 0) continue;
      if (site.what == "root") CHECK(inputs.drivers[site.step][2][lane] < 0.5);
      if (site.what == "small") CHECK(inputs.events[site.step][0][lane] > 1);
      if (site.what == "base") CHECK(site.step == 0);
    }
  }
}

TEST_CASE("an unproductive year is told with its table, its year and its lanes") {
  Draft draft;
  draft.indicator("x", "sum(leontief(A, w, row = 1 + 2 * pulse(2026) * step(2025)))");
  Compiled compiled(draft);
  const Inputs inputs = made_inputs(compiled.model, 7);
  CHECK(compiled.run(inputs).failures().unproductive == ~std::uint64_t{0});
  kernel::Workspace other(compiled.program, compiled.constants);
  const auto sites =
      kernel::find_failures(compiled.program, compiled.constants, compiled.pointers(inputs), other);
  REQUIRE_FALSE(sites.empty());
  CHECK(sites[0].cause == kernel::FailureSite::Cause::unproductive);
  CHECK(sites[0].what == "A");
  CHECK(sites[0].step == 2);
}

TEST_CASE("a lever that is off has no strength, one that is on its ramp") {
  Draft draft;
  draft.indicator("l", "lever(push)");
  const Inputs inputs = made_inputs(draft.model(), 8);
  Compiled off(draft, false), on(draft, true);
  off.run(inputs);
  on.run(inputs);
  const double strength = inputs.levers[0][9];
  for (std::size_t step = 0; step < 4; ++step) {
    CHECK(off.output("l", step, 9) == 0);
    CHECK(on.output("l", step, 9) == strength * (step == 0 ? 0 : step == 1 ? 0.5 : 1));
  }
}

TEST_CASE("a table that is unproductive or negative, or made so by data alone, is refused with its sector") {
  const auto refusal = [](auto change, const std::string& equation) {
    Draft draft;
    change(draft);
    draft.indicator("x", equation);
    const language::Model model = draft.model();
    Diagnostics diagnostics;
    const auto order = graph::order(model, diagnostics);
    const kernel::Program program = kernel::compile(model, *order);
    CHECK_FALSE(kernel::make_constants(program, model, {true}, diagnostics));
    REQUIRE(diagnostics.list().size() == 1);
    return diagnostics.list()[0].code + ": " + diagnostics.list()[0].what;
  };
  const auto cell = [](std::size_t at, double value) {
    return [=](Draft& draft) { draft->data[11].values[at] = value; };
  };
  CHECK_THAT(
      refusal(cell(3, -0.3), "sum(leontief(A, w))"),
      Catch::StartsWith("negative-coefficient: \"A\" has a negative coefficient in the row of sector b"));
  CHECK_THAT(refusal(cell(8, 1.5), "sum(leontief(A, w))"),
             Catch::StartsWith("unproductive: \"A\" is unproductive: up to sector c"));
  CHECK_THAT(refusal([](Draft&) {}, "sum(leontief(A, w, row = 5))"),
             Catch::StartsWith("unproductive: with the multipliers given by data alone"));
}

TEST_CASE("a block's bytes do not depend on what ran before") {
  Draft draft;
  draft.variable("s", "lag(s) * y + base(t)", "d").variable("t", "lag(t) + s", "y").indicator("s", "s * t");
  draft.indicator("mean", "cagr(1 + s, 2024, 2026)");
  Compiled compiled(draft);
  const Inputs first = made_inputs(compiled.model, 9), second = made_inputs(compiled.model, 10);
  compiled.run(first);
  std::vector<double> fresh;
  for (std::size_t step = 0; step < 4; ++step)
    fresh.push_back(compiled.output("s", step, 5));
  compiled.run(second);
  CHECK(compiled.output("s", 3, 5) != fresh[3]);
  compiled.run(first);
  for (std::size_t step = 0; step < 4; ++step)
    CHECK(compiled.output("s", step, 5) == fresh[step]);
}
