// leontide bench: what it writes and what it refuses; no time is judged.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

TEST_CASE("bench measures what is asked for beside the machine's limits and writes three reports") {
  const Scratch scratch;
  const Ended ended = scratch.leontide(
      {"bench", "--quick", "--only", "solve/*-12", "--out", "b.json", "--out", "b.html", "--out", "b.md"});
  REQUIRE(ended.code == 0);
  CHECK(ended.out.empty());
  const Json json = Json::parse(scratch.read("b.json"));
  CHECK(json.at("leontide") == "bench/1");
  CHECK(json.at("mode") == "quick");
  const Json& values = json.at("values");
  for (const char* id : {"limit/fma", "limit/dgemm", "limit/memory", "limit/philox", "solve/fixed-12"}) {
    INFO(id);
    REQUIRE(values.contains(id));
    CHECK(values.at(id).get<double>() > 0);
  }
  CHECK_FALSE(values.contains("solve/fixed-42"));
  const std::string page = scratch.read("b.html");
  CHECK(page.starts_with("<!doctype html>"));
  CHECK(has(page, "<svg"));
  CHECK_FALSE(has(page, "http"));  // nothing is fetched
  CHECK(has(scratch.read("b.md"), "| solve/fixed-12 |"));

  const Ended again = scratch.leontide(
      {"bench", "--quick", "--only", "map/exponential", "--against", "b.json", "--format", "markdown"});
  REQUIRE(again.code == 0);
  CHECK(has(again.out, "## Against b.json"));
  CHECK(has(again.out, "| limit/fma |"));
}

TEST_CASE("bench takes the kernels that are named") {
  const Scratch scratch;
  const Ended ended =
      scratch.leontide({"bench", "--quick", "--only", "map/exponential", "--kernels", "avx2"});
  REQUIRE(ended.code == 0);
  CHECK(has(ended.out, "AVX2 kernels"));
}

TEST_CASE("bench runs a model and tells trials a second and memory") {
  const Scratch scratch("two");
  const Ended ended =
      scratch.leontide({"bench", "--quick", "--only", "run/*", "--model", "model.yaml", "--out", "b.json"});
  REQUIRE(ended.code == 0);
  const Json runs = Json::parse(scratch.read("b.json")).at("runs");
  REQUIRE(runs.size() >= 2);
  CHECK(runs[0].at("trials") == 1000);
  CHECK(runs[0].at("threads") == 1);
  CHECK(runs[0].at("wall_seconds").get<double>() > 0);
  CHECK(runs[0].at("memory_bytes").get<double>() > 0);
}

TEST_CASE("bench refuses a pattern that fits nothing and an earlier report that is none") {
  const Scratch scratch;
  scratch.write("other.json", "{\"leontide\": \"result/1\"}");
  scratch.write("broken.json", "{");
  scratch.write("list.json", "[1]");
  const auto before = scratch.listing();
  refused(scratch, {"--only: error: no case fits \"solv/*\""},
          {"bench", "--quick", "--only", "solv/*", "--out", "b.json"});
  for (const char* file : {"other.json", "broken.json", "list.json"}) {
    refused(scratch, {std::string(file) + ": error: this is no report of `leontide bench`"},
            {"bench", "--quick", "--against", file, "--out", "b.json"});
  }
  const Ended unknown = scratch.leontide({"bench", "--quick", "--kernels", "sse", "--out", "b.json"});
  CHECK(unknown.code == 2);
  CHECK(has(unknown.err, "Value \"sse\" for --kernels is not one of avx2, avx512"));
  refused(scratch, {"gone.json: error: the earlier report cannot be opened"},
          {"bench", "--quick", "--against", "gone.json"});
  refused(scratch, {"gone.yaml"},
          {"bench", "--quick", "--only", "run/*", "--model", "gone.yaml", "--out", "b.json"});
  CHECK(scratch.listing() == before);
}

}  // namespace leontide::cli
