// What is refused of an equation, by the code of the fault and the names in its words.
#include <catch2/catch.hpp>

#include "language/built_in.hpp"
#include "support/draft.hpp"

using namespace leontide;
using namespace leontide::language;
using leontide::test::Draft;

namespace {

/// The faults of one equation over a set.
std::string faults(const std::string& equation, const std::string& over = "") {
  Draft draft;
  return draft.variable(over.empty() ? "r" : "r[" + over + "]", equation).faults();
}

void refused(const std::string& equation, const std::vector<std::string>& parts,
             const std::string& over = "") {
  INFO(equation);
  const std::string found = faults(equation, over);
  INFO(found);
  for (const std::string& part : parts)
    CHECK(found.find(part) != std::string::npos);
  CHECK(std::count(found.begin(), found.end(), '\n') == 1);  // and nothing else
}

}  // namespace

TEST_CASE("vectors over different sets are refused with both shapes") {
  refused("w + v", {"shape: ", "\"w\" runs over [sector] and \"v\" over [first]"}, "sector");
  refused("w * u", {"shape: ", "[sector]", "[broad]"}, "sector");
  refused("w ^ v", {"shape: ", "[sector]", "[first]"}, "sector");
  refused("dot(w, v)", {"shape: "});
  refused("dot(w, k)", {"shape: dot needs two vectors over one set"});
  refused("where(w, v, 1)", {"shape: where mixes [first] and [sector]"}, "sector");
  refused("clamp(w, v, 1)", {"shape: clamp mixes [sector] and [first]"}, "sector");
  refused("at_current(f, v)", {"shape: "}, "sector");
  refused("w", {"shape: \"r\" is a scalar, but its equation gives [sector]"});
  refused("w", {"shape: \"r\" is [first], but its equation gives [sector]"}, "first");
}

TEST_CASE("functions over sets refuse what is no vector and sets that do not fit") {
  refused("sum(k)", {"shape: sum needs a vector, but \"k\" is a scalar"});
  refused("mean(1)", {"shape: mean needs a vector"});
  refused("k[first]", {"shape: \"k\" is a scalar and has no members to choose"}, "first");
  refused("v[sector]", {"shape: \"sector\" is not a subset of [first], over which \"v\" runs"}, "sector");
  refused("v[last]", {"shape: \"last\" is not a subset of [first]"}, "last");
  refused("w[broad]", {"shape: \"broad\" is not a subset of [sector]"}, "broad");
  refused("sum(w, by = first)", {"shape: \"first\" does not group the members of [sector]"}, "first");
  refused("sum(u, by = broad)", {"shape: \"broad\" does not group the members of [broad]"}, "broad");
  refused("spread(w, sector)", {"shape: [sector] does not group the members of \"sector\""}, "sector");
  refused("spread(u, broad)", {"shape: [broad] does not group the members of \"broad\""}, "broad");
  refused("spread(k, sector)", {"shape: spread needs a vector"}, "sector");
  refused("expand(w, first)", {"shape: [sector] is not a subset of \"first\""}, "first");
  refused("expand(k, sector)", {"shape: expand needs a vector"}, "sector");
  refused("sum(w, by = brod)", {"unknown-set: there is no set \"brod\"", "did you mean \"broad\"?"});
  refused("sum(w, by = 1)", {"unknown-set: ", "\"1\""});
  refused("w[frist]", {"unknown-set: ", "did you mean \"first\"?"}, "first");
}

TEST_CASE("units that do not fit are refused with both") {
  refused("m + n", {"unit: \"+\" needs equal units, but has 1e8 CNY and 1e4 person"});
  refused("m - 1", {"unit: \"-\" needs equal units, but has 1e8 CNY and none"});
  refused("m < n", {"unit: \"<\""});
  refused("min(m, 1)", {"unit: \"min\""});
  refused("where(k, m, n)", {"unit: \"where\""});
  refused("clamp(m, 0, n)", {"unit: \"clamp\""});
  refused("clamp(m, n, m)", {"unit: \"clamp\""});
  refused("exp(m)", {"unit: exp takes a number without unit, but \"m\" is in 1e8 CNY"});
  refused("sqrt(n)", {"unit: sqrt", "1e4 person"});
  refused("k ^ n", {"unit: an exponent cannot have a unit, but it is in 1e4 person"});
  refused("m ^ 0.5", {"unit: \"m\" has a unit (1e8 CNY), so its exponent must be a small whole number"});
  refused("m ^ 5", {"unit: \"m\""});
  refused("m ^ 0", {"unit: \"m\""});
  refused("m ^ k", {"unit: \"m\""});
  refused("step(n)", {"unit: a year has no unit"});
  refused("ramp(2025, n)", {"unit: a number of years has no unit here"});
  refused("at_current(m, n)", {"unit: a deflator is a plain number"});
  refused("leontief(A, w, row = f)", {"unit: `row` is a plain multiplier, but is in 1e8 CNY"}, "sector");
  refused("leontief(F, w)", {"unit: leontief needs coefficients without unit, but \"F\" is in 1e8 CNY"},
          "sector");
}

