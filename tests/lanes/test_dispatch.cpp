#include <catch2/catch.hpp>
#include <cstring>
#include <vector>

#include "lanes/batched_lu.hpp"
#include "lanes/block.hpp"
#include "lanes/check.hpp"
#include "lanes/dispatch.hpp"
#include "lanes/elementary.hpp"
#include "lanes/gemm.hpp"
#include "lanes/normal.hpp"
#include "lanes/philox.hpp"
#include "support/skipped.hpp"

namespace lanes = leontide::lanes;
using lanes::width;
using leontide::lanes_test::Numbers;

namespace {

// One number after another from every lane function.
lanes::AlignedVector everything() {
  const std::size_t n = 45, inner = 153;
  Numbers next(20);
  lanes::AlignedVector a(n * inner), in(inner * width), positive(in.size());
  for (double& v : a)
    v = next.between(0, 0.5 / static_cast<double>(inner));
  for (double& v : in)
    v = next.between(-40, 40);
  for (double& v : positive)
    v = next();
  lanes::AlignedVector all, out(in.size());
  const auto keep = [&all, &out] { all.insert(all.end(), out.begin(), out.end()); };
  lanes::exponential(in.data(), out.data(), in.size()), keep();
  lanes::logarithm(positive.data(), out.data(), in.size()), keep();
  lanes::power(positive.data(), in.data(), out.data(), in.size()), keep();
  lanes::normal_quantile(positive.data(), out.data(), in.size()), keep();
  lanes::normal_cdf(in.data(), out.data(), in.size()), keep();
  lanes::uniforms(12345, 999, 3, 2, out.data()), keep();
  lanes::multiply(a.data(), n, inner, in.data(), out.data()), keep();
  lanes::multiply_transposed(a.data(), n, inner, in.data(), out.data()), keep();
  lanes::AlignedVector scratch(lanes::solve_lanes_scratch(n));
  lanes::solve_lanes(n, a.data(), nullptr, nullptr, in.data(), out.data(), ~0ULL, scratch.data()), keep();
  return all;
}

}  // namespace

TEST_CASE("the machine runs what it claims") {
  REQUIRE(lanes::cpu_supports(lanes::Cpu::v3));
  CHECK(lanes::cpu_supports(lanes::cpu_in_use()));
}

TEST_CASE("AVX2 and AVX-512 give the same bits") {
  if (!lanes::cpu_supports(lanes::Cpu::v4)) return leontide::test::skip("a processor with AVX-512");
  const lanes::Cpu before = lanes::cpu_in_use();
  lanes::use_cpu(lanes::Cpu::v3);
  const auto v3 = everything();
  lanes::use_cpu(lanes::Cpu::v4);
  const auto v4 = everything();
  lanes::use_cpu(before);
  REQUIRE(v3.size() == v4.size());
  CHECK(std::memcmp(v3.data(), v4.data(), v3.size() * sizeof(double)) == 0);
}
