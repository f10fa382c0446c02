// The growth that targets need, by hand.
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

#include "audit/audit.hpp"
#include "support/folder.hpp"

using namespace leontide;
using namespace leontide::audit;

namespace {

const char* const view =
    "measure,growth,share,share_recent,window_years,first_year,recent_from,last_year\n"
    "nominal,0,1,1,5,2001,2016,2022\nnominal,10,0.5,0.25,5,2001,2016,2022\nreal,0,1,1,5,2000,2016,2022\n"
    "real,10,0.6,0.5,5,2000,2016,2022\n";

const char* const figures =
    "id,year,value,unit,source,grade,known_on,base\n"
    "money,2015,100,1e8 CNY,s,A,,old\nmoney,2020,161.051,1e8 CNY,s,A,,old\nmoney,2021,999,1e8 CNY,s,A,,new\n"
    "volume,2018,10,percent,s,A,,\nvolume,2019,21,percent,s,A,,\nvolume,2020,10,percent,s,A,2099-01-01,\n"
    "whole,2020,1000,1e8 CNY,s,A,,\n";

std::optional<Audit> audited(const std::string& targets, Diagnostics& diagnostics,
                             const Hedging& hedging = {}) {
  const test::Folder folder;
  std::ofstream(folder / "view.csv") << view;
  std::ofstream(folder / "series.csv") << figures;
  std::ofstream(folder / "targets.yaml")
      << "leontide: targets/1\nvintage: 2021-12-31\noutside_view: {file: view.csv}\n"
         "quantities:\n  money: {series: money, basis: old}\n  volume: {series: volume}\n  whole: {series: "
         "whole}\n"
         "targets:\n"
      << targets;
  return audit::audit({folder / "targets.yaml", folder / "series.csv"}, hedging, diagnostics);
}

Required only(const std::string& promise, const std::string& more = {}) {
  Diagnostics diagnostics;
  const auto answer =
      audited(fmt::format("  - {{id: a, title: A, status: not assessable, needs: n, {}promise: {{{}}}}}\n",
                          more, promise),
              diagnostics);
  INFO(diagnostics.text());
  REQUIRE(answer);
  return answer->required.front();
}

}  // namespace

TEST_CASE("a level needs the compound growth from its last figure, beside its own past and all cities") {
  const Required one =
      only("quantity: money, at_least: 259.374246, unit: 1e8 CNY, prices: current, year: 2025");
  CHECK(one.base->year == 2020);
  CHECK(*one.needed == Approx(10).epsilon(1e-6));
  CHECK(one.past->growth == Approx(10));
  CHECK(one.outside->share == Approx(0.5));
  CHECK(one.outside->share_recent == Approx(0.25));
}

TEST_CASE("growth needs what it says, and its past is of rates, as known at the vintage") {
  const Required one = only(
      "quantity: volume, as: growth, at_least: 5, unit: percent, prices: constant, year: 2025, from: 2021");
  CHECK(*one.needed == 5);
  CHECK(one.past->growth == Approx(100 * (std::sqrt(1.1 * 1.21) - 1)));
  CHECK((*one.past->first == 2018 && *one.past->last == 2019));
  CHECK(one.outside->share_recent == Approx(0.75));
}

TEST_CASE("what should fall asks for more than its past where it has to fall faster") {
  Diagnostics diagnostics;
  const auto more = [&](const char* bound) {
    const auto answer = audited(fmt::format("  - {{id: a, title: A, status: not assessable, needs: n, "
                                            "promise: {{quantity: money, {}, unit: percent, as: "
                                            "growth, year: 2025, from: 2021}}}}\n",
                                            bound),
                                diagnostics);
    REQUIRE(answer);
    return *asked_beyond_past(*answer->promised.front().promise, answer->required.front());
  };
  // Its past is 10 % a year.
  CHECK(more("at_least: 12") == Approx(2));
  CHECK(more("at_most: 7") == Approx(3));
  CHECK(more("at_most: 12") == Approx(-2));
}

TEST_CASE("shares, multiples and additions need growth from their own bases") {
  // 16.1051 % of the whole in 2020.
  const Required share = only("quantity: money, of: whole, at_least: 32.2102, unit: percent, year: 2025");
  CHECK(*share.needed == Approx(100 * (std::pow(2, 0.2) - 1)));
  CHECK_FALSE(share.outside);
  CHECK(*only("quantity: money, as: ratio, at_least: 2, year: 2024, from: 2020").needed ==
        Approx(100 * (std::pow(2, 0.25) - 1)));
  const Required added =
      only("quantity: whole, as: added, at_least: 100, unit: 1e8 CNY, year: 2022, from: 2021");
  CHECK(*added.needed == Approx(100 * (std::sqrt(1.1) - 1)));
}

TEST_CASE("a figure of the target itself comes before the series, and about is taken at its word") {
  const Required one = only("quantity: money, at_least: 200, unit: 1e8 CNY, year: 2021, hedge: about",
                            "base_figure: {value: 180, year: 2020, unit: 1e8 CNY, source: s}, ");
  CHECK(*one.needed == Approx(100 * (200.0 / 180 - 1)));
  CHECK(*one.as_about == Approx(100 * (196.0 / 180 - 1)));
}

