// Compiled programs give what the equations say.
#include "kernel/compiled.hpp"

using namespace leontide;
using namespace leontide::test;

namespace {

/// Expressions made at random, of a given shape, without units.
class Grammar {
 public:
  explicit Grammar(std::uint64_t seed) : state_(seed * 7919 + 1) {}

  std::size_t pick(std::size_t count) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33) % count;
  }
  std::string one_of(const std::vector<std::string>& list) { return list[pick(list.size())]; }

  std::string scalar(int depth) {
    if (depth == 0)
      return one_of({"k", "d", "y", "d", "y", "year / 2000", "lever(push)", "event(storm)", "2", "0.5"});
    const int left = depth - 1;
    switch (pick(9)) {
      case 0: return "sum(" + vector(left) + ")";
      case 1: return "dot(" + vector(left) + ", " + one_of({"w", "x0", vector(left)}) + ")";
      case 2: return "mean(" + vector(left) + ")";
      case 3: return unary(scalar(left));
      case 4: return "where(" + scalar(left) + " > 1, " + scalar(left) + ", " + scalar(left) + ")";
      case 5: return "sum((" + vector(left) + ")[first])";
      default: return binary(scalar(left), scalar(left));
    }
  }
  std::string vector(int depth) {
    if (depth == 0) return one_of({"w", "x0", "e", "z", "e", "z"});
    const int left = depth - 1;
    switch (pick(14)) {
      case 0: return "multiply(A, " + vector(left) + ")";
      case 1: return "multiply(transpose(A), " + vector(left) + ")";
      case 2: return "spread(sum(" + vector(left) + ", by = broad), sector)";
      case 3: return "expand((" + vector(left) + ")[first], sector)";
      case 4: return "deliveries(A, " + vector(left) + ", row = " + one_of({"e", "d", "w"}) + ")";
      case 5: return "inputs(A, " + vector(left) + ", column = " + one_of({"z", "k"}) + ")";
      case 6: return unary(vector(left));
      case 7: return "clamp(" + vector(left) + ", " + scalar(left) + " - 1, 3)";
      case 8:
        return "leontief(A, " + vector(left) + one_of({"", ", row = 0.5 + e / 9", ", column = 0.9 + 0 * z"}) +
               ")";
      case 9: return binary(scalar(left), vector(left));
      case 10: return binary(vector(left), scalar(left));
      default: return binary(vector(left), vector(left));
    }
  }

 private:
  std::string unary(const std::string& x) {
    const std::string name = one_of({"-", "abs", "sqrt(abs", "log(1 + abs", "sin", "cos", "exp(-abs"});
    const bool nested = name.find('(') != std::string::npos;
    return name + "(" + x + ")" + (nested ? ")" : "");
  }
  std::string binary(const std::string& a, const std::string& b) {
    const std::string op =
        one_of({"+", "-", "*", "*", "+", "-", "/", "min", "max", "^2", "^4", "^", "<", "+ 2 *"});
    if (op == "min" || op == "max") return op + "(" + a + ", " + b + ")";
    if (op == "^2" || op == "^4") return "((" + a + ") " + op + " - (" + b + "))";
    if (op == "^") return "(0.5 + abs(" + a + ")) ^ (sin(" + b + "))";
    if (op == "/") return "(" + a + ") / (1 + abs(" + b + "))";
    return "((" + a + ") " + op + " (" + b + "))";
  }

  std::uint64_t state_;
};

}  // namespace

TEST_CASE("any expression gives what its definition gives, in every year and trial") {
  std::size_t compared = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    Grammar grammar(seed);
    Draft draft;
    draft.variable("p1", grammar.scalar(3)).variable("q1[sector]", grammar.vector(3));
    draft.indicator("one", grammar.scalar(4)).indicator("two", grammar.vector(3), "sector");
    draft.indicator("three", "p1 * " + grammar.scalar(2) + " + sum(q1)").indicator("four", "q1", "sector");
    draft.indicator("five", "q1[first]", "first").indicator("six", "sum(q1, by = broad)", "broad");
    compared += hold_against_definition(draft, seed);
  }
  CHECK(compared > 5000);
}

