#include "base/output_place.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/handle.hpp"
#include "base/hidden.hpp"

namespace leontide {

namespace fs = std::filesystem;

namespace {

constexpr int longest_chain_of_links = 40;  // as Linux itself follows

bool is_link(const fs::path& path) {
  struct stat found {};
  return ::lstat(path.c_str(), &found) == 0 && S_ISLNK(found.st_mode);
}

/// The link `/proc/self/fd/1`, to which /dev/stdout leads, names an open file and no place of a folder.
bool is_open_file(const fs::path& path) {
  std::error_code error;
  const fs::path folder = fs::canonical(folder_of(path), error);
  return !error && folder.string().starts_with("/proc/");
}

/// Where the links of a path lead; what is there need not exist.
fs::path end_of_links(fs::path path, const fs::path& shown) {
  for (int i = 0; i < longest_chain_of_links; ++i) {
    if (!is_link(path) || is_open_file(path)) return path;
    std::error_code error;
    const fs::path next = fs::read_symlink(path, error);
    if (error) refuse_write(shown);
    path = folder_of(path) / next;
  }
  errno = ELOOP;
  refuse_write(shown);
}

}  // namespace

OutputPlace output_place(const fs::path& path) {
  const fs::path end = end_of_links(path, path);
  struct stat found {};
  const bool is_there = ::stat(end.c_str(), &found) == 0;
  if (!is_there && errno != ENOENT) refuse_write(path);
  if (is_there && S_ISDIR(found.st_mode)) {
    errno = EISDIR;
    refuse_write(path);
  }
  if (!end.has_filename()) {
    errno = EISDIR;
    refuse_write(path);
  }
  if (is_there && (!S_ISREG(found.st_mode) || is_open_file(end))) return {OutputPlace::Kind::through, end};
  return {OutputPlace::Kind::file, end};
}

fs::path resolved_folder(const fs::path& path) {
  fs::path given = path.empty() ? fs::path(".") : path;
  if (!given.has_filename()) given = given.parent_path();
  std::error_code error;
  fs::path real = fs::canonical(given, error);
  if (!error) return real;
  real = end_of_links(given, path);
  return real.has_filename() ? real : real.parent_path();
}

void keep_mode(const Handle& file, const fs::path& old, const fs::path& shown) {
  struct stat found {};
  if (::stat(old.c_str(), &found) != 0) return;
  if (::fchown(file.number(), found.st_uid, found.st_gid) != 0) errno = 0;
  if (::fchmod(file.number(), found.st_mode & 07777U) != 0) refuse_write(shown);
}

void sync_folder(const fs::path& folder) {
  const Handle handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.is_open()) ::fsync(handle.number());
}

bool move_unless_there(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  struct stat found {};
  return ::lstat(to.c_str(), &found) != 0 && ::rename(from.c_str(), to.c_str()) == 0;
}

bool exchange(const fs::path& one, const fs::path& other) {
  return ::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace leontide
