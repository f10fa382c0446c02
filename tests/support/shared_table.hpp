#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "support/shared.hpp"
#include "table/files/read.hpp"

namespace leontide::table {

/// A published table as it stands in ../shared/data/io, read without a fault.
inline Accounts shared_table(const std::string& name) {
  Diagnostics diagnostics;
  auto accounts = read(shared_folder() / "data/io" / name, name, diagnostics);
  INFO(diagnostics.text());
  REQUIRE(accounts);
  return std::move(*accounts);
}

}  // namespace leontide::table
