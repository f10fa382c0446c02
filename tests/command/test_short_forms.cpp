#include <catch2/catch.hpp>

#include "command/records.hpp"
#include "command/short_forms.hpp"

using namespace leontide::command;

namespace {

std::vector<std::string> written_out(const std::string& name, const std::vector<std::string>& words) {
  for (const Command& command : all_commands()) {
    if (command.name == name) return spelled_out(command, words);
  }
  return {"there is no command " + name};
}

}  // namespace

TEST_CASE("a path without ending is the folder of a command that writes one") {
  using Words = std::vector<std::string>;
  CHECK(written_out("run", {"run", "s.yaml", "--out", "r"}) == Words{"run", "s.yaml", "--into", "r"});
  CHECK(written_out("run", {"run", "s.yaml", "--out=a.b/r"}) == Words{"run", "s.yaml", "--into=a.b/r"});
  CHECK(written_out("run", {"run", "--out", "r.json", "--out", "r"}) ==
        Words{"run", "--out", "r.json", "--into", "r"});
  CHECK(written_out("compare", {"compare", "a", "--out", "r"}) == Words{"compare", "a", "--out", "r"});
  CHECK(written_out("run", {"run", "--into", "a", "--out", "r"}) ==
        Words{"run", "--into", "a", "--out", "r"});
  CHECK(written_out("run", {"run", "s.yaml", "--out"}) == Words{"run", "s.yaml", "--out"});
  CHECK(written_out("run", {"run", "--out", "--threads"}) == Words{"run", "--out", "--threads"});
}

TEST_CASE("the flag --json is short for --format json where an answer has a format") {
  using Words = std::vector<std::string>;
  CHECK(written_out("check", {"check", "m.yaml", "--json"}) == Words{"check", "m.yaml", "--format", "json"});
}

TEST_CASE("the flag --section is another word for --sheet") {
  using Words = std::vector<std::string>;
  CHECK(written_out("run", {"run", "s.yaml", "--section", "joint"}) ==
        Words{"run", "s.yaml", "--sheet", "joint"});
  CHECK(written_out("run", {"run", "s.yaml", "--section=joint"}) == Words{"run", "s.yaml", "--sheet=joint"});
  CHECK(written_out("graph", {"graph", "m.yaml", "--section", "x"}) ==
        Words{"graph", "m.yaml", "--section", "x"});
}

TEST_CASE("the flag --to is short for --as where a command has no other") {
  using Words = std::vector<std::string>;
  CHECK(written_out("table imports", {"table", "imports", "t", "--to", "competitive"}) ==
        Words{"table", "imports", "t", "--as", "competitive"});
  CHECK(written_out("table update", {"table", "update", "t", "--to", "late"}) ==
        Words{"table", "update", "t", "--to", "late"});
}