TEST_CASE("money at constant and at current prices never mixes") {
  refused("sum(f) + sum(h)", {"price-basis: \"+\" mixes constant and current prices"});
  refused("sum(f) / sum(h)", {"price-basis: \"/\" mixes constant and current prices"});
  refused("dot(f, h)", {"price-basis: \"dot\""});
  refused("multiply(F, h)", {"price-basis: "}, "sector");
  refused("inputs(F, h)", {"price-basis: "}, "sector");
  refused("where(k, sum(f), sum(h))", {"price-basis: \"where\""});
  refused("at_current(sum(h), k)",
          {"price-basis: at_current takes a value at constant prices", "basis current"});
  refused("at_constant(m, k)",
          {"price-basis: at_constant takes a value at current prices", "basis constant"});
  refused("at_current(k, k)", {"price-basis: ", "basis none"});
}

TEST_CASE("a matrix stands only where a matrix is read") {
  refused("A + 1", {"matrix: \"A\" is a matrix"}, "sector");
  refused("multiply(w, w)", {"matrix: a matrix of the data is expected here, not \"w\""}, "sector");
  refused("multiply(d, w)", {"matrix: ", "not \"d\""}, "sector");
  refused("multiply(1, w)", {"matrix: ", "not \"1\""}, "sector");
  refused("leontief(k, w, row = w)", {"matrix: ", "not \"k\""}, "sector");
  refused("transpose(A)", {"matrix: transpose stands only as first argument of multiply"});
  refused("leontief(transpose(A), w)", {"matrix: ", "not \"transpose(A)\""}, "sector");
  refused("multiply(S, v)", {"shape: the matrix \"S\" needs a vector over [sector], but \"v\" is [first]"},
          "first");
  refused("multiply(transpose(S), w)", {"shape: ", "needs a vector over [first], but \"w\" is [sector]"},
          "sector");
  refused("multiply(A, k)", {"shape: ", "\"k\" is a scalar"}, "sector");
  refused("deliveries(S, v)", {"shape: "}, "first");
  refused("inputs(S, v)", {"shape: inputs needs a vector over [sector], but \"v\" is [first]"}, "sector");
  refused("leontief(S, v)", {"shape: leontief needs a square matrix, but \"S\" is [first, sector]"}, "first");
  refused("leontief(A, v)", {"shape: leontief needs demand over [sector], but \"v\" is [first]"}, "sector");
  refused("leontief(A, w, row = v)", {"shape: `row` needs a value over [sector], but \"v\" is [first]"},
          "sector");
  refused("leontief(A, w, column = u)", {"shape: `column` needs a value over [sector]", "[broad]"}, "sector");
}

TEST_CASE("a function with too few, too many or misnamed arguments is refused with its signature") {
  for (const BuiltIn& built_in : built_ins()) {
    const std::string name(built_in.name);
    std::string many = "k";
    for (int i = 0; i < built_in.most_arguments; ++i)
      many += ", k";
    refused(name + "(" + many + ")", {"arguments: " + name + " takes ", std::string(built_in.signature)});
    refused(name + "()", {"arguments: " + name + " takes ", " arguments, not 0"});
    if (built_in.keywords.empty())
      refused(name + "(k, over = k)", {"arguments: " + name + " takes no argument \"over\""});
  }
  refused("sum(w, bye = broad)", {"arguments: sum takes no argument \"bye\"", "did you mean \"by\"?"});
  refused("sum(w, by = broad, by = broad)", {"arguments: \"by\" is given twice"});
  refused("sum(by = broad, w)", {"arguments: an argument without name follows one with a name"});
  refused("summ(w)", {"unknown-function: there is no function \"summ\"", "did you mean \"sum\"?"});
}

