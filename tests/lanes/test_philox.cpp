#include <Random123/philox.h>
#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

#include "lanes/kernels.hpp"
#include "lanes/philox.hpp"
#include "lanes/width.hpp"

namespace lanes = leontide::lanes;

namespace {

// One trial's uniform by Random123, the authors' own implementation.
double reference(std::uint64_t key, std::uint64_t trial, std::uint32_t step, std::uint32_t draw) {
  const philox4x32_ctr_t counter = {
      {static_cast<std::uint32_t>(trial / 2), static_cast<std::uint32_t>(trial / 2 >> 32), step, draw}};
  const philox4x32_key_t words = {{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
  const philox4x32_ctr_t out = philox4x32_R(10, counter, words);
  const std::size_t first = trial % 2 == 0 ? 0 : 2;
  const std::uint64_t word = std::uint64_t{out.v[first + 1]} << 32 | out.v[first];
  return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52;
}

// What two output words become.
double uniform(std::uint32_t w0, std::uint32_t w1) {
  return (static_cast<double>((std::uint64_t{w1} << 32 | w0) >> 12) + 0.5) * 0x1p-52;
}

}  // namespace

TEST_CASE("Philox gives the known answers of Random123") {
  // Random123 1.14.0, tests/kat_vectors, lines "philox4x32 10": counter, key, answer.
  double out[lanes::width];
  lanes::kernels().uniforms(0, 0, 0, 0, out);
  CHECK(out[0] == uniform(0x6627e8d5, 0xe169c58d));
  CHECK(out[1] == uniform(0xbc57ac4c, 0x9b00dbd8));
  lanes::kernels().uniforms(~0ULL, ~0ULL, ~0U, ~0U, out);
  CHECK(out[0] == uniform(0x408f276d, 0x41c83b0e));
  CHECK(out[1] == uniform(0xa20bc7c6, 0x6d5451fd));
  lanes::kernels().uniforms(0x299f31d0a4093822, 0x85a308d3243f6a88, 0x13198a2e, 0x03707344, out);
  CHECK(out[0] == uniform(0xd16cfe09, 0x94fdcceb));
  CHECK(out[1] == uniform(0x5001e420, 0x24126ea1));
}

TEST_CASE("every lane has the draw of its trial, wherever the block begins") {
  for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{64}, std::uint64_t{1}, std::uint64_t{77},
                                    (std::uint64_t{1} << 33) - 10, (std::uint64_t{1} << 33) - 11}) {
    double out[lanes::width];
    lanes::uniforms(0xfedcba9876543210U, first, 7, 3, out);
    for (std::size_t lane = 0; lane < lanes::width; ++lane) {
      INFO(first << " + " << lane);
      REQUIRE(out[lane] == reference(0xfedcba9876543210U, first + lane, 7, 3));
    }
  }
}

TEST_CASE("uniforms lie inside (0, 1) and are centred") {
  double sum = 0;
  for (std::uint64_t block = 0; block < 1000; ++block) {
    double out[lanes::width];
    lanes::uniforms(99, block * lanes::width, 0, 0, out);
    for (const double u : out) {
      REQUIRE((u > 0 && u < 1));
      sum += u;
    }
  }
  // Standard error of the mean of 64 000 uniforms: sqrt(1 / 12 / 64000) = 0.00114; four of them.
  CHECK(sum / 64000 == Approx(0.5).margin(4 * 0.00114));
}
