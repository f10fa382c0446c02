#pragma once

// Internal to the base layer: whose the files of a folder are.

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/atomic_file.hpp"

namespace leontide {

/// Names and hashes.
using Manifest = std::map<std::string, std::string>;

/// What a folder's manifest lists; nothing without one.
Manifest read_manifest(const std::filesystem::path& folder);
/// As `sha256sum -c` reads it, one line a file.
std::string text_of(const Manifest& manifest);

/// Whether a file of a folder is as its manifest has it.
bool is_listed(const Manifest& manifest, const std::filesystem::path& file);

/// What a folder says of whose its files are, as it stands when this is made.
class Ownership {
 public:
  /// Reads the folder's manifest. Both arguments are kept by reference and must outlive this.
  Ownership(const std::filesystem::path& folder, const MadeBefore& made_before);

  /// Nobody's: nothing of that name is there. The product's files may be replaced, those of others may not.
  enum class Of { nobody, product, others };
  /// A folder of that name is nobody's: it is not replaced.
  Of of(const std::string& name) const;

 private:
  const std::filesystem::path& folder_;
  Manifest manifest_;
  bool has_manifest_;
  const MadeBefore& made_before_;
};

/// `refuse_foreign`, the folder called `shown`.
void refuse_foreign_at(const std::filesystem::path& folder, const std::vector<std::string>& names,
                       const MadeBefore& made_before, const std::filesystem::path& shown);

/// All that stands in a folder, in the system's order; none where it cannot be listed.
std::vector<std::filesystem::path> entries_of(const std::filesystem::path& folder);
/// All bytes of a regular file; none where it cannot be read.
std::string bytes_of(const std::filesystem::path& path);
/// Calls `take` with each line that is not empty, without its end.
void for_each_line(const std::string& text, const std::function<void(const std::string&)>& take);

}  // namespace leontide
