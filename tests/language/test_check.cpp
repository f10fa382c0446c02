// What an equation means: its shape, unit and price basis, how it is printed back.
#include <catch2/catch.hpp>

#include "language/built_in.hpp"
#include "language/print.hpp"
#include "language/structure.hpp"
#include "support/draft.hpp"

using namespace leontide;
using namespace leontide::language;
using leontide::test::Draft;

namespace {

/// `shape, unit, prices` of an expression.
std::string meaning(const std::string& expression, const std::string& over = "") {
  Draft draft;
  draft.variable(over.empty() ? "r" : "r[" + over + "]", expression);
  const Model model = draft.model();
  const Variable& r = model.variables[0];
  return to_string(r.equation.root().shape, model.sets) + ", " + to_string(r.unit) + ", " +
         to_string(r.basis);
}

/// A checked expression as a person would write it.
std::string printed(const std::string& expression, const std::string& over = "") {
  Draft draft;
  draft.variable(over.empty() ? "r" : "r[" + over + "]", expression);
  const Model model = draft.model();
  return print(model.variables[0].equation, model);
}

}  // namespace

TEST_CASE("a scalar meets a vector, and two vectors of one set each other") {
  CHECK(meaning("k * w", "sector") == "[sector], none, none");
  CHECK(meaning("w + k", "sector") == "[sector], none, none");
  CHECK(meaning("w ^ k", "sector") == "[sector], none, none");
  CHECK(meaning("k < w", "sector") == "[sector], none, none");
  CHECK(meaning("k - 1") == "a scalar, none, none");
  CHECK(meaning("k", "sector") == "[sector], none, none");  // a scalar fills a vector
}

TEST_CASE("functions over sets give the shape they name") {
  CHECK(meaning("sum(w)") == "a scalar, none, none");
  CHECK(meaning("mean(f)") == "a scalar, 1e8 CNY, constant");
  CHECK(meaning("dot(w, f)") == "a scalar, 1e8 CNY, constant");
  CHECK(meaning("sum(f, by = broad)", "broad") == "[broad], 1e8 CNY, constant");
  CHECK(meaning("spread(u, sector)", "sector") == "[sector], none, none");
  CHECK(meaning("spread(u, first)", "first") == "[first], none, none");
  CHECK(meaning("w[first]", "first") == "[first], none, none");
  CHECK(meaning("w[sector]", "sector") == "[sector], none, none");
  CHECK(meaning("expand(v, sector)", "sector") == "[sector], none, none");
  CHECK(meaning("sum(v, by = broad)", "broad") == "[broad], none, none");
  CHECK(meaning("where(w, k, 0)", "sector") == "[sector], none, none");
  CHECK(meaning("clamp(k, 0, w)", "sector") == "[sector], none, none");
  CHECK(meaning("multiply(S, w)", "first") == "[first], none, none");
  CHECK(meaning("multiply(transpose(S), v)", "sector") == "[sector], none, none");
}

