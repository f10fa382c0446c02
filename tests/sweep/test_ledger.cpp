#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <unistd.h>

#include "support/folder.hpp"
#include "sweep/ledger.hpp"
#include "sweep/ledger_merge.hpp"
#include "sweep/results.hpp"

using namespace leontide;
using namespace leontide::sweep;
namespace fs = std::filesystem;

namespace {

const WantedScenario scenario{"plan", "digest 1", {{"plan.yaml", "a"}, {"table.csv", "b"}}};

void enter(Ledger& ledger, std::uint64_t cells, const WantedScenario& of = scenario) {
  ledger.set_paths({"x"});
  ledger.set_quantiles({0.5});
  ledger.enter({of}, cells, [&](std::uint64_t place) {
    const std::string value = std::to_string(place);
    return WantedCell{place + 1, "plan", "x=" + value + "\n", {{"x", value}}, of.digest + " " + value};
  });
}

CellResult result_of(std::uint64_t hits) {
  CellResult result;
  result.trials = 100;
  TargetRow row;
  row.id = "joint";
  row.when = "2027";
  row.chance = statistics::proportion(hits, 100, 0.95);
  result.targets.push_back(row);
  return result;
}

std::string table_of(const Ledger& ledger) {
  std::string text;
  write_table(ledger, [&](std::string_view piece) { text += piece; });
  return text;
}

std::string exported(const Ledger& ledger) {
  std::string text;
  write_export(ledger, [&](std::string_view piece) { text += piece; });
  return text;
}

void finish_all(Ledger& ledger, const Claimant& who, const std::string& digest, std::uint64_t shard = 1,
                std::uint64_t shards = 1) {
  for (auto cells = ledger.claim(3, who, shard, shards); !cells.empty();
       cells = ledger.claim(3, who, shard, shards)) {
    for (const ClaimedCell& cell : cells)
      CHECK(ledger.finish(cell, who, digest + " " + std::to_string(cell.number - 1), result_of(cell.number)));
  }
}

}  // namespace

TEST_CASE("a claim stands as long as its process, and what comes after it is lost") {
  const test::Folder folder;
  Ledger ledger = Ledger::make(folder / "l.sqlite", "s", Ledger::Journal::wal);
  enter(ledger, 2);
  const Claimant here = this_process_claims();
  CHECK(here.started > 0);
  Claimant dead = here;
  dead.started -= 1;  // the number has gone to another process since
  const auto first = ledger.claim(1, dead);
  REQUIRE(first.size() == 1);
  const auto all = ledger.claim(5, here);
  REQUIRE(all.size() == 2);  // the dead one's cell is free again
  CHECK_FALSE(ledger.finish(first.front(), dead, "digest 1 0", result_of(1)));
  CHECK(ledger.finish(all.front(), here, "digest 1 0", result_of(1)));
  CHECK(ledger.claim(5, here).empty());
  CHECK(ledger.status().running == 1);
  ledger.release(all, here);
  CHECK(ledger.status().waiting == 1);

  Claimant elsewhere = here;
  elsewhere.host = "another";
  CHECK(still_stands(elsewhere, 1000, 1000 + patience - 1, here));
  CHECK_FALSE(still_stands(elsewhere, 1000, 1000 + patience, here));
  Claimant before = here;
  before.boot = "the machine was started since";
  CHECK_FALSE(still_stands(before, 1000, 1000, here));
}

TEST_CASE("numbers stay, and are stale once what they stand on has changed") {
  const test::Folder folder;
  Ledger ledger = Ledger::make(folder / "l.sqlite", "s", Ledger::Journal::wal);
  const Claimant here = this_process_claims();
  enter(ledger, 3);
  finish_all(ledger, here, "digest 1");
  const std::string before = table_of(ledger);
  enter(ledger, 3);
  CHECK(ledger.status().done == 3);
  const WantedScenario changed{
      "plan", "digest 2", {{"plan.yaml", "a"}, {"table.csv", "c"}, {"new.csv", "d"}}};
  enter(ledger, 4, changed);
  CHECK(ledger.status().stale == 3);
  CHECK(ledger.status().waiting == 1);
  CHECK(ledger.stale_reasons() == std::vector<std::string>{"new.csv is new; table.csv has changed"});
  finish_all(ledger, here, "digest 2");
  CHECK(ledger.status().stale == 3);  // their old numbers stay, marked
  std::string marked = before;
  for (std::size_t at = marked.find(",done,"); at != std::string::npos; at = marked.find(",done,"))
    marked.replace(at, 6, ",stale,");
  CHECK(table_of(ledger).substr(0, marked.size()) == marked);
  ledger.rerun_stale();
  finish_all(ledger, here, "digest 2");
  CHECK(ledger.status().done == 4);
  enter(ledger, 2, changed);  // fewer cells: the others keep their rows and take no part
  CHECK(ledger.status().all() == 2);
}

TEST_CASE("shards merge to the text of one ledger, in any order") {
  const test::Folder folder;
  const Claimant here = this_process_claims();
  Ledger whole = Ledger::make(folder / "whole.sqlite", "s", Ledger::Journal::wal);
  enter(whole, 7);
  finish_all(whole, here, "digest 1");
  Ledger merged = Ledger::make(folder / "merged.sqlite", "s", Ledger::Journal::wal);
  for (const std::uint64_t number : {3U, 1U, 2U}) {
    Ledger shard =
        Ledger::make(folder / ("shard" + std::to_string(number)).c_str(), "s", Ledger::Journal::rollback);
    enter(shard, 7);
    finish_all(shard, here, "digest 1", number, 3);
    CHECK(shard.status(number, 3).done == shard.status(number, 3).all());
    merge_shard(merged, shard);
  }
  CHECK(exported(merged) == exported(whole));
  CHECK(table_of(merged) == table_of(whole));
  Ledger other = Ledger::make(folder / "other.sqlite", "s", Ledger::Journal::rollback);
  enter(other, 7, {"plan", "digest 2", {}});
  CHECK_THROWS_AS(merge_shard(merged, other), UnusableLedger);
}

TEST_CASE("a damaged ledger is refused, and repair saves what can be read of it") {
  const test::Folder folder;
  const fs::path file = folder / "l.sqlite";
  {
    Ledger ledger = Ledger::make(file, "s", Ledger::Journal::rollback);
    enter(ledger, 3000);
    finish_all(ledger, this_process_claims(), "digest 1");
  }
  const auto pages = fs::file_size(file) / 4096;
  {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(pages * 7 / 10 * 4096));
    bytes << std::string(2 * 4096, '\0');  // two blocks of zeros, as a crashed disk leaves them
  }
  CHECK_THROWS_AS(Ledger::open(file, Ledger::Access::write), UnusableLedger);
  const Salvage salvage = repair(file, folder / "new.sqlite");
  CHECK(salvage.cells + salvage.waiting > 2000);
  CHECK(salvage.cells > 1000);
  const Ledger repaired = Ledger::open(folder / "new.sqlite", Ledger::Access::read);
  CHECK(repaired.sweep() == "s");
  CHECK(repaired.status().running == 0);
  std::ofstream(folder / "text.sqlite") << "this is no database at all, but a text of some length";
  CHECK_THROWS_AS(Ledger::open(folder / "text.sqlite", Ledger::Access::read), UnusableLedger);
}
