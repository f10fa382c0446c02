#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace leontide::scenario {

/// A file that a result depends on, by its path relative to the scenario.
struct InputFile {
  std::string path;
  std::string sha256;

  friend bool operator==(const InputFile&, const InputFile&) = default;
};

/// Reads files and remembers them with their hash, each once, in order of first use. Names in messages and
/// results are relative to the scenario's folder, so that no machine's path gets into a result.
class InputFiles {
 public:
  explicit InputFiles(const std::filesystem::path& root);

  /// How a path is shown: relative to the root.
  std::string shown(const std::filesystem::path& path) const;
  /// Remembers a file's bytes; false when it cannot be read.
  bool remember(const std::filesystem::path& path);
  std::optional<CsvTable> csv(const std::filesystem::path& path, const Place& asked_at,
                              Diagnostics& diagnostics);

  const std::vector<InputFile>& list() const { return list_; }

 private:
  std::filesystem::path root_;
  std::vector<InputFile> list_;
};

}  // namespace leontide::scenario
