#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "lanes/philox.hpp"
#include "statistics/interval.hpp"
#include "statistics/quantile_interval.hpp"
#include "statistics/quantile_sketch.hpp"

using namespace leontide::statistics;

namespace {

std::vector<double> uniforms(std::size_t blocks, std::uint64_t key) {
  std::vector<double> all(blocks * 64);
  for (std::size_t i = 0; i < blocks; ++i)
    leontide::lanes::uniforms(key, i * 64, 0, 0, all.data() + i * 64);
  return all;
}

QuantileSketch sketch_of(const std::vector<double>& numbers) {
  QuantileSketch sketch;
  for (const double x : numbers)
    sketch.add(x);
  return sketch;
}

void check_all_quantiles(std::vector<double> numbers) {
  const QuantileSketch sketch = sketch_of(numbers);
  std::sort(numbers.begin(), numbers.end());
  for (double share = 0; share <= 1; share += 0.0005) {
    const auto rank =
        static_cast<std::size_t>(std::max(1.0, std::ceil(share * static_cast<double>(numbers.size()))));
    const double exact = numbers[rank - 1];
    REQUIRE(std::fabs(sketch.quantile(share) - exact) <= 0.001 * std::fabs(exact));
  }
}

}  // namespace

TEST_CASE("quantiles are within 0.1 % for any law, sign and size") {
  auto numbers = uniforms(500, 1);
  check_all_quantiles(numbers);
  for (double& x : numbers)
    x = std::pow(10, 40 * x - 20);
  check_all_quantiles(numbers);
  for (double& x : numbers)
    x = std::fmod(x, 2) < 1 ? -x : x;
  check_all_quantiles(numbers);
  for (double& x : numbers)
    x = 3400 + std::fmod(x, 1);
  check_all_quantiles(numbers);
}

TEST_CASE("about a scale, quantiles are within 0.01 standard deviations at any level and of any law") {
  const auto uniform = uniforms(400, 5);
  const auto check = [&](auto law) {
    std::vector<double> numbers = uniform;
    std::transform(numbers.begin(), numbers.end(), numbers.begin(), law);
    std::vector<Moments> early;
    Moments all;
    for (std::size_t at = 0; at < numbers.size(); at += 64) {
      const Moments part = moments_of({&numbers[at], 64});
      if (at < 256) early.push_back(part);
      all = merge(all, part);
    }
    QuantileSketch sketch(sketch_scale(early)), first(sketch.scale()), second(sketch.scale());
    for (std::size_t at = 0; at < numbers.size(); at += 64) {
      sketch.add({&numbers[at], 64});
      (at % 128 == 0 ? first : second).add({&numbers[at], 64});
    }
    second.merge(first);
    CHECK(second == sketch);
    QuantileSketch restored;
    restored.restore(sketch.scale(), sketch.entries(), sketch.minimum(), sketch.maximum());
    CHECK(restored == sketch);
    std::sort(numbers.begin(), numbers.end());
    for (double share = 0; share <= 1; share += 0.0005) {
      const auto rank =
          static_cast<std::size_t>(std::max(1.0, std::ceil(share * static_cast<double>(numbers.size()))));
      REQUIRE(std::fabs(sketch.quantile(share) - numbers[rank - 1]) <= 0.01 * all.sd());
    }
  };
  const auto normal = [](double u) { return std::log(u / (1 - u)); };  // logistic: tails a little longer
  check([&](double u) { return 1e6 + 100 * normal(u); });
  check([&](double u) { return -1e9 + 1e-3 * normal(u); });
  check([&](double u) { return 1e-12 * normal(u); });
  check([&](double u) { return std::exp(2 * normal(u)); });
  check([&](double u) { return u < 0.5 ? 1000 + u : 2000 + u; });
  check([&](double u) { return u < 0.9 ? 7 : 7 + normal(u); });
  check([&](double u) { return std::floor(3 * u); });
}

