// What a model takes from a table folder is held against the folder, whichever command reads it.
#include <catch2/catch.hpp>
#include <filesystem>
#include <functional>

#include "cli/result.hpp"

namespace leontide::cli {

namespace {

namespace fs = std::filesystem;

/// Dalian's model and plan in a folder of their own, to be spoilt.
void copy_dalian(const Scratch& scratch) {
  for (const char* folder : {"models/dalian", "models/city", "scenarios/dalian-2027", "scenarios/hindcast"}) {
    fs::create_directories(scratch.path(folder));
    fs::copy(source_folder() / folder, scratch.path(folder), fs::copy_options::recursive);
  }
}

const std::string plan = "scenarios/dalian-2027/plan.yaml";
/// Places are told as they open from the working folder.
const std::string plan_model = "models/dalian/model.yaml";
const std::string plan_table = "models/dalian/table";

/// `check` and `run` refuse the plan, both with each of these words, and nothing is written.
void both_refuse(const Scratch& scratch, const std::vector<std::string>& words) {
  for (const std::string command : {"check", "run"}) {
    const auto before = scratch.listing();
    const Ended ended = scratch.leontide({command, plan});
    INFO(command << "\n" << ended.err);
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK(scratch.listing() == before);
    CHECK_FALSE(has(ended.err, "../"));
    for (const std::string& word : words) {
      INFO(word);
      CHECK(has(ended.err, word));
    }
  }
}

}  // namespace

TEST_CASE("an export raised by 300 in a model's table is refused by check and run") {
  const Scratch scratch;
  copy_dalian(scratch);
  const std::string file = "models/dalian/table/final_demand.csv";
  // Exports of sector 01: 31.6 become 331.6.
  scratch.edit(file, ",31.624228689864733,", ",331.624228689864733,");
  both_refuse(scratch, {plan_model + ":12:18: error: the table \"" + plan_table + "\" fails its check",
                        "of the row of \"01\"", plan_table + "/final_demand.csv: error: "});
}

TEST_CASE("another unit in a table's meta.json is refused by check and run") {
  const Scratch scratch;
  copy_dalian(scratch);
  SECTION("of the same currency") {
    scratch.edit("models/dalian/table/meta.json", R"("unit": "1e8 CNY")", R"("unit": "1e4 CNY")");
    both_refuse(scratch, {plan_model + ":12:31: error: the model takes the table \"" + plan_table +
                          "\" to be in 1e8 CNY, but its meta.json says 1e4 CNY"});
  }
  SECTION("of another, which the model does not state") {
    scratch.edit("models/dalian/table/meta.json", R"("unit": "1e8 CNY")", R"("unit": "1e8 USD")");
    scratch.edit("models/dalian/model.yaml", "{folder: table, unit: 1e8 CNY}", "{folder: table}");
    both_refuse(scratch,
                {plan_model + ":12:18: error: the unit of the table \"" + plan_table + "\", \"1e8 USD\""});
  }
  SECTION("of another, which the model declares too") {
    scratch.edit("models/dalian/table/meta.json", R"("unit": "1e8 CNY")", R"("unit": "1e8 USD")");
    scratch.edit("models/dalian/model.yaml", "{folder: table, unit: 1e8 CNY}", "{folder: table}");
    scratch.edit("models/dalian/model.yaml", "units: {CNY: currency,",
                 "units: {CNY: currency, USD: currency,");
    both_refuse(scratch, {plan_model + ":", "error: ", "CNY", "USD", "[unit]"});
  }
}

TEST_CASE(
    "coefficients stored beside a model's table are not read, and told where they differ from its flows") {
  const Scratch scratch;
  copy_dalian(scratch);
  const Ended clean = scratch.leontide({"run", plan, "--trials", "64", "--into", "clean"});
  REQUIRE(clean.code == 0);
  // Every cell of row 01 is wrong.
  const std::string header = scratch.read("models/dalian/table/flows.csv");
  std::string stored = header.substr(0, header.find('\n') + 1);
  const auto sectors = count(stored, ",");
  for (std::size_t i = 1; i <= sectors; ++i) {
    stored += (i < 10 ? "0" : "") + std::to_string(i);
    for (std::size_t j = 0; j < sectors; ++j)
      stored += ",0.5";
    stored += "\n";
  }
  scratch.write("models/dalian/table/coefficients_regional.csv", stored);
  const Ended ended = scratch.leontide({"run", plan, "--trials", "64", "--into", "spoilt"});
  INFO(ended.err);
  CHECK(ended.code == 0);
  CHECK(has(ended.err, plan_table + "/coefficients_regional.csv: warning: the coefficient of "));
  CHECK(scratch.read("clean/targets.csv") == scratch.read("spoilt/targets.csv"));
  const Ended checked = scratch.leontide({"check", plan});
  CHECK(checked.code == 0);
  CHECK(has(checked.out + checked.err, plan_table + "/coefficients_regional.csv: warning: "));
}

TEST_CASE("a table in another unit, of which the model says nothing, stands out beside the base year") {
  const Scratch scratch;
  copy_dalian(scratch);
  scratch.edit("models/dalian/table/meta.json", R"("unit": "1e8 CNY")", R"("unit": "1e4 CNY")");
  scratch.edit("models/dalian/model.yaml", "{folder: table, unit: 1e8 CNY}", "{folder: table}");
  const Ended ended = scratch.leontide({"check", plan});
  INFO(ended.out << ended.err);
  CHECK(ended.code == 0);
  CHECK(has(ended.out,
            "warning: GDP of 2025 is 10002.1 1e8 CNY in the model and 1.00021 in the table \"city\""));
  CHECK(scratch.leontide({"check", "--strict", plan}).code == 2);
}

TEST_CASE("a scenario may set another table folder of the same sectors") {
  const Scratch scratch;
  copy_dalian(scratch);
  const std::string set = "--set=tables.city.folder=" + scratch.path("models/dalian/table_2020").string();
  const Ended ended = scratch.leontide({"check", plan});
  CHECK(ended.code == 0);
  const Ended other = scratch.leontide({"run", plan, "--trials", "64", set});
  INFO(other.err);
  CHECK(other.code == 2);
  CHECK(has(other.err, "is at the prices of 2020, and the base year of the model is 2025"));
}

}  // namespace leontide::cli
