// Numbers that are known beforehand come out of the real command.
#include <catch2/catch.hpp>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include "cli/result.hpp"

namespace leontide::cli {

namespace {

double phi(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

double mean_of(const Json& result, const std::string& indicator, int year) {
  return year_of(result, 0, indicator, year).at("mean");
}

}  // namespace

namespace {

/// Every number of a result by its path, and each path's last key.
void collect(const Json& value, const std::string& path, std::map<std::string, double>& numbers) {
  if (value.is_number()) numbers[path] = value.get<double>();
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i)
      collect(value[i], path + "/" + std::to_string(i), numbers);
  }
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items())
      collect(inner, path + "/" + key, numbers);
  }
}

/// The last key that is a word: of a number in a list, the list's.
std::string word_of(const std::string& path) {
  std::size_t end = path.size(), slash = path.rfind('/');
  while (std::isdigit(static_cast<unsigned char>(path[slash + 1])) != 0) {
    end = slash;
    slash = path.rfind('/', end - 1);
  }
  return path.substr(slash + 1, end - slash - 1);
}

}  // namespace

TEST_CASE("no number of a result is one that was never set") {
  // Other draws, another growth and more trials: every kind of number must move somewhere.
  const Scratch scratch("two");
  std::map<std::string, double> first, second;
  collect(result_of(scratch, {"scenario.yaml", "--trials", "1000"}), "", first);
  collect(result_of(scratch, {"scenario.yaml", "--trials", "3000", "--seed", "7", "--level", "0.9", "--set",
                              "drivers.swing.mean=0.06"}),
          "", second);
  REQUIRE(first.size() > 50);
  // What files state, what follows from it alone, and what this plan never has: a value on its bound.
  const std::set<std::string> stated{"year",  "years",       "tolerance",       "targets", "assessed",
                                     "bound", "past_growth", "required_growth", "on_bound"};
  std::map<std::string, bool> moves;
  for (const auto& [path, number] : first) {
    const auto other = second.find(path);
    moves[word_of(path)] |= other != second.end() && other->second != number;
  }
  for (const auto& [word, has_moved] : moves) {
    CAPTURE(word);
    CHECK((has_moved || stated.contains(word)));
  }
}

TEST_CASE("without randomness the output is the Leontief solution of the book") {
  // Miller and Blair (2009), section 2.3: f = (600, 1500) gives x = (1247.5, 1841.6); exactly
  // 0.7575 x = ((0.95, 0.25), (0.2, 0.85)) f.
  const Scratch scratch("two");
  const Json result = result_of(scratch, {"scenario.yaml"});
  CHECK(mean_of(result, "output.a", 2024) == Approx(1000).epsilon(1e-12));
  CHECK(mean_of(result, "output.b", 2024) == Approx(2000).epsilon(1e-12));
  for (const int year : {2025, 2026}) {
    CHECK(mean_of(result, "output.a", year) == Approx(945 / 0.7575).epsilon(1e-12));
    CHECK(mean_of(result, "output.b", year) == Approx(1395 / 0.7575).epsilon(1e-12));
    CHECK(mean_of(result, "output.a", year) == Approx(1247.5).margin(0.05));
    CHECK(mean_of(result, "output.b", year) == Approx(1841.6).margin(0.05));
    // Nothing is imported, so value added is final demand.
    CHECK(mean_of(result, "gdp", year) == Approx(2100).epsilon(1e-12));
    CHECK(year_of(result, 0, "output.a", year).at("sd").get<double>() < 1e-9);
  }
  const Json& sure = chance_of(result, 0, "output_reached");
  CHECK(sure.at("hits") == 20000);
  // Clopper and Pearson (1934) at n of n: (alpha / 2)^(1 / n).
  CHECK(sure.at("method") == "Clopper-Pearson (conservative)");
  CHECK(sure.at("low").get<double>() == Approx(std::pow(0.025, 1.0 / 20000)).epsilon(1e-12));
  CHECK(sure.at("high") == 1.0);
}

TEST_CASE("a normal driver passes a threshold as often as the normal law says") {
  // Growth is normal with mean 5 % and sd 2 %, and the target asks for 6 %.
  const double exact = 1 - phi(0.5);
  const Scratch scratch("two");
  const Json result = result_of(scratch, {"scenario.yaml", "--trials", "400000"});
  const Json& chance = chance_of(result, 0, "fast_growth");
  CHECK(chance.at("draws") == 400000);
  CHECK(chance.at("level") == 0.95);
  CHECK(chance.at("low") < exact);
  CHECK(chance.at("high") > exact);
  CHECK(chance.at("high").get<double>() - chance.at("low").get<double>() ==
        Approx(2 * 1.96 * std::sqrt(exact * (1 - exact) / 400000)).epsilon(0.01));
  // Quantiles carry the 0.1 % of their counts, and the error of 400 000 draws.
  const Json& growth = year_of(result, 0, "growth", 2025);
  CHECK(growth.at("p10").get<double>() == Approx(5 - 2 * 1.2815515655446004).margin(0.03));
  CHECK(growth.at("p50").get<double>() == Approx(5).margin(0.03));
  CHECK(growth.at("p90").get<double>() == Approx(5 + 2 * 1.2815515655446004).margin(0.03));
  CHECK(growth.at("mean").get<double>() == Approx(5).margin(4 * 2 / std::sqrt(400000.0)));
  CHECK(growth.at("sd").get<double>() == Approx(2).epsilon(4 / std::sqrt(2 * 400000.0)));
}

TEST_CASE("the printed intervals hold the truth as often as they say") {
  // 60 seeds at 95 %: binomial, so fewer than 52 would happen once in 3000 times.
  const double exact = 1 - phi(0.5);
  const Scratch scratch("two");
  int covered = 0;
  for (int seed = 1; seed <= 60; ++seed) {
    const Json result =
        result_of(scratch, {"scenario.yaml", "--trials", "2000", "--seed", std::to_string(seed)});
    const Json& chance = chance_of(result, 0, "fast_growth");
    covered += chance.at("low") <= exact && exact <= chance.at("high") ? 1 : 0;
  }
  CHECK(covered >= 52);
}

TEST_CASE("a demand that swings moves output by the multipliers") {
  // Output is linear in demand, and both sectors share one normal factor of mean 1.05 and sd 0.02.
  const Scratch scratch("two");
  const Json result =
      result_of(scratch, {"scenario.yaml", "--trials", "100000", "--set", "parameters.noise=1"});
  for (const auto& [name, output] :
       {std::pair("output.a", 945 / 0.7575), std::pair("output.b", 1395 / 0.7575)}) {
    const Json& year = year_of(result, 0, name, 2025);
    CHECK(year.at("mean").get<double>() ==
          Approx(1.05 * output).margin(4 * 0.02 * output / std::sqrt(100000.0)));
    CHECK(year.at("sd").get<double>() == Approx(0.02 * output).epsilon(4 / std::sqrt(200000.0)));
    CHECK(year.at("deterministic").get<double>() == Approx(1.05 * output).epsilon(1e-12));
  }
}

}  // namespace leontide::cli
