// Files of any size, a line at a time.
#include <catch2/catch.hpp>

#include "base/atomic_file.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "support/folder.hpp"

namespace leontide {

namespace {

std::vector<std::string> lines_of(Lines& lines) {
  std::vector<std::string> out;
  while (const auto line = lines.next())
    out.emplace_back(*line);
  return out;
}

}  // namespace

TEST_CASE("Lines end with LF or CRLF, the last also with the file, and hash to the whole file's SHA-256") {
  const test::Folder folder;
  const auto path = folder / "text.txt";
  for (const std::string& text :
       {std::string("a\r\n\nb\n"), std::string("a\n\nb"), std::string("a\r\n\r\nb\r\n")}) {
    write_file(path, text);
    auto lines = Lines::open(path);
    REQUIRE(lines);
    CHECK(lines_of(*lines) == std::vector<std::string>{"a", "", "b"});
    CHECK(lines->share() == 1);
    CHECK(lines->sha256() == sha256(text));
  }
  write_file(path, "");
  auto none = Lines::open(path);
  REQUIRE(none);
  CHECK_FALSE(none->next());
  ReadFault fault;
  CHECK_FALSE(Lines::open(folder / "missing.txt", &fault));
  CHECK(fault.code == "missing-file");
}

TEST_CASE("A line may be longer than what is read at once") {
  const test::Folder folder;
  const std::string longer(5U << 20U, 'x');
  write_file(folder / "text.txt", "short\n" + longer + "\nend");
  auto lines = Lines::open(folder / "text.txt");
  REQUIRE(lines);
  CHECK(lines_of(*lines) == std::vector<std::string>{"short", longer, "end"});
}

}  // namespace leontide
