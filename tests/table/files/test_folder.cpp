// Table folders: what is written reads back, and each malformed kind is reported at its place.
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "support/folder.hpp"
#include "support/published.hpp"
#include "support/shared.hpp"
#include "table/checks/check.hpp"
#include "table/files/plain_matrix.hpp"
#include "table/files/read.hpp"
#include "table/files/write.hpp"

namespace leontide::table {

namespace {

namespace fs = std::filesystem;

/// A folder of its own for one test, removed at the end.
class Scratch {
 public:
  Scratch() {
    AtomicDirectory folder(path());
    write(three_sectors(), R"({"title": "Three sectors", "unit": "1e8 CNY", "year": 2024})", folder);
    folder.commit();
  }
  fs::path path() const { return folder_ / "table"; }

  void put(const std::string& file, const std::string& text) const { write_file(path() / file, text); }

  /// The codes of what reading finds wrong, and the text of all messages.
  std::pair<std::vector<std::string>, std::string> faults() const {
    Diagnostics diagnostics;
    const auto accounts = read(path(), "table", diagnostics);
    std::vector<std::string> codes;
    for (const Diagnostic& one : diagnostics.list())
      codes.push_back(one.code);
    CHECK(accounts.has_value() != diagnostics.has_errors());
    return {codes, diagnostics.text()};
  }

