#pragma once

#include <catch2/catch.hpp>

#include "cli/command.hpp"

namespace leontide::cli {

/// Runs a command that must refuse its input: exit 2, nothing on stdout, nothing written. Each of `faults` is
/// the beginning of one message (`file:line:column: error: …`), and there are no others. Returns stderr.
inline std::string refused(const Scratch& scratch, const std::vector<std::string>& faults,
                           const std::vector<std::string>& arguments = {"run", "scenario.yaml"}) {
  const auto before = scratch.listing();
  const Ended ended = scratch.leontide(arguments);
  INFO(ended.err);
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK(scratch.listing() == before);
  CHECK(count("\n" + ended.err, ": error: ") == faults.size());
  for (const std::string& fault : faults) {
    INFO(fault);
    CHECK(count("\n" + ended.err, "\n" + fault) == 1);
  }
  return ended.err;
}

}  // namespace leontide::cli
