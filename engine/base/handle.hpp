#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace leontide {

/// An open file or folder of the system, closed with the object.
class Handle {
 public:
  /// Takes over an open file descriptor; -1 is none.
  explicit Handle(int number = -1) : number_(number) {}
  ~Handle();
  /// The other is left without a file; assigning exchanges the two.
  Handle(Handle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Handle& operator=(Handle&& other) noexcept;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  /// The descriptor as the system calls take it.
  int number() const { return number_; }
  /// False of one that was never opened or was moved from.
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

/// A file or folder, whatever names it has.
struct FileIdentity {
  unsigned long long device = 0;  ///< of the file system (st_dev)
  unsigned long long number = 0;  ///< of the file in it (st_ino)

  // clang-tidy 14 takes the 0 that `<` compares with for a pointer. NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};
/// Links resolved; nothing where nothing is there.
std::optional<FileIdentity> identity_of(const std::filesystem::path& path);

/// Throws OperationError: `cannot write FILE: ` and the system's reason (errno as it is now).
[[noreturn]] void refuse_write(const std::filesystem::path& shown);

/// Writes all bytes; `sync` waits until the disk has them. Throws OperationError.
void write_all(const Handle& file, std::string_view bytes, const std::filesystem::path& shown);
/// Waits until the disk has what was written. Throws OperationError, `shown` named.
void sync(const Handle& file, const std::filesystem::path& shown);

/// A file without a name in the temporary folder, gone with the object even where the process is killed.
/// Throws OperationError.
class NamelessFile {
 public:
  /// Opens it, in a folder that the environment's TMPDIR may name.
  NamelessFile();
  /// For reading and writing at its position.
  const Handle& handle() const { return handle_; }
  /// A path by which this process can open it.
  std::string path() const;
  /// Everything in it. Throws OperationError.
  std::string bytes() const;

 private:
  Handle handle_;
};

}  // namespace leontide
