#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

namespace leontide::table {

/// Every element within an absolute tolerance of what is expected.
inline void require_close(const std::vector<double>& found, const std::vector<double>& expected,
                          double tolerance) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO("element " << i);
    CHECK(std::abs(found[i] - expected[i]) <= tolerance);
  }
}

/// Every element within a tolerance of its own size, and absolutely so near 0.
inline void require_relatively_close(const std::vector<double>& found, const std::vector<double>& expected,
                                     double tolerance) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    INFO("element " << i);
    CHECK(found[i] == Approx(expected[i]).epsilon(tolerance).margin(tolerance));
  }
}

}  // namespace leontide::table
