// `leontide table …` as a user meets it: exit codes, one clear message a fault, nothing half-written.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "support/folder.hpp"
#include "support/shared.hpp"

namespace {

namespace fs = std::filesystem;

struct Outcome {
  int code = -1;
  std::string text;  ///< stdout and stderr together
};

Outcome leontide_table(const std::string& arguments) {
  const std::string command = fmt::format("\"{}\" table {} 2>&1", LEONTIDE_BINARY, arguments);
  Outcome out;
  std::FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  std::size_t got = 0;
  while ((got = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0)
    out.text.append(buffer.data(), got);
  const int status = pclose(pipe);
  out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

std::string dalian(const char* name) {
  return (fs::path(LEONTIDE_SOURCE_DIR) / "models" / "dalian" / name).string();
}

}  // namespace

TEST_CASE("`table check` passes a good table and says what it looked at") {
  const Outcome found = leontide_table("check " + dalian("table"));
  INFO(found.text);
  CHECK(found.code == 0);
  CHECK_THAT(found.text, Catch::StartsWith("pass:") && Catch::Contains("spectral radius"));
  const Outcome chinese = leontide_table("check " + dalian("table") + " --lang zh");
  CHECK(chinese.code == 0);
  CHECK_THAT(chinese.text, Catch::Contains("通过：") && Catch::Contains("谱半径"));
  const Outcome json = leontide_table("check " + dalian("table") + " --format json");
  CHECK(json.code == 0);
  CHECK_THAT(json.text, Catch::Contains("\"verdict\": \"pass\""));
}

TEST_CASE("`table check` of a table that does not balance names row and numbers and exits with 2") {
  const leontide::test::Folder scratch;
  fs::copy(dalian("table"), scratch / "table");
  std::ifstream stream(scratch / "table/output.csv");
  std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  text.replace(text.find("\n01,") + 4, 4, "9999");
  leontide::write_file(scratch / "table/output.csv", text);
  const Outcome found = leontide_table("check " + (scratch / "table").string());
  INFO(found.text);
  CHECK(found.code == 2);
  const Outcome chinese = leontide_table("check " + (scratch / "table").string() + " --lang zh");
  CHECK(chinese.code == 2);
  CHECK_THAT(chinese.text, Catch::Contains("不可用：") && Catch::Contains("行不平衡 [unbalanced-row]"));
  CHECK_THAT(found.text, Catch::Contains("the row of 01") && Catch::Contains("output is 9999") &&
                             Catch::Contains("look at output.csv"));
}

TEST_CASE("`table check` of what is no table exits with 2") {
  const leontide::test::Folder scratch;
  CHECK(leontide_table("check " + (scratch / "nothing").string()).code == 2);
  CHECK(leontide_table("check " + scratch.path().string()).code == 2);
}

TEST_CASE("`table build` with a fault writes nothing and never replaces what is no table") {
  const leontide::test::Folder scratch;
  fs::create_directories(scratch / "precious");
  leontide::write_file(scratch / "precious/letter.txt", "keep me");
  leontide::write_file(scratch / "city.yaml", "leontide: recipe/1\nname: city\nsteps: []\nstesp: []\n");
  const Outcome wrong = leontide_table("build " + (scratch / "city.yaml").string());
  INFO(wrong.text);
  CHECK(wrong.code == 2);
  CHECK_THAT(wrong.text, Catch::Contains("city.yaml:4:1") && Catch::Contains("stesp"));
  CHECK_FALSE(fs::exists(scratch / "city"));

  const Outcome missing =
      leontide_table("build " + dalian("table.yaml") + " --sources " + (scratch / "none").string() +
                     " --into " + (scratch / "out").string());
  CHECK(missing.code == 2);
  CHECK_FALSE(fs::exists(scratch / "out"));
}

TEST_CASE("`table build` replaces its own table and nothing else") {
  if (!leontide::table::have_shared("data/io")) return;
  const leontide::test::Folder scratch;
  fs::create_directories(scratch / "precious");
  leontide::write_file(scratch / "precious/letter.txt", "keep me");
  const std::string build = "build " + dalian("table.yaml") + " --sources " +
                            (leontide::table::shared_folder() / "data").string() + " --into ";
  const Outcome refused = leontide_table(build + (scratch / "precious").string());
  CHECK(refused.code == 2);
  CHECK_THAT(refused.text, Catch::Contains("not a table"));
  CHECK(fs::exists(scratch / "precious/letter.txt"));
  const Outcome done = leontide_table(build + (scratch / "table").string());
  INFO(done.text);
  CHECK(done.code == 0);
  CHECK(leontide_table("check " + (scratch / "table").string() + " --tolerance 1e-12").code == 0);
  CHECK(leontide_table("check " + (scratch / "table_clusters").string() + " --tolerance 1e-12").code == 0);
  CHECK(leontide_table(build + (scratch / "table").string()).code == 0);  // its own table it may replace
}

TEST_CASE("`table compare` tells errors, and refuses tables of other sectors") {
  const leontide::test::Folder scratch;
  const Outcome same = leontide_table("compare " + dalian("table") + " " + dalian("table") + " --regional");
  INFO(same.text);
  CHECK(same.code == 0);
  CHECK_THAT(same.text, Catch::Contains("STPE (%)") && Catch::Contains("made in the region"));
  const Outcome json =
      leontide_table("compare " + dalian("table_2020") + " " + dalian("table") + " --format json");
  CHECK(json.code == 0);
  CHECK_THAT(json.text, Catch::Contains("\"wape_percent\"") && Catch::Contains("\"sd_rows\""));
  const Outcome csv = leontide_table("compare " + dalian("table_2020") + " " + dalian("table") +
                                     " --format csv --sheet multipliers --lang zh --top 2");
  CHECK(csv.code == 0);
  CHECK_THAT(csv.text, Catch::StartsWith("代码,部门,估计,参照,误差 (%),摘要\n"));
  CHECK(std::count(csv.text.begin(), csv.text.end(), '\n') == 3);
  const Outcome other = leontide_table("compare " + dalian("table") + " " + dalian("table_clusters"));
  CHECK(other.code == 2);
  CHECK_THAT(other.text, Catch::Contains("different sectors") && Catch::Contains("concordance"));
  leontide::write_file(scratch / "all.csv", "code_from,code_to\nagriculture,a\n");
  const Outcome partly = leontide_table("compare " + dalian("table_clusters") + " " + dalian("table") +
                                        " --sectors " + (scratch / "all.csv").string());
  CHECK(partly.code == 2);
  CHECK_THAT(partly.text, Catch::Contains("does not say where"));
  CHECK(leontide_table("compare " + dalian("none") + " " + dalian("table")).code == 2);
}

TEST_CASE("An answer about a table says what was set and what it was read from") {
  const leontide::test::Folder scratch;
  leontide::write_file(
      scratch / "jobs.csv", "code,jobs\n" + [] {
        std::string rows;
        for (int code = 1; code <= 42; ++code)
          rows += fmt::format("{:02},{}\n", code, code);
        return rows;
      }());
  const std::string asked = "multipliers " + dalian("table") + " --inputs total --satellite " +
                            (scratch / "jobs.csv").string() + " --sheet jobs";
  const std::string text = leontide_table(asked).text;
  CHECK_THAT(text, Catch::Contains("What this rests on\n\n  inputs: total\n  satellite: "));
  CHECK_THAT(text, Catch::Contains("\n  9 input files, digest "));
  const std::string json = leontide_table(asked + " --format json").text;
  CHECK_THAT(json, Catch::Contains("\"answer\": \"table multipliers\"") &&
                       Catch::Contains("\"inputs\": \"total\"") && Catch::Contains("jobs.csv\", \"sha256\""));
  CHECK_THAT(leontide_table(asked + " --format csv").text, Catch::Contains(",inputs,satellite,digest\n"));
  CHECK_THAT(leontide_table(asked + " --lang zh").text, Catch::Contains("依据\n\n  inputs: total\n"));
  // Other files, other inputs or other settings: another digest. What only shapes the page changes none.
  const auto digest = [&](const std::string& more) {
    const std::string page = leontide_table("linkages " + dalian("table") + more).text;
    return page.substr(page.rfind("digest "));
  };
  CHECK(digest("") == digest(" --top 3 --width 120"));
  CHECK(digest("") != digest(" --inputs total"));
  // A matrix is read as one: nothing stands beside it.
  const std::string matrix = leontide_table("coefficients " + dalian("table") + " --format csv").text;
  CHECK_FALSE(Catch::Contains("digest").match(matrix));
}
