#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <vector>

#include "random/problems.hpp"
#include "sample.hpp"

using namespace leontide::random;
using leontide::random_test::for_each_block;
using leontide::random_test::plan_of;
using leontide::random_test::scalar;
using leontide::random_test::Summary;
using leontide::random_test::width;

namespace {

Driver over(std::string name, std::vector<std::string> codes, std::vector<Law> laws) {
  return {.name = std::move(name), .elements = std::move(codes), .laws = std::move(laws)};
}

}  // namespace

// Yule-Walker for order 2: rho_1 = phi_1 / (1 - phi_2), rho_k = phi_1 rho_{k-1} + phi_2 rho_{k-2}, and
// variance sd^2 / (1 - phi_1 rho_1 - phi_2 rho_2) (Brockwell & Davis 1991, Time Series: Theory and Methods,
// section 3.3).
TEST_CASE("ar of order two has the mean, variance and correlations of Yule and Walker once it has settled") {
  const double phi1 = 0.6, phi2 = -0.3, sd = 0.5, mean = 2;
  const std::vector<Driver> drivers = {scalar("x", Ar{mean, sd, {phi1, phi2}, {mean}})};
  const double rho1 = phi1 / (1 - phi2), rho2 = phi1 * rho1 + phi2, rho3 = phi1 * rho2 + phi2 * rho1;
  const double variance = sd * sd / (1 - phi1 * rho1 - phi2 * rho2);
  Summary x;
  Summary products[3];
  const std::size_t last = 40;
  for_each_block(plan_of(drivers, last + 1), 4000, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      const double now = block.step_rows(last)[i] - mean;
      x.add(now + mean);
      for (std::size_t k = 0; k < 3; ++k)
        products[k].add(now * (block.step_rows(last - 1 - k)[i] - mean));
    }
  });
  CHECK(std::fabs(x.mean() - mean) < 4 * x.error_of_mean());
  CHECK(std::fabs(x.sd() - std::sqrt(variance)) < 4 * x.sd() / std::sqrt(2 * x.count));
  const double rho[] = {rho1, rho2, rho3};
  for (std::size_t k = 0; k < 3; ++k)
    CHECK(std::fabs(products[k].mean() - variance * rho[k]) < 4 * products[k].error_of_mean());
}

TEST_CASE("ar begins from the values before the base year, the oldest first") {
  const std::vector<Driver> drivers = {scalar("x", Ar{1, 0, {0.5, 0.2, 0.1}, {4, 3, 2}}),
                                       scalar("y", Ar{1, 0, {0.5, 0.2, 0.1}, {2}})};
  for_each_block(plan_of(drivers, 4), 1, [&](const InputBlock& block) {
    double x[] = {4, 3, 2, 0, 0, 0}, y[] = {2, 2, 2, 0, 0, 0};
    for (std::size_t at = 0; at < 4; ++at) {
      for (double* path : {x, y}) {
        if (at > 0) {
          path[2 + at] = 1 + 0.5 * (path[1 + at] - 1) + 0.2 * (path[at] - 1) + 0.1 * (path[at - 1] - 1);
        }
        CHECK(block.step_rows(at)[(path == x ? 0 : 1) * width + 5] == Approx(path[2 + at]).epsilon(1e-14));
      }
    }
  });
}

TEST_CASE("ar of order one is ar1") {
  const std::vector<Driver> drivers = {scalar("x", Ar{1, 0.2, {0.7}, {3}})};
  const std::vector<Driver> other = {scalar("x", Ar1{1, 0.2, 0.7, 3})};
  const auto plan = plan_of(drivers, 5), plan1 = plan_of(other, 5);
  InputBlock block(plan), block1(plan1);
  fill(plan, Independent{1}, 0, block);
  fill(plan1, Independent{1}, 0, block1);
  for (std::size_t at = 0; at < 5; ++at) {
    for (std::size_t i = 0; i < width; ++i)
      CHECK(block.step_rows(at)[i] == Approx(block1.step_rows(at)[i]).epsilon(1e-14));
  }
}

