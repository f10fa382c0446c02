// Contradictions planted in copies of the plans' targets: each is found with a smallest set, which a search
// over all subsets by another simplex confirms.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <set>
#include <sstream>

#include "audit/audit.hpp"
#include "audit/support_simplex.hpp"
#include "support/folder.hpp"

using namespace leontide;
using namespace leontide::audit;

namespace {

struct Plant {
  const char* plan;
  std::vector<const char*> promises;  ///< of new targets, planted_0, planted_1, …
  std::set<std::string> expected;     ///< the smallest set, by id
};

const std::vector<Plant> plants{
    {"dalian-2027",
     {"quantity: producer_services_va, of: services_va, at_most: 55, unit: percent, year: 2027"},
     {"producer_services_share_of_services", "planted_0"}},
    {"dalian-2027",
     {"quantity: services_va, at_most: 3300, unit: 1e8 CNY, year: 2027"},
     {"producer_services_value_added", "planted_0"}},
    {"dalian-2027",
     {"quantity: producer_services_va, at_most: 3500, unit: 1e8 CNY, year: 2027",
      "quantity: services_va, at_least: 6000, unit: 1e8 CNY, year: 2027"},
     {"producer_services_share_of_services", "planted_0", "planted_1"}},
    {"dalian-2027",
     {"quantity: industrial_design_centres, at_most: 35, unit: none, year: 2027"},
     {"industrial_design_centres_total", "planted_0"}},
    {"dalian-2027",
     {"quantity: primary_va, at_least: 1000, unit: 1e8 CNY, year: 2027",
      "quantity: secondary_va, at_least: 4000, unit: 1e8 CNY, year: 2027",
      "quantity: services_va, at_least: 6000, unit: 1e8 CNY, year: 2027",
      "quantity: gdp, at_most: 10500, unit: 1e8 CNY, year: 2027"},
     {"planted_0", "planted_1", "planted_2", "planted_3"}},
    {"dalian-2027",
     {"quantity: digital_services_trade, of: services_trade, at_most: 30, unit: percent, year: 2027"},
     {"digital_services_trade_share", "planted_0"}},
    {"dalian-2027",
     {"quantity: finance_va, at_most: 700, unit: 1e8 CNY, year: 2027",
      "quantity: gdp, at_least: 9500, unit: 1e8 CNY, year: 2027"},
     {"finance_value_added_share_gdp", "planted_0", "planted_1"}},
    {"dalian-2027",
     {"quantity: national_foreign_trade, as: growth, at_least: 8, unit: percent, year: 2027, from: 2025",
      "quantity: foreign_trade, as: growth, at_most: 5, unit: percent, year: 2027, from: 2025"},
     {"foreign_trade_growth_vs_national", "planted_0", "planted_1"}},
    {"dalian-2025", {"quantity: gdp, at_most: 9800, unit: 1e8 CNY, year: 2025"}, {"gdp_level", "planted_0"}},
    {"dalian-2025",
     {"quantity: gdp_real, as: growth, at_most: 5, unit: percent, year: 2025, from: 2021"},
     {"gdp_growth", "planted_0"}},
    {"dalian-2025",
     {"quantity: high_tech_firms, at_most: 4500, unit: none, year: 2025"},
     {"high_tech_enterprises", "planted_0"}},
    {"dalian-2025",
     {"quantity: tech_smes, at_least: 4000, unit: none, year: 2020",
      "quantity: tech_smes, at_most: 7000, unit: none, year: 2025"},
     {"tech_smes_doubling", "planted_0", "planted_1"}},
    {"dalian-2025",
     {"quantity: belt_road_trade, at_most: 1500, unit: 1e8 CNY, year: 2025"},
     {"belt_road_trade_share", "foreign_trade_level", "planted_0"}},
    {"dalian-2025",
     {"quantity: sei_va, at_most: 700, unit: 1e8 CNY, year: 2025"},
     {"sei_value_added_share_gdp", "gdp_level", "planted_0"}},
    {"dalian-2025",
     {"quantity: services_va, at_most: 800, unit: 1e8 CNY, year: 2025"},
     {"finance_value_added", "planted_0"}},
    {"dalian-2025",
     {"quantity: foreign_investment, as: total, at_most: 40, unit: 1e8 USD, year: 2025, from: 2021"},
     {"fdi_cumulative", "planted_0"}},
    {"dalian-2025",
     {"quantity: petrochemical_output, as: growth, at_most: 1, unit: percent, year: 2025, from: 2021",
      "quantity: petrochemical_output, at_most: 4000, unit: 1e8 CNY, year: 2020"},
     {"petrochemical_scale", "planted_0", "planted_1"}},
    {"dongguan-2025",
     {"quantity: producer_services_revenue, at_least: 2000, unit: 1e8 CNY, year: 2022",
      "quantity: producer_services_revenue, at_most: 2500, unit: 1e8 CNY, year: 2025"},
     {"producer_services_revenue_growth", "planted_0", "planted_1"}},
    {"dongguan-2025",
     {"quantity: large_exhibitions_per_year, at_least: 50, unit: none, year: 2025",
      "quantity: national_exhibitions_per_year, at_most: 48, unit: none, year: 2025"},
     {"planted_0", "planted_1"}},
    {"changsha-2025",
     {"quantity: services_va, at_least: 9000, unit: 1e8 CNY, year: 2025",
      "quantity: exhibition_va, at_most: 400, unit: 1e8 CNY, year: 2025"},
     {"exhibition_share_of_services", "planted_0", "planted_1"}},
    {"changsha-2025",
     {"quantity: foreign_trade, at_least: 3000, unit: 1e8 CNY, year: 2022",
      "quantity: foreign_trade, at_most: 4400, unit: 1e8 CNY, year: 2025"},
     {"foreign_trade_growth", "planted_0", "planted_1"}},
    {"dalian-2020",
     {"quantity: sei_output, at_least: 3500, unit: 1e8 CNY, year: 2017",
      "quantity: sei_output, at_most: 5500, unit: 1e8 CNY, year: 2020"},
     {"sei_output_growth", "planted_0", "planted_1"}}};

Audit audit_of(const Plant& plant) {
  const auto folder = std::filesystem::path(LEONTIDE_SOURCE_DIR) / "scenarios" / plant.plan;
  std::stringstream text;
  text << std::ifstream(folder / "targets.yaml").rdbuf();
  std::string copy = text.str();
  std::string more;
  for (std::size_t i = 0; i < plant.promises.size(); ++i)
    more += fmt::format(
        "  - {{id: planted_{0}, title: Planted {0}, status: not assessable, needs: nothing, promise: "
        "{{{1}}}}}\n",
        i, plant.promises[i]);
  const std::string list = "\ntargets:\n";
  copy.insert(copy.find(list) + list.size(), more);
  for (std::size_t at; (at = copy.find("../../models")) != std::string::npos;)
    copy.replace(at, 12, LEONTIDE_SOURCE_DIR "/models");
  const test::Folder place;
  const auto path = place.write("planted.yaml", copy);
  Diagnostics diagnostics;
  auto answer = audit::audit({path, {}}, {}, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(answer);
  return std::move(*answer);
}

/// All rows of these statements and of definitions, solved anew.
bool holds_by_hand(const System& system, const std::vector<std::size_t>& chosen) {
  linear::Programme part{system.programme.floors, {}};
  for (std::size_t i = 0; i < system.owner.size(); ++i) {
    const bool is_definition = !can_be_given_up(system.statements[system.owner[i]]);
    if (is_definition || std::find(chosen.begin(), chosen.end(), system.owner[i]) != chosen.end())
      part.rows.push_back(system.programme.rows[i]);
  }
  return PlainSimplex(part).is_feasible();
}

/// Whether a set conflicts, and holds without any one of its statements.
bool cannot_do_without_any(const System& system, const ConflictSet& set) {
  if (holds_by_hand(system, set.statements)) return false;
  return std::all_of(set.statements.begin(), set.statements.end(), [&](std::size_t one) {
    std::vector<std::size_t> without = set.statements;
    std::erase(without, one);
    return holds_by_hand(system, without);
  });
}

/// Whether every set of `size` statements can hold.
bool all_hold(const System& system, std::size_t size, std::size_t from, std::vector<std::size_t>& chosen) {
  if (chosen.size() == size) return holds_by_hand(system, chosen);
  for (std::size_t i = from; i < system.statements.size(); ++i) {
    if (!can_be_given_up(system.statements[i])) continue;
    chosen.push_back(i);
    const bool holds = all_hold(system, size, i + 1, chosen);
    chosen.pop_back();
    if (!holds) return false;
  }
  return true;
}

/// Statements that share a level with the set, by chains: the others cannot matter.
System near(const System& system, const ConflictSet& set) {
  std::set<std::size_t> levels, kept(set.statements.begin(), set.statements.end());
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t i = 0; i < system.owner.size(); ++i) {
      const auto& terms = system.programme.rows[i].terms;
      const bool touches = kept.contains(system.owner[i]) ||
                           std::any_of(terms.begin(), terms.end(),
                                       [&](const auto& term) { return levels.contains(term.first); });
      if (!touches) continue;
      grows = kept.insert(system.owner[i]).second || grows;
      for (const auto& term : terms)
        grows = levels.insert(term.first).second || grows;
    }
  }
  System out;
  std::vector<std::size_t> at(system.programme.floors.size(), 0), to(system.statements.size(), 0);
  for (const std::size_t level : levels) {
    at[level] = out.programme.floors.size();
    out.programme.floors.push_back(system.programme.floors[level]);
  }
  for (const std::size_t statement : kept) {
    to[statement] = out.statements.size();
    out.statements.push_back(system.statements[statement]);
  }
  for (std::size_t i = 0; i < system.owner.size(); ++i) {
    if (!kept.contains(system.owner[i])) continue;
    linear::ProgrammeRow row = system.programme.rows[i];
    for (auto& term : row.terms)
      term.first = at[term.first];
    out.programme.rows.push_back(std::move(row));
    out.owner.push_back(to[system.owner[i]]);
  }
  return out;
}

}  // namespace