TEST_CASE(
    "a missing figure narrows by the band over the values that it may have, a hedged target by its weight") {
  Diagnostics diagnostics;
  const auto answer = audited(
      "  - {id: given, title: G, status: conditional, indicator: i, at_least: 161.051, unit: 1e8 CNY, "
      "prices: current, "
      "year: 2025, given: {title: base, values: [100, 161.051]}, promise: {from: 2020}}\n"
      "  - {id: none, title: N, status: not assessable, needs: n, promise: {at_least: 3, year: 2025, hedge: "
      "strive}}\n",
      diagnostics, {0.02, 0.25});
  INFO(diagnostics.text());
  REQUIRE(answer);
  REQUIRE(answer->missing.size() == 2);
  // Growth of 10 % was reached by a quarter, of 0 by all: 75 points, against a quarter of 100.
  CHECK(answer->missing[0].figure.en == "base");
  CHECK(answer->missing[0].reduction() == Approx(75));
  CHECK(answer->missing[1].reduction() == Approx(25));
}

TEST_CASE("a figure is part of a conflict, and it is named") {
  Diagnostics diagnostics;
  const auto answer = audited(
      "  - {id: a, title: A, status: not assessable, needs: n, promise: {quantity: money, at_least: 300, "
      "unit: 1e8 CNY, "
      "year: 2025}}\n"
      "  - {id: b, title: B, status: not assessable, needs: n, promise: {quantity: money, as: growth, "
      "at_most: 10, unit: "
      "percent, year: 2025, from: 2021}}\n",
      diagnostics);
  REQUIRE(answer);
  REQUIRE(answer->conflicts.size() == 1);
  const ConflictSet& set = answer->conflicts.front();
  CHECK(set.is_certified);
  REQUIRE(set.statements.size() == 3);
  const Statement& figure = answer->system.statements[set.statements.back()];
  CHECK(figure.kind == Statement::Kind::figure);
  CHECK(figure.words.en == "money 2020: 161.051 1e8 CNY");
}

TEST_CASE("prices between stated bounds tie volumes to money") {
  // 5 % of volume and at most 2 % of prices a year give at most 1.071 of the base.
  const test::Folder folder;
  const auto conflicts =
      [&](const char* least) {
        std::ofstream(folder / "t.yaml")
            << "leontide: targets/1\nquantities:\n"
               "  money: {unit: 1e8 CNY, figure: {value: 1000, year: 2020, source: s}}\n"
               "  real: {volume_of: money, price_growth: [0, 2]}\ntargets:\n"
            << fmt::format(
                   "  - {{id: a, title: A, status: not assessable, needs: n, promise: {{quantity: money, "
                   "at_least: {}, "
                   "unit: 1e8 CNY, year: 2021}}}}\n",
                   least)
            << "  - {id: b, title: B, status: not assessable, needs: n, promise: {quantity: real, as: "
               "growth, at_most: 5, "
               "unit: percent, year: 2021, from: 2021}}\n";
        Diagnostics told;
        const auto answer = audit::audit({folder / "t.yaml", {}}, {}, told);
        INFO(told.text());
        REQUIRE(answer);
        return answer->conflicts.size();
      };
  CHECK(conflicts("1070") == 0);
  CHECK(conflicts("1073") == 1);
}

TEST_CASE("targets that state a level between them are told, beside what is said of it elsewhere") {
  const auto target = [](const char* id, const char* promise) {
    return fmt::format("  - {{id: {0}, title: {0}, status: not assessable, needs: n, promise: {{{1}}}}}\n",
                       id, promise);
  };
  Diagnostics diagnostics;
  const auto answer = audited(
      target("part", "quantity: part, at_least: 340, unit: 1e8 CNY, year: 2025") +
          target("share", "quantity: part, of: whole, at_least: 20, unit: percent, year: 2025") +
          target("total", "quantity: centres, at_least: 140, unit: none, year: 2025") +
          target("new", "quantity: centres, as: added, at_least: 30, unit: none, year: 2025, from: 2021") +
          target("twice", "quantity: firms, as: ratio, at_least: 2, year: 2025, from: 2020") +
          target("firms", "quantity: firms, between: [4, 5], unit: none, year: 2025"),
      diagnostics);
  INFO(diagnostics.text());
  REQUIRE(answer);
  REQUIRE(answer->implied.size() == 2);
  const Implied& centres = answer->implied[0];
  CHECK((centres.quantity == "centres" && centres.year == 2020));
  CHECK(centres.value == Approx(110));
  CHECK((centres.targets == std::vector<std::size_t>{2, 3}));
  const Implied& whole = answer->implied[1];
  CHECK((whole.quantity == "whole" && whole.year == 2025));
  CHECK(whole.value == Approx(1700e8));
  CHECK(*whole.growth == Approx(100 * (std::pow(1.7, 0.2) - 1)));
  CHECK_FALSE(whole.stated);
}

TEST_CASE("a doubling of a published figure is told beside the number that another target states") {
  Diagnostics diagnostics;
  const auto answer = audited(
      "  - {id: a, title: A, status: not assessable, needs: n, base_figure: {value: 2400, year: 2020, unit: "
      "none, source: s}, "
      "promise: {quantity: firms, as: ratio, at_least: 2, year: 2025, from: 2020}}\n"
      "  - {id: b, title: B, status: not assessable, needs: n, promise: {quantity: firms, at_least: 5000, "
      "year: 2025}}\n",
      diagnostics);
  REQUIRE(answer);
  REQUIRE(answer->implied.size() == 2);
  CHECK((answer->implied[0].year == 2020 && answer->implied[0].value == Approx(2500) &&
         *answer->implied[0].stated == 2400));
  CHECK((answer->implied[1].year == 2025 && answer->implied[1].value == Approx(4800) &&
         *answer->implied[1].stated == 5000));
}
