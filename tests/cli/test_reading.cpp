// What a command reads: no further than --root, no more than memory holds, and every fault of it shown
// safely.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

#include "base/gzip.hpp"
#include "base/workbook.hpp"
#include "cli/memory.hpp"
#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace fs = std::filesystem;

namespace {

/// A folder `inside` with a plan that is sound, and files beside it.
class Rooted : public Scratch {
 public:
  Rooted() {
    fs::copy(source_folder() / "tests/cli/fixture/two", path("inside"));
    write_small_table(*this, "table", 2020);
    fs::copy(path("inside/demand.csv"), path("demand.csv"));
    fs::copy(path("inside/model.yaml"), path("model.yaml"));
  }

  void refuses(const std::string& place, const std::string& what,
               const std::vector<std::string>& arguments = {"check", "inside/scenario.yaml"}) const {
    auto all = arguments;
    all.insert(all.end(), {"--root", "inside"});
    const Ended ended = leontide(all);
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(has("\n" + ended.err, "\n" + place));
    CHECK(has(ended.err, what));
    CHECK(has(ended.err, "[outside-root]"));
    CHECK(has(ended.err, path("inside").string()));
  }
};

}  // namespace

TEST_CASE("with --root no file outside is read, by whatever way it is named") {
  const Rooted scratch;
  CHECK(scratch.leontide({"check", "inside/scenario.yaml", "--root", "inside"}).code == 0);
  CHECK(scratch.leontide({"check", "inside/scenario.yaml", "--root", "."}).code == 0);
  SECTION("the scenario itself") {
    scratch.refuses("model.yaml: error: ", "lies outside", {"check", "model.yaml"});
  }
  SECTION("by ..") {
    scratch.edit("inside/scenario.yaml", "model: model.yaml", "model: ../model.yaml");
    scratch.refuses("inside/scenario.yaml:", "\"model.yaml\": this lies outside");
  }
  SECTION("by an absolute path") {
    scratch.edit("inside/scenario.yaml", "model: model.yaml", "model: /etc/passwd");
    scratch.refuses("inside/scenario.yaml:", "this lies outside");
  }
  SECTION("by a link to a file") {
    fs::remove(scratch.path("inside/demand.csv"));
    fs::create_symlink("../demand.csv", scratch.path("inside/demand.csv"));
    scratch.refuses("inside/model.yaml:", "\"inside/demand.csv\": this lies outside");
  }
  SECTION("by a link to a folder") {
    fs::create_symlink("..", scratch.path("inside/up"));
    scratch.edit("inside/scenario.yaml", "model: model.yaml", "model: up/model.yaml");
    scratch.refuses("inside/scenario.yaml:", "\"inside/up/model.yaml\": this lies outside");
  }
  SECTION("a table's folder, and a file in one") {
    scratch.edit("inside/model.yaml", "data:", "tables: {town: {folder: ../table}}\ndata:");
    scratch.refuses("inside/model.yaml:", "\"table\": this lies outside");
    fs::rename(scratch.path("table"), scratch.path("inside/table"));
    fs::rename(scratch.path("inside/table/flows.csv"), scratch.path("flows.csv"));
    fs::create_symlink("../../flows.csv", scratch.path("inside/table/flows.csv"));
    scratch.edit("inside/model.yaml", "../table", "table");
    scratch.refuses("inside/table/flows.csv: error: ", "lies outside");
  }
  SECTION("with --set, and by every command") {
    scratch.edit("inside/scenario.yaml", "model: model.yaml", "model: ../model.yaml");
    const std::string plan = "inside/scenario.yaml";
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"run", plan},
                                               {"explain", plan, "gdp"},
                                               {"graph", plan},
                                               {"compare", plan, plan},
                                               {"sensitivity", plan},
                                               {"rare", plan, "--target", "joint"},
                                               {"discover", plan}})
      scratch.refuses("inside/scenario.yaml:", "\"model.yaml\": this lies outside", arguments);
  }
  SECTION("a recipe's sources") {
    scratch.write("inside/r.yaml",
                  "leontide: recipe/1\nname: r\ntitle: r\nregion: r\nyear: 2020\nsources: ..\nsteps:\n  - "
                  "import: {table: table}\n");
    scratch.refuses("inside/r.yaml:", "lies outside", {"table", "build", "inside/r.yaml", "--into", "new"});
  }
  SECTION("a root that is none") {
    const Ended ended = scratch.leontide({"check", "inside/scenario.yaml", "--root", "nowhere"});
    CHECK(ended.code == 2);
    CHECK(has(ended.err, "--root nowhere: error: there is no such folder"));
  }
}

