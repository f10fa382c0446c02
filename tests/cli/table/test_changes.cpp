// `leontide table` commands that make a table from a table: what they write checks, its history says what was
// done, and on bad input nothing is written.
#include <catch2/catch.hpp>

#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

/// Runs a command that makes the folder `new`, and checks what it made.
std::string made(const Scratch& scratch, std::vector<std::string> arguments, const std::string& history) {
  arguments.insert(arguments.begin(), "table");
  arguments.insert(arguments.end(), {"--into", "new"});
  const Ended ended = scratch.leontide(arguments);
  INFO(ended.err);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Catch::Contains("Check: pass"));
  CHECK_THAT(scratch.read("new/meta.json"), Catch::Contains(history));
  const Ended check = scratch.leontide({"table", "check", "new", "--tolerance", "1e-8"});
  INFO(check.out << check.err);
  CHECK(check.code == 0);
  return ended.out;
}

}  // namespace

TEST_CASE("`table balance` brings the whole table to new totals and prints its iterations") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  // Shops make 12 more, bought by households, paid as wages.
  scratch.write("targets.csv", "label,total\nshop,132\nhousehold,162\ncompensation,142\n");
  const std::string out =
      made(scratch, {"balance", "town", "--targets", "targets.csv", "--method", "ras"}, "balance: RAS");
  CHECK_THAT(out, Catch::Contains("Iterations of RAS") && Catch::Contains("Converged after"));
  CHECK_THAT(scratch.read("new/output.csv"), Catch::Contains("shop,132\n"));
  CHECK_THAT(scratch.read("new/meta.json"), Catch::Contains("targets.csv"));

  CHECK_THAT(made(scratch, {"balance", "town", "--targets", "targets.csv"}, "balance: GRAS"),
             Catch::Contains("Iterations of GRAS"));
  scratch.write("sums.csv", "label,total\nsales:mill,92\npurchases:shop,32\n");
  CHECK_THAT(
      made(scratch, {"balance", "town", "--targets", "sums.csv"}, "balance: GRAS of intermediate flows"),
      Catch::Contains("Iterations of GRAS"));
  CHECK_THAT(scratch.read("new/output.csv"), Catch::Contains("mill,200\n"));
  scratch.write("sums.csv", "label,total\nsales:mill,92\n");
  CHECK_THAT(refused(scratch, {"town: error: intermediate sales sum to"},
                     {"table", "balance", "town", "--targets", "sums.csv", "--into", "other"}),
             Catch::Contains("of the same amount on the other side"));
  scratch.write("targets.csv", "label,total\nshpo,132\n");
  CHECK_THAT(refused(scratch, {"town: error: the table has no row or column \"shpo\""},
                     {"table", "balance", "town", "--targets", "targets.csv", "--into", "other"}),
             Catch::Contains("did you mean \"shop\""));
  scratch.write("targets.csv", "label,total\nhousehold,160\n");
  refused(scratch, {"town: error"},
          {"table", "balance", "town", "--targets", "targets.csv", "--into", "other"});
  scratch.write("targets.csv", "label,total\nshop,much\n");
  refused(scratch, {"targets.csv:2:6: error"},
          {"table", "balance", "town", "--targets", "targets.csv", "--into", "other"});
  scratch.write("targets.csv", "name,total\nshop,1\n");
  refused(scratch, {"targets.csv: error"},
          {"table", "balance", "town", "--targets", "targets.csv", "--into", "other"});
}

