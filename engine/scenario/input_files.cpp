#include "scenario/input_files.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/sha256.hpp"

namespace leontide::scenario {

namespace fs = std::filesystem;

// The parent of a bare file name is empty, which std::filesystem::absolute refuses.
InputFiles::InputFiles(const fs::path& root)
    : root_(root.empty() ? fs::current_path() : fs::absolute(root)) {}

std::string InputFiles::shown(const fs::path& path) const {
  if (path.empty()) return {};
  const fs::path relative =
      fs::absolute(path).lexically_normal().lexically_relative(root_.lexically_normal());
  return relative.empty() ? path.filename().generic_string() : relative.generic_string();
}

bool InputFiles::remember(const fs::path& path) {
  const std::string name = shown(path);
  if (std::any_of(list_.begin(), list_.end(), [&](const InputFile& file) { return file.path == name; }))
    return true;
  const auto bytes = read_bytes(path);
  if (!bytes) return false;
  list_.push_back({name, sha256(*bytes)});
  return true;
}

std::optional<CsvTable> InputFiles::csv(const fs::path& path, const Place& asked_at,
                                        Diagnostics& diagnostics) {
  if (!remember(path)) {
    diagnostics.error("missing-file", asked_at, fmt::format("the file \"{}\" cannot be read", shown(path)),
                      "paths are relative to the file that names them");
    return std::nullopt;
  }
  return read_csv(path, shown(path), diagnostics);
}

}  // namespace leontide::scenario
