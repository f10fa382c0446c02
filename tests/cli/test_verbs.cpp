// Every change of tables is one verb: the command and a recipe of that one step write the same bytes, and
// refuse the same faults with nothing half-written.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "cli/refusal.hpp"
#include "cli/table_folder.hpp"

namespace leontide::cli {

namespace {

/// Targets, groups, shares, prices and outputs beside the small table `town` and its later year `later`, a
/// competitive table `all` and a later one, a supply-use pair `pair`.
class Tables : public Scratch {
 public:
  Tables() {
    write_small_table(*this, "town", 2020);
    write_small_table(*this, "later", 2022, 1.5);
    write("targets.csv", "label,total\nshop,132\nhousehold,162\ncompensation,142\n");
    write("groups.csv", "code,group\nfarm,land\nmill,town\nshop,town\n");
    write("groups_total.csv", "group,total\ngoods,120\nservices,90\n");
    write("shares.csv",
          "code,name_en,output,sales,inputs\nshop1,Food shops,0.4,0.45,0.5\nshop2,Other,0.6,0.55,0.5\n");
    write("prices.csv", "code,index,imported_inputs\nfarm,1.1,1\nmill,1.05,1\nshop,1.2,1\n");
    write("output.csv", "code,output\na,20\nb,50\n");
    put("all/sectors.csv", "code,name_en,name_zh,cluster\na,A,,x\nb,B,,y\n");
    put("all/flows.csv", "code,a,b\na,10,20\nb,30,40\n");
    put("all/final_demand.csv", "code,household,import\na,75,-5\nb,140,-10\n");
    put("all/value_added.csv", "code,total\na,60\nb,140\n");
    put("all/output.csv", "code,output\na,100\nb,200\n");
    put("all/meta.json", R"({"title": "All", "unit": "1e6 EUR", "origins": "all"})");
    for (const char* file : {"sectors.csv", "value_added.csv", "output.csv", "meta.json"})
      put(std::string("all_later/") + file, read(std::string("all/") + file));
    put("all_later/flows.csv", "code,a,b\na,12,20\nb,28,40\n");
    put("all_later/final_demand.csv", "code,household,import\na,73,-5\nb,142,-10\n");
    put("pair/products.csv", "code,name_en,name_zh,cluster\np1,,,\np2,,,\n");
    put("pair/industries.csv", "code,name_en,name_zh,cluster\ni1,,,\ni2,,,\n");
    put("pair/supply.csv", "code,i1,i2\np1,90,10\np2,0,200\n");
    put("pair/use.csv", "code,i1,i2\np1,20,30\np2,10,60\n");
    put("pair/final_demand.csv", "code,household\np1,50\np2,130\n");
    put("pair/value_added.csv", "code,wages,total\ni1,60,60\ni2,120,120\n");
    put("pair/meta.json", R"({"title": "Pair", "unit": "1e6 EUR", "origins": "local"})");
  }
  void recipe(const std::string& steps) const {
    write("recipe.yaml",
          "leontide: recipe/1\nname: made\ntitle: Made\nregion: Town\nyear: 2020\nsources: .\nsteps:\n" +
              steps);
  }

