#include "base/atomic_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>
#include <unistd.h>

#include "base/diagnostic.hpp"

namespace leontide {

namespace fs = std::filesystem;

namespace {

fs::path hidden_sibling(const fs::path& target) {
  const fs::path name = "." + target.filename().string() + "." + std::to_string(::getpid());
  return target.has_parent_path() ? target.parent_path() / name : name;
}

void write_bytes(const fs::path& path, const fs::path& shown, std::string_view bytes) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw OperationError("cannot write " + shown.string() + ": " + std::strerror(errno));
}

}  // namespace

void write_file(const fs::path& path, std::string_view bytes) {
  const fs::path hidden = hidden_sibling(path);
  std::error_code error;
  try {
    write_bytes(hidden, path, bytes);
    fs::rename(hidden, path, error);
    if (error) throw OperationError("cannot write " + path.string() + ": " + error.message());
  } catch (...) {
    fs::remove(hidden, error);
    throw;
  }
}

AtomicDirectory::AtomicDirectory(fs::path target) : target_(std::move(target)) {
  if (!target_.has_filename()) target_ = target_.parent_path();
  hidden_ = hidden_sibling(target_);
  std::error_code error;
  fs::remove_all(hidden_, error);
  fs::create_directories(hidden_, error);
  if (error) throw OperationError("cannot write " + target_.string() + ": " + error.message());
}

AtomicDirectory::~AtomicDirectory() {
  std::error_code error;
  if (!committed_) fs::remove_all(hidden_, error);
}

void AtomicDirectory::write(std::string_view name, std::string_view bytes) const {
  write_bytes(hidden_ / name, target_ / name, bytes);
}

void AtomicDirectory::commit() {
  std::error_code error;
  const fs::path old = hidden_.string() + ".old";
  const bool replaces = fs::exists(target_, error);
  if (replaces) fs::rename(target_, old, error);
  if (!error) {
    fs::rename(hidden_, target_, error);
    std::error_code ignored;
    if (error && replaces) fs::rename(old, target_, ignored);
  }
  if (error) throw OperationError("cannot write " + target_.string() + ": " + error.message());
  committed_ = true;
  if (replaces) fs::remove_all(old, error);
}

}  // namespace leontide
