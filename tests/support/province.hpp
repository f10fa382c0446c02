// A small province and a recipe for a city in it, for the tests of recipe steps.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "recipes/run_steps.hpp"
#include "support/folder.hpp"
#include "table/files/write.hpp"
#include "table/matrix.hpp"

namespace leontide::table {

namespace fs = std::filesystem;

/// Four sectors, flows of all origins, imports and inflows as negative uses. Balanced by construction.
inline Accounts province() {
  Accounts out;
  out.title = "Province";
  out.unit = "1e4 CNY";
  out.origins = Origins::all;
  out.sectors = {{"1", "Farms", "农", "farms", {}},
                 {"2", "Mills", "工", "goods", {}},
                 {"3", "Trade", "商", "services", {}},
                 {"4", "Banks", "金", "services", {}}};
  out.output = {1000, 4000, 2000, 1000};
  out.flows = Matrix(4, 4, {100, 600, 20, 0, 200, 1200, 200, 100, 50, 400, 200, 50, 50, 300, 180, 150});
  const std::vector<double> household{300, 900, 700, 250};
  const std::vector<double> stocks{10, -40, 0, 0};
  const std::vector<double> exports{50, 600, 100, 20};
  std::vector<double> imports{-80, -500, -50, -100};
  std::vector<double> outflow(4);
  for (std::size_t i = 0; i < 4; ++i) {
    outflow[i] = out.output[i] - sum(out.flows.row(i)) - household[i] - stocks[i] - exports[i] - imports[i];
  }
  out.final_demand.add("household", household);
  out.final_demand.add("stocks", stocks);
  out.final_demand.add("export", exports);
  out.final_demand.add("outflow", outflow);
  out.final_demand.add("import", imports);
  const std::vector<double> inputs = column_sums(out.flows);
  for (std::size_t j = 0; j < 4; ++j)
    out.value_added_total.push_back(out.output[j] - inputs[j]);
  out.value_added.add("wages", std::vector<double>{400, 900, 800, 300});
  std::vector<double> surplus(4);
  for (std::size_t j = 0; j < 4; ++j)
    surplus[j] = out.value_added_total[j] - out.value_added.values(j, 0);
  out.value_added.add("surplus", surplus);
  out.regional_supply.add("regional_purchase_share", std::vector<double>{0.9, 0.7, 0.5, 0.8});
  return out;
}

/// The province in a folder of its own.
class Sources {
 public:
  Sources() {
    put("province", province());
    put("later", province());
  }
  const fs::path& path() const { return folder_.path(); }
  void put(const std::string& name, const Accounts& accounts) const {
    AtomicDirectory folder(folder_ / name);
    write(accounts, R"({"title": "Province", "unit": "1e4 CNY", "region": "Province", "year": 2017})",
          folder);
    folder.commit();
  }

 private:
  test::Folder folder_;
};

struct Steps {
  recipes::ImportTable import{{"province", ""}, 0.5, "2e4 CNY"};
  recipes::Update update{{"province", ""}, {"later", ""}, {}, {}, {}};
  recipes::RegionalPurchase purchase{{{0.6, {"3"}}}};
  recipes::Structure structure{0.3,
                               {{"goods", 0.3, 500, {"1", "2"}}, {"services", 0.3, 300, {"3", "4"}}},
                               {{"4", 1.5, "a bank town"}}};
  recipes::Regionalise regionalise{LocationMethod::flq, 0.3, std::nullopt, {}, {}};
  recipes::Closure close{{{"household", 0.6, {"household"}}, {"stocks", 0.01, {"household"}}},
                         {"export", 120, {"1", "2", "3"}, {"export"}, 0.8},
                         "outflow",
                         0.03};
  recipes::Balance balance{{}, {{"goods", 500}, {"services", 300}}};
  recipes::Companion companion{"clusters", {{"banks", {"4"}}}, {{"goods", "Goods", "货物"}}};

  recipes::Recipe recipe() const {
    recipes::Recipe out;
    out.title = "City";
    out.region = "City";
    out.year = 2024;
    out.notes = {"made up"};
    using recipes::Step;
    for (const Step& step : {Step(import), Step(update), Step(purchase), Step(structure), Step(regionalise),
                             Step(close), Step(balance), Step(companion)})
      out.steps.push_back({step, {"city.yaml", out.steps.size() + 1, 1, 1}, "test"});
    return out;
  }
};

inline recipes::Workbench run(const recipes::Recipe& recipe, const Sources& sources) {
  Diagnostics diagnostics;
  auto bench = recipes::run_steps(recipe, sources.path(), diagnostics);
  INFO(diagnostics.text());
  REQUIRE(bench);
  return std::move(*bench);
}

inline Diagnostics faults(const recipes::Recipe& recipe, const Sources& sources) {
  Diagnostics diagnostics;
  CHECK_FALSE(recipes::run_steps(recipe, sources.path(), diagnostics));
  return diagnostics;
}

inline double total_of(const recipes::Workbench& bench, std::size_t broad) {
  double total = 0;
  for (std::size_t i = 0; i < bench.table.size(); ++i) {
    if (bench.broad_of[i] == broad) total += bench.table.value_added_total[i];
  }
  return total;
}

inline std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

}  // namespace leontide::table
