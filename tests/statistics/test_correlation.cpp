#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "statistics/correlation.hpp"

using namespace leontide::statistics;

TEST_CASE("ties share their mean rank") {
  CHECK(ranks_of(std::vector<double>{10, 20, 20, 5}) == std::vector<double>{2, 3.5, 3.5, 1});
  CHECK(ranks_of(std::vector<double>{}).empty());
}

TEST_CASE("correlations by algebra") {
  const std::vector<double> x = {1, 2, 3, 4, 5}, y = {2, 4, 6, 8, 10}, z = {1, 8, 27, 64, 125};
  CHECK(pearson(x, y) == Approx(1));
  CHECK(pearson(x, std::vector<double>{5, 4, 3, 2, 1}) == Approx(-1));
  CHECK(std::isnan(pearson(x, std::vector<double>(5, 1.0))));
  // Anscombe (1973), The American Statistician 27, 17-21: the first set has r = 0.816.
  CHECK(pearson(std::vector<double>{10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5},
                std::vector<double>{8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68}) ==
        Approx(0.8164).margin(5e-5));
}
