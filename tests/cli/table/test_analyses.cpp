// `leontide table` analyses as a user meets them: sheets in four formats, two languages, and clear refusals.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

std::string shown(const Scratch& scratch, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{"table"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const Ended ended = scratch.leontide(words);
  INFO(ended.err);
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  return ended.out;
}

nlohmann::json sheet(const std::string& text, const std::string& name) {
  const auto all = nlohmann::json::parse(text);
  for (const auto& one : all["sheets"]) {
    if (one["name"] == name) return one;
  }
  FAIL("no sheet " << name);
  return {};
}

}  // namespace

TEST_CASE("Every analysis of Dalian's table prints a table and exits with 0") {
  const Scratch scratch;
  const std::vector<std::pair<std::vector<std::string>, std::string>> commands{
      {{"multipliers", dalian_table()}, "Output multipliers"},
      {{"linkages", dalian_table()}, "Power of dispersion"},
      {{"ghosh", dalian_table()}, "Supply multiplier"},
      {{"coefficients", dalian_table(), "--of", "complete", "--sectors", "33,34"},
       "Complete input coefficients"},
      {{"extract", dalian_table()}, "Forward, Ghosh"},
      {{"influence", dalian_table()}, "Tolerable change"},
      {{"upstreamness", dalian_table()}, "Downstreamness"},
      {{"leakage", dalian_table()}, "Import content"},
      {{"prices", dalian_table(), "--change", "compensation:33,34=10", "--change", "imports=5"},
       "Cost-push"}};
  for (const auto& [arguments, title] : commands) {
    INFO(arguments.front());
    CHECK_THAT(shown(scratch, arguments),
               Catch::Contains(title) && Catch::Contains("Input-output table of Dalian"));
  }
  CHECK(scratch.listing().empty());
}

TEST_CASE("`--lang zh` speaks in the terms of Chinese tables") {
  const Scratch scratch;
  CHECK_THAT(shown(scratch, {"linkages", dalian_table(), "--lang", "zh"}),
             Catch::Contains("影响力系数") && Catch::Contains("感应度系数（完全需求）") &&
                 Catch::Contains("感应度系数（完全供给）") && Catch::Contains("房地产"));
  CHECK_THAT(shown(scratch, {"coefficients", dalian_table(), "--of", "complete", "--lang", "zh"}),
             Catch::Contains("完全消耗系数"));
  CHECK_THAT(shown(scratch, {"coefficients", dalian_table(), "--lang", "zh"}),
             Catch::Contains("直接消耗系数"));
  CHECK_THAT(shown(scratch, {"multipliers", dalian_table(), "--lang", "zh"}),
             Catch::Contains("增加值乘数") && Catch::Contains("劳动者报酬乘数"));
}

TEST_CASE(
    "Multipliers of a small table are those worked by hand, and say how far competitive ones overstate") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  scratch.write("town/satellite.csv", "code,employment\nfarm,50\nmill,40\nshop,60\n");
  const std::string text =
      shown(scratch, {"multipliers", "town", "--satellite", "town/satellite.csv", "--format", "json"});
  // A = [.1 .2 .041667; .2 .3 .083333; .05 .15 .125]: the first column of (I - A)^-1 by Cramer's rule.
  const double a[3][3] = {{0.9, -0.2, -5. / 120}, {-0.2, 0.7, -10. / 120}, {-0.05, -0.15, 1 - 15. / 120}};
  const double minor = a[1][1] * a[2][2] - a[1][2] * a[2][1];
  const double second = -(a[1][0] * a[2][2] - a[1][2] * a[2][0]);
  const double third = a[1][0] * a[2][1] - a[1][1] * a[2][0];
  const double determinant = a[0][0] * minor + a[0][1] * second + a[0][2] * third;
  const auto output = sheet(text, "output");
  CHECK(output["rows"][0]["output"].get<double>() ==
        Approx((minor + second + third) / determinant).epsilon(1e-12));
  const double persons = (0.5 * minor + 0.2 * second + 0.5 * third) / determinant;
  const auto employment = sheet(text, "employment");
  CHECK(employment["rows"][0]["effect"].get<double>() == Approx(persons).epsilon(1e-12));
  CHECK(employment["rows"][0]["type_one"].get<double>() == Approx(persons / 0.5).epsilon(1e-12));
  CHECK(employment["rows"][0]["type_two"].get<double>() > persons / 0.5);
  const auto both = sheet(shown(scratch, {"multipliers", dalian_table(), "--format", "json"}), "output");
  const auto& row = both["rows"][0];
  CHECK(row["overstatement"].get<double>() ==
        Approx(100 * (row["output_total"].get<double>() / row["output_domestic"].get<double>() - 1)));
  CHECK(row["overstatement"].get<double>() > 0);
}

