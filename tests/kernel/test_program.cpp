// What a compiled program holds.
#include "kernel/compiled.hpp"

using namespace leontide;
using namespace leontide::test;
using kernel::OpCode;

namespace {

std::size_t operations(const kernel::Program& program) {
  std::size_t all = program.setup.operations.size() + program.trial.operations.size() +
                    program.base_year.operations.size() + program.later_years.operations.size();
  for (const auto& block : program.blocks)
    all += block.body.operations.size();
  return all;
}

std::size_t count(const kernel::Section& section, OpCode code) {
  return static_cast<std::size_t>(std::count_if(section.operations.begin(), section.operations.end(),
                                                [&](const auto& o) { return o.code == code; }));
}

/// The rows that all slots take.
std::size_t slot_rows(const kernel::Program& program) {
  std::size_t rows = 0;
  for (const std::uint32_t count : program.slot_rows)
    rows += count;
  return rows;
}

/// Operations on values that are there: slots of the program, numbers of the pool, temporaries that the group
/// has.
void check_places(const kernel::Program& program) {
  const auto look = [&](const kernel::Section& section) {
    std::size_t next = 0;
    for (const kernel::InstructionGroup& step : section.steps) {
      REQUIRE(step.first == next);
      REQUIRE(step.count > 0);
      next = step.first + step.count;
      for (std::size_t i = step.first; i < next; ++i) {
        const kernel::Instruction& o = section.operations[i];
        for (const kernel::Operand& operand : {o.out, o.a, o.b, o.c}) {
          using Kind = kernel::Operand::Kind;
          if (operand.kind == Kind::slot) REQUIRE(program.slot_rows.at(operand.index) == operand.rows);
          if (operand.kind == Kind::constant) REQUIRE(operand.index + operand.rows <= program.pool_size);
          if (operand.kind == Kind::temporary) REQUIRE(operand.index < step.temporaries);
        }
      }
    }
    REQUIRE(next == section.operations.size());
  };
  for (const auto* section : {&program.setup, &program.trial, &program.base_year, &program.later_years})
    look(*section);
  for (const auto& block : program.blocks)
    look(block.body);
}

}  // namespace

TEST_CASE("what no indicator, check or later year reads is not computed") {
  Draft needed;
  needed.variable("x", "d * 2 + y").indicator("x", "x");
  Draft more;
  more.variable("x", "d * 2 + y").indicator("x", "x");
  more.variable("idle[sector]", "leontief(A, e)").variable("old", "lag(old) * z[first]", "1");
  more->variables.pop_back();
  more.variable("past", "lag(past) * y", "1");
  CHECK(operations(Compiled(more).program) == operations(Compiled(needed).program));
  CHECK(Compiled(more).program.systems.size() >= Compiled(needed).program.systems.size());
  more.check("c", "past", 10);
  CHECK(operations(Compiled(more).program) > operations(Compiled(needed).program));
}

TEST_CASE("an expression written twice is computed once") {
  Draft once;
  once.indicator("a", "sum(exp(z) * e)");
  Draft twice;
  twice.indicator("a", "sum(exp(z) * e)").indicator("b", "sum(exp(z) * e)");
  twice.variable("same", "sum(exp(z) * e)").indicator("c", "same");
  CHECK(operations(Compiled(once).program) == operations(Compiled(twice).program));
}

TEST_CASE("a value is computed no later than what it reads is known") {
  Draft draft;
  draft.indicator("data", "exp(sum(w))").indicator("trial", "exp(d)").indicator("year", "exp(y)");
  const kernel::Program program = Compiled(draft).program;
  CHECK(count(program.setup, OpCode::exponential) == 1);
  CHECK(count(program.trial, OpCode::exponential) == 1);
  CHECK(count(program.base_year, OpCode::exponential) == 1);
  CHECK(count(program.later_years, OpCode::exponential) == 1);
  CHECK_FALSE(program.outputs[0].moves);
  CHECK_FALSE(program.outputs[1].moves);
  CHECK(program.outputs[2].moves);
}