TEST_CASE("an unknown name is refused with the nearest, a lever or event with how it is read") {
  refused("kk", {"unknown-name: nothing is called \"kk\""});
  refused("push", {"unknown-name: \"push\" is a lever", "write lever(push)"});
  refused("storm", {"unknown-name: \"storm\" is an event", "write event(storm)"});
  refused("lever(pus)", {"unknown-name: there is no lever \"pus\"", "did you mean \"push\"?"});
  refused("event(push)", {"unknown-name: there is no event \"push\""});
  refused("lever(1)", {"unknown-name: there is no lever \"1\""});
}

TEST_CASE("what reads other years is refused where there are none") {
  refused("lag(k * 2)", {"lag-without-start: \"r\" reads the step before"});
  refused("growth(d)", {"lag-without-start: "});
  refused("cumulative(k)", {"lag-without-start: "});
  refused("cagr(k, 2024, 2026)", {"cagr: cagr stands only in an indicator or a check"});
  const auto of_start = [](const std::string& start) { return Draft().variable("r", "k", start).faults(); };
  for (const char* start : {"lag(k)", "base(k)", "growth(k)", "cumulative(k)"})
    CHECK(of_start(start).find("lag-in-start: " + std::string(start, std::string(start).find('('))) == 0);
  const auto of_indicator = [](const std::string& value) { return Draft().indicator("i", value).faults(); };
  CHECK(of_indicator("lag(lag(k) + 1)")
            .find("lag-without-start: \"lag(k) + 1\" itself reads the step before") == 0);
  CHECK(of_indicator("cumulative(growth(k))").find("lag-without-start: what is summed itself reads") == 0);
  CHECK(of_indicator("cagr(k, 2023, 2026)")
            .find("year: \"2023\" is not a year of this model (a year from 2024 to "
                  "2027)") == 0);
  CHECK(of_indicator("cagr(k, 2024, 2028)").find("year: \"2028\" is not a year") == 0);
  CHECK(of_indicator("cagr(k, 2024.5, 2026)").find("year: \"2024.5\" is not a year") == 0);
  CHECK(of_indicator("cagr(k, 2024, year)").find("year: \"year\" is not a year") == 0);
  CHECK(of_indicator("cagr(k, 2026, 2026)").find("year: cagr needs its first year before its second") == 0);
  CHECK(of_indicator("cagr(k, 2024, 2027)").empty());
}

TEST_CASE("an undeclared cycle is told once, with its path") {
  Draft draft;
  draft.variable("one", "two + 1")
      .variable("two", "three * 2")
      .variable("three", "one - 1")
      .variable("four", "one");
  CHECK(draft.faults().find(
            "cycle: these variables depend on each other within a year: one → two → three → one") == 0);
  CHECK(Draft().variable("self", "self + 1").faults().find("self → self") != std::string::npos);
}

TEST_CASE("a cycle through a lag is a lag without a start, not a cycle") {
  CHECK(Draft().variable("s", "lag(s) * 2").faults().find("lag-without-start: \"s\"") == 0);
  CHECK(Draft()
            .variable("one", "two")
            .variable("two", "lag(one)")
            .faults()
            .find("lag-without-start: \"two\"") == 0);
  CHECK(Draft().variable("one", "two").variable("two", "lag(one)", "1").faults().empty());
}

TEST_CASE("names are defined once and are no words of the language") {
  CHECK(Draft().variable("k", "1").faults().find("duplicate-name: \"k\" is defined twice") == 0);
  CHECK(Draft().variable("d", "1").faults().find("duplicate-name: \"d\" is defined twice") == 0);
  CHECK(Draft().variable("r", "1").variable("r", "2").faults().find(
            "duplicate-name: \"r\" is defined twice") == 0);
  CHECK(Draft().variable("lag", "1").faults().find("reserved-name: \"lag\" is a word of the language") == 0);
  CHECK(Draft().variable("year", "1").faults().find("reserved-name: \"year\"") == 0);
  Draft twice;
  twice.variable("r[sector]", "w");
  twice->variables[0].sets.push_back(1);
  CHECK(twice.faults().find("shape: \"r\" runs over two sets") == 0);
}