// Politis & Romano (1994): each value of the history is as likely as any other, and a year is followed by the
// next one with the chance 1 - 1/block + 1/(block n).
TEST_CASE(
    "a bootstrap draws every year alike and goes on with the next one as often as its blocks are long") {
  std::vector<double> history(12);
  for (std::size_t i = 0; i < history.size(); ++i)
    history[i] = static_cast<double>(i);
  const double n = 12, block_length = 4;
  const std::vector<Driver> drivers = {scalar("x", Bootstrap{history, block_length})};
  std::map<double, double> seen[6];
  double draws = 0, followed = 0;
  for_each_block(plan_of(drivers, 6), 2000, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      CHECK(block.step_rows(0)[i] == 11);
      draws += 1;
      for (std::size_t at = 1; at < 6; ++at)
        seen[at][block.step_rows(at)[i]] += 1;
      followed += block.step_rows(5)[i] == std::fmod(block.step_rows(4)[i] + 1, n);
    }
  });
  for (std::size_t at = 1; at < 6; ++at) {
    REQUIRE(seen[at].size() == 12);
    for (const auto& [year, count] : seen[at])
      CHECK(std::fabs(count - draws / n) < 5 * std::sqrt(draws / n));
  }
  const double p = 1 - 1 / block_length + 1 / (block_length * n);
  CHECK(std::fabs(followed / draws - p) < 4 * std::sqrt(p * (1 - p) / draws));
}

TEST_CASE("the elements of a bootstrap share their years") {
  std::vector<Law> laws = {Bootstrap{{1, 2, 3, 4, 5}, 2}, Bootstrap{{10, 20, 30, 40, 50}, 2}};
  const std::vector<Driver> drivers = {over("x", {"a", "b"}, laws),
                                       scalar("y", Bootstrap{{1, 2, 3, 4, 5}, 2})};
  double apart = 0;
  for_each_block(plan_of(drivers, 6), 10, [&](const InputBlock& block) {
    for (std::size_t at = 0; at < 6; ++at) {
      for (std::size_t i = 0; i < width; ++i) {
        CHECK(block.step_rows(at)[width + i] == 10 * block.step_rows(at)[i]);
        apart += block.step_rows(at)[2 * width + i] != block.step_rows(at)[i];
      }
    }
  });
  CHECK(apart > 0);  // another driver has years of its own
}

// Mean alpha_i / A and covariance -alpha_i alpha_j / (A^2 (A + 1)), A the sum (Kotz, Balakrishnan & Johnson
// 2000, Continuous Multivariate Distributions, chapter 49).
TEST_CASE("a dirichlet sums to one in every trial and has its means and covariances") {
  const double alpha[] = {0.01, 1.5, 4};
  const double whole = 5.51;
  std::vector<Driver> drivers = {
      over("trial", {"a", "b", "c"}, {Dirichlet{alpha[0]}, Dirichlet{alpha[1]}, Dirichlet{alpha[2]}}),
      over("step", {"a", "b"}, {Dirichlet{0.01}})};
  drivers[1].draw = Driver::Draw::step;
  Summary parts[3], product;
  double off = 0;
  for_each_block(plan_of(drivers, 3), 4000, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; ++i) {
      double sum = 0;
      for (std::size_t e = 0; e < 3; ++e) {
        parts[e].add(block.trial_row(e)[i]);
        sum += block.trial_row(e)[i];
      }
      off = std::fmax(off, std::fabs(sum - 1));
      product.add((block.trial_row(1)[i] - alpha[1] / whole) * (block.trial_row(2)[i] - alpha[2] / whole));
      for (std::size_t at = 0; at < 3; ++at)
        off = std::fmax(off, std::fabs(block.step_rows(at)[i] + block.step_rows(at)[width + i] - 1));
    }
  });
  CHECK(off < 1e-14);
  for (std::size_t e = 0; e < 3; ++e)
    CHECK(std::fabs(parts[e].mean() - alpha[e] / whole) < 4 * parts[e].error_of_mean());
  CHECK(std::fabs(product.mean() + alpha[1] * alpha[2] / (whole * whole * (whole + 1))) <
        4 * product.error_of_mean());
}

