// Encodings, separators and number formats in which spreadsheet programs save the same small table.
#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/refusal.hpp"

namespace leontide::cli {

namespace {

const std::string two_sectors_map =
    "leontide: mapping/1\ntitle: Two sectors\nunit: 1e6 EUR\norigins: local\ncodes: {row: 1, column: "
    "A}\nsectors: {rows: 2-3, columns: B-C}\nfinal_demand: {household: D}\nvalue_added: {value_added: "
    "4}\noutput: {column: E}\n";
const std::string two_sectors =
    "code;A;B;F;X\nA;10500;4500;35000;50000\nB;9500;15500;15000;40000\nVA;30000;20000;;\n";

std::vector<std::string> mapped_import(const std::string& file) {
  return {"table", "import", file, "--mapping", "map.yaml", "--into", "table"};
}

void reads_as(const Scratch& scratch, const std::string& file, const std::string& flows,
              const std::string& said = "") {
  INFO(file);
  const Ended ended = scratch.leontide(mapped_import(file));
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(has(ended.err, said));
  CHECK(scratch.read("table/flows.csv") == flows);
}

std::string replaced_in(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string utf16_of(const std::string& ascii, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

}  // namespace

TEST_CASE("A sheet in UTF-16, as Excel's Unicode text, is read and said") {
  const Scratch scratch;
  scratch.write("map.yaml", two_sectors_map);
  const std::string flows = "code,A,B\nA,10500,4500\nB,9500,15500\n";
  for (const bool big : {false, true}) {
    scratch.write("table.txt", utf16_of(replaced_in(two_sectors, ";", "\t"), big));
    reads_as(scratch, "table.txt", flows, "read as UTF-16");
  }
  // Without a mark the bytes that are 0 say it, and which of two comes first.
  for (const bool big : {false, true}) {
    scratch.write("table.txt", utf16_of(two_sectors, big).substr(2));
    reads_as(scratch, "table.txt", flows, "read as UTF-16");
  }
  scratch.write("map.yaml", two_sectors_map + "encoding: utf-16\n");
  scratch.write("table.txt", utf16_of(replaced_in(two_sectors, ";", "\t"), false).substr(2));
  reads_as(scratch, "table.txt", flows);
}

TEST_CASE("Text of another encoding is no GB 18030, and is read where the encoding is stated") {
  const Scratch scratch;
  scratch.write("map.yaml", two_sectors_map);
  scratch.write("table.csv", replaced_in(two_sectors, "A;", "Caf\xE9;"));
  CHECK_THAT(refused(scratch, {"table.csv: error: this file is not UTF-8"}, mapped_import("table.csv")),
             Catch::Contains("encoding: windows-1252"));
  scratch.write("map.yaml", two_sectors_map + "encoding: windows-1252\n");
  reads_as(scratch, "table.csv", "code,Café,B\nCafé,10500,4500\nB,9500,15500\n");
  // Big5 bytes of two words for farming and industry, some of which GB 18030 has for private use.
  scratch.write("map.yaml", two_sectors_map);
  scratch.write("table.csv",
                replaced_in(replaced_in(two_sectors, "A;", "\xB9\x41\xB7\x7E;"), "B;", "\xA4\x75\xB7\x7E;"));
  refused(scratch, {"table.csv: error: this file is not UTF-8"}, mapped_import("table.csv"));
}

TEST_CASE("UTF-8 with a damaged letter is refused by its line, and a mark is held against what is stated") {
  const Scratch scratch;
  scratch.write("map.yaml", two_sectors_map);
  const std::string words = replaced_in(replaced_in(two_sectors, "A;", "农林牧渔;"), "B;", "工业;");
  scratch.write("table.csv", replaced_in(words, "工业;9500", "工\xE4\xB8;9500"));
  refused(scratch, {"table.csv:3: error: this line holds bytes that are not UTF-8"},
          mapped_import("table.csv"));
  scratch.write("map.yaml", two_sectors_map + "encoding: gb18030\n");
  scratch.write("table.csv", "\xEF\xBB\xBF" + words);
  refused(scratch, {"table.csv: error: this file is not gb18030, as is stated"}, mapped_import("table.csv"));
}

TEST_CASE("Numbers are read as accountants and as other countries print them") {
  const Scratch scratch;
  scratch.write("map.yaml", two_sectors_map);
  const std::string flows = "code,A,B\nA,-500,15500\nB,20500,4500\n";
  const std::string sheet =
      "code;A;B;F;X\nA;N;15500;35000;50000\nB;20500;4500;15000;40000\nVA;30000;20000;;\n";
  for (const char* negative :
       {"(500)", "( 500 )", "500-", "- 500", "\u2212500", "\uFF08\uFF15\uFF10\uFF10\uFF09", "'-500"}) {
    scratch.write("table.csv", replaced_in(sheet, "N", negative));
    reads_as(scratch, "table.csv", flows);
  }
  for (const char* neither : {"(-500)", "-500-", "(500", "()", "5 00-", "$500", "500 p", "50%"}) {
    scratch.write("table.csv", replaced_in(sheet, "N", neither));
    refused(scratch, {"table.csv:2:3: error: the cell B2 holds \"" + std::string(neither) + "\""},
            mapped_import("table.csv"));
  }
  for (const char* mark : {"'", "\u2019"}) {
    const std::string thousand = "10" + std::string(mark) + "500";
    scratch.write("table.csv", replaced_in(two_sectors, "10500", thousand));
    reads_as(scratch, "table.csv", "code,A,B\nA,10500,4500\nB,9500,15500\n");
  }
  scratch.write("table.csv", replaced_in(two_sectors, "10500", "1'05'00"));
  refused(scratch, {"table.csv:2:3: error: the cell B2 holds \"1'05'00\""}, mapped_import("table.csv"));
  // With a decimal comma.
  scratch.write("table.csv",
                "code;A;B;F;X\nA;(1.500,5);16.500,5;35.000;50.000\nB;21.500,5;3.499,5;15.000;40.000\n"
                "VA;30.000;20.000;;\n");
  reads_as(scratch, "table.csv", "code,A,B\nA,-1500.5,16500.5\nB,21500.5,3499.5\n", "decimal comma");
}

TEST_CASE("A file is what its bytes are, and one of another kind is named") {
  const Scratch scratch("sheets");
  scratch.write("map.yaml", two_sectors_map);
  const std::string workbook = scratch.read("codes-decimal-format.xlsx");
  for (const char* name : {"table.xlsm", "TABLE.XLSX", "table.dat"}) {
    scratch.write(name, workbook);
    reads_as(scratch, name, "code,1.10,1.01\n1.10,10500,4500\n1.01,9500,15500\n");
  }
  const std::pair<const char*, const char*> others[] = {{"table.xlsb", "a binary workbook"},
                                                        {"table.ods", "an OpenDocument file"},
                                                        {"old.csv", "a workbook of the format before 2007"},
                                                        {"scan.pdf", "a PDF document"},
                                                        {"all.7z", "an archive of files"}};
  scratch.write("table.xlsb", "x");
  scratch.write("table.ods", "x");
  scratch.write("old.csv", "\xD0\xCF\x11\xE0\xA1\xB1");
  scratch.write("scan.pdf", "%PDF-1.7");
  scratch.write("all.7z", "7z\xBC\xAF\x27\x1C");
  for (const auto& [name, kind] : others)
    refused(scratch, {std::string(name) + ": error: this is " + kind}, mapped_import(name));
}

TEST_CASE("A first line may declare the separator and is no row, and bars separate cells too") {
  const Scratch scratch;
  scratch.write("map.yaml", two_sectors_map);
  const std::string flows = "code,A,B\nA,10500,4500\nB,9500,15500\n";
  scratch.write("table.csv", "sep=;\r\n" + replaced_in(two_sectors, "\n", "\r\n"));
  reads_as(scratch, "table.csv", flows, "separated by semicolons");
  scratch.write("table.csv", replaced_in(two_sectors, ";", "|"));
  reads_as(scratch, "table.csv", flows, "separated by bars");
  scratch.write("table.csv", "\"sep=;\"\n" + replaced_in(two_sectors, "10500", "ten"));
  refused(scratch, {"table.csv:3:3: error: the cell B2 holds \"ten\""}, mapped_import("table.csv"));
}

TEST_CASE("A minus sign and narrow blanks in numbers are read as printed") {
  const Scratch scratch;
  scratch.write("map.yaml", two_sectors_map);
  scratch.write("table.csv",
                "code;A;B;F;X\nA;\u22125\u202F000;4500;50\u00A0500;50000\nB;25000;15500;\u2212"
                "500;40000\n"
                "VA;30000;20000;;\n");
  reads_as(scratch, "table.csv", "code,A,B\nA,-5000,4500\nB,25000,15500\n");
}

TEST_CASE("Codes are what a workbook's number formats show") {
  const Scratch scratch("sheets");
  scratch.write("map.yaml", two_sectors_map);
  reads_as(scratch, "codes-decimal-format.xlsx", "code,1.10,1.01\n1.10,10500,4500\n1.01,9500,15500\n");
  reads_as(scratch, "codes-text-format.xlsx", "code,S01.01,S00.02\nS01.01,10500,4500\nS00.02,9500,15500\n");
}

TEST_CASE("A mapping that names no sheet is tried on each, and line breaks in codes are blanks") {
  // A carriage return in a workbook's cell stands as _x000D_ (ECMA-376, part 1, 22.9.2.19).
  const Scratch scratch("sheets");
  scratch.write("map.yaml", two_sectors_map);
  reads_as(scratch, "second-sheet.xlsx", "code,Farm ing,B\nFarm ing,10500,4500\nB,9500,15500\n",
           "read from the sheet \"T\"");
  scratch.write("map.yaml", two_sectors_map + "sheet: Notes\n");
  refused(scratch,
          {"map.yaml:6:17: error: ", "map.yaml:7:27: error: ", "map.yaml:8:28: error: ",
           "map.yaml:9:18: error: "},
          mapped_import("second-sheet.xlsx"));
  scratch.write("map.yaml", replaced_in(two_sectors_map, "rows: 2-3", "rows: 2-9"));
  CHECK_THAT(refused(scratch,
                     {"map.yaml:6:17: error: ", "map.yaml:6:31: error: ", "map.yaml:7:27: error: ",
                      "map.yaml:8:28: error: ", "map.yaml:9:18: error: "},
                     mapped_import("second-sheet.xlsx")),
             Catch::Contains("read from the sheet \"Notes\"; --from-sheet names another"));
}

TEST_CASE("Formulas that were never computed and truth values are no numbers") {
  // XlsxWriter stores 0 for every formula and asks for all to be computed when the workbook is opened.
  const Scratch scratch("sheets");
  scratch.write("map.yaml", two_sectors_map);
  CHECK_THAT(refused(scratch,
                     {"never-computed.xlsx[T]:2:5: error: the cell E2 holds a formula without a value",
                      "never-computed.xlsx[T]:3:5: error: the cell E3 holds a formula without a value"},
                     mapped_import("never-computed.xlsx")),
             Catch::Contains("open and save the workbook"));
  refused(scratch, {"truth-value.xlsx[T]:2:2: error: the cell B2 holds \"TRUE\""},
          mapped_import("truth-value.xlsx"));
}

}  // namespace leontide::cli
