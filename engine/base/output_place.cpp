#include "base/output_place.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

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

namespace {

constexpr int tries = 100;
constexpr std::size_t longest_part = 180;  // of the target's name, so that all fits the 255 of a file system
constexpr std::size_t random_letters = 10;

std::string prefix_of(const std::string& name) {
  return "." + name.substr(0, longest_part) + ".leontide-";
}

std::string random_name(const std::string& name) {
  static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  std::random_device device;  // the system's own generator, on Linux
  std::string out = prefix_of(name);
  for (std::size_t i = 0; i < random_letters; ++i)
    out += letters[device() % letters.size()];
  return out;
}

/// Locks what was just made. Before that a process that looks for leavings may have taken it for one: then it
/// has no name any more.
bool take(const Handle& handle) {
  if (::flock(handle.number(), LOCK_EX) != 0) return true;  // no locks here: nobody else takes it either
  struct stat found {};
  return ::fstat(handle.number(), &found) == 0 && found.st_nlink > 0;
}

template <class Make>
Hidden make_hidden(const fs::path& folder, const std::string& name, const fs::path& shown, Make make) {
  for (int i = 0; i < tries; ++i) {
    const fs::path path = folder / random_name(name);
    Handle lock = make(path);
    if (lock.is_open() && take(lock)) return {path, std::move(lock)};
    // A folder that is swept away between mkdir and open is not there; nor is one whose parent is not.
    const bool goes_on = lock.is_open() || errno == EEXIST || (errno == ENOENT && identity_of(folder));
    if (!goes_on) break;
  }
  refuse_write(shown);
}

}  // namespace

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : ".";
}

Hidden make_hidden_file(const fs::path& folder, const std::string& name, unsigned mode,
                        const fs::path& shown) {
  return make_hidden(folder, name, shown, [&](const fs::path& path) {
    return Handle(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  });
}

Hidden make_hidden_folder(const fs::path& folder, const std::string& name, const fs::path& shown) {
  return make_hidden(folder, name, shown, [](const fs::path& path) {
    if (::mkdir(path.c_str(), 0700) != 0) return Handle();
    return Handle(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  });
}

void remove_leavings(const fs::path& folder, const std::string& name,
                     void (*remove)(const fs::path& leaving, const fs::path& target),
                     const fs::path& target) {
  const std::string prefix = prefix_of(name);
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string one = at->path().filename().string();
    if (one.size() == prefix.size() + random_letters && one.starts_with(prefix)) found.push_back(at->path());
  }
  for (const fs::path& path : found) {
    const Handle handle(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status {};
    if (!handle.is_open() || ::fstat(handle.number(), &status) != 0 || status.st_uid != ::geteuid()) continue;
    if (::flock(handle.number(), LOCK_EX | LOCK_NB) == 0 && status.st_nlink > 0) remove(path, target);
  }
}

}  // namespace leontide
