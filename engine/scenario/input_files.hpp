#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "scenario/table_folder.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// A file that a result depends on, by its path relative to the scenario.
struct InputFile {
  std::string path;
  std::string sha256;

  friend bool operator==(const InputFile&, const InputFile&) = default;
};

/// The files of a scenario: each is read once and remembered with its hash, in order of first use, and then
/// given without looking at the disk again. Names in results are relative to the scenario's folder, so that
/// no machine's path gets there; in messages as they are opened from here, where its own path is relative.
class InputFiles {
 public:
  /// `root` is the scenario's folder.
  explicit InputFiles(const std::filesystem::path& root);

  /// How a path is shown: relative to the root.
  std::string shown(const std::filesystem::path& path) const;

  /// Reads a document; nothing after a fault. `asked_at` is the place that names it, if any.
  std::optional<yaml::YamlFile> read_yaml(const std::filesystem::path& path, const Place* asked_at,
                                          Diagnostics& diagnostics);
  /// Reads a CSV file or a table folder, unless it is there already; reports every fault.
  void read_csv(const std::filesystem::path& path, const Place& asked_at, Diagnostics& diagnostics);
  /// The same of a table folder (read_table_folder).
  void read_table(const std::filesystem::path& path, const Place& asked_at, Diagnostics& diagnostics);

  /// A file that was read: nothing where it has a fault that was reported, or, also reported, was not read.
  const CsvTable* csv(const std::filesystem::path& path, const Place& asked_at,
                      Diagnostics& diagnostics) const;
  /// The same of a table folder that was read.
  const TableFolder* table(const std::filesystem::path& path, const Place& asked_at,
                           Diagnostics& diagnostics) const;

  /// All files read so far, in order of first use.
  const std::vector<InputFile>& list() const { return list_; }

 private:
  void remember(const std::string& name, const std::string& hash);

  std::filesystem::path root_;
  std::vector<InputFile> list_;
  std::map<std::string, std::optional<CsvTable>> csv_;
  std::map<std::string, std::optional<TableFolder>> tables_;
};

}  // namespace leontide::scenario
