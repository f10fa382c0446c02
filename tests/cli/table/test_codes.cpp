// Codes in the files and options of table commands: blanks, letters of full width and byte order marks say
// nothing, wherever a code is typed.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

TEST_CASE("A code is what it means in every file and option that names sectors") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  scratch.write("groups.csv",
                "\xEF\xBB\xBF"
                "code , group\n ｆａｒｍ,goods \nmill\u3000, goods\nshop,ｓervices\n");
  REQUIRE(scratch.leontide({"table", "aggregate", "town", "--groups", "groups.csv", "--into", "two"}).code ==
          0);
  CHECK(scratch.read("two/output.csv") == "code,output\ngoods,300\nservices,120\n");
  scratch.write("targets.csv", "label,total\nｈousehold ,160\n surplus,75\n");
  REQUIRE(scratch.leontide({"table", "balance", "town", "--targets", "targets.csv", "--into", "new"}).code ==
          0);
  scratch.write("shares.csv", "code,output\nmill\u00A0a,0.5\n　mill_b,0.5\n");
  REQUIRE(scratch
              .leontide({"table", "disaggregate", "town", "--sector", " ｍill", "--shares", "shares.csv",
                         "--into", "split"})
              .code == 0);
  CHECK(has(scratch.read("split/sectors.csv"), "\nmill a,"));
  CHECK(has(scratch.read("split/sectors.csv"), "\nmill_b,"));
  CHECK(scratch.leontide({"table", "linkages", "town", "--sectors", "ｆarm,shop "}).code == 0);
  CHECK(scratch.leontide({"table", "extract", "town", "--group", "ｆarm"}).code == 0);
  CHECK(scratch.leontide({"table", "prices", "town", "--change", "compensation:ｆarm=10"}).code == 0);
  scratch.write("matrix.csv", "code,a ,b\nx,1,2\n ｙ,3,4\n");
  scratch.write("rows.csv", "code,total\ny,6\nx,4\n");
  scratch.write("columns.csv", "code,total\nb,6\na,4\n");
  CHECK(scratch.leontide({"table", "ras", "matrix.csv", "--rows", "rows.csv", "--columns", "columns.csv"})
            .code == 0);
  // Two that are one are refused.
  scratch.write("groups.csv", "code,group\nfarm,goods\nmill,goods\nshop,services\nｓhop,goods\n");
  refused(scratch, {"groups.csv:5:1: error: the sector \"shop\" stands twice"},
          {"table", "aggregate", "town", "--groups", "groups.csv", "--into", "three"});
  scratch.write("targets.csv", "label,total\n");
  refused(scratch, {"targets.csv: error: it names no total to balance to"},
          {"table", "balance", "town", "--targets", "targets.csv", "--into", "three"});
}

}  // namespace leontide::cli