 private:
  test::Folder folder_;
};

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("A table that is written reads back as the same") {
  const Scratch scratch;
  Diagnostics diagnostics;
  auto back = read(scratch.path(), "table", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(back);
  CHECK(back->inputs.size() == 7);
  CHECK(back->inputs[0].path == "table/sectors.csv");
  CHECK(back->inputs[0].sha256.size() == 64);
  back->inputs.clear();
  CHECK(*back == three_sectors());
}

TEST_CASE("Rows and columns are matched by code, not by position") {
  const Scratch scratch;
  scratch.put("output.csv", "code,output\nc,150\na,100\nb,200\n");
  scratch.put("flows.csv", "code,c,b,a\nb,10,30,5\na,5,20,10\nc,30,20,10\n");
  Diagnostics diagnostics;
  auto back = read(scratch.path(), "table", diagnostics);
  REQUIRE(back);
  back->inputs.clear();
  CHECK(*back == three_sectors());
}

TEST_CASE("A malformed table is one clear message a fault, with its place") {
  const Scratch scratch;
  const auto expect = [&](const Codes& codes, const std::string& words) {
    const auto [found, text] = scratch.faults();
    INFO(text);
    CHECK(found == codes);
    CHECK_THAT(text, Catch::Contains(words));
  };
  SECTION("a missing file") {
    fs::remove(scratch.path() / "flows.csv");
    expect({"missing-file"}, "table/flows.csv");
  }
  SECTION("a missing folder") {
    fs::remove_all(scratch.path());
    expect({"missing-folder"}, "table: error");
  }
  SECTION("labels that differ") {
    scratch.put("output.csv", "code,output\na,100\nb,200\nC,150\n");
    expect({"unknown-code", "missing-code"},
           "table/output.csv:4:1: error: the row \"C\" is not in sectors.csv");
  }
  SECTION("a duplicate row") {
    scratch.put("output.csv", "code,output\na,100\nb,200\nb,200\nc,150\n");
    expect({"duplicate-code"}, "table/output.csv:4:1: error: the row \"b\" stands twice");
  }
  SECTION("a duplicate sector") {
    scratch.put("sectors.csv", "code,name_en,name_zh,cluster\na,,,\nb,,,\na,,,\n");
    expect({"duplicate-code"}, "table/sectors.csv:4:1: error: the sector code \"a\" stands twice");
  }
  SECTION("a duplicate column") {
    scratch.put("flows.csv", "code,a,b,b\na,10,20,5\nb,5,30,10\nc,10,20,30\n");
    expect({"duplicate-column"}, "table/flows.csv:1:10: error: the column \"b\" stands twice");
  }
  SECTION("a cell that is not a number") {
    scratch.put("output.csv", "code,output\na,100\nb,NaN\nc,\n");
    expect({"not-a-number", "not-a-number"}, "table/output.csv:3:3: error: \"NaN\" is not a finite number");
  }
  SECTION("a row that is too short") {
    scratch.put("output.csv", "code,output\na\nb,200\nc,150\n");
    expect({"row-length"}, "table/output.csv:2:1");
  }
  SECTION("a wrong header") {
    scratch.put("output.csv", "sector,output\na,100\nb,200\nc,150\n");
    expect({"header"}, "the first column is \"sector\"");
  }
  SECTION("no output column") {
    scratch.put("output.csv", "code,total\na,100\nb,200\nc,150\n");
    expect({"missing-column"}, "there is no column \"output\"");
  }
  SECTION("no sectors") {
    scratch.put("sectors.csv", "code,name_en,name_zh,cluster\n");
    expect({"no-sectors"}, "this table has no sectors");
  }
  SECTION("broken JSON") {
    scratch.put("meta.json", "{\"title\": \n\"x\",}");
    expect({"json-syntax"}, "table/meta.json:2:");
  }
  SECTION("an unknown origin") {
    scratch.put("meta.json", R"({"origins": "both"})");
    expect({"origins"}, "expected \"all\" or \"local\"");
  }
  SECTION("a number that no double holds") {
    scratch.put("meta.json", R"({"title": "t", "unit": "CNY", "year": 1e400})");
    expect({"json-syntax"}, "table/meta.json: error: a number in this file is too large");
  }
  SECTION("bytes that are not text") {
    scratch.put("output.csv", "code,output\na,\xff\n");
    expect({"encoding"}, "not UTF-8");
  }
  SECTION("no meta.json is a warning") {
    fs::remove(scratch.path() / "meta.json");
    expect({"missing-file"}, "table/meta.json: warning");
  }
}

TEST_CASE("Every shared single-table folder reads and passes its check") {
  if (!have_shared("data/io")) return;
  // Tolerances follow the tables' own printing: the OECD's has one decimal of a million.
  const std::vector<std::pair<std::string, double>> folders = {
      {"liaoning_2017_42", 1e-6}, {"liaoning_2012_42", 1e-6}, {"guangdong_2017_42", 1e-6},
      {"hunan_2017_42", 1e-6},    {"china_2017_42", 1e-6},    {"china_2018_42", 1e-6},
      {"china_2020_42", 1e-6},    {"china_2020_153", 1e-6},   {"oecd_chn_2018_45", 2e-5}};
  for (const auto& [name, tolerance] : folders) {
    INFO(name);
    Diagnostics diagnostics;
    const auto accounts = read(shared_folder() / "data/io" / name, name, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(accounts);
    const CheckReport found = check(*accounts, {tolerance});
    report(found, name, diagnostics);
    INFO(diagnostics.text());
    CHECK(found.passed());
    CHECK(found.spectral_radius < 1);
  }
}

TEST_CASE("The spectral radii of the Liaoning table are those recorded beside it") {
  if (!have_shared("data/io/liaoning_2017_42")) return;
  Diagnostics diagnostics;
  const auto accounts = read(shared_folder() / "data/io/liaoning_2017_42", "liaoning", diagnostics);
  REQUIRE(accounts);
  const CheckReport found = check(*accounts);
  CHECK(found.spectral_radius == Approx(0.6275252117227833).epsilon(1e-8));
  // Purchase shares are printed with six decimals.
  CHECK(found.local_spectral_radius == Approx(0.3622748411568705).epsilon(1e-5));
}

TEST_CASE(
    "A file that is just what is expected is read without its text, any other by the reader that can speak") {
  const std::vector<std::string> codes{"a", "b"};
  const auto plain = plain_matrix(
      "code,a,b\n"
      "a,1,2.5\r\n"
      "b,-3e2,0\n",
      codes, codes);
  REQUIRE(plain);
  CHECK(plain->values == std::vector<double>{1, 2.5, -300, 0});
  CHECK(plain_matrix("code,a,b\na,1,2\nb,3,4", codes, codes));
  for (const char* other :
       {"code,b,a\na,1,2\nb,3,4\n", "code,a,b\nb,1,2\na,3,4\n", "code,a,b\na,1,2\n", "code,a,b\na,1,2\nb,3\n",
        "code,a,b\na,1,2\nb,3,4,5\n", "code,a,b\na,1,2\nb,3,4,\n", "code,a,b\na,1,\nb,3,4\n",
        "code,a,b\na,1,\"2\"\nb,3,4\n", "code,a,b\na,1,x\nb,3,4\n", "code,a,b\na,1,nan\nb,3,4\n",
        "code;a;b\na;1;2\nb;3;4\n", "code,a,b,c\na,1,2,3\nb,3,4,5\n", "code,a,b\na,1,2\nb,3,4\nc,5,6\n",
        ""}) {
    INFO(other);
    CHECK_FALSE(plain_matrix(other, codes, codes));
  }
}

}  // namespace leontide::table
