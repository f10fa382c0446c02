#pragma once

#include <filesystem>

#include "base/handle.hpp"

namespace leontide {

/// Where bytes for a path go once links are resolved.
struct OutputPlace {
  enum class Kind {
    file,    ///< a regular file, or none yet: replaced by a rename
    through  ///< a device, a pipe, or an open file of this process (/dev/stdout): written as it is
  };
  Kind kind = Kind::file;
  std::filesystem::path path;
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

}  // namespace leontide