// Each law is a function of a uniform u and, where u alone does not draw it, of a second one.
TEST_CASE("the interval of a quantile holds the truth, however wide its bucket is") {
  const auto normal = [](double u) { return std::log(u / (1 - u)); };  // the logistic's quantile function
  struct Law {
    const char* what;
    double (*draw)(double u, double v);
    double truths[3];  // P10, P50, P90
  };
  const double far = normal(0.9);
  const Law laws[] = {
      {"long right tail",
       [](double u, double) { return std::exp(3 * std::log(u / (1 - u))); },
       {std::exp(-3 * far), 1, std::exp(3 * far)}},
      {"a tenth of it far out",
       [](double u, double v) {
         const double spread = std::log(v / (1 - v));
         return u < 0.1 ? std::exp(12 + 3 * spread) : 10 + 0.01 * spread;
       },
       {10 + 0.01 * normal(0.1 / 0.9), 10 + 0.01 * normal(0.5 / 0.9), 0}},
      {"whole numbers", [](double u, double) { return std::floor(5 * u) + 1e6; }, {1e6, 1e6 + 2, 1e6 + 4}},
      {"mostly one number", [](double u, double) { return u < 3e-4 ? 50 + u : 20; }, {20, 20, 20}}};
  for (const Law& law : laws) {
    int held[3] = {};
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
      auto numbers = uniforms(16, seed);
      const auto others = uniforms(16, seed + 1000);
      std::transform(numbers.begin(), numbers.end(), others.begin(), numbers.begin(), law.draw);
      std::vector<Moments> early;
      for (std::size_t block = 0; block < 4; ++block)
        early.push_back(moments_of({&numbers[block * 64], 64}));
      QuantileSketch sketch(sketch_scale(early));
      for (std::size_t at = 0; at < numbers.size(); at += 64)
        sketch.add({&numbers[at], 64});
      for (const std::size_t i : {0U, 1U, 2U}) {
        const double share = 0.1 + 0.4 * static_cast<double>(i);
        const auto [low, high] = quantile_bounds(sketch, share);
        held[i] += low <= law.truths[i] && law.truths[i] <= high ? 1 : 0;
        const double shown = sketch.quantile(share);
        REQUIRE((low <= shown && shown <= high));
      }
    }
    INFO(law.what << ": " << held[0] << ", " << held[1] << ", " << held[2] << " of 100");
    CHECK(held[0] >= 88);  // of 100 at 95 %: below 88 in one of a thousand
    CHECK(held[1] >= 88);
    if (law.truths[2] != 0) CHECK(held[2] >= 88);
  }
}

TEST_CASE("the edges of a bucket hold every number that was counted in it") {
  const auto draws = uniforms(6, 9);
  for (const SketchScale scale :
       {SketchScale{}, SketchScale{1e6, 100}, SketchScale{-3, 1e-7}, SketchScale{0, 1e-280}}) {
    QuantileSketch sketch(scale);
    std::vector<double> numbers;
    for (const double u : draws)
      numbers.push_back(scale.middle + (scale.spread > 0 ? scale.spread : 1) * std::tan(3.14159 * (u - 0.5)));
    for (const double odd : {0.0, -1e-32, 1e-32, scale.middle, 1e300, -1e300})
      numbers.push_back(odd);
    for (const double x : numbers)
      sketch.add(x);
    std::sort(numbers.begin(), numbers.end());
    for (std::size_t rank = 1; rank <= numbers.size(); ++rank) {
      const auto [low, high] = sketch.edges_at_rank(rank);
      INFO(rank << ": " << low << " to " << high << " for " << numbers[rank - 1]);
      REQUIRE((low <= numbers[rank - 1] && numbers[rank - 1] <= high));
      REQUIRE((low <= sketch.at_rank(rank) && sketch.at_rank(rank) <= high));
    }
  }
  CHECK(std::isnan(QuantileSketch().edges_at_rank(1).low));
  CHECK(std::isnan(quantile_bounds(QuantileSketch(), 0.5).high));
}

TEST_CASE("a first look without spread leaves buckets about zero") {
  const Moments one = moments_of(std::vector<double>{5, 5, 5, 5});
  CHECK(sketch_scale({}) == SketchScale{});
  CHECK(sketch_scale(std::vector<Moments>{one, one}) == SketchScale{});
  CHECK(sketch_scale(std::vector<Moments>{one, moments_of(std::vector<double>{4, 6})}).spread > 0);
}

TEST_CASE("the median of twenty draws lies between the sixth and the fifteenth") {
  // Conover, Practical Nonparametric Statistics, 3rd ed. (Wiley 1999), section 3.2: 95.9 %.
  const Ranks ranks = quantile_ranks(20, 0.5);
  CHECK(ranks.low == 6);
  CHECK(ranks.high == 15);
  // Exactly, by the binomial law of ten draws below a tenth: P(X >= 4) = 0.0128, P(X >= 3) = 0.0702.
  CHECK(quantile_ranks(10, 0.1).high == 4);
  CHECK(quantile_ranks(10, 0.1).low == 1);
}

TEST_CASE("smallest, largest and constant numbers are exact") {
  const QuantileSketch sketch = sketch_of({3.14159, -2.71828, 0, 100.001});
  CHECK(sketch.quantile(0) == -2.71828);
  CHECK(sketch.quantile(1) == 100.001);
  CHECK(sketch.quantile(0.5) == 0);
  const QuantileSketch constant = sketch_of(std::vector<double>(10, 5667.123));
  for (const double share : {0.0, 0.1, 0.5, 1.0})
    CHECK(constant.quantile(share) == 5667.123);
  CHECK(std::isnan(QuantileSketch().quantile(0.5)));
}

