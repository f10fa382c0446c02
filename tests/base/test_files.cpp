#include <catch2/catch.hpp>

#include "base/csv.hpp"
#include "base/limits.hpp"

using namespace leontide;

namespace {

std::string faults(std::string_view text) {
  Diagnostics diagnostics;
  parse_csv(text, "t.csv", diagnostics);
  return diagnostics.text();
}

}  // namespace

TEST_CASE("CSV cells keep their quotes, commas and places") {
  Diagnostics diagnostics;
  const auto table =
      parse_csv("code,name\r\n01,\"trade, wholesale\"\r\n02,\"say \"\"x\"\"\"\r\n", "t.csv", diagnostics);
  REQUIRE(table);
  CHECK(table->rows[0][1].text == "trade, wholesale");
  CHECK(table->rows[1][1].text == "say \"x\"");
  CHECK(table->rows[1][1].line == 3);
  CHECK(table->rows[1][1].column == 4);
}

TEST_CASE("a last line without an end has as many cells as one with it") {
  Diagnostics diagnostics;
  const auto table = parse_csv("a,b\n1,", "t.csv", diagnostics);
  REQUIRE(table);
  CHECK(table->rows[0][1].text.empty());
}

TEST_CASE("CSV faults are named at their place") {
  CHECK(faults("a,b\n1\n").find("t.csv:2:1: error: this row has 1 cells, the header has 2") == 0);
  CHECK(faults("a,b\n1,\"x\n").find("never closed") != std::string::npos);
  CHECK(faults("a,a\n1,2\n").find("stands twice") != std::string::npos);
  CHECK(faults("").find("no header row") != std::string::npos);
  CHECK(faults("a\n\xff\n").find("not UTF-8") != std::string::npos);
}

TEST_CASE("a CSV file in another encoding or with other separators is read, and a note says so") {
  const auto read = [](std::string_view text, std::string& said) {
    Diagnostics diagnostics;
    const auto table = parse_csv(text, "t.csv", diagnostics);
    INFO(diagnostics.text());
    REQUIRE(table);
    said = diagnostics.text();
    return *table;
  };
  std::string said;
  CHECK(read("a,b\n\"x;y;z\",2\n", said).rows[0][0].text == "x;y;z");
  CHECK(said.empty());
  CHECK(read("a;b\n1,5;\"2;3\"\n", said).rows[0][1].text == "2;3");
  CHECK(said.find("note: cells are separated by semicolons") != std::string::npos);
  CHECK(read("a\tb\nx, y\t2\n", said).rows[0][0].text == "x, y");
  CHECK(said.find("note: cells are separated by tabs") != std::string::npos);
  // GB 2312: 中 is D6 D0, 文 is CE C4; GB 18030 in four bytes: 81 30 81 30 is U+0080.
  CHECK(read("a,b\n\xD6\xD0\xCE\xC4,\x81\x30\x81\x30\n", said).rows[0][0].text == "中文");
  CHECK(said.find("note: this file is not UTF-8: read as GB 18030") != std::string::npos);
  CHECK(read("\xEF\xBB\xBF"
             "a,b\n中,2\n",
             said)
            .header[0]
            .text == "a");
  CHECK(said.empty());
}

TEST_CASE("a cell that is no finite number is refused") {
  Diagnostics diagnostics;
  const auto table = parse_csv("code,x\n01,NaN\n02,\n03,1e3\n", "t.csv", diagnostics);
  REQUIRE(table);
  CHECK_FALSE(csv_number(*table, table->rows[0][1], diagnostics));
  CHECK_FALSE(csv_number(*table, table->rows[1][1], diagnostics));
  CHECK(csv_number(*table, table->rows[2][1], diagnostics) == 1000.0);
  CHECK(diagnostics.error_count() == 2);
}

TEST_CASE("diagnostics show the place, the excerpt and a mark below wide characters") {
  Diagnostics diagnostics;
  diagnostics.remember(std::make_shared<const SourceText>("m.yaml", "大连: outptu\n"));
  diagnostics.error("unknown-name", {"m.yaml", 1, 5, 6}, "nothing is called \"outptu\"",
                    "did you mean \"output\"?");
  CHECK(diagnostics.text() ==
        "m.yaml:1:5: error: nothing is called \"outptu\" [unknown-name]\n"
        "      1 | 大连: outptu\n"
        "        |       ^^^^^^\n"
        "  did you mean \"output\"?\n");
}

TEST_CASE("what a spreadsheet could take for a formula is guarded, and read back as it was") {
  for (const std::string text :
       {"=1+1", "+x", "-x", "@x", "\uFF1D1+1", "\uFF0B1", "\uFF0D1+1", "\uFF20x", "\n=1+1", "\t=1+1", " =1+1",
        "\u00A0=1+1", "\u3000\uFF1D1+1", "\nx", "'=1+1", "''\uFF1Dx"}) {
    const std::string field = csv_field(text);
    INFO(field);
    CHECK(field.substr(field.front() == '"' ? 1 : 0).starts_with('\''));
    Diagnostics diagnostics;
    CsvRows rows;
    REQUIRE(each_csv_row("a,b\n" + field + ",c\n", "t.csv", diagnostics, {},
                         [&](std::vector<CsvCell>&& row) { rows.push_back(std::move(row)); }));
    CHECK(rows.at(1).at(0).text == text);
  }
  for (const std::string text : {"-5", "+1.5e3", "-", "=", "\uFF0D", "a=b", "it's", "'quoted'", " x"})
    CHECK(csv_field(text) == text);
}

TEST_CASE("control characters of a text are escaped in CSV, line breaks stand in quotes") {
  using namespace std::string_literals;
  CHECK(csv_field("a\x1b[31mb\0c"s) == "a\\x1b[31mb\\x00c");
  CHECK(csv_field("a\nb") == "\"a\nb\"");
}

TEST_CASE("a CSV file that would take far more room than its text is refused at its line") {
  const auto refused = [](const std::string& text, const std::string& what) {
    const std::string told = faults(text);
    INFO(told.substr(0, 300));
    CHECK(told.find(what) != std::string::npos);
    CHECK(told.find("[too-large]") != std::string::npos);
  };
  refused("code,a\n" + std::string(limits::widest_row, ','), "t.csv:2: error: this row holds more than");
  std::string narrow = "code\n";
  for (std::size_t row = 0; row <= limits::most_rows; ++row)
    narrow += "b\n";
  refused(narrow, "rows of a few letters each");
  std::string wide = "a";
  for (int column = 1; column < 1000; ++column)
    wide += ",a" + std::to_string(column);
  wide += "\n";
  for (std::size_t row = 0; row <= limits::most_kept_cells / 1000; ++row)
    wide += std::string(999, ',') + "\n";
  refused(wide, "this file holds more than 6500000 cells");
}

TEST_CASE("of rows of the wrong length no more are told than anybody reads") {
  std::string text = "code,a\n";
  for (std::size_t row = 0; row < 2 * limits::most_faults; ++row)
    text += "b\n";
  Diagnostics diagnostics;
  CHECK_FALSE(parse_csv(text, "t.csv", diagnostics));
  CHECK(diagnostics.list().size() == limits::most_faults);
}
