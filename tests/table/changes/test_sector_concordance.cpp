// Concordances: joining and splitting sectors keeps the accounts.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/csv.hpp"
#include "support/folder.hpp"
#include "support/province.hpp"
#include "support/shared.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/sector_concordance.hpp"
#include "table/checks/check.hpp"
#include "table/coefficients.hpp"
#include "table/files/read.hpp"
#include "table/multipliers.hpp"
#include "table/refusal.hpp"

namespace leontide::table {

namespace {

Concordance concordance(const std::string& text) {
  Diagnostics diagnostics;
  const test::Folder folder;
  const auto out = read_concordance(folder.write("list.csv", text), "list.csv", diagnostics);
  INFO(diagnostics.text());
  REQUIRE(out);
  return *out;
}

std::string faults_of(const std::string& text) {
  Diagnostics diagnostics;
  const test::Folder folder;
  CHECK_FALSE(read_concordance(folder.write("list.csv", text), "list.csv", diagnostics));
  return diagnostics.text();
}

const char* join_services = "code_from,code_to,cluster\n1,1,\n2,2,\n3,S,services\n4,S,\n";
const char* split_mills = "code_from,code_to,share\n1,1,1\n2,2a,0.25\n2,2b,0.75\n3,3,1\n4,4,1\n";

}  // namespace

TEST_CASE("A concordance that joins sectors is aggregation") {
  const Accounts table = province();
  const Accounts joined = change_sectors(table, concordance(join_services));
  Grouping grouping;
  grouping.groups = joined.sectors;
  grouping.of = {0, 1, 2, 2};
  const Accounts added = aggregate(table, grouping);
  CHECK(joined.flows == added.flows);
  CHECK(joined.final_demand == added.final_demand);
  CHECK(joined.value_added_total == added.value_added_total);
  CHECK(joined.output == added.output);
  CHECK(joined.sectors[2].code == "S");
  CHECK(joined.sectors[2].cluster == "services");
  CHECK(joined.sectors[2].name_en == "Trade");  // no name in the file: the first of the largest share
  // Purchase shares 0.5 and 0.8 averaged by output 2000 and 1000, no local use being known.
  CHECK(joined.regional_supply.column("regional_purchase_share")[2] == Approx(0.6).epsilon(1e-15));
}

TEST_CASE("Splitting a sector keeps both identities, and joining the parts gives the table back") {
  const Accounts table = province();
  const Accounts split = change_sectors(table, concordance(split_mills));
  CHECK(split.size() == 5);
  CHECK(check(split, {1e-12}).passed());
  CHECK(split.flows(1, 2) == Approx(0.25 * 0.75 * 1200).epsilon(1e-15));
  const Accounts back = change_sectors(split, concordance("code_from,code_to\n1,1\n2a,2\n2b,2\n3,3\n4,4\n"));
  for (std::size_t k = 0; k < table.flows.values.size(); ++k)
    CHECK(back.flows.values[k] == Approx(table.flows.values[k]).epsilon(1e-14));
  CHECK(back.output == table.output);
  CHECK(back.regional_supply.column("regional_purchase_share")[1] == Approx(0.7).epsilon(1e-15));
  // Parts alike leave every multiplier as it was.
  const auto multipliers = [](const Accounts& accounts) {
    return output_multipliers(leontief_inverse(coefficients(accounts, Requirements::total).values));
  };
  CHECK(multipliers(split)[1] == Approx(multipliers(table)[1]).epsilon(1e-12));
  CHECK(multipliers(split)[2] == Approx(multipliers(table)[1]).epsilon(1e-12));
  CHECK(multipliers(split)[4] == Approx(multipliers(table)[3]).epsilon(1e-12));
}

TEST_CASE("Shares that miss 1 by their last digits are scaled to it") {
  const Accounts table = province();
  const Concordance cut =
      concordance("code_from,code_to,share\n1,1,1\n2,2a,0.3333333\n2,2b,0.6666666\n3,3,1\n4,4,1\n");
  CHECK(cut.links[1].share + cut.links[2].share == Approx(1).epsilon(1e-15));
  CHECK(check(change_sectors(table, cut), {1e-12}).passed());
}

TEST_CASE("Each fault of a concordance is told at its place") {
  CHECK_THAT(faults_of("from,to\n1,1\n"), Catch::Contains("code_from and code_to"));
  CHECK_THAT(faults_of("code_from,code_to,share\n1,a,0.5\n1,b,0.4\n"),
             Catch::Contains("list.csv:2:1") && Catch::Contains("sum to 0.9"));
  CHECK_THAT(faults_of("code_from,code_to,share\n1,a,1.5\n"), Catch::Contains("list.csv:2:5"));
  CHECK_THAT(faults_of("code_from,code_to\n1,a\n1,a\n"), Catch::Contains("goes to \"a\" twice"));
  const auto reason_of = [](const std::string& text) {
    try {
      change_sectors(province(), concordance(text));
    } catch (const Refusal& refusal) {
      return refusal.reason();
    }
    return Reason::shape;
  };
  CHECK(reason_of("code_from,code_to\n1,1\n2,1\n3,1\n") == Reason::unknown_sector);  // 4 goes nowhere
  CHECK(reason_of("code_from,code_to\n1,1\n2,1\n3,1\n4,1\n5,1\n") == Reason::unknown_sector);  // no sector 5
}

TEST_CASE("Codes that mean other sectors are refused, other spellings are not") {
  const Accounts a = province();
  Accounts b = province();
  b.sectors[0].name_en = "Agriculture";
  CHECK_NOTHROW(require_same_sectors(a, b));
  std::swap(b.sectors[2].name_en, b.sectors[3].name_en);
  CHECK_THROWS_WITH(require_same_sectors(a, b),
                    Catch::Contains("\"Trade\" is sector 3") && Catch::Contains("but 4"));
  b.sectors.pop_back();
  CHECK_THROWS_WITH(require_same_sectors(a, b), Catch::Contains("different sectors"));
}

TEST_CASE("A recipe brings its tables onto common sectors before it uses them") {
  const Sources sources;
  sources.put("fine", change_sectors(province(), concordance(split_mills)));
  recipes::Recipe recipe = Steps().recipe();
  const recipes::Workbench plain = run(recipe, sources);
  write_file(sources.path() / "join.csv", "code_from,code_to\n1,1\n2a,2\n2b,2\n3,3\n4,4\n");
  recipe.folder = sources.path();
  std::get<recipes::ImportTable>(recipe.steps[0].step).table = {"fine", "join.csv"};
  const recipes::Workbench joined = run(recipe, sources);
  for (std::size_t k = 0; k < plain.table.flows.values.size(); ++k)
    CHECK(joined.table.flows.values[k] == Approx(plain.table.flows.values[k]).epsilon(1e-10));
  CHECK_THAT(joined.history[0], Catch::Contains("sectors by join.csv"));
  CHECK(std::any_of(joined.sources.inputs.begin(), joined.sources.inputs.end(),
                    [](const Source& source) { return source.path == "join.csv"; }));
}

TEST_CASE("The committed concordances bring the tables of 2012 and 2015 onto the sectors of 2017") {
  if (!have_shared("data/io")) return;
  const fs::path lists = fs::path(LEONTIDE_SOURCE_DIR) / "models/concordances";
  Diagnostics diagnostics;
  const auto table_of = [&](const std::string& name) {
    auto table = read(shared_folder() / "data/io" / name, name, diagnostics);
    REQUIRE(table);
    return *table;
  };
  const Accounts later = table_of("liaoning_2017_42");
  const std::pair<const char*, const char*> full[] = {{"liaoning_2012_42", "china_2012_42_to_2017_42.csv"},
                                                      {"guangdong_2012_42", "china_2012_42_to_2017_42.csv"},
                                                      {"china_2015_42", "china_2012_42_to_2017_42.csv"},
                                                      {"china_2012_139", "china_2012_139_to_2017_42.csv"}};
  for (const auto& [name, file] : full) {
    CAPTURE(name, file);
    const auto list = read_concordance(lists / file, file, diagnostics);
    INFO(diagnostics.text());
    REQUIRE(list);
    const Accounts early = table_of(name);
    const Accounts moved = change_sectors(early, *list);
    CHECK_NOTHROW(require_same_sectors(moved, later));
    CHECK(check(moved).passed());
    CHECK(sum(moved.output) == Approx(sum(early.output)).epsilon(1e-12));
    for (std::size_t i = 0; i < later.size(); ++i) {
      CHECK(moved.sectors[i].name_zh == later.sectors[i].name_zh);
      CHECK(moved.sectors[i].cluster == later.sectors[i].cluster);
    }
    CHECK_THROWS_AS(require_same_sectors(early, later), Refusal);
  }
  const std::pair<const char*, const char*> common[] = {
      {"liaoning_2012_42", "china_2012_42_to_common_41.csv"},
      {"china_2012_139", "china_2012_139_to_common_41.csv"},
      {"liaoning_2017_42", "china_2017_42_to_common_41.csv"}};
  std::vector<std::string> expected;
  for (const auto& [name, file] : common) {
    const auto list = read_concordance(lists / file, file, diagnostics);
    REQUIRE(list);
    const Accounts moved = change_sectors(table_of(name), *list);
    CHECK(moved.size() == 41);
    if (expected.empty()) expected = codes(moved);
    CHECK(codes(moved) == expected);
  }
}

}  // namespace leontide::table