TEST_CASE("any path over the years gives what its definition gives") {
  std::size_t compared = 0;
  for (unsigned seed = 100; seed < 140; ++seed) {
    Grammar grammar(seed);
    Draft draft;
    draft.variable("s", "0.5 * lag(s) + " + grammar.scalar(2), grammar.scalar(2));
    draft.variable("t[sector]", "lag(t) * 0.9 + lag(s) + " + grammar.vector(2), grammar.vector(2));
    draft.variable("still", "k * d").variable("shown", "s + sum(t) / 10").variable("late", "lag(s)", "s");
    draft.indicator("s", "s").indicator("t", "t", "sector").indicator("lagged", "lag(t) + t", "sector");
    draft.indicator("grown", "growth(1 + abs(s))").indicator("summed", "cumulative(t * d)", "sector");
    draft.indicator("based", "shown - base(shown) + base(t[first])", "first")
        .indicator("late", "late - lag(late)");
    draft.indicator("mean", "cagr(1 + abs(shown), 2024, 2026)")
        .indicator("later", "cagr(2 + abs(s), 2025, 2027)");
    draft.indicator("still", "still")
        .indicator("calendar", "step(2025) + ramp(2025, 3) * 2 - pulse(2026) * 4");
    compared += hold_against_definition(draft, seed);
  }
  CHECK(compared > 5000);
}

TEST_CASE("sums of products that are read twice, once, by weights of zero and by each other") {
  Draft draft;
  draft.variable("a1[sector]", "e * z")
      .variable("a2[sector]", "e * w")
      .variable("sold[sector]", "multiply(A, z)");
  draft.indicator("twice", "sum(a1) + sum(a1 * a1)").indicator("dots", "dot(e, z) - dot(w, e) + dot(x0, z)");
  draft.indicator("wide", "sum(k * e) + sum(d * w)").indicator("square", "sum(z * z)");
  draft.indicator("added", "a1 + e * w - z * w", "sector").indicator("thrice", "e * z * w * d", "sector");
  draft.indicator("left", "e * z + x0", "sector").indicator("less", "e * z - x0 * z", "sector");
  draft.indicator("weighed", "dot(x0, multiply(A, z * e))")
      .indicator("sold", "dot(sold, x0) + dot(sold * 2, x0)");
  draft.indicator("both", "dot(multiply(A, e), x0) + dot(multiply(A, e), w)")
      .indicator("self", "dot(sold, sold)");
  draft.indicator("last", "expand(z[last], sector)", "sector").indicator("all", "sold", "sector");
  draft.indicator("shown", "a2", "sector")
      .indicator("own", "dot(multiply(A, y * z), w) + sum(multiply(A, y * z))");
  CHECK(hold_against_definition(draft, 5, 1e-13) == 4 * 4 * 30);
}

TEST_CASE("what data alone give stands before the first trial") {
  Draft draft;
  draft.variable("x[sector]", "leontief(A, w)")
      .variable("y1[sector]", "leontief(A, x, row = 0.5, column = w / 9)");
  draft.variable("back[sector]", "expand(x[first], sector) + spread(sum(x, by = broad), sector)");
  draft.indicator("x", "x", "sector").indicator("y1", "y1", "sector").indicator("back", "back * d", "sector");
  draft.indicator("sums", "sum(back) + dot(x, y1) + mean(multiply(A, x)) + sum(multiply(transpose(S), v))");
  CHECK(hold_against_definition(draft, 1) == 4 * 4 * 10);
  const Compiled compiled(draft);
  CHECK_FALSE(compiled.program.setup.operations.empty());
  CHECK(compiled.program.base_year.operations.empty());
  CHECK(compiled.program.later_years.operations.empty());
}