 private:
  void put(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(path(name).parent_path());
    write(name, text);
  }
};

/// The names of the CSV files in a folder.
std::vector<std::string> csv_files(const Scratch& scratch, const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.path(folder))) {
    if (entry.path().extension() == ".csv") names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

struct Verb {
  std::vector<std::string> command;  ///< after `leontide table`
  std::string steps;                 ///< of the recipe
};

const std::string import_town = "  - import: {table: town}\n";
const std::string import_all = "  - import: {table: all}\n";

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> list{
      {{"balance", "town", "--targets", "targets.csv"},
       import_town + "  - balance: {targets: targets.csv}\n"},
      {{"balance", "town", "--targets", "targets.csv", "--method", "ras"},
       import_town + "  - balance: {targets: {shop: 132, household: 162, compensation: 142}, method: ras}\n"},
      {{"balance", "town", "--targets", "targets.csv", "--tolerance", "1e-6", "--iterations", "50"},
       import_town + "  - balance: {targets: targets.csv, tolerance: 1e-6, iterations: 50}\n"},
      {{"balance", "town", "--value-added", "groups_total.csv", "--by", "cluster"},
       import_town + "  - balance: {value_added: {goods: 120, services: 90}, by: cluster}\n"},
      {{"update", "all", "--from", "all", "--to", "all_later", "--ratio-at-most", "1.1", "--shares-from",
        "all", "--shares-of", "a"},
       import_all +
           "  - update: {from: all, to: all_later, ratio_at_most: 1.1, value_added_shares: {table: all, "
           "codes: [a]}}\n"},
      {{"regionalise", "all", "--output", "output.csv", "--region", "Village", "--size", "0.4"},
       import_all + "  - regionalise: {output: output.csv, region: Village, size: 0.4}\n"},
      {{"update", "all", "--from", "all", "--to", "all_later", "--weight", "0.25"},
       import_all + "  - update: {from: all, to: all_later, weight: 0.25}\n"},
      {{"regionalise", "all", "--output", "output.csv", "--region", "Village", "--delta", "0.2"},
       import_all + "  - regionalise: {output: output.csv, region: Village, delta: 0.2}\n"},
      {{"regionalise", "all", "--output", "output.csv", "--region", "Village"},
       import_all + "  - regionalise: {output: {a: 20, b: 50}, region: Village}\n"},
      {{"aggregate", "town"}, import_town + "  - aggregate: {}\n"},
      {{"aggregate", "town", "--groups", "groups.csv"},
       import_town + "  - aggregate: {groups: groups.csv}\n"},
      {{"aggregate", "town", "--groups", "groups.csv"},
       import_town + "  - aggregate: {groups: {land: farm, town: [mill, shop]}}\n"},
      {{"disaggregate", "town", "--sector", "shop", "--shares", "shares.csv"},
       import_town + "  - disaggregate: {sector: shop, shares: shares.csv}\n"},
      {{"disaggregate", "town", "--sector", "shop", "--shares", "shares.csv"},
       import_town + "  - disaggregate:\n      sector: shop\n      shares:\n"
                     "        shop1: {name_en: Food shops, output: 0.4, sales: 0.45, inputs: 0.5}\n"
                     "        shop2: {name_en: Other, output: 0.6, sales: 0.55, inputs: 0.5}\n"},
      {{"rebase", "town", "--prices", "prices.csv", "--base", "2015"},
       import_town + "  - rebase: {prices: prices.csv, base: 2015}\n"},
      {{"imports", "all", "--as", "non-competitive"},
       "  - import: {table: all}\n  - imports: {as: non-competitive}\n"},
      {{"symmetric", "pair", "--model", "D"}, "  - symmetric: {table: pair, model: D}\n"}};
  return list;
}

}  // namespace

TEST_CASE("A command and the recipe of its one step write the same bytes of all CSV files") {
  const Tables tables;
  for (const Verb& verb : verbs()) {
    INFO(verb.steps);
    std::vector<std::string> command{"table"};
    command.insert(command.end(), verb.command.begin(), verb.command.end());
    command.insert(command.end(), {"--into", "by_command"});
    const Ended commanded = tables.leontide(command);
    INFO(commanded.err);
    REQUIRE(commanded.code == 0);
    tables.recipe(verb.steps);
    const Ended built = tables.leontide({"table", "build", "recipe.yaml", "--into", "by_recipe"});
    INFO(built.err);
    REQUIRE(built.code == 0);
    const std::vector<std::string> files = csv_files(tables, "by_command");
    CHECK(files.size() >= 5);
    CHECK(csv_files(tables, "by_recipe") == files);
    for (const std::string& file : files)
      CHECK(tables.read("by_command/" + file) == tables.read("by_recipe/" + file));
    CHECK(tables.leontide({"table", "check", "by_recipe"}).code == 0);
  }
}