TEST_CASE("Groups are averaged after computing, and rows are chosen by code and by size") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  const auto fine = sheet(shown(scratch, {"multipliers", "town", "--format", "json"}), "output");
  const auto groups =
      sheet(shown(scratch, {"multipliers", "town", "--by", "cluster", "--format", "json"}), "output");
  REQUIRE(groups["rows"].size() == 2);
  const auto value = [&](std::size_t i) { return fine["rows"][i]["output"].get<double>(); };
  CHECK(groups["rows"][0]["output"].get<double>() ==
        Approx((100 * value(0) + 200 * value(1)) / 300).epsilon(1e-12));
  const auto chosen =
      sheet(shown(scratch, {"multipliers", "town", "--sectors", "shop,farm", "--format", "json"}), "output");
  CHECK(chosen["rows"][0]["code"] == "shop");
  CHECK(chosen["rows"][1]["code"] == "farm");
  const auto top = sheet(shown(scratch, {"multipliers", "town", "--top", "1", "--format", "json"}), "output");
  REQUIRE(top["rows"].size() == 1);
  CHECK(top["rows"][0]["output"].get<double>() == Approx(std::max({value(0), value(1), value(2)})));
}

TEST_CASE("Sheets go to files: CSV the first or the one named, workbooks the same bytes each time") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  CHECK(shown(scratch, {"leakage", "town", "--format", "csv", "--out", "leakage.csv"}).empty());
  CHECK_THAT(scratch.read("leakage.csv"), Catch::StartsWith("Code,Sector,Import content"));
  CHECK_THAT(shown(scratch, {"leakage", "town", "--format", "csv", "--sheet", "uses"}),
             Catch::StartsWith("Use,Amount (1e8 CNY)"));
  shown(scratch, {"linkages", "town", "--format", "xlsx", "--out", "one.xlsx"});
  shown(scratch, {"linkages", "town", "--format", "xlsx", "--out", "two.xlsx"});
  CHECK(scratch.read("one.xlsx") == scratch.read("two.xlsx"));
  CHECK(scratch.read("one.xlsx").substr(0, 2) == "PK");
}

TEST_CASE("Satellites give intensities, and footprints that add up to the account") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  scratch.write("co2.csv", "code,co2\nshop,6\nfarm,5\nmill,40\n");
  const auto footprints = sheet(
      shown(scratch, {"satellites", "town", "--satellite", "co2.csv", "--format", "json"}), "footprints");
  const auto& row = footprints["rows"][0];
  CHECK(row["all"].get<double>() == Approx(51).epsilon(1e-9));
  CHECK(row["household"].get<double>() + row["export"].get<double>() == Approx(51).epsilon(1e-9));
  scratch.write("wrong.csv", "code,co2\nfarm,5\nmil,40\nshop,many\n");
  const std::string err =
      refused(scratch, {"./wrong.csv:3:1", "./wrong.csv:4:6", "./wrong.csv: error: there is no row \"mill\""},
              {"table", "satellites", "town", "--satellite", "wrong.csv"});
  CHECK_THAT(err, Catch::Contains("did you mean \"mill\""));
  refused(scratch, {"gone.csv: error"}, {"table", "multipliers", "town", "--satellite", "gone.csv"});
}

TEST_CASE("Type II takes the households' stated income") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  const auto closed = [&](std::vector<std::string> more) {
    std::vector<std::string> words{"multipliers", "town", "--format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    return sheet(shown(scratch, words), "output")["rows"][0]["output_type_two"].get<double>();
  };
  CHECK(closed({"--household-income", "260"}) < closed({}));
  CHECK(closed({"--household-income", "130"}) == Approx(closed({})).epsilon(1e-12));
  CHECK_THAT(shown(scratch, {"multipliers", "town", "--household-income", "260"}),
             Catch::Contains("per unit of their stated income of 260"));
  refused(scratch, {"town: error: households are said to earn 100"},
          {"table", "multipliers", "town", "--household-income", "100"});
}

