#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#include <cstdio>

#include "support/skipped.hpp"

namespace {

int skipped_tests = 0;

}  // namespace

void leontide::test::skip(const std::string& what_is_missing) {
  std::printf("SKIPPED: %s\n", what_is_missing.c_str());
  ++skipped_tests;
}

int main(int argc, char** argv) {
  Catch::Session session;
  if (const int fault = session.applyCommandLine(argc, argv); fault != 0) return fault;
  const Catch::ConfigData& asked = session.configData();
  const int result = session.run();
  // What is listed is told by its number; so are failures, of which 77 must not look like a test that was
  // skipped.
  if (asked.listTests || asked.listTestNamesOnly || asked.listTags || asked.listReporters) return result;
  if (result != 0) return 1;
  return skipped_tests > 0 ? leontide::test::skipped_code : 0;
}
