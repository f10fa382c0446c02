#include <catch2/catch.hpp>

#include "audit/hitting_set.hpp"

using leontide::audit::smallest_hitting_set;
using Sets = std::vector<std::vector<std::size_t>>;

TEST_CASE("a hitting set has an element of each set, and no fewer would do") {
  CHECK(smallest_hitting_set(Sets{}) == std::vector<std::size_t>{});
  CHECK(smallest_hitting_set(Sets{{1, 2}, {2, 3}, {2}}) == std::vector<std::size_t>{2});
  // The edges of a ring of five need three of its corners.
  const auto ring = smallest_hitting_set(Sets{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}});
  REQUIRE(ring);
  CHECK(ring->size() == 3);
  // Greedy takes 4, which is in most sets, and needs three.
  const auto pair = smallest_hitting_set(Sets{{0, 4}, {0, 4}, {1, 4}, {1, 4}, {0, 5}, {1, 6}});
  CHECK(pair == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a search that would take too long is broken off") {
  Sets many;
  for (std::size_t i = 0; i < 12; ++i)
    many.push_back({3 * i, 3 * i + 1, 3 * i + 2});
  CHECK_FALSE(smallest_hitting_set(many, 1000));
}