TEST_CASE("a variable fits the unit it states, an indicator its own") {
  const auto stated = [](const char* equation, const char* unit, PriceBasis basis) {
    Draft draft;
    draft.variable("r", equation);
    draft->variables[0].unit = parse_unit(unit, draft->symbols);
    draft->variables[0].basis = basis;
    return draft.faults();
  };
  CHECK(stated("m", "1e4 CNY", PriceBasis::constant).empty());
  CHECK(stated("0", "1e4 CNY", PriceBasis::constant).empty());
  CHECK(stated("m", "person", PriceBasis::none)
            .find("unit: \"r\" is in person, but its equation gives 1e8 CNY") == 0);
  CHECK(stated("m", "CNY", PriceBasis::current)
            .find("price-basis: \"r\" is at current prices, but its equation gives "
                  "constant prices") == 0);
  CHECK(Draft().indicator("i", "n").faults().find(
            "unit: indicator \"i\" is in none, but its equation gives 1e4 person") == 0);
  CHECK(Draft().indicator("i", "w").faults().find(
            "shape: indicator \"i\" is a scalar, but its equation gives [sector]") == 0);
  CHECK(Draft().check("c", "m", 1).faults().find("unit: check \"c\" is in none") == 0);
  CHECK(Draft().check("c", "k", 1).indicator("i", "w", "sector").faults().empty());
}

TEST_CASE("a block names variables") {
  Draft draft;
  draft.variable("one", "1").block("loop", {"one", "onne", "k"});
  const std::string found = draft.faults();
  CHECK(found.find(
            "unknown-name: block \"loop\" names \"onne\", which is no variable (did you mean \"one\"?)") ==
        0);
  CHECK(found.find("names \"k\", which is no variable") != std::string::npos);
}

TEST_CASE("what was told of a name is not told again where it is read") {
  Draft draft;
  draft.variable("r", "gone + 1").variable("q", "r * 2 + sum(k)").variable("t", "lever(lost)");
  draft->faulty = {"gone", "lost"};
  draft.indicator("i", "multiply(gone, w)");
  CHECK(draft.faults() == "shape: sum needs a vector, but \"k\" is a scalar\n");
  Draft matrix;
  matrix.variable("r[sector]", "leontief(A, gone, row = sum(k))")->faulty = {"gone"};
  CHECK(matrix.faults() == "shape: sum needs a vector, but \"k\" is a scalar\n");
  Draft set;
  set.variable("r[first]", "w[first]")->sets[1].is_faulty = true;
  CHECK(set.faults().empty());
}

TEST_CASE(
    "a chain of variables is checked in any order, and however deep a file is, it cannot exhaust the stack") {
  const auto name = [](int i) { return "c" + std::to_string(i); };
  for (const int step : {1, 3000, 1234}) {  // forth, back, and all over
    Draft draft;
    for (int k = 0; k < 3001; ++k) {
      const int i = k * step % 3001;
      draft.variable(name(i), i == 0 ? "1" : name(i - 1) + " + 1");
    }
    CHECK(draft.faults().empty());
  }
  Draft circle;
  for (int i = 0; i < 3000; ++i)
    circle.variable(name(i), name((i + 1) % 3000) + " + 1");
  CHECK(circle.faults().find("nesting: more than 1500 operations stand in each other here") == 0);
  Draft deep;
  for (int i = 0; i < 900; ++i) {
    std::string sum = name((i + 1) % 900);
    for (int k = 0; k < 900; ++k)
      sum += " + 1";
    deep.variable(name(i), sum);
  }
  CHECK(deep.faults().find("nesting: more than 1500 operations stand in each other here") == 0);
}

TEST_CASE("multipliers of all origins are warned of") {
  Diagnostics diagnostics;
  Draft draft;
  draft.variable("r[sector]", "leontief(T, w)").variable("q[sector]", "leontief(A, w)");
  CHECK(check(*draft, diagnostics).is_sound);
  REQUIRE(diagnostics.list().size() == 1);
  CHECK(diagnostics.list()[0].code == "total-requirements");
  CHECK(diagnostics.list()[0].severity == Severity::warning);
}
