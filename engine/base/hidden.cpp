#include "base/hidden.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace leontide {

namespace fs = std::filesystem;

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