TEST_CASE("contradictions planted in targets are found, each with a smallest set that a search confirms") {
  CHECK(plants.size() >= 20);
  for (const Plant& plant : plants) {
    const Audit answer = audit_of(plant);
    INFO(plant.plan << ": " << plant.promises.front());
    REQUIRE_FALSE(answer.conflicts.empty());
    for (const ConflictSet& one : answer.conflicts)
      CHECK(cannot_do_without_any(answer.system, one));
    const ConflictSet& set = answer.conflicts.front();
    CHECK(set.is_certified);
    CHECK(set.is_smallest);
    std::set<std::string> ids;
    for (const std::size_t one : set.statements) {
      REQUIRE(answer.system.statements[one].kind == Statement::Kind::target);
      ids.insert(answer.promised[answer.system.statements[one].target].target.id);
    }
    CHECK(ids == plant.expected);
    CHECK_FALSE(holds_by_hand(answer.system, set.statements));
    const System part = near(answer.system, set);
    std::vector<std::size_t> none;
    for (std::size_t size = 1; size < set.statements.size(); ++size)
      CHECK(all_hold(part, size, 0, none));
  }
}

TEST_CASE("each target of a conflict is told with what number it would fit") {
  // 35 % of 5000 is 1750: 1500 would fit a share of 30 %, or a trade of 4285.7.
  const auto plant = std::find_if(plants.begin(), plants.end(), [](const Plant& one) {
    return one.expected.contains("belt_road_trade_share");
  });
  const Audit answer = audit_of(*plant);
  REQUIRE(answer.ways.size() == 1);
  std::map<std::string, WayOut> ways;
  for (const WayOut& way : answer.ways.front())
    ways[answer.promised[way.target].target.id] = way;
  CHECK(*ways.at("belt_road_trade_share").bound == Approx(30).epsilon(1e-5));
  CHECK(*ways.at("foreign_trade_level").bound == Approx(1500 / 0.35).epsilon(1e-5));
  CHECK(*ways.at("planted_0").bound == Approx(1750).epsilon(1e-5));
  CHECK(ways.at("belt_road_trade_share").moved == Approx(1 - 30.0 / 35).epsilon(1e-4));
}

TEST_CASE("two conflicts over one target are both told") {
  const Audit answer = audit_of({"dalian-2025",
                                 {"quantity: sei_va, at_most: 700, unit: 1e8 CNY, year: 2025",
                                  "quantity: culture_va, at_most: 400, unit: 1e8 CNY, year: 2025"},
                                 {}});
  REQUIRE(answer.conflicts.size() == 2);
  std::set<std::string> ids;
  for (const ConflictSet& set : answer.conflicts) {
    CHECK(set.statements.size() == 3);
    for (const std::size_t one : set.statements)
      ids.insert(answer.promised[answer.system.statements[one].target].target.id);
  }
  CHECK(ids == std::set<std::string>{"gdp_level", "sei_value_added_share_gdp",
                                     "culture_value_added_share_gdp", "planted_0", "planted_1"});
}

TEST_CASE("the plans as they stand contradict nothing") {
  for (const char* plan : {"dalian-2027", "dalian-2025", "dalian-2020", "dongguan-2025", "changsha-2025"}) {
    const Audit answer = audit_of({plan, {}, {}});
    INFO(plan);
    CHECK(answer.conflicts.empty());
    for (const Promised& one : answer.promised)
      CHECK(one.promise);
  }
}