TEST_CASE("A decomposition adds up over periods and says what it did to make tables comparable") {
  const Scratch scratch;
  write_small_table(scratch, "a", 2015);
  write_small_table(scratch, "b", 2018, 1.2);
  write_small_table(scratch, "c", 2020, 1.5);
  const std::string text = shown(scratch, {"decompose", "a", "b", "c", "--format", "json"});
  const auto rows = sheet(text, "decompose")["rows"];
  CHECK(rows[3]["change"].get<double>() == Approx(0.5 * 195).epsilon(1e-9));
  // The same economy grown: all of it is the level of demand.
  CHECK(rows[3]["level"].get<double>() == Approx(0.5 * 195).epsilon(1e-9));
  CHECK(rows[3]["technology"].get<double>() == Approx(0).margin(1e-9));
  CHECK(sheet(text, "periods")["rows"].size() == 2);
  // An account, by intensity, technology and final demand; its factors multiply to its whole change.
  scratch.write("early.csv", "code,co2,jobs\nfarm,10,5\nmill,30,7\nshop,20,9\n");
  scratch.write("late.csv", "code,co2,jobs\nfarm,12,5\nmill,33,7\nshop,24,10\n");
  const std::string account =
      shown(scratch, {"decompose", "a", "b", "--satellite", "early.csv", "--satellite", "late.csv",
                      "--join-demand", "--format", "json"});
  CHECK(sheet(account, "decompose")["rows"][3]["change"].get<double>() == Approx(9).epsilon(1e-9));
  const auto factors = sheet(account, "factors")["rows"];
  REQUIRE(factors.size() == 4);
  CHECK(factors[3]["ratio"].get<double>() == Approx(69. / 60).epsilon(1e-9));
  CHECK(factors[2]["ratio"].get<double>() == Approx(1.2).epsilon(1e-9));
  CHECK_THAT(shown(scratch, {"decompose", "a", "b", "--satellite", "early.csv", "--satellite", "late.csv",
                             "--account", "jobs"}),
             Catch::Contains("jobs") && Catch::Contains("Intensity"));
  refused(scratch, {"--satellite: error: 1 files for 2 tables"},
          {"table", "decompose", "a", "b", "--satellite", "early.csv"});
  refused(scratch, {"a: error"},
          {"table", "decompose", "a", "b", "--satellite", "early.csv", "--satellite", "late.csv", "--account",
           "ch4"});
  scratch.edit("b/sectors.csv", "Mills", "Mills and mines");
  CHECK_THAT(shown(scratch, {"decompose", "a", "b", "--of", "output", "--mean", "two-polar"}),
             Catch::Contains("The sector lists differ") && Catch::Contains("goods"));
  scratch.edit("b/meta.json", "1e8 CNY", "1e4 CNY");
  refused(scratch, {"a: error: \"Small town\" is in 1e8 CNY and \"Small town\" in 1e4 CNY"},
          {"table", "decompose", "a", "b"});
}

TEST_CASE("Analyses refuse what they cannot know or find, by name, and write nothing") {
  const Scratch scratch;
  write_small_table(scratch, "town", 2020);
  CHECK_THAT(refused(scratch, {"town: error: the table has no sector \"mil\""},
                     {"table", "multipliers", "town", "--sectors", "mil"}),
             Catch::Contains("did you mean \"mill\"") && Catch::Contains("unknown-sector"));
  refused(scratch, {"town: error: the table has no sector \"shpo\""},
          {"table", "extract", "town", "--group", "farm,shpo"});
  refused(scratch, {"town: error: sectors have no column \"clutser\""},
          {"table", "linkages", "town", "--by", "clutser"});
  refused(scratch, {"town: error: the table's flows are local"},
          {"table", "linkages", "town", "--inputs", "total"});
  refused(scratch, {"--change wages: error"}, {"table", "prices", "town", "--change", "wages"});
  CHECK_THAT(refused(scratch, {"town: error: there is no primary input \"compensatoin\""},
                     {"table", "prices", "town", "--change", "compensatoin=10"}),
             Catch::Contains("compensation"));
  CHECK_THAT(refused(scratch, {"--sheet: error"}, {"table", "leakage", "town", "--sheet", "use"}),
             Catch::Contains("did you mean \"uses\""));
  refused(scratch, {"--by: error"}, {"table", "coefficients", "town", "--by", "cluster"});
  refused(scratch, {"--by: error"}, {"table", "influence", "town", "--by", "cluster"});
  const Ended both = scratch.leontide({"table", "linkages", "town", "--by", "cluster", "--sectors", "farm"});
  CHECK(both.code == 2);
  CHECK_THAT(both.err, Catch::Contains("--by"));
  refused(scratch, {"nowhere: error"}, {"table", "upstreamness", "nowhere"});
  // More of its own product than it makes: named as what it is.
  scratch.edit("town/flows.csv", "mill,20.000000,60.000000", "mill,20.000000,260.000000");
  CHECK_THAT(refused(scratch, {"town: error: these coefficients are not productive"},
                     {"table", "influence", "town"}),
             Catch::Contains("Hawkins-Simon"));
}

}  // namespace leontide::cli
