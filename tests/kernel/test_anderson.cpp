#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "kernel/anderson.hpp"
#include "lanes/block.hpp"

using namespace leontide;
using namespace leontide::kernel;
using lanes::width;

TEST_CASE("the iteration finds the fixed point of the cosine in every lane") {
  lanes::AlignedVector memory(anderson_rows * width);
  Anderson iteration(1, memory.data(), 1e-14);
  for (std::size_t lane = 0; lane < width; ++lane)
    iteration.point()[lane] = 0.02 * static_cast<double>(lane);
  int steps = 0;
  while (!iteration.done() && steps < 100) {
    for (std::size_t lane = 0; lane < width; ++lane)
      iteration.image()[lane] = std::cos(iteration.point()[lane]);
    iteration.advance();
    ++steps;
  }
  CHECK(steps < 15);  // the plain iteration contracts by 0.67 a step and would need about 80
  // The Dottie number, OEIS A003957.
  for (std::size_t lane = 0; lane < width; ++lane)
    REQUIRE(iteration.point()[lane] == Approx(0.73908513321516064).epsilon(1e-13));
}

TEST_CASE("a lane that cannot converge says so and disturbs no other") {
  lanes::AlignedVector memory(anderson_rows * width);
  Anderson iteration(1, memory.data(), 1e-12);
  std::fill(iteration.point(), iteration.point() + width, 1.0);
  for (int step = 0; step < 50; ++step) {
    for (std::size_t lane = 0; lane < width; ++lane)
      iteration.image()[lane] = lane == 5 ? std::nan("") : 0.5 * iteration.point()[lane] + 1;
    iteration.advance();
  }
  CHECK(iteration.converged() == ~(std::uint64_t{1} << 5));
  CHECK(iteration.point()[6] == Approx(2).epsilon(1e-11));
}