TEST_CASE("rows that no sum reads are left out of a product, unless the product is shown") {
  const auto weighed = [](Draft& draft) {
    CHECK(hold_against_definition(draft, 12, 1e-13) > 0);
    const kernel::Program program = Compiled(draft).program;
    for (const auto& o : program.later_years.operations)
      if (o.code == kernel::OpCode::matrix_vector) return o.b.kind == kernel::Operand::Kind::constant;
    FAIL("no product");
    return false;
  };
  Draft hidden;
  hidden.variable("bought[sector]", "multiply(A, z)").indicator("sum", "dot(bought, x0)");
  CHECK(weighed(hidden));
  Draft shown;
  shown.variable("bought[sector]", "multiply(A, z)").indicator("sum", "dot(bought, x0)");
  shown.indicator("bought", "bought", "sector");
  CHECK_FALSE(weighed(shown));
  Draft kept;
  kept.variable("bought[sector]", "multiply(A, z)").indicator("sum", "dot(bought, x0)");
  kept.indicator("before", "sum(lag(bought))");
  CHECK_FALSE(weighed(kept));
}

TEST_CASE("vectors longer than a tile are added, gathered and chosen from as wholes") {
  // 400 members; `turned` names them from the last to the first; `pairs` groups two neighbours.
  Draft draft;
  constexpr std::uint32_t n = 400;
  language::Set wide{"wide", {}, language::Set::Kind::root, false, 0, {}};
  language::Set turned{"turned", {}, language::Set::Kind::subset, false, 4, {}};
  language::Set pairs{"pairs", {}, language::Set::Kind::groups, false, 4, {}};
  for (std::uint32_t i = 0; i < n; ++i) {
    wide.codes.push_back("m" + std::to_string(i));
    turned.codes.push_back("m" + std::to_string(n - 1 - i));
    turned.map.push_back(n - 1 - i);
    pairs.map.push_back(i / 2);
    if (i % 2 == 0) pairs.codes.push_back("p" + std::to_string(i));
  }
  for (const auto& set : {wide, turned, pairs})
    draft->sets.push_back(set);
  language::Quantity long_driver;
  long_driver.name = "long";
  long_driver.shape.sets = {4};
  draft->drivers.push_back(long_driver);
  draft->moving_drivers.push_back(true);
  draft.variable("t[wide]", "exp(long) - 1").variable("share[wide]", "t / sum(t)");
  draft.indicator("one", "sum(share)").indicator("back", "(t * 2)[turned]", "turned");
  draft.indicator("more", "sum(t, by = pairs) / sum(t)", "pairs")
      .indicator("late", "dot(share, t) * mean(long)");
  Compiled compiled(draft);
  const Inputs inputs = made_inputs(compiled.model, 11);
  compiled.run(inputs);
  for (std::size_t step = 0; step < 4; ++step) {
    for (const std::size_t lane : {0, 40}) {
      std::vector<double> t;
      double total = 0, squares = 0, plain = 0;
      for (std::uint32_t i = 0; i < n; ++i) {
        const double drawn = inputs.drivers[step][4][i * lanes::width + lane];
        t.push_back(std::exp(drawn) - 1);
        total += t.back();
        squares += t.back() * t.back();
        plain += drawn;
      }
      CHECK(compiled.output("one", step, lane) == Approx(1).epsilon(1e-12));
      CHECK(compiled.output("back.m0", step, lane) == Approx(2 * t[0]).epsilon(1e-12));
      CHECK(compiled.output("back.m399", step, lane) == Approx(2 * t[399]).epsilon(1e-12));
      CHECK(compiled.output("back.m250", step, lane) == Approx(2 * t[250]).epsilon(1e-12));
      CHECK(compiled.output("more.p298", step, lane) == Approx((t[298] + t[299]) / total).epsilon(1e-12));
      CHECK(compiled.output("late", step, lane) == Approx(squares / total * plain / n).epsilon(1e-12));
    }
  }
}
