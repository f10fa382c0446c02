#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "report/write/recount.hpp"

using namespace leontide::report;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// One set of one target with these margins.
Recount one_target(const std::vector<double>& margins, double low, double high, double bound = 100) {
  Recount recount;
  recount.trials = margins.size();
  Recount::Target target;
  target.bound = bound;
  set_range(target, low, high);
  recount.columns = {codes_of(margins, target)};
  recount.targets = {target};
  recount.sets = {{{}, {}, {0}}};
  return recount;
}

}  // namespace

TEST_CASE("Codes of margins never cross the bound, and are right to half a step") {
  const std::vector<double> margins{-7, -1e-12, 0, 1e-12, 12.5, 13};
  const Recount recount = one_target(margins, -7, 13);
  const Recount::Target& target = recount.targets[0];
  for (std::size_t i = 0; i < margins.size(); ++i) {
    INFO(margins[i]);
    const std::uint16_t code = recount.columns[0][i];
    CHECK((code >= target.zero) == (margins[i] >= 0));
    CHECK(code != Recount::failed);
    CHECK(std::fabs((static_cast<double>(code) - target.zero) * target.step - margins[i]) <= target.step);
  }
}

TEST_CASE("A recount without moves is the count itself, and failed trials take no part") {
  const Recount recount = one_target({-3, -1, 0, 2, not_a_number, 5}, -3, 5);
  const RecountAnswer answer = count_anew(recount, 0, {});
  CHECK(answer.completed == 5);
  CHECK(answer.met == std::vector<std::uint64_t>{3});
  CHECK(answer.joint == 3);
}

TEST_CASE("A bound that moves and a base that grows change the count as the values say") {
  // Values 90, 99, 100, 104, 110 against 100.
  Recount recount = one_target({-10, -1, 0, 4, 10}, -10, 10);
  CHECK(count_anew(recount, 0, {{0, 3, 0}}).met[0] == 2);     // 104 and 110 reach 103
  CHECK(count_anew(recount, 0, {{0, -2, 0}}).met[0] == 4);    // 99 reaches 98
  CHECK(count_anew(recount, 0, {{0, 0, 0.05}}).met[0] == 4);  // 99 × 1.05 reaches 100, 90 × 1.05 does not
  CHECK(count_anew(recount, 0, {{0, 10, 0.05}}).met[0] ==
        1);  // 110 × 1.05 alone reaches 110 and 104 × 1.05 = 109.2
  // At most: the same margins are of the values 110, 101, 100, 96, 90.
  recount.targets[0].at_least = false;
  CHECK(count_anew(recount, 0, {{0, 2, 0}}).met[0] == 4);
  CHECK(count_anew(recount, 0, {{0, 0, 0.05}}).met[0] == 1);  // 96 × 1.05 = 100.8, 90 × 1.05 = 94.5
}

TEST_CASE("All targets together are those trials that meet each") {
  Recount recount = one_target({1, 1, -1, -1}, -1, 1);
  recount.targets.push_back(recount.targets[0]);
  recount.columns.push_back(codes_of({1, -1, 1, -1}, recount.targets[0]));
  recount.sets[0].columns = {0, 1};
  const RecountAnswer answer = count_anew(recount, 0, {});
  CHECK(answer.met == std::vector<std::uint64_t>{2, 2});
  CHECK(answer.joint == 1);
}
