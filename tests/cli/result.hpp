#pragma once

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"

namespace leontide::cli {

using Json = nlohmann::json;

/// Runs a scenario into `out` and returns what result.json holds.
inline Json result_of(const Scratch& scratch, std::vector<std::string> arguments, int code = 0) {
  arguments.insert(arguments.begin(), {"run", "--no-report"});
  arguments.insert(arguments.end(), {"--into", "out"});
  const Ended ended = scratch.leontide(arguments);
  INFO(ended.err);
  REQUIRE(ended.code == code);
  return Json::parse(scratch.read("out/result.json"));
}

inline const Json& named(const Json& list, const std::string& key, const std::string& name) {
  for (const Json& item : list) {
    if (item.at(key) == name) return item;
  }
  FAIL("nothing is called " << name);
  return list;
}

/// One year of an indicator of a reading: mean, sd, p10, p50, p90, deterministic.
inline const Json& year_of(const Json& result, std::size_t reading, const std::string& indicator, int year) {
  for (const Json& item :
       named(result.at("readings").at(reading).at("indicators"), "name", indicator).at("years")) {
    if (item.at("year") == year) return item;
  }
  FAIL(indicator << " has no year " << year);
  return result;
}

inline const Json& chance_of(const Json& result, std::size_t reading, const std::string& target) {
  return named(result.at("readings").at(reading).at("targets"), "id", target).at("chance");
}

}  // namespace leontide::cli
