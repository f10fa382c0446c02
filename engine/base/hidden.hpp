#pragma once

#include <filesystem>

#include "base/handle.hpp"

namespace leontide {

// What is being written stands beside its target under a hidden name that nobody can guess, and is locked by
// the process that writes it. The lock ends with the process: what is found unlocked is a killed one's
// leaving.

/// The folder a path stands in; `.` for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// A new hidden file or folder in `folder` for the target of that name, locked.
struct Hidden {
  std::filesystem::path path;
  Handle lock;
};
/// `mode` as for open(2), the umask applies. Throws OperationError, `shown` named.
Hidden make_hidden_file(const std::filesystem::path& folder, const std::string& name, unsigned mode,
                        const std::filesystem::path& shown);
/// Throws OperationError, `shown` named.
Hidden make_hidden_folder(const std::filesystem::path& folder, const std::string& name,
                          const std::filesystem::path& shown);

/// Finds what killed processes left in `folder` for the target of that name, locks it and has `remove` do
/// away with it. What other processes are writing, or another user's, is left alone.
void remove_leavings(const std::filesystem::path& folder, const std::string& name,
                     void (*remove)(const std::filesystem::path& leaving,
                                    const std::filesystem::path& target),
                     const std::filesystem::path& target);

}  // namespace leontide
