#include "scenario/input_files.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/reading.hpp"
#include "base/sha256.hpp"

namespace leontide::scenario {

namespace fs = std::filesystem;

namespace {

/// What was read under this name; reports a name under which nothing was looked for.
template <class Read>
const Read* find_read(const std::map<std::string, std::optional<Read>>& all, const std::string& shown,
                      const Place& asked_at, Diagnostics& diagnostics) {
  const auto found = all.find(shown);
  if (found != all.end()) return found->second ? &*found->second : nullptr;
  diagnostics.error("missing-file", asked_at, fmt::format("\"{}\" was not read with the scenario", shown),
                    "an analysis varies numbers: name other files in the scenario, or with --set");
  return nullptr;
}

/// How a message names a path: so that it opens from the working folder, where the scenario was named from
/// there; `shown` else.
std::string told(const fs::path& path, const std::string& shown) {
  return path.is_relative() && !path.empty() ? path.lexically_normal().generic_string() : shown;
}

}  // namespace

// The parent of a bare file name is empty, which std::filesystem::absolute refuses.
InputFiles::InputFiles(const fs::path& root)
    : root_(root.empty() ? fs::current_path() : fs::absolute(root)) {}

std::string InputFiles::shown(const fs::path& path) const {
  if (path.empty()) return {};
  const fs::path relative =
      fs::absolute(path).lexically_normal().lexically_relative(root_.lexically_normal());
  return relative.empty() ? path.filename().generic_string() : relative.generic_string();
}

void InputFiles::remember(const std::string& name, const std::string& hash) {
  const bool known =
      std::any_of(list_.begin(), list_.end(), [&](const InputFile& file) { return file.path == name; });
  if (!known) list_.push_back({name, hash});
}

std::optional<yaml::YamlFile> InputFiles::read_yaml(const fs::path& path, const Place* asked_at,
                                                    Diagnostics& diagnostics) {
  const std::string name = asked_at == nullptr ? path.generic_string() : told(path, shown(path));
  return while_reading(name, [&]() -> std::optional<yaml::YamlFile> {
    ReadFault fault;
    auto bytes = read_bytes(path, &fault);
    if (!bytes) {
      if (asked_at == nullptr && fault.code == "missing-file")
        fault = {fault.code, fmt::format("the file \"{}\" cannot be read", name), "check the path"};
      report_unread(fault, name, asked_at != nullptr ? *asked_at : Place{name, 0, 0, 0}, diagnostics);
      return std::nullopt;
    }
    remember(shown(path), sha256(*bytes));
    auto file = yaml::parse_yaml(std::move(*bytes), name, diagnostics);
    if (file) file->path = path;
    return file;
  });
}

void InputFiles::read_csv(const fs::path& path, const Place& asked_at, Diagnostics& diagnostics) {
  const std::string name = shown(path);
  const auto [entry, is_new] = csv_.emplace(name, std::nullopt);
  if (!is_new) return;
  std::optional<CsvTable>& table = entry->second;
  const std::string its = told(path, name);
  while_reading(its, [&] {
    ReadFault fault;
    const auto bytes = read_bytes(path, &fault);
    if (!bytes) return report_unread(fault, its, asked_at, diagnostics);
    remember(name, sha256(*bytes));
    table = parse_csv(*bytes, its, diagnostics, FaultyRows::keep);
  });
}

void InputFiles::read_table(const fs::path& path, const Place& asked_at, Diagnostics& diagnostics) {
  const std::string name = shown(path);
  const auto [entry, is_new] = tables_.emplace(name, std::nullopt);
  if (!is_new) return;
  const std::string its = told(path, name);
  entry->second = while_reading(its, [&] { return read_table_folder(path, its, asked_at, diagnostics); });
  if (!entry->second) return;
  for (const table::Source& source : entry->second->sources)
    remember(name + source.path.substr(its.size()), source.sha256);
}

const CsvTable* InputFiles::csv(const fs::path& path, const Place& asked_at, Diagnostics& diagnostics) const {
  return find_read(csv_, shown(path), asked_at, diagnostics);
}

const TableFolder* InputFiles::table(const fs::path& path, const Place& asked_at,
                                     Diagnostics& diagnostics) const {
  return find_read(tables_, shown(path), asked_at, diagnostics);
}

}  // namespace leontide::scenario
