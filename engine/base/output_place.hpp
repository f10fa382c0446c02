#pragma once

#include <filesystem>

#include "base/handle.hpp"

namespace leontide {

/// Where bytes for a path go once links are resolved.
struct OutputPlace {
  /// How bytes get there.
  enum class Kind {
    file,    ///< a regular file, or none yet: replaced by a rename
    through  ///< a device, a pipe, or an open file of this process (/dev/stdout): written as it is
  };
  Kind kind = Kind::file;
  std::filesystem::path path;  ///< links resolved
};

/// Throws OperationError for a folder and for links that lead in a circle.
OutputPlace output_place(const std::filesystem::path& path);

/// The path of a folder, links resolved and without a slash at its end; it need not be there.
std::filesystem::path resolved_folder(const std::filesystem::path& path);

/// Gives a new file or folder the mode of the one it replaces, and its owner where that is permitted.
void keep_mode(const Handle& file, const std::filesystem::path& old, const std::filesystem::path& shown);

/// Waits until the disk knows the folder's names; a folder that cannot be asked is left.
void sync_folder(const std::filesystem::path& folder);

/// Renames where nothing of that name is there; false where something is, or it cannot be done.
bool move_unless_there(const std::filesystem::path& from, const std::filesystem::path& to);

/// Lets two names change what they stand for, at once; false where the file system cannot.
bool exchange(const std::filesystem::path& one, const std::filesystem::path& other);

// What is being written stands beside its target under a hidden name that nobody can guess, and is locked by
// the process that writes it. The lock ends with the process: what is found unlocked is a killed one's
// leaving.

/// The folder a path stands in; `.` for a bare name.
std::filesystem::path folder_of(const std::filesystem::path& path);

/// A new hidden file or folder in `folder` for the target of that name, locked.
struct Hidden {
  std::filesystem::path path;
  Handle lock;  ///< held as long as it is being written
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
