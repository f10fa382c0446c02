// The Dalian plan as a program written for this one model: what a run costs without a model language.
// peer_dalian_plan [--scenario FILE] [--trials N] [--seed S] [--repeats R] prints one JSON object.
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "peers/dalian_block.hpp"
#include "peers/dalian_draws.hpp"
#include "peers/dalian_numbers.hpp"
#include "scenario/scenario.hpp"

namespace {

using dalian::width;

struct Options {
  std::string scenario = "benchmarks/peers/dalian_plan.yaml";
  std::uint64_t trials = 100000, seed = 1, repeats = 1;
};

Options read_options(int count, char** arguments) {
  Options options;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i];
    if (name == "--scenario") {
      options.scenario = arguments[i + 1];
      continue;
    }
    const std::uint64_t number = std::stoull(arguments[i + 1]);
    (name == "--trials"    ? options.trials
     : name == "--seed"    ? options.seed
     : name == "--repeats" ? options.repeats
                           : throw std::runtime_error("unknown option " + name)) = number;
  }
  return options;
}

// Count, mean and sum of squares about the mean, trial by trial (Welford 1962).
struct Moments {
  double count = 0, mean = 0, squares = 0;
  void add(double value) {
    const double from = value - mean;
    mean += from / ++count;
    squares += from * (value - mean);
  }
  double sd() const { return std::sqrt(squares / (count - 1)); }
};

struct Totals {
  std::map<std::string, std::uint64_t> hits;
  Moments producer_services, gdp, services;
  std::uint64_t failed = 0;
};

Totals simulate(const dalian::Numbers& numbers, const dalian::Draws& draws, std::uint64_t trials) {
  const auto block = std::make_unique<dalian::Block>(numbers, draws);
  const auto answers = std::make_unique<dalian::Answers>();
  Totals totals;
  for (std::uint64_t first = 0; first < trials; first += width) {
    block->run(first, *answers);
    const std::uint64_t left = trials - first;
    const std::uint64_t valid = left >= width ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
    const std::uint64_t good = valid & ~answers->failed;
    totals.failed += static_cast<std::uint64_t>(std::popcount(valid & answers->failed));
    for (const auto& [target, met] : answers->met)
      totals.hits[target] += static_cast<std::uint64_t>(std::popcount(met & good));
    for (std::size_t lane = 0; lane < width; ++lane) {
      if (((good >> lane) & 1U) == 0) continue;
      totals.producer_services.add(answers->producer_services.at[lane]);
      totals.gdp.add(answers->gdp.at[lane]);
      totals.services.add(answers->services.at[lane]);
    }
  }
  return totals;
}

void print_numbers(const char* name, const std::vector<double>& numbers) {
  std::printf("\"%s\": [", name);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    std::printf("%s%.6f", i == 0 ? "" : ", ", numbers[i]);
  std::printf("], ");
}

void print_moments(const char* name, double services_va, double gdp_nominal, double producer_services_va) {
  std::printf(", \"%s\": {\"producer_services_va\": %.17g, \"gdp_nominal\": %.17g, \"services_va\": %.17g}",
              name, producer_services_va, gdp_nominal, services_va);
}

void print_answers(const Totals& totals, std::uint64_t trials) {
  std::printf("\"answers\": {\"failed\": %llu, \"chances\": {",
              static_cast<unsigned long long>(totals.failed));
  const char* comma = "";
  for (const auto& [target, hits] : totals.hits) {
    std::printf("%s\"%s\": %.17g", comma, target.c_str(),
                static_cast<double>(hits) / static_cast<double>(trials - totals.failed));
    comma = ", ";
  }
  std::printf("}");
  print_moments("mean", totals.services.mean, totals.gdp.mean, totals.producer_services.mean);
  print_moments("sd", totals.services.sd(), totals.gdp.sd(), totals.producer_services.sd());
  std::printf("}}\n");
}

int run(const Options& options) {
  leontide::Diagnostics diagnostics;
  const auto scenario = leontide::scenario::read_scenario(options.scenario, {}, diagnostics);
  if (!scenario) {
    std::fputs(diagnostics.text().c_str(), stderr);
    return 2;
  }
  const auto numbers = std::make_unique<dalian::Numbers>(dalian::numbers_of(*scenario));
  const dalian::Draws draws(scenario->readings.front(), options.seed);
  std::vector<double> wall, processor;
  Totals totals;
  for (std::uint64_t repeat = 0; repeat < options.repeats; ++repeat) {
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t clock_began = std::clock();
    totals = simulate(*numbers, draws, options.trials);
    processor.push_back(static_cast<double>(std::clock() - clock_began) / CLOCKS_PER_SEC);
    wall.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  }
  std::printf("{\"name\": \"dalian-plan-kernel\", \"trials\": %llu, ",
              static_cast<unsigned long long>(options.trials));
  print_numbers("seconds", wall);
  print_numbers("processor_seconds", processor);
  print_answers(totals, options.trials);
  return 0;
}

}  // namespace

int main(int count, char** arguments) try {
  return run(read_options(count, arguments));
} catch (const std::exception& error) {
  std::fprintf(stderr, "peer_dalian_plan: %s\n", error.what());
  return 1;
}
