// check, explain, graph and table check, and the command itself.
#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/result.hpp"

namespace leontide::cli {

TEST_CASE("check passes sound files and writes nothing") {
  const Scratch scratch("two");
  const auto before = scratch.listing();
  const Ended ended = scratch.leontide({"check", "scenario.yaml", "model.yaml"});
  CHECK(ended.code == 0);
  CHECK(ended.out == "scenario.yaml: sound\nmodel.yaml: sound\n");
  CHECK(ended.err.empty());
  const Ended json = scratch.leontide({"check", "scenario.yaml", "--format", "json"});
  CHECK(json.code == 0);
  const Json said = Json::parse(json.out);
  CHECK(said.at("faults").empty());
  CHECK(said.at("files").at(0).at("verdict") == "sound");
  CHECK(said.at("inputs").size() >= 2);
  CHECK(scratch.listing() == before);
}

TEST_CASE("check tells the faults of every file and the name of the sound ones") {
  const Scratch scratch("two");
  scratch.write("bad.yaml", "leontide: scenario/1\nname: bad\nmodle: model.yaml\n");
  scratch.write("worse.yaml", "leontide: scenario/1\nname: [\n");
  const std::vector<std::string> files{"check", "scenario.yaml", "bad.yaml", "worse.yaml"};
  const std::string said = refused(scratch, {"bad.yaml:3:1: error: ", "worse.yaml:3:1: error: "}, files);
  CHECK(has(said, "scenario.yaml: sound\n"));
  auto with_json = files;
  with_json.insert(with_json.end(), {"--format", "json"});
  const Ended json = scratch.leontide(with_json);
  CHECK(json.code == 2);
  CHECK(json.err.empty());
  const Json faults = Json::parse(json.out).at("faults");
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].at("severity") == "error");
  CHECK(faults[0].at("code") == "unknown-key");
  CHECK(faults[0].at("place") == Json{{"file", "bad.yaml"}, {"line", 3}, {"column", 1}});
  CHECK(faults[0].at("hint") == "did you mean \"model\"?");
}

TEST_CASE("check finds what run would refuse") {
  const Scratch scratch("two");
  scratch.write("coefficients.csv", "code,a,b\na,0.9,0.5\nb,0.5,0.9\n");
  refused(scratch, {R"(model.yaml:13:3: error: "A" (coefficients.csv) is unproductive)"},
          {"check", "model.yaml"});
}

TEST_CASE("explain follows a quantity down to its data") {
  const Scratch scratch("two");
  const Ended ended = scratch.leontide({"explain", "scenario.yaml", "output_reached"});
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  CHECK(has(ended.out, "GDP of 2050 (target output_reached)"));
  for (const char* name :
       {"\n  GDP (indicator gdp)", "value_added (variable)", "A (data): 4 numbers, sum 0.650",
        "from coefficients.csv", "source: the book", "swing (driver): normal", "A push (lever push): off"}) {
    INFO(name);
    CHECK(has(ended.out, name));
  }
}

TEST_CASE("explain of a target that cannot be assessed ends at the missing figure") {
  const Scratch scratch("two");
  const Ended ended = scratch.leontide({"explain", "scenario.yaml", "law_firms"});
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "status not assessable"));
  CHECK(has(ended.out,
            "missing figure (missing): number of law firms at the end of 2024  — asked of the justice"));
}

TEST_CASE("explain of an unknown name offers the nearest") {
  const Scratch scratch("two");
  CHECK(has(refused(scratch, {}, {"explain", "scenario.yaml", "gpd"}), "did you mean \"gdp\"?"));
}

TEST_CASE("graph draws variables and clusters as dot and as JSON") {
  const Scratch scratch("two");
  const auto before = scratch.listing();
  const Ended dot = scratch.leontide({"graph", "model.yaml"});
  CHECK(dot.code == 0);
  CHECK(dot.out.rfind("digraph \"two\" {", 0) == 0);
  CHECK(has(dot.out, "label=\"value_added"));
  const Ended clusters = scratch.leontide({"graph", "scenario.yaml", "--of", "clusters"});
  CHECK(clusters.code == 0);
  CHECK(has(clusters.out, "label=\"secondary\\n"));
  CHECK(has(clusters.out, "arrows: money, from buyer to seller"));
  const Ended json = scratch.leontide({"graph", "model.yaml", "--of", "clusters", "--format", "json"});
  CHECK(json.code == 0);
  const Json graph = Json::parse(json.out);
  CHECK(graph.at("nodes").size() == 2);
  double total = 0;  // each cluster is one sector, so the arrows are the coefficients
  for (const Json& edge : graph.at("edges"))
    total += edge.at("weight").get<double>();
  CHECK(total == Approx(0.15 + 0.25 + 0.2 + 0.05));
  const Json variables = Json::parse(scratch.leontide({"graph", "model.yaml", "--format", "json"}).out);
  CHECK(named(variables.at("nodes"), "name", "swing").at("kind") == "driver");
  CHECK(scratch.listing() == before);
}

TEST_CASE("graph of clusters where a model has none says so") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "  broad: {of: sector, by: broad}\n", "");
  const Ended ended = scratch.leontide({"graph", "model.yaml", "--of", "clusters"});
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK(has(ended.err, "no clusters"));
}

TEST_CASE("graph of a model that is wrong refuses it") {
  const Scratch scratch("two");
  scratch.edit("model.yaml", "sum(value_added)", "sum(value_aded)");
  refused(scratch, {"model.yaml:40:12: error: "}, {"graph", "model.yaml"});
  refused(scratch, {"model.yaml:40:12: error: "}, {"explain", "scenario.yaml", "gdp"});
}

TEST_CASE("table check passes the tables of Dalian and refuses one that does not balance") {
  const Scratch scratch;
  const std::filesystem::path table = source_folder() / "models/dalian/table_clusters";
  for (const char* name : {"table", "table_clusters"}) {
    const Ended sound = scratch.leontide({"table", "check", (table.parent_path() / name).string()});
    INFO(sound.err);
    CHECK(sound.code == 0);
    CHECK(sound.err.empty());
    CHECK(sound.out.rfind("pass: ", 0) == 0);
  }
  std::filesystem::copy(table, scratch.path("table"));
  const std::string output = scratch.read("table/output.csv");
  const std::size_t row = output.find('\n') + 1;
  scratch.write("table/output.csv",
                output.substr(0, output.find(',', row) + 1) + "1" + output.substr(output.find(',', row) + 1));
  const auto before = scratch.listing();
  const Ended ended = scratch.leontide({"table", "check", "table"});
  INFO(ended.err);
  CHECK(ended.code == 2);
  CHECK(ended.out.rfind("fail: ", 0) == 0);
  CHECK(count(ended.err, "error: ") == 2);  // its row and its column
  CHECK(scratch.listing() == before);
  CHECK(scratch.leontide({"table", "check", "absent"}).code == 2);
}

TEST_CASE("the command tells its version and its subcommands") {
  const Scratch scratch;
  const Ended version = scratch.leontide({"--version"});
  CHECK(version.code == 0);
  CHECK(std::count(version.out.begin(), version.out.end(), '.') == 2);
  CHECK(version.err.empty());
  const Ended help = scratch.leontide({"--help"});
  CHECK(help.code == 0);
  for (const char* word : {"run", "check", "explain", "graph", "table"})
    CHECK(has(help.out, word));
  CHECK(scratch.leontide({"run", "--help"}).code == 0);
  CHECK(scratch.listing().empty());
}

}  // namespace leontide::cli