TEST_CASE("sums of products and products that are added are taken in one go") {
  Draft draft;
  draft.indicator("dot", "sum(z * e)")
      .indicator("plus", "k + y * d")
      .indicator("minus", "k - y * event(storm)");
  draft.indicator("three", "(y + 2) * event(storm) * (y + 3)").indicator("square", "(y + 1) ^ 2");
  const kernel::Program program = Compiled(draft).program;
  CHECK(count(program.later_years, OpCode::dot) == 1);
  CHECK(count(program.later_years, OpCode::sum) == 0);
  CHECK(count(program.later_years, OpCode::add_product) == 1);
  CHECK(count(program.later_years, OpCode::subtract_product) == 1);
  CHECK(count(program.later_years, OpCode::product) == 1);
  CHECK(count(program.later_years, OpCode::power) == 0);
  check_places(program);
}

TEST_CASE("places of values that are no longer read serve others") {
  const auto rows = [](int length) {
    Draft draft;
    std::string text = "multiply(A, z)";
    for (int i = 0; i < length; ++i)
      text = "multiply(A, " + text + ")";
    draft.indicator("x", text, "sector");
    const kernel::Program program = Compiled(draft).program;
    check_places(program);
    return slot_rows(program);
  };
  CHECK(rows(20) == rows(4));
}

TEST_CASE("every operation reads and writes places that are there") {
  Draft draft;
  draft.variable("s[sector]", "lag(s) * z + leontief(A, e, row = z)", "w")
      .variable("t", "lag(t) + sum(s)", "k");
  draft.indicator("s", "s", "sector")
      .indicator("b", "base(t) * cumulative(t)")
      .indicator("c", "cagr(t, 2024, 2026)");
  draft.check("c", "t", 100);
  const kernel::Program program = Compiled(draft).program;
  check_places(program);
  CHECK_FALSE(program.step_stores.empty());
  CHECK(program.later_year_stores.size() >= 2);
}

TEST_CASE("a program without lags, drivers by year or a calendar repeats its base year") {
  Draft still;
  still.variable("x", "d * k").indicator("x", "x").check("c", "x", 100);
  CHECK_FALSE(kernel::moves_in_time(Compiled(still).program));
  const auto moves = [](auto change) {
    Draft draft;
    change(draft);
    return kernel::moves_in_time(Compiled(draft).program);
  };
  CHECK(moves([](Draft& d) { d.indicator("x", "y"); }));
  CHECK(moves([](Draft& d) { d.indicator("x", "year"); }));
  CHECK(moves([](Draft& d) { d.variable("s", "lag(s)", "1").indicator("x", "s"); }));
  CHECK(moves([](Draft& d) { d.indicator("x", "lever(push)"); }));
  CHECK(moves([](Draft& d) { d.check("c", "growth(k)", 1).indicator("x", "k"); }));
  CHECK(moves([](Draft& d) { d.variable("s", "k", "2").check("c", "s", 5).indicator("x", "k"); }));
}

TEST_CASE("a program knows which drivers its base year reads") {
  Draft draft;
  draft.variable("s", "lag(s) * y + d", "1").indicator("s", "s").check("c", "sum(z)", 100);
  const kernel::Program program = Compiled(draft).program;
  CHECK_FALSE(kernel::base_year_reads(program, program.driver_slots[0]));  // d
  CHECK_FALSE(kernel::base_year_reads(program, program.driver_slots[1]));  // e
  CHECK_FALSE(kernel::base_year_reads(program, program.driver_slots[2]));  // y
  CHECK(kernel::base_year_reads(program, program.driver_slots[3]));        // z
  Draft shown;
  shown.indicator("y", "y").variable("kept", "base(e)", "").check("d", "d", 9);
  shown->variables.clear();
  const Compiled read(shown);
  CHECK(kernel::base_year_reads(Compiled(shown).program, Compiled(shown).program.driver_slots[2]));
  CHECK(kernel::base_year_reads(Compiled(shown).program, Compiled(shown).program.driver_slots[0]));
}