TEST_CASE("a serial pair has its tau from step to step and leaves every step's law as it is") {
  std::vector<Driver> drivers = {scalar("x", Uniform{0, 1}, Driver::Draw::step),
                                 scalar("y", RandomWalk{0, 0, 1}), over("z", {"a", "b"}, {Poisson{4}})};
  drivers[0].serial = PairLaw{Family::gumbel, {}, 0.5, 0, 0};
  drivers[1].serial = PairLaw{Family::clayton, {}, -0.4, 0, 270};
  drivers[2].draw = Driver::Draw::step;
  drivers[2].serial = PairLaw{Family::gaussian, 0.5, {}, 0, 0};
  drivers[2].discrete_by_uniform = true;
  Summary x, step, z;
  double pairs = 0, agree_x = 0, agree_y = 0, across = 0;
  for_each_block(plan_of(drivers, 4), 4000, [&](const InputBlock& block) {
    for (std::size_t i = 0; i < width; i += 2) {
      const auto moved = [&](std::size_t at, std::size_t lane) {
        return block.step_rows(at)[width + lane] - block.step_rows(at - 1)[width + lane];
      };
      x.add(block.step_rows(3)[i]);
      step.add(moved(3, i));
      z.add(block.step_rows(3)[3 * width + i]);
      pairs += 1;
      agree_x += (block.step_rows(1)[i + 1] - block.step_rows(1)[i]) *
                             (block.step_rows(0)[i + 1] - block.step_rows(0)[i]) >
                         0
                     ? 1
                     : -1;
      agree_y += (moved(3, i + 1) - moved(3, i)) * (moved(2, i + 1) - moved(2, i)) > 0 ? 1 : -1;
      across += (block.step_rows(3)[i] > 0.5) == (moved(3, i) > 0) ? 1 : -1;
    }
  });
  CHECK(std::fabs(agree_x / pairs - 0.5) < 4 * std::sqrt(0.75 / pairs));
  CHECK(std::fabs(agree_y / pairs + 0.4) < 4 * std::sqrt(0.84 / pairs));
  CHECK(std::fabs(across / pairs) < 4 / std::sqrt(pairs));
  CHECK(std::fabs(x.mean() - 0.5) < 4 * x.error_of_mean());
  CHECK(std::fabs(x.sd() - std::sqrt(1.0 / 12)) < 0.003);
  CHECK(std::fabs(step.mean()) < 4 * step.error_of_mean());
  CHECK(std::fabs(step.sd() - 1) < 4 / std::sqrt(2 * step.count));
  CHECK(std::fabs(z.mean() - 4) < 4 * z.error_of_mean());
}

TEST_CASE("paths, shares and serial pairs say what does not fit them") {
  const auto first = [](const Driver& driver) {
    const auto found = problems(driver);
    return found.empty() ? std::string() : found[0].key + ": " + found[0].what;
  };
  CHECK(first(scalar("x", Ar{0, 1, {}, {1}})) == "phi: phi is empty");
  CHECK(first(scalar("x", Ar{0, 1, {0.5, NAN}, {1}})) == "phi: phi is nan, but must be a finite number");
  CHECK(first(scalar("x", Ar{0, 1, {0.5, 0.1, 0.1}, {1, 2}})) == "start: start has 2 numbers, but phi has 3");
  CHECK(first(scalar("x", Ar{0, 1, {2, 0.5}, {1, 1}})).empty());
  CHECK(first(scalar("x", Bootstrap{{1}, 2})) ==
        "file: a history takes two years or more, but this one has 1");
  CHECK(first(scalar("x", Bootstrap{{1, 2}, 0.5})) == "block: block is 0.5, but must be from 1 to 1000000");
  CHECK(first(scalar("x", Dirichlet{1})) == ": a dirichlet shares a whole among the elements of a set");
  Driver driver = over("x", {"a", "b"}, {Dirichlet{1}});
  driver.common = 0.5;
  CHECK(first(driver) ==
        "common: x is a dirichlet: its elements depend on one another because they share a whole");
  driver = over("x", {"a", "b"}, {Binomial{}});
  driver.common = 0.5;
  CHECK(first(driver) ==
        "common: x follows a binomial: its single values do not settle how it depends on others");
  driver.discrete_by_uniform = true;
  CHECK(first(driver).empty());
  driver = scalar("x", Normal{});
  driver.serial = PairLaw{Family::gumbel, 0.5, {}, 0, 0};
  const auto found = problems(driver);
  REQUIRE(found.size() == 2);
  CHECK(found[0].what == "serial ties each step to the one before, but the driver is drawn once a trial");
  CHECK(found[1].key == "serial.parameter");
  CHECK(problems(Lever{"l", Dirichlet{}})[0].what ==
        "strength is a dirichlet, but that shares a whole among a set");
}