TEST_CASE("numbers too small to matter count as zero") {
  const QuantileSketch sketch = sketch_of({-1, -1e-31, 1e-31, 1e-320, 1});
  CHECK(sketch.quantile(0.5) == 0);
  CHECK(sketch.count() == 5);
}

TEST_CASE("adding and merging give one sketch in any order") {
  auto numbers = uniforms(60, 2);
  for (double& x : numbers)
    x = std::log(x / (1 - x));
  const QuantileSketch whole = sketch_of(numbers);
  QuantileSketch parts[3];
  for (std::size_t i = 0; i < numbers.size(); ++i)
    parts[i % 3].add(numbers[i]);
  for (const auto& order :
       {std::vector<int>{0, 1, 2}, std::vector<int>{2, 0, 1}, std::vector<int>{1, 2, 0}}) {
    QuantileSketch merged;
    for (const int i : order)
      merged.merge(parts[i]);
    CHECK(merged == whole);
  }
  std::reverse(numbers.begin(), numbers.end());
  CHECK(sketch_of(numbers) == whole);
}

TEST_CASE("a block gives the sketch of its numbers, within one power of two, over two and over many") {
  const auto draws = uniforms(30, 5);
  struct Numbers {
    double low, high;
  };
  for (const auto [low, high] : {Numbers{5, 7}, Numbers{-7, -5}, Numbers{3, 5}, Numbers{5, 3}, Numbers{0, 9},
                                 Numbers{-2, 1}, Numbers{0, 0}, Numbers{0, 1e-31}}) {
    QuantileSketch in_blocks, alone;
    for (std::size_t block = 0; block < 30; ++block) {
      // Later blocks reach further, so that pages are missing on the way.
      const double reach = block < 10 ? 0.01 : block < 20 ? 1 : std::exp(static_cast<double>(block) - 20);
      double lanes[64];
      for (std::size_t i = 0; i < 64; ++i)
        lanes[i] = low + (high - low) * reach * draws[block * 64 + i];
      const std::uint64_t mask = block % 3 == 0 ? 0x00ff1234567890ff : ~std::uint64_t{0};
      in_blocks.add(lanes, mask);
      for (std::size_t i = 0; i < 64; ++i) {
        if ((mask >> i & 1U) != 0) alone.add(lanes[i]);
      }
    }
    INFO("from " << low << " to " << high);
    CHECK(in_blocks == alone);
  }
}

TEST_CASE("entries and both ends restore a sketch") {
  const QuantileSketch sketch = sketch_of({1, 2, -3, 1e9, 0, 0, -1e-12});
  QuantileSketch restored;
  restored.restore(sketch.scale(), sketch.entries(), sketch.minimum(), sketch.maximum());
  CHECK(restored == sketch);
}

TEST_CASE("masked lanes are left out") {
  const std::vector<double> lanes = {1, NAN, 3};
  QuantileSketch sketch;
  sketch.add(lanes, 0b101);
  CHECK(sketch.count() == 2);
  CHECK(sketch.quantile(1) == 3);
}

// Eight bits of a count stand by themselves.
TEST_CASE("a bucket may hold more than 255 numbers, and other powers of two may come later") {
  const std::vector<double> ones(64, 1.5);
  std::vector<double> mixed(64, 1.5);
  mixed[7] = -20;
  QuantileSketch sketch;
  for (int block = 0; block < 3000; ++block)
    sketch.add(block % 2 == 0 ? ones : mixed);
  for (int number = 0; number < 70000; ++number)
    sketch.add(300);
  QuantileSketch twice = sketch;
  twice.merge(sketch);
  const std::uint64_t in_all = 3000 * 64 + 70000;
  CHECK(sketch.count() == in_all);
  const auto counts_of = [](const QuantileSketch& of) {
    std::vector<std::uint64_t> counts;
    for (const auto& [bucket, count] : of.entries())
      counts.push_back(count);
    return counts;
  };
  CHECK(counts_of(sketch) == std::vector<std::uint64_t>{1500, 3000 * 64 - 1500, 70000});
  CHECK(counts_of(twice) == std::vector<std::uint64_t>{3000, 2 * (3000 * 64 - 1500), 140000});
  QuantileSketch restored;
  restored.restore(sketch.scale(), sketch.entries(), sketch.minimum(), sketch.maximum());
  CHECK(restored == sketch);
  for (int block = 0; block < 2000; ++block)
    restored.add(mixed);
  CHECK(restored.count() == in_all + 2000 * 64);
  CHECK(counts_of(restored) == std::vector<std::uint64_t>{3500, 5000 * 64 - 3500, 70000});
}