TEST_CASE("A recipe takes changes in any order, and its README speaks of what was done and no more") {
  const Tables tables;
  tables.recipe(
      "  - import: {table: town, source: a made-up town}\n"
      "  - rebase: {prices: prices.csv, base: 2015}\n"
      "  - disaggregate: {sector: shop, shares: shares.csv}\n"
      "  - aggregate: {groups: {land: farm, town: [mill, shop1, shop2]}}\n"
      "  - balance: {targets: {land: 95, household: 155}, source: a guess}\n"
      "  - companion: {name: coarse}\n");
  const Ended built = tables.leontide({"table", "build", "recipe.yaml"});
  INFO(built.err << built.out);
  // 95 of land is 4.09… more than its 90.9, which the household's new total alone does not bring.
  CHECK(built.code == 2);
  CHECK_THAT(built.err, Catch::Contains("recipe.yaml:12:5: error: the step \"balance\" stops"));
  tables.edit("recipe.yaml", "{land: 95, household: 155}", "{}");
  const Ended done = tables.leontide({"table", "build", "recipe.yaml"});
  INFO(done.err);
  REQUIRE(done.code == 0);
  CHECK(has(done.out, "Price index"));
  CHECK(has(done.out, "Aggregation bias"));
  const std::string readme = tables.read("recipe/README.md");
  CHECK(has(readme, "amounts in 1e8 CNY, prices of 2015. Built by"));
  CHECK(has(readme, "2. Prices of 2015 by double deflation."));
  CHECK(has(readme, "4. Add sectors up to groups."));
  CHECK(has(readme, "[a made-up town]"));
  for (const char* absent : {"outflow", "exports", "How far it may be off", "What to know", "quotient"})
    CHECK_FALSE(has(readme, absent));
  CHECK(csv_files(tables, "recipe") == std::vector<std::string>{"final_demand.csv", "flows.csv", "output.csv",
                                                                "sectors.csv", "value_added.csv"});
  CHECK(tables.leontide({"table", "check", "recipe"}).code == 0);
  CHECK(tables.leontide({"table", "check", "coarse"}).code == 0);
}

TEST_CASE("A fault of a step is told at its place in the recipe, once, and nothing is written") {
  const Tables tables;
  struct TableFault {
    std::string step;
    std::string told;
  };
  const TableFault faults[] = {
      {"balance: {targets: {shpo: 132}}",
       "recipe.yaml:9:5: error: the step \"balance\" stops: the table has no row"},
      {"balance: {targets: {shop: much}}",
       "recipe.yaml:9:31: error: Value \"much\" for shop is not a number"},
      {"balance: {targets: none.csv}", "none.csv: error"},
      {"balance: {}", "recipe.yaml:9:14: error: a balance needs targets, or value_added by group"},
      {"balance: {targets: targets.csv, value_added: {land: 3}}",
       "recipe.yaml:9:50: error: targets and value_added exclude each other"},
      {"balance: {targets: targets.csv, tolerance: 0}",
       "recipe.yaml:9:48: error: Value \"0\" for tolerance is not a number above 0 and below 1"},
      {"nest: {area: all, wider: all, factor: -1}",
       "recipe.yaml:9:43: error: Value \"-1\" for factor is not a number above 0"},
      {"balance: {value_added: {all: 3}}",
       "recipe.yaml:9:5: error: the step \"balance\" stops: sectors have no column"},
      {"update: {from: town, to: later, weight: 2}", "recipe.yaml:9:45: error: Value \"2\" for weight"},
      {"update: {from: town, to: nowhere}", "nowhere"},
      {"update: {from: all, to: all}", "recipe.yaml:9:5: error: the step \"update\" stops"},
      {"regionalise: {region: Village}",
       "recipe.yaml:9:5: error: the step \"regionalise\" stops: of a whole table"},
      {"regionalise: {region: Village, output: {farm: 1, mill: 1}}",
       "recipe.yaml: error: there is no row \"shop\""},
      {"aggregate: {groups: {land: farm, town: [mill, shpo]}}",
       "recipe.yaml:9:51: error: the table has no sector"},
      {"aggregate: {by: clutser}",
       "recipe.yaml:9:5: error: the step \"aggregate\" stops: sectors have no column"},
      {"aggregate: {by: cluster, groups: groups.csv}",
       "recipe.yaml:9:38: error: by and groups exclude each other"},
      {"disaggregate: {sector: shop, shares: {a: {output: 0.4}, b: {output: 0.7}}}",
       "error: the shares of output sum to 1.1, not to 1 [value]"},
      {"disaggregate: {sector: shop, shares: {a: {outptu: 0.4}}}",
       "recipe.yaml:9:47: error: the part \"a\" has no key"},
      {"rebase: {prices: {farm: 1, mill: 0, shop: 1}}",
       "recipe.yaml:9:5: error: the step \"rebase\" stops: the price index of mill"},
      {"imports: {as: competitive}", "recipe.yaml:9:5: error: the step \"imports\" stops"},
      {"symmetric: {table: town, model: B}", "town/"},
      {"close: {uses: {}, exports: {mix: [e]}}",
       "recipe.yaml:8:5: error: the step \"import\" stops: the table's flows are local"}};
  for (const TableFault& fault : faults) {
    INFO(fault.step);
    tables.recipe(import_town + "  - " + fault.step + "\n");
    const auto before = tables.listing();
    const Ended ended = tables.leontide({"table", "build", "recipe.yaml"});
    INFO(ended.err);
    CHECK(ended.code == 2);
    CHECK(ended.out.empty());
    CHECK(has(ended.err, fault.told));
    CHECK(tables.listing() == before);
  }
}

