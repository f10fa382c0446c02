#include <bit>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "statistics/joint.hpp"

using namespace leontide::statistics;

namespace {

// Some bits, the same everywhere (SplitMix64).
std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::vector<std::uint64_t> some_hits(std::size_t conditions, std::uint64_t seed) {
  std::vector<std::uint64_t> hits(conditions);
  for (std::size_t i = 0; i < conditions; ++i)
    hits[i] = mixed(seed * 1000 + i + 1) | mixed(seed * 7777 + i + 5);
  return hits;
}

}  // namespace

TEST_CASE("joint counts are those of counting trial by trial") {
  for (const std::size_t m : {1, 2, 15, 63, 64, 65, 136, 256}) {
    JointCounts joint(m);
    std::vector<std::uint64_t> single(m), number(m + 1), pair(m * m);
    std::uint64_t trials = 0;
    for (std::uint64_t block = 1; block <= 3; ++block) {
      const auto hits = some_hits(m, block);
      const std::uint64_t counted = block == 2 ? 0x00ff'00ff'1234'ffff : ~std::uint64_t{0};
      joint.add(hits, counted);
      for (int lane = 0; lane < 64; ++lane) {
        if ((counted >> lane & 1) == 0) continue;
        ++trials;
        std::size_t held = 0;
        for (std::size_t i = 0; i < m; ++i) {
          if ((hits[i] >> lane & 1) == 0) continue;
          ++held;
          for (std::size_t j = 0; j < m; ++j)
            pair[i * m + j] += hits[j] >> lane & 1;
        }
        ++number[held];
      }
    }
    INFO(m << " conditions");
    CHECK(joint.trials() == trials);
    std::uint64_t at_least = 0;
    for (std::size_t k = m + 1; k-- > 0;) {
      at_least += number[k];
      REQUIRE(joint.exactly(k) == number[k]);
      REQUIRE(joint.at_least(k) == at_least);
    }
    CHECK(joint.all() == number[m]);
    for (std::size_t i = 0; i < m; ++i) {
      CHECK(joint.hits(i) == pair[i * m + i]);
      for (std::size_t j = 0; j < m; ++j)
        REQUIRE(joint.both(i, j) == pair[i * m + j]);
    }
  }
}

TEST_CASE("all conditions in all lanes are counted, 256 of them too") {
  JointCounts joint(256);
  joint.add(std::vector<std::uint64_t>(256, ~std::uint64_t{0}), ~std::uint64_t{0});
  CHECK(joint.all() == 64);
  CHECK(joint.both(3, 200) == 64);
}

TEST_CASE("merged and restored counts are those of one accumulator") {
  JointCounts whole(20), first(20), second(20);
  whole.add(some_hits(20, 1), ~std::uint64_t{0});
  whole.add(some_hits(20, 2), 0xffff);
  first.add(some_hits(20, 1), ~std::uint64_t{0});
  second.add(some_hits(20, 2), 0xffff);
  JointCounts restored(20);
  restored.restore(second.counts());
  restored.merge(first);
  CHECK(restored == whole);
}

TEST_CASE("too many conditions and unequal merges are refused") {
  CHECK_THROWS_AS(JointCounts(257), std::invalid_argument);
  JointCounts three(3);
  CHECK_THROWS_AS(three.merge(JointCounts(4)), std::invalid_argument);
  CHECK_THROWS_AS(three.restore(std::vector<std::uint64_t>(3)), std::invalid_argument);
}

TEST_CASE("no conditions hold in every trial") {
  JointCounts joint(0);
  joint.add({}, 0xff);
  CHECK(joint.trials() == 8);
  CHECK(joint.all() == 8);
}