TEST_CASE("`table aggregate` prints the bias of its multipliers") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  const std::string out = made(scratch, {"aggregate", "town"}, "aggregate: 3 sectors added up to 2");
  CHECK_THAT(out, Catch::Contains("Bias (%)") && Catch::Contains("goods") && Catch::Contains("services"));
  CHECK_THAT(scratch.read("new/output.csv"), Catch::Contains("goods,300\n"));
  scratch.write("groups.csv", "code,group\nfarm,land\nmill,town\nshop,town\n");
  CHECK_THAT(made(scratch, {"aggregate", "town", "--groups", "groups.csv"}, "added up to 2"),
             Catch::Contains("land"));
  // All in one: a unit of all final demand brings output over final demand, before and after alike.
  scratch.write("groups.csv", "code,group\nfarm,all\nmill,all\nshop,all\n");
  CHECK(scratch
            .leontide(
                {"table", "aggregate", "town", "--groups", "groups.csv", "--into", "new", "--format", "csv"})
            .out.find("\nall,1.8666666666666667,1.8666666666666667,0,groups.csv,") != std::string::npos);
  // A group that makes nothing has the multiplier of its sectors, before and after.
  std::filesystem::create_directories(scratch.path("idle"));
  scratch.write("idle/sectors.csv", "code,name_en,name_zh,cluster\na,,,\nb,,,\n");
  scratch.write("idle/flows.csv", "code,a,b\na,20,0\nb,0,0\n");
  scratch.write("idle/final_demand.csv", "code,household\na,80\nb,0\n");
  scratch.write("idle/value_added.csv", "code,total\na,80\nb,0\n");
  scratch.write("idle/output.csv", "code,output\na,100\nb,0\n");
  scratch.write("idle/meta.json", R"({"title": "Idle", "unit": "1e8 CNY", "year": 2020})");
  scratch.write("groups.csv", "code,group\na,works\nb,idle\n");
  CHECK(scratch
            .leontide(
                {"table", "aggregate", "idle", "--groups", "groups.csv", "--into", "new", "--format", "csv"})
            .out.find("\nidle,1,1,0,groups.csv,") != std::string::npos);
  scratch.write("groups.csv", "code,group\nfarm,land\nmil,town\nfarm,town\nshop,\n");
  const std::string err =
      refused(scratch, {"groups.csv:3:1: error", "groups.csv:4:1: error", "groups.csv:5:1: error"},
              {"table", "aggregate", "town", "--groups", "groups.csv", "--into", "other"});
  CHECK_THAT(err, Catch::Contains("did you mean \"mill\""));
  refused(scratch, {"town: error: sectors have no column \"clutser\""},
          {"table", "aggregate", "town", "--by", "clutser", "--into", "other"});
}

TEST_CASE("`table disaggregate` splits a sector by shares and keeps both identities") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  scratch.write(
      "shares.csv",
      "code,name_en,output,sales,inputs\nshop1,Food shops,0.4,0.45,0.5\nshop2,Other,0.6,0.55,0.5\n");
  const std::string out =
      made(scratch, {"disaggregate", "town", "--sector", "shop", "--shares", "shares.csv"},
           "disaggregate: shop split into shop1");
  CHECK_THAT(out, Catch::Contains("Food shops") && Catch::Contains("Multiplier of the old sector"));
  CHECK_THAT(scratch.read("new/output.csv"), Catch::Contains("shop1,48\n") && Catch::Contains("shop2,72\n"));
  scratch.edit("shares.csv", "0.4,", "0.5,");
  refused(scratch, {"shares.csv:1:14: error: the shares of output sum to 1.1"},
          {"table", "disaggregate", "town", "--sector", "shop", "--shares", "shares.csv", "--into", "other"});
  refused(
      scratch, {"town: error: the table has no sector \"shops\""},
      {"table", "disaggregate", "town", "--sector", "shops", "--shares", "shares.csv", "--into", "other"});
  scratch.write("shares.csv", "code,share\nshop1,1\n");
  refused(scratch, {"shares.csv: error: there is no column \"output\""},
          {"table", "disaggregate", "town", "--sector", "shop", "--shares", "shares.csv", "--into", "other"});
}

TEST_CASE(
    "shares that miss 1 by no more than cut digits do are scaled to it, others refused at their column") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  const std::vector<std::string> split{"table",    "disaggregate", "town",   "--sector", "shop",
                                       "--shares", "shares.csv",   "--into", "new"};
  scratch.write("shares.csv", "code,output\nshop1,0.4\nshop2,0.5999994\n");
  REQUIRE(scratch.leontide(split).code == 0);
  const std::string output = scratch.read("new/output.csv");
  const auto number_of = [&](const std::string& code) {
    return std::stod(output.substr(output.find("\n" + code + ",") + code.size() + 2));
  };
  CHECK(number_of("shop1") + number_of("shop2") == Approx(120).epsilon(1e-12));
  scratch.write("shares.csv", "code,output,sales\nshop1,0.4,0.5\nshop2,0.6,0.499\n");
  refused(scratch, {"shares.csv:1:13: error: the shares of sales sum to 0.999, not to 1"},
          {"table", "disaggregate", "town", "--sector", "shop", "--shares", "shares.csv", "--into", "other"});
}