TEST_CASE("A column that a file of a change lacks is told at that file") {
  const Tables tables;
  tables.write("bare.csv", "code,price\nfarm,1\nmill,1\nshop,1\n");
  refused(tables, {"bare.csv: error: there is no column \"index\""},
          {"table", "rebase", "town", "--prices", "bare.csv", "--into", "new"});
  refused(tables, {"bare.csv: error: there is no column \"output\""},
          {"table", "regionalise", "all", "--output", "bare.csv", "--region", "Village", "--into", "new"});
}

TEST_CASE("A change that yields a table that fails its check is refused, by command and by recipe") {
  const Tables tables;
  tables.write("town/final_demand.csv", "code,household,export\nfarm,45,15\nmill,35,60\nshop,70,0\n");
  const auto before = tables.listing();
  const Ended commanded =
      tables.leontide({"table", "aggregate", "town", "--groups", "groups.csv", "--into", "new"});
  INFO(commanded.err);
  CHECK(commanded.code == 2);
  CHECK(commanded.out.empty());
  CHECK(has(commanded.err, "town: error: the table that \"aggregate\" leaves would fail its check: "));
  CHECK(count(commanded.err, "error:") == 1);
  tables.recipe("  - import: {table: town, unbalanced: true}\n  - aggregate: {groups: groups.csv}\n");
  const Ended built = tables.leontide({"table", "build", "recipe.yaml", "--into", "new"});
  CHECK(built.code == 2);
  CHECK(has(built.err, "recipe.yaml:9:5: error: the table that \"aggregate\" leaves would fail its check: "));
  CHECK_FALSE(std::filesystem::exists(tables.path("new")));
  std::filesystem::remove(tables.path("recipe.yaml"));
  CHECK(tables.listing() == before);
}

TEST_CASE("A table that does not balance may be imported where a later step balances it, and not else") {
  const Tables tables;
  tables.write("town/final_demand.csv", "code,household,export\nfarm,45,15\nmill,35,60\nshop,70,0\n");
  tables.recipe(import_town + "  - balance: {targets: {household: 150}}\n");
  const Ended strict = tables.leontide({"table", "build", "recipe.yaml"});
  CHECK(strict.code == 2);
  CHECK(has(strict.err, "town/"));
  tables.edit("recipe.yaml", "{table: town}", "{table: town, unbalanced: true}");
  const Ended done = tables.leontide({"table", "build", "recipe.yaml"});
  INFO(done.err);
  CHECK(done.code == 0);
  CHECK(tables.leontide({"table", "check", "recipe"}).code == 0);
  tables.edit("recipe.yaml", "  - balance: {targets: {household: 150}}\n", "");
  CHECK(
      has(tables.leontide({"table", "build", "recipe.yaml", "--into", "never"}).err, "would fail its check"));
  CHECK_FALSE(std::filesystem::exists(tables.path("never")));
}

TEST_CASE("A table that is written over another leaves none of its numbers behind") {
  // A table of the product's, changed since, with all that a table may hold.
  const Tables tables;
  tables.write("all_later/other_inputs.csv", "code,product_taxes\na,1\nb,2\n");
  tables.write("all_later/flows_imported.csv", "code,a,b\na,1,1\nb,1,1\n");
  tables.write("all_later/final_demand_imported.csv", "code,household\na,1\nb,1\n");
  tables.write("all_later/regional_supply.csv", "code,regional_purchase_share\na,1\nb,1\n");
  std::string manifest;
  for (const auto& entry : std::filesystem::directory_iterator(tables.path("all_later")))
    manifest += std::string(64, '0') + "  " + entry.path().filename().string() + "\n";
  tables.write("all_later/leontide.sha256", manifest);
  const Ended ended = tables.leontide({"table", "aggregate", "all", "--into", "all_later"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  CHECK(csv_files(tables, "all_later") == std::vector<std::string>{"final_demand.csv", "flows.csv",
                                                                   "output.csv", "sectors.csv",
                                                                   "value_added.csv"});
  CHECK(tables.leontide({"table", "check", "all_later"}).code == 0);
}

}  // namespace leontide::cli
