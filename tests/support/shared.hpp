#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "support/skipped.hpp"

namespace leontide::table {

/// The folder of published tables beside the repository: $LEONTIDE_SHARED, else ../shared.
inline std::filesystem::path shared_folder() {
  if (const char* set = std::getenv("LEONTIDE_SHARED")) return set;
  return std::filesystem::path(LEONTIDE_SOURCE_DIR) / ".." / "shared";
}

/// Whether a shared file or folder is there; a test that needs it ends where it is not, and counts as
/// skipped.
inline bool have_shared(const std::string& name) {
  if (std::filesystem::exists(shared_folder() / name)) return true;
  test::skip("../shared/" + name + " is not there (set LEONTIDE_SHARED)");
  return false;
}

}  // namespace leontide::table
