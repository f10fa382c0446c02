#include "base/handle.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.hpp"
#include "base/stop.hpp"

namespace leontide {

Handle::~Handle() {
  if (is_open()) ::close(number_);
}

Handle& Handle::operator=(Handle&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

std::optional<FileIdentity> identity_of(const std::filesystem::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  return FileIdentity{found.st_dev, found.st_ino};
}

void refuse_write(const std::filesystem::path& shown) {
  throw OperationError("cannot write " + shown.string() + ": " + std::strerror(errno));
}

void write_all(const Handle& file, std::string_view bytes, const std::filesystem::path& shown) {
  while (!bytes.empty()) {
    stop_if_asked();
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) refuse_write(shown);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync(const Handle& file, const std::filesystem::path& shown) {
  // Some file systems cannot be asked to wait, which is no failure to write.
  if (::fsync(file.number()) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
    refuse_write(shown);
}

NamelessFile::NamelessFile() {
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  handle_ = Handle(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (handle_.is_open()) return;
  std::string name = (folder / "leontide-XXXXXX").string();
  handle_ = Handle(::mkostemp(name.data(), O_CLOEXEC));
  if (!handle_.is_open()) refuse_write(name);
  ::unlink(name.c_str());
}

std::string NamelessFile::path() const {
  return "/proc/self/fd/" + std::to_string(handle_.number());
}

std::string NamelessFile::bytes() const {
  std::string out;
  std::array<char, 1 << 16> buffer{};
  while (true) {
    const ssize_t got =
        ::pread(handle_.number(), buffer.data(), buffer.size(), static_cast<off_t>(out.size()));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse_write("the temporary folder");
    if (got == 0) return out;
    out.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace leontide
