// Small files that would take much memory are refused before they do.
#include <catch2/catch.hpp>
#include <tuple>

#include "base/gzip.hpp"
#include "cli/memory.hpp"
#include "cli/refusal.hpp"

namespace leontide::cli {

namespace {

/// A model that reads a file over a set.
void write_model_of(const Scratch& scratch, const std::string& file) {
  scratch.write("m.yaml",
                "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nsets: {sector: {codes: [a, b]}}\n"
                "data: {x: {file: " +
                    file +
                    ", over: [sector], column: a}}\nvariables: {y: sum(x)}\n"
                    "indicators: {y: {value: y, unit: none}}\n");
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i)
    text += piece;
  return text;
}

}  // namespace

TEST_CASE("a sheet of empty cells or of short rows takes no more than 512 MiB, packed or not") {
  if (!can_bound_memory()) return;
  const Scratch scratch;
  const std::string many_cells = "code,a\n" + std::string(15U << 20U, ',');
  const std::string many_rows = "code,a\n" + repeated("b\n", 7U << 20U);
  for (const auto& [name, bytes, what] :
       {std::tuple("cells.csv.gz", gzipped(many_cells), "this row holds more than 200000 cells"),
        std::tuple("rows.csv.gz", gzipped(many_rows), "rows of a few letters each"),
        std::tuple("lines.csv", "code,a\n" + repeated("a,1\n", 3'000'000), "rows of a few letters each"),
        std::tuple("wide.csv.gz", gzipped("code,a\n" + repeated(std::string(190'000, ',') + "\n", 80)),
                   "")}) {
    scratch.write(name, bytes);
    write_model_of(scratch, name);
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"table", "import", name, "--into", "new"}, {"check", "m.yaml"}}) {
      const Ended ended = within(scratch, 512 * mebibyte, arguments);
      INFO(name << " " << arguments.front() << ": " << ended.err.substr(0, 500));
      CHECK(ended.code == 2);
      if (arguments.front() == "table") CHECK(has(ended.err, what));
      CHECK_FALSE(has(ended.err, "memory"));
    }
  }
}

TEST_CASE("trace says how many variables it would have to follow where they are too many") {
  const Scratch scratch;
  std::string model =
      "leontide: model/1\nname: long\ntime: {base: 2024, end: 2025}\n"
      "drivers: {u: {distribution: normal, mean: 1, sd: 0.1}}\nvariables:\n  v0: u\n";
  for (int i = 1; i <= 6000; ++i)
    model += "  v" + std::to_string(i) + ": v" + std::to_string(i - 1) + " + 1\n";
  scratch.write("m.yaml", model + "indicators: {y: {value: v6000, unit: none}}\n");
  const Ended ended = scratch.leontide({"trace", "m.yaml", "v0", "v6000"});
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "6001 variables lie on the ways between them; at most 5000 can be traced"));
}

TEST_CASE("a YAML file of millions of values is refused, and takes no more than 512 MiB") {
  if (!can_bound_memory()) return;
  const Scratch scratch;
  scratch.write("m.yaml",
                "leontide: model/1\nname: m\ntime: {base: 2024, end: 2025}\nsets: {sector: {codes: [a" +
                    repeated(",a", (8U << 20U) - 100) + "]}}\n");
  const Ended ended = within(scratch, 512 * mebibyte, {"check", "m.yaml"});
  INFO(ended.err.substr(0, 500));
  CHECK(ended.code == 2);
  CHECK(has(ended.err, "m.yaml: error: this file holds more than 500000 values [too-large]"));
}

}  // namespace leontide::cli
