#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "lanes/block.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "statistics/latent/marginal_reference.hpp"

using namespace leontide;
using namespace leontide::statistics;
using lanes::width;

namespace {

constexpr std::size_t coordinates = 3;

/// Standard normals; the first coordinate stands in two narrow heaps about -1 and 1.
lanes::AlignedVector heaps(std::size_t blocks) {
  lanes::AlignedVector out(blocks * coordinates * width);
  for (std::size_t block = 0; block < blocks; ++block) {
    for (std::size_t d = 0; d < coordinates; ++d) {
      double* const row = out.data() + (block * coordinates + d) * width;
      lanes::uniforms(7, block * width, static_cast<std::uint32_t>(d), 0, row);
      lanes::normal_quantile(row, row, width);
      for (std::size_t lane = 0; d == 0 && lane < width; ++lane)
        row[lane] = (lane % 2 == 0 ? 1 : -1) + 0.01 * row[lane];
    }
  }
  return out;
}

void picks_of(std::uint32_t turn, double* out) {
  for (std::size_t d = 0; d < coordinates; ++d)
    lanes::uniforms(11, turn * width, static_cast<std::uint32_t>(d), 0, out + d * width);
}

}  // namespace

// Metropolis moves whose likelihood is 1 leave the standard normal law as it is, whatever the laws are.
TEST_CASE("moves drawn from the laws of heaps leave the standard normal law as it is") {
  const MarginalReference laws(heaps(16), std::vector<std::uint8_t>(coordinates, 1));
  double sum = 0, squares = 0, fourths = 0;
  std::size_t count = 0;
  lanes::AlignedVector scores(coordinates * width), picks(scores.size()), proposal(scores.size());
  alignas(lanes::alignment) double log_ratio[width], uniform[width];
  for (std::uint32_t chain = 0; chain < 400; ++chain) {
    for (std::size_t d = 0; d < coordinates; ++d) {
      lanes::uniforms(3, chain * width, static_cast<std::uint32_t>(d), 0, scores.data() + d * width);
      lanes::normal_quantile(scores.data() + d * width, scores.data() + d * width, width);
    }
    for (std::uint32_t turn = 0; turn < 5; ++turn) {
      picks_of(chain * 5 + turn, picks.data());
      lanes::uniforms(13, chain * width, turn, 0, uniform);
      laws.move(scores.data(), picks.data(), 0.5, proposal.data(), log_ratio);
      for (std::size_t at = 0; at < scores.size(); ++at)
        scores[at] = std::log(uniform[at % width]) < log_ratio[at % width] ? proposal[at] : scores[at];
    }
    for (std::size_t lane = 0; lane < width; ++lane) {
      const double square = scores[lane] * scores[lane];
      sum += scores[lane];
      squares += square;
      fourths += square * square;
      ++count;
    }
  }
  const auto n = static_cast<double>(count);
  CHECK(std::fabs(sum / n) < 4 / std::sqrt(n));
  CHECK(std::fabs(squares / n - 1) < 4 * std::sqrt(2 / n));
  CHECK(std::fabs(fourths / n - 3) < 4 * std::sqrt(96 / n));
}

TEST_CASE("a score drawn anew lands in either heap, and what is not moved stays") {
  const auto all = heaps(16);
  const MarginalReference laws(all, {1, 0, 1});
  CHECK(laws.is_moved(0));
  CHECK_FALSE(laws.is_moved(1));
  lanes::AlignedVector picks(coordinates * width), out(coordinates * width);
  alignas(lanes::alignment) double log_ratio[width];
  std::size_t near = 0, crossed = 0, drawn = 0;
  for (std::uint32_t turn = 0; turn < 50; ++turn) {
    picks_of(turn, picks.data());
    laws.move(all.data(), picks.data(), 0.25, out.data(), log_ratio);
    for (std::size_t lane = 0; lane < width; ++lane) {
      CHECK(out[width + lane] == all[width + lane]);
      if (out[lane] == all[lane]) continue;
      ++drawn;
      near += std::fabs(std::fabs(out[lane]) - 1) < 0.05 ? 1 : 0;
      crossed += out[lane] * all[lane] < 0 ? 1 : 0;
    }
  }
  CHECK(static_cast<double>(drawn) / (50 * width) == Approx(0.25).margin(0.03));
  CHECK(static_cast<double>(near) / static_cast<double>(drawn) > 0.85);
  CHECK(static_cast<double>(crossed) / static_cast<double>(drawn) == Approx(0.5).margin(0.08));
}
