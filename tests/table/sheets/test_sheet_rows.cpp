// Worksheets cut into rows while they are unpacked, and the rows' cells.
#include <catch2/catch.hpp>

#include "table/sheets/grid_row.hpp"
#include "table/sheets/sheet_rows.hpp"

namespace leontide::table {

namespace {

struct Cut {
  std::vector<std::string> rows;
  bool is_whole = false;
};

Cut cut(std::string_view text, std::size_t block) {
  Cut out;
  SheetRows rows([&](std::string_view row) {
    out.rows.emplace_back(row);
    return true;
  });
  while (!text.empty() && rows.add(text.substr(0, block)))
    text.remove_prefix(std::min(block, text.size()));
  out.is_whole = rows.is_whole();
  return out;
}

}  // namespace

TEST_CASE("Rows are the same in blocks of any size, with prefixes, quotes, comments and rows without cells") {
  const std::string text =
      "<?xml version=\"1.0\"?><x:worksheet><x:cols/><!-- <x:sheetData> --><x:sheetData>\n<x:row r=\"1\" "
      "s=\"a>b\"><x:c><x:v>1</x:v></x:c></x:row><x:row r='2'/><x:row r=\"3\"><x:c/></x:row "
      "></x:sheetData><xdr:row>7</xdr:row></x:worksheet>";
  const std::vector<std::string> rows{"<x:row r=\"1\" s=\"a>b\"><x:c><x:v>1</x:v></x:c></x:row>",
                                      "<x:row r='2'/>", "<x:row r=\"3\"><x:c/></x:row >"};
  for (std::size_t block = 1; block <= text.size(); ++block) {
    INFO(block);
    const Cut found = cut(text, block);
    CHECK(found.rows == rows);
    CHECK(found.is_whole);
  }
}

TEST_CASE("A worksheet that is cut off or has no data is not whole") {
  CHECK_FALSE(cut("<worksheet><sheetData><row r=\"1\"><c/></row>", 7).is_whole);
  CHECK_FALSE(cut("<worksheet><sheetData><row r=\"1\"><c/>", 7).is_whole);
  CHECK_FALSE(cut("<worksheet></worksheet>", 7).is_whole);
  CHECK_FALSE(cut("no worksheet", 7).is_whole);
  CHECK(cut("<worksheet><sheetData/></worksheet>", 7).is_whole);
}

TEST_CASE("A row without an end is given up before it fills the memory") {
  SheetRows rows([](std::string_view) { return true; });
  std::size_t taken = 0;
  const std::string block(1U << 20U, 'x');
  CHECK(rows.add("<worksheet><sheetData><row r=\"1\">"));
  while (taken < 100 && rows.add(block))
    ++taken;
  CHECK(taken < 100);
  CHECK_FALSE(rows.is_whole());
}

TEST_CASE("Cells of a workbook's row stand at their columns in whatever order they are put") {
  GridRow row(4);
  row.put(2, "two");
  row.put(16'383, "last", 5);
  row.put(0, "none", 1);
  row.put(2, "2", 3);
  CHECK(row.size() == 16'384);
  CHECK(row.find(0)->text == "none");
  CHECK(row.find(2)->text == "2");
  CHECK(row.find(16'383)->text == "last");
  CHECK_FALSE(row.find(1));
  CHECK(row.format(0) == 1);
  CHECK(row.format(2) == 3);
  CHECK(row.format(16'383) == 5);
  CHECK(row.find(2)->line == 4);
  CHECK(row.find(2)->column == 3);
}

TEST_CASE("Cells of a text keep their places, each line of a row that has several") {
  const GridRow row({{"a", 7, 1, false, 3}, {"b\nc", 7, 3, false, 3}, {"d", 8, 5, false, 3}});
  CHECK(row.line() == 7);
  CHECK(row.number() == 3);
  CHECK(row.find(1)->text == "b\nc");
  CHECK(row.find(2)->line == 8);
  CHECK(row.find(2)->column == 5);
  CHECK_FALSE(row.find(3));
  GridRow other = row;
  other.replace([](std::string_view text) {
    return text == "a" ? std::optional<std::string>("longer") : std::nullopt;
  });
  CHECK(other.find(0)->text == "longer");
  CHECK(other.find(2)->text == "d");
  // A number of a workbook has its format; a text has none.
  GridRow mixed(1);
  mixed.put(0, "1.234", 1);
  mixed.put(1, "1.234");
  mixed.replace([](std::string_view) { return std::optional<std::string>("1234"); });
  CHECK(mixed.find(0)->text == "1.234");
  CHECK(mixed.find(1)->text == "1234");
}

}  // namespace leontide::table