TEST_CASE("a product's unit is the product of the units, a quotient's the quotient") {
  CHECK(meaning("m / n") == "a scalar, 1e4 CNY/person, constant");
  CHECK(meaning("m * m") == "a scalar, 1e16 CNY^2, constant");
  CHECK(meaning("m / m") == "a scalar, none, none");
  CHECK(meaning("k * m") == "a scalar, 1e8 CNY, constant");
  CHECK(meaning("m * p") == "a scalar, 1e6 CNY, constant");
  CHECK(meaning("m ^ 2") == "a scalar, 1e16 CNY^2, constant");
  CHECK(meaning("n ^ -1") == "a scalar, 1e-4 1/person, none");
  CHECK(meaning("p ^ 2") == "a scalar, none, none");
  CHECK(meaning("-m") == "a scalar, 1e8 CNY, constant");
  CHECK(meaning("abs(m)") == "a scalar, 1e8 CNY, constant");
  CHECK(meaning("leontief(A, f)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("deliveries(A, f, row = k, column = w)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("inputs(A, f, row = w, column = k)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("inputs(A, f)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("multiply(F, w)", "sector") == "[sector], 1e8 CNY, constant");
}

TEST_CASE("sums take the scale of what stands first, and zero fits any unit") {
  CHECK(meaning("f + g", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("g + f", "sector") == "[sector], 1e4 CNY, constant");
  CHECK(meaning("p + k") == "a scalar, percent, none");
  CHECK(meaning("max(f, 0)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("where(0 < f, f, 0)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("where(k, 0, m)") == "a scalar, 1e8 CNY, constant");
  CHECK(meaning("clamp(g, 0, f)", "sector") == "[sector], 1e4 CNY, constant");
  CHECK(meaning("f >= g", "sector") == "[sector], none, none");
}

TEST_CASE("only a deflator leads from one price basis to the other") {
  CHECK(meaning("at_current(m, k)") == "a scalar, 1e8 CNY, current");
  CHECK(meaning("at_constant(h, k)", "sector") == "[sector], 1e8 CNY, constant");
  CHECK(meaning("at_current(m, w)", "sector") == "[sector], 1e8 CNY, current");
  CHECK(meaning("at_current(m, p)") == "a scalar, 1e8 CNY, current");
  CHECK(meaning("at_current(m, k) / sum(h)") == "a scalar, none, none");
}

TEST_CASE("what has the sense of a plain number has no unit") {
  for (const char* text :
       {"exp(p)", "log(k)", "sqrt(k)", "sin(k)", "cos(k)", "year", "step(2025)", "pulse(2026)",
        "ramp(2025, 3)", "lever(push)", "event(storm)", "d", "y", "m == m", "m != m"})
    CHECK(meaning(text) == "a scalar, none, none");
}

TEST_CASE("what reads other years has the unit of what it reads") {
  Draft draft;
  draft.variable("s", "lag(s) * k", "m");
  draft.variable("s_base", "base(s)");
  draft.indicator("lagged", "lag(s)", "", "1e8 CNY", PriceBasis::constant);
  draft.indicator("more", "growth(s)", "", "percent");
  draft.indicator("all", "cumulative(s)", "", "1e8 CNY", PriceBasis::constant);
  draft.indicator("mean", "cagr(s, 2024, 2026)", "", "percent");
  const Model model = draft.model();
  CHECK(to_string(model.variables[1].unit) == "1e8 CNY");
  CHECK(model.variables[1].basis == PriceBasis::constant);
  CHECK(model.indicators[0].begins == 1);
  CHECK(model.indicators[1].begins == 1);
  CHECK(model.indicators[2].begins == 1);
  CHECK(model.indicators[3].begins == 2);
}

TEST_CASE("an indicator's value is brought to the scale it states") {
  Draft draft;
  draft.indicator("money", "sum(f)", "", "1e4 CNY", PriceBasis::constant);
  draft.indicator("same", "sum(f)", "", "1e8 CNY", PriceBasis::constant);
  const Model model = draft.model();
  CHECK(print(model.indicators[0].value, model) == "sum(f) * 10000");
  CHECK(print(model.indicators[1].value, model) == "sum(f)");
}

TEST_CASE("a checked expression is printed as it was written") {
  for (const char* text :
       {"sum(w) + k * d", "(k + d) * y",    "k - (d - y)",    "k - d - y", "k / (d / y)", "(k ^ d) ^ y",
        "k ^ d ^ y",      "-k ^ d",         "(-k) ^ d",       "-(k + d)",  "k * -d",      "k < d",
        "k <= d",         "k > d",          "k >= d",         "k == d",    "k != d",      "abs(k)",
        "exp(k)",         "log(k)",         "sqrt(k)",        "sin(k)",    "cos(k)",      "min(k, d)",
        "max(k, d)",      "where(k, d, y)", "clamp(k, d, y)", "mean(w)",   "dot(w, e)",   "year + 1",
        "lever(push)",    "event(storm)",   "m / n"}) {
    CHECK(printed(text) == text);
  }
  for (const char* text : {"expand(w[first], sector)", "spread(sum(w, by = broad), sector)", "multiply(A, w)",
                           "multiply(transpose(A), w)", "leontief(A, w)", "leontief(A, w, row = e)",
                           "leontief(A, w, column = e)", "leontief(A, w, row = e, column = z)"})
    CHECK(printed(text, "sector") == text);
}

TEST_CASE("what reads other years is printed with the variable it reads") {
  Draft draft;
  draft.variable("s", "lag(s) * k", "m");
  draft.indicator("a", "base(s)", "", "1e8 CNY", PriceBasis::constant);
  draft.indicator("b", "lag(s)", "", "1e8 CNY", PriceBasis::constant);
  draft.indicator("c", "lag(s + m)", "", "1e8 CNY", PriceBasis::constant);
  const Model model = draft.model();
  CHECK(print(model.indicators[0].value, model) == "base(s)");
  CHECK(print(model.indicators[1].value, model) == "lag(s)");
  CHECK(print(model.indicators[2].value, model) == "lag((s + m))");
  CHECK(print(Expression{}, model).empty());
}

TEST_CASE("every function has a signature that begins with its name and a line of help") {
  CHECK(built_ins().size() == built_in_names().size());
  for (const BuiltIn& built_in : built_ins()) {
    CHECK(built_in.signature.starts_with(std::string(built_in.name) + "("));
    CHECK_FALSE(built_in.help.empty());
    CHECK(built_in.least_arguments <= built_in.most_arguments);
    CHECK(find_built_in(built_in.name) == &built_in);
  }
  CHECK(find_built_in("lags") == nullptr);
}

TEST_CASE("the structure of a model knows every equation and no number that can be set") {
  const auto structure = [](auto change) {
    Draft draft;
    draft.variable("s", "lag(s) * k", "m").indicator("i", "s", "", "1e8 CNY", PriceBasis::constant);
    draft.check("c", "k", 2);
    change(draft);
    return structure_of(draft.model());
  };
  const std::string plain = structure([](Draft&) {});
  CHECK(plain == structure([](Draft&) {}));
  CHECK(plain == structure([](Draft& draft) { draft->data[7].values[0] = 9; }));
  CHECK(plain !=
        structure([](Draft& draft) { draft->variables[0].equation = test::text_at("lag(s) + m", 90); }));
  CHECK(plain != structure([](Draft& draft) { draft->variables[0].start = test::text_at("2 * m", 90); }));
  CHECK(plain != structure([](Draft& draft) { draft->indicators[0].name = "j"; }));
  CHECK(plain != structure([](Draft& draft) { draft->indicators[0].unit.power_of_ten = 4; }));
  CHECK(plain != structure([](Draft& draft) { draft->checks[0].within = 3; }));
  CHECK(plain != structure([](Draft& draft) { draft->time.end = 2028; }));
  CHECK(plain != structure([](Draft& draft) { draft->sets[0].codes[2] = "z"; }));
  CHECK(plain != structure([](Draft& draft) { draft->moving_drivers[0] = true; }));
  CHECK(plain != structure([](Draft& draft) { draft->levers[0].name = "pull"; }));
  CHECK(plain != structure([](Draft& draft) { draft->events[0].name = "flood"; }));
  CHECK(plain != structure([](Draft& draft) { draft.block("b", {"s"}); }));
}