TEST_CASE(
    "faults are shown whole: nul bytes do not cut them, control characters are escaped, long names cut") {
  const Scratch scratch("two");
  std::string cells = "code,base,plan\na,0.1";
  cells += '\0';
  cells += "5,\x1b[31mred\nb," + std::string(100'000, 'x') + ",1\n";
  scratch.write("demand.csv", cells);
  const std::string told = scratch.leontide({"check", "scenario.yaml"}).err;
  CHECK(told.size() < 10'000);
  CHECK(told.find('\x1b') == std::string::npos);
  CHECK(told.find('\0') == std::string::npos);
  CHECK(has(told, "\"0.1\\x005\""));
  CHECK(has(told, "\"\\x1b[31mred\""));
  CHECK(has(told, " … "));
  const std::string json = scratch.leontide({"check", "scenario.yaml", "--format", "json"}).out;
  CHECK(count(json, "\"code\"") == count(told, "error: "));
  scratch.write("model.yaml", "leontide: model/1\nname: \"a\\e[2Jb\"\n");
  CHECK(scratch.leontide({"check", "model.yaml"}).err.find('\x1b') == std::string::npos);
}

TEST_CASE("control characters of a title do not reach the terminal") {
  const Scratch scratch("two");
  scratch.edit("scenario.yaml", "en: Two sectors", "en: \"Two \\e]0;pwned\\a\"");
  const Ended ended = scratch.leontide({"run", "scenario.yaml", "--trials", "256", "--into", "out"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(ended.out.find('\x1b') == std::string::npos);
  CHECK(has(ended.out, "Two \\x1b]0;pwned"));
}

TEST_CASE("a damaged .gz is told from a missing file, and one that unpacks to more than it may is refused") {
  const Scratch scratch;
  write_small_table(scratch, "table", 2020);
  const std::string packed = gzipped(scratch.read("table/flows.csv"));
  fs::remove(scratch.path("table/flows.csv"));
  scratch.write("table/flows.csv.gz", packed);
  CHECK(scratch.leontide({"table", "check", "table"}).code == 0);
  scratch.write("table/flows.csv.gz", packed.substr(0, packed.size() - 9));
  CHECK(has(scratch.leontide({"table", "check", "table"}).err,
            "table/flows.csv.gz: error: this file is not a whole gzip file: it is damaged or cut off "
            "[damaged-file]"));
  if (!can_bound_memory()) return;
  scratch.write("table/flows.csv.gz", gzipped(std::string(200U << 20U, ',')));
  const Ended bomb = within(scratch, 512 * mebibyte, {"table", "check", "table"});
  CHECK(bomb.code == 2);
  CHECK(has(bomb.err, "unpacks to more than"));
}

TEST_CASE("text that is not UTF-8 in a workbook is a fault at its cell") {
  const Scratch scratch;
  const auto cell = [](const char* text) { return WorkbookCell{text, std::nullopt, std::nullopt, false}; };
  WorkbookSheet sheet{"s", {{cell("code"), cell("a")}, {cell("b\xFF\xFE"), cell("1")}}, {}, 0};
  scratch.write("bad.xlsx", workbook_bytes({sheet}));
  const Ended ended = scratch.leontide({"table", "import", "bad.xlsx", "--into", "new"});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "bad.xlsx[s]:2:1: error: the text of the cell A2 is not UTF-8 [encoding]"));
}

TEST_CASE("cells far away take no more memory than near ones") {
  if (!can_bound_memory()) return;
  for (const char* file : {"far-styled.xlsx", "far-values.xlsx", "one-far-cell.xlsx"}) {
    const Scratch scratch;
    const std::string path = (source_folder() / "tests/cli/fixture/workbooks" / file).string();
    const Ended ended = within(scratch, 256 * mebibyte, {"table", "import", path, "--into", "table"});
    INFO(ended.err);
    CHECK(ended.code == 0);
    CHECK(fs::exists(scratch.path("table/flows.csv")));
  }
}

TEST_CASE("a set larger than its file is one fault at the file, and takes no memory") {
  if (!can_bound_memory()) return;
  const Scratch scratch("two");
  std::string members = "a, b";
  for (int i = 0; i < 20'000; ++i)
    members += ", c" + std::to_string(i);
  scratch.write(
      "m.yaml",
      "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nsets: {sector: {codes: [" + members +
          "]}}\ndata:\n  A: {file: coefficients.csv, over: [sector, sector], requirements: regional}\n"
          "variables: {x: 1}\nindicators: {x: {value: x, unit: none}}\n");
  const Ended ended = within(scratch, 512 * mebibyte, {"check", "m.yaml"});
  CHECK(ended.code == 2);
  CHECK(count(ended.err, "error: ") == 2);
  CHECK(count(ended.err, "coefficients.csv has no row \"c0\", nor 19999 others") == 1);
}

TEST_CASE("memory that does not suffice is told with the file that is read") {
  if (!can_bound_memory()) return;
  const Scratch scratch;
  write_small_table(scratch, "table", 2020);
  scratch.write("table/flows.csv", "code,farm\n" + std::string(160U << 20U, 'x'));
  const Ended ended = within(scratch, 400 * mebibyte, {"table", "check", "table"});
  CHECK(ended.code == 1);
  CHECK(has(ended.err, "leontide: not enough memory while reading table/flows.csv"));
}

TEST_CASE("an analysis that memory does not suffice for says what it needs before it begins") {
  if (!can_bound_memory()) return;
  const Scratch scratch("two");
  scratch.write("seen.yaml",
                "leontide: scenario/1\nname: seen\nextends: scenario.yaml\n"
                "observed: [{indicator: growth, year: 2025, value: 6.5, sd: 0.5, unit: percent}]\n");
  const Ended ended =
      within(scratch, 1024 * mebibyte, {"observe", "seen.yaml", "--trials", "3000000000", "--threads", "1"});
  CHECK(ended.code == 1);
  CHECK(has(ended.err, " trials, moved to where they agree with the figures, need "));
  CHECK(has(ended.err, " MiB of memory, and "));
}

TEST_CASE("a text that a spreadsheet would take for a formula is guarded, and read back as it was") {
  const Scratch scratch;
  write_small_table(scratch, "table", 2020);
  const std::string formula = "=HYPERLINK(\"http://x\",1)";
  scratch.write(
      "table/sectors.csv",
      "code,name_en,name_zh,cluster\nfarm,\"=HYPERLINK(\"\"http://x\"\",1)\",农业,goods\nmill,+Mills,工业,"
      "goods\nshop,@Shops,-商业,services\n");
  REQUIRE(scratch.leontide({"table", "export", "table", "--into", "copy"}).code == 0);
  const std::string sectors = scratch.read("copy/sectors.csv");
  CHECK(has(sectors, "farm,\"'=HYPERLINK"));
  CHECK(has(sectors, "mill,'+Mills,"));
  CHECK(has(sectors, "shop,'@Shops,'-商业,"));
  REQUIRE(scratch.leontide({"table", "export", "copy", "--into", "again"}).code == 0);
  CHECK(scratch.read("again/sectors.csv") == sectors);
  REQUIRE(
      scratch.leontide({"table", "linkages", "copy", "--out", "a.csv", "--out", "a.json", "--out", "a.xlsx"})
          .code == 0);
  CHECK(has(scratch.read("a.csv"), "\"'=HYPERLINK"));
  CHECK(has(scratch.read("a.json"), "\"=HYPERLINK"));
  REQUIRE(scratch.leontide({"table", "export", "table", "--out", "sheet.csv"}).code == 0);
  CHECK(has(scratch.read("sheet.csv"), "'+Mills"));
  CHECK_FALSE(has(scratch.read("sheet.csv"), ",+Mills"));
}

TEST_CASE("a tree that is deeper than anybody reads is cut, and says so") {
  const Scratch scratch;
  std::string variables = "  v0: x\n";
  for (int i = 1500; i > 0; --i)
    variables += "  v" + std::to_string(i) + ": v" + std::to_string(i - 1) + " + 1\n";
  scratch.write(
      "m.yaml",
      "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nparameters: {x: 1}\nvariables:\n" +
          variables + "indicators: {y: {value: v1500, unit: none}}\n");
  CHECK(scratch.leontide({"check", "m.yaml"}).code == 0);
  const Ended ended = scratch.leontide({"explain", "m.yaml", "y"});
  CHECK(ended.code == 0);
  CHECK(has(ended.out, "what it reads stands 400 levels deep: explain it by its own name"));
  CHECK(scratch.leontide({"run", "m.yaml", "--trials", "64", "--into", "out"}).code == 0);
}

TEST_CASE("a scenario with more parents than are read names the limit and the file") {
  const Scratch scratch("two");
  for (int i = 1; i < 18; ++i)
    scratch.write("s" + std::to_string(i) + ".yaml",
                  "leontide: scenario/1\nname: s\nextends: s" + std::to_string(i + 1) + ".yaml\n");
  fs::copy(scratch.path("scenario.yaml"), scratch.path("s18.yaml"));
  refused(scratch,
          {"s17.yaml:3:10: error: s18.yaml is parent number 17 of this scenario, and at most 16 are read"},
          {"check", "s1.yaml"});
}

}  // namespace leontide::cli
