#include <catch2/catch.hpp>

#include "recipes/wrap_prose.hpp"

using leontide::recipes::wrap_prose;

TEST_CASE("prose is broken at blanks, under its list's mark") {
  CHECK(wrap_prose("one two three four\n", 9) == "one two\nthree\nfour\n");
  CHECK(wrap_prose("one two\n\nthree", 7) == "one two\n\nthree");
  CHECK(wrap_prose("- one two three\n", 9) == "- one two\n  three\n");
  CHECK(wrap_prose("12. one two three", 11) == "12. one two\n    three");
  CHECK(wrap_prose("a verylongword b", 6) == "a\nverylongword\nb");
  // Counted in characters, not in bytes.
  CHECK(wrap_prose("大连 辽宁 x", 5) == "大连 辽宁\nx");
}

TEST_CASE("tables, headings and code are not broken") {
  for (const char* line : {"| one | two | three |", "# one two three", "    one two three"})
    CHECK(wrap_prose(line, 8) == line);
}

TEST_CASE("breaking lines changes no word and what is narrow enough stays") {
  const std::string text = "# Head\n\nSome  prose\n- item one two\n\n| a | b |\n";
  CHECK(wrap_prose(text, 40) == text);
}
