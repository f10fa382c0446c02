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