TEST_CASE("`table rebase` deflates twice and names value added that turns negative") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  scratch.write("prices.csv", "code,index,imported_inputs\nfarm,1.1,1\nmill,1.05,1\nshop,1.2,1\n");
  const std::string out = made(scratch, {"rebase", "town", "--prices", "prices.csv", "--base", "2015"},
                               "rebase: double deflation to prices of 2015");
  CHECK_THAT(out, Catch::Contains("No value added turned negative"));
  CHECK_THAT(scratch.read("new/meta.json"), Catch::Contains("1e8 CNY, prices of 2015"));
  scratch.write("prices.csv", "code,index,imported_inputs\nfarm,1,1\nmill,9,1\nshop,1,1\n");
  const Ended negative =
      scratch.leontide({"table", "rebase", "town", "--prices", "prices.csv", "--into", "new"});
  CHECK(negative.code == 0);
  CHECK_THAT(negative.out, Catch::Contains("Negative value added: Mills (mill)"));
  scratch.write("prices.csv", "code,index\nfarm,1\nmill,0\nshop,1\n");
  refused(scratch, {"town: error: the price index of mill is 0"},
          {"table", "rebase", "town", "--prices", "prices.csv", "--into", "other"});
  scratch.write("prices.csv", "code,index\nfarm,1\nmill,1\nshop,1\n");
  refused(scratch, {"town: error: the table has imported inputs by using sector"},
          {"table", "rebase", "town", "--prices", "prices.csv", "--into", "other"});
}

TEST_CASE("`table regionalise` and `table update` make tables of Dalian's that check") {
  const Scratch scratch;
  std::string output = "code,output\n";
  for (int i = 1; i <= 42; ++i)
    output += (i < 10 ? "0" : "") + std::to_string(i) + "," + std::to_string(10 + i % 7) + "\n";
  scratch.write("district.csv", output);
  const std::string out =
      made(scratch, {"regionalise", dalian_table(), "--output", "district.csv", "--region", "District"},
           "regionalise: District by FLQ");
  CHECK_THAT(out, Catch::Contains("own sector takes SLQ") && Catch::Contains("lambda"));
  refused(scratch,
          {
              "./none.csv: error",
          },
          {"table", "regionalise", dalian_table(), "--output", "./none.csv", "--region", "District", "--into",
           "other"});
  made(scratch, {"update", dalian_table(), "--from", dalian_table(), "--to", dalian_table()},
       "update: technology moved");
  write_small_table(scratch, "town", 2020);
  // Imports in one row stay there; what is bought in the rest of the country stands by product.
  scratch.write("part.csv", "code,output\nfarm,10\nmill,15\nshop,20\n");
  made(scratch, {"regionalise", "town", "--output", "part.csv", "--region", "District"},
       "its imports in one row");
  CHECK_THAT(scratch.read("new/value_added.csv"), Catch::Contains("imported_inputs"));
  CHECK_THAT(scratch.read("new/flows_imported.csv"), Catch::Contains("farm"));
  write_small_table(scratch, "later", 2025, 2);
  CHECK_THAT(made(scratch, {"update", "town", "--from", "town", "--to", "later", "--weight", "1"}, "update:"),
             Catch::Contains("every row closed by its final uses"));
  CHECK_THAT(
      refused(scratch, {dalian_table() + ": error: "},
              {"table", "update", dalian_table(), "--from", "town", "--to", "town", "--into", "other"}),
      Catch::Contains("have different sectors"));
}

TEST_CASE("A table command never replaces what is no table") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  std::filesystem::create_directories(scratch.path("precious"));
  scratch.write("precious/letter.txt", "keep me");
  refused(scratch, {"precious: error"}, {"table", "aggregate", "town", "--into", "precious"});
  CHECK(scratch.read("precious/letter.txt") == "keep me");
}

}  // namespace leontide::cli
