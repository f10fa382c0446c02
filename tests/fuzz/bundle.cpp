#include "fuzz/bundle.hpp"

#include <algorithm>
#include <fstream>
#include <unistd.h>

#include "base/reading.hpp"

namespace leontide::fuzz {

namespace fs = std::filesystem;

namespace {

bool is_plain(std::string_view name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./[]";
  return !name.empty() && name.size() < 60 && name.find_first_not_of(letters) == std::string_view::npos &&
         name.front() != '.' && name.front() != '/' && name.find("..") == std::string_view::npos &&
         name.find("//") == std::string_view::npos && name.back() != '/';
}

/// Gone when the process ends as it should; in memory otherwise.
struct Place {
  fs::path path;
  Place() : path(fs::path("/dev/shm") / ("leontide-fuzz-" + std::to_string(::getpid()))) {
    fs::create_directories(path);
    confine_reading(path);
  }
  ~Place() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
};

}  // namespace

std::map<std::string, std::string> files_of(std::string_view input) {
  constexpr std::string_view mark = "=== ";
  std::map<std::string, std::string> files;
  std::string* file = nullptr;
  while (!input.empty()) {
    const std::size_t end = std::min(input.find('\n'), input.size() - 1) + 1;
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end);
    if (line.starts_with(mark)) {
      const std::string_view name = line.substr(mark.size(), line.find_last_not_of("\r\n") + 1 - mark.size());
      file = is_plain(name) ? &files[std::string(name)] : nullptr;
    } else if (file != nullptr) {
      *file += line;
    }
  }
  return files;
}

const fs::path& Folder::path() {
  static const Place place;
  return place.path;
}

Folder::Folder(const std::map<std::string, std::string>& files) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(path()))
    fs::remove_all(entry.path(), ignored);
  for (const auto& [name, bytes] : files) {
    const fs::path file = path() / name;
    fs::create_directories(file.parent_path(), ignored);
    std::ofstream(file, std::ios::binary) << bytes;
  }
}

}  // namespace leontide::fuzz
