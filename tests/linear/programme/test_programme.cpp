// Whether rows can hold together, and the certificate where they cannot.
#include <catch2/catch.hpp>

#include "linear/programme/programme.hpp"

using namespace leontide::linear;

TEST_CASE("rows that can hold together have values that hold them") {
  // x + y >= 3, x - y <= 1, y <= 4.
  const Programme programme{
      {0, 0},
      {{{{0, 1}, {1, 1}}, 3, unbounded}, {{{0, 1}, {1, -1}}, -unbounded, 1}, {{{1, 1}}, -unbounded, 4}}};
  const ProgrammeAnswer answer = solve(programme);
  REQUIRE(answer.is_feasible);
  for (const ProgrammeRow& row : programme.rows) {
    double sum = 0;
    for (const auto& [variable, coefficient] : row.terms)
      sum += coefficient * answer.values[variable];
    CHECK(sum >= row.low - 1e-9);
    CHECK(sum <= row.high + 1e-9);
  }
}

TEST_CASE("rows that cannot hold together have multipliers that add up to a contradiction") {
  // Farkas: x >= 0.6 w, y >= 0.5 w, w = x + y, w >= 1 beside a row that has no part in it.
  const Programme programme{{0, 0, 1, 0},
                            {{{{0, 1}, {2, -0.6}}, 0, unbounded},
                             {{{3, 1}}, 2, 9},
                             {{{1, 1}, {2, -0.5}}, 0, unbounded},
                             {{{2, 1}, {0, -1}, {1, -1}}, 0, 0}}};
  const ProgrammeAnswer answer = solve(programme);
  REQUIRE_FALSE(answer.is_feasible);
  CHECK(answer.is_certified);
  CHECK(contradiction(programme, answer.multipliers) > 0);
  CHECK(answer.multipliers[1] == 0);
  const double by_hand[] = {1, 0, 1, 1};
  CHECK(contradiction(programme, by_hand) == Approx(0.1));
}

TEST_CASE("multipliers that prove nothing are no certificate") {
  const Programme programme{{0}, {{{{0, 1}}, 1, unbounded}, {{{0, 1}}, -unbounded, 2}}};
  const double none[] = {0, 0}, one[] = {1, 0}, both[] = {1, -1}, wrong_side[] = {-1, 1};
  for (const double* multipliers : {none, one, both, wrong_side})
    CHECK_FALSE(contradiction(programme, {multipliers, 2}) > 0);
}
