#pragma once

#include <filesystem>
#include <string_view>

namespace leontide {

/// Writes a whole file or nothing: into a hidden sibling, then renamed. Throws OperationError with the path
/// and reason.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// A directory that appears whole or not at all. Files are written into a hidden sibling of `target`;
/// `commit` renames it, replacing a directory of the same name; without `commit` the destructor removes what
/// was written.
class AtomicDirectory {
 public:
  explicit AtomicDirectory(std::filesystem::path target);
  ~AtomicDirectory();
  AtomicDirectory(const AtomicDirectory&) = delete;
  AtomicDirectory& operator=(const AtomicDirectory&) = delete;

  const std::filesystem::path& path() const { return hidden_; }
  void write(std::string_view name, std::string_view bytes) const;
  void commit();

 private:
  std::filesystem::path target_;
  std::filesystem::path hidden_;
  bool committed_ = false;
};

}  // namespace leontide
