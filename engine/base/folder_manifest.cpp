#include "base/folder_manifest.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reading.hpp"
#include "base/sha256.hpp"

namespace leontide {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t hash_digits = 64;

void for_each_block_of(const fs::path& path, const std::function<void(std::string_view)>& take) {
  const Handle file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  char buffer[1 << 14];
  for (ssize_t got = 0; file.is_open() && (got = ::read(file.number(), buffer, sizeof buffer)) > 0;)
    take({buffer, static_cast<std::size_t>(got)});
}

std::string hash_of(const fs::path& path) {
  Sha256 hash;
  for_each_block_of(path, [&](std::string_view block) { hash.add(block); });
  return hash.hexadecimal();
}

bool is_leaving(const fs::path& entry) {
  constexpr std::string_view mark = ".leontide-";
  const std::string name = entry.filename().string();
  const std::size_t at = name.rfind(mark);
  return name.starts_with('.') && at != std::string::npos && at + 2 * mark.size() == name.size();
}

}  // namespace

std::string bytes_of(const fs::path& path) {
  std::string out;
  for_each_block_of(path, [&](std::string_view block) { out += block; });
  return out;
}

void for_each_line(const std::string& text, const std::function<void(const std::string&)>& take) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) take(text.substr(at, end - at));
    at = end + 1;
  }
}

Manifest read_manifest(const fs::path& folder) {
  Manifest out;
  for_each_line(bytes_of(folder / manifest_name), [&](const std::string& line) {
    if (line.size() > hash_digits + 2) out[line.substr(hash_digits + 2)] = line.substr(0, hash_digits);
  });
  return out;
}

std::string text_of(const Manifest& manifest) {
  std::string out;
  for (const auto& [name, hash] : manifest)
    out.append(hash).append("  ").append(name).append("\n");
  return out;
}

bool is_listed(const Manifest& manifest, const fs::path& file) {
  const auto found = manifest.find(file.filename().string());
  struct stat status {};
  return found != manifest.end() && ::lstat(file.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         hash_of(file) == found->second;
}

Ownership::Ownership(const fs::path& folder, const MadeBefore& made_before)
    : folder_(folder),
      manifest_(read_manifest(folder)),
      has_manifest_(identity_of(folder / manifest_name).has_value()),
      made_before_(made_before) {}

Ownership::Of Ownership::of(const std::string& name) const {
  struct stat status {};
  const fs::path file = folder_ / name;
  if (::lstat(file.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) return Of::nobody;
  const bool is_own = has_manifest_ ? manifest_.contains(name) : made_before_ && made_before_(file);
  return is_own ? Of::product : Of::others;
}

std::vector<fs::path> entries_of(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    out.push_back(at->path());
  return out;
}

void refuse_foreign_at(const fs::path& folder, const std::vector<std::string>& names,
                       const MadeBefore& made_before, const fs::path& shown) {
  const Ownership ownership(folder, made_before);
  for (const std::string& name : names) {
    if (ownership.of(name) != Ownership::Of::others) continue;
    throw RefusedRequest(
        "foreign-file", (shown / name).string(),
        "no manifest names this file: it is not one that leontide wrote, and would be replaced",
        "move it away, or name another folder");
  }
}

std::string beginning_of(const fs::path& path, std::size_t most) {
  const Handle file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  std::string out(most, '\0');
  const ssize_t got = file.is_open() ? ::read(file.number(), out.data(), out.size()) : 0;
  out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return out;
}

void refuse_foreign(const fs::path& folder, const std::vector<std::string>& names,
                    const MadeBefore& made_before) {
  refuse_foreign_at(folder, names, made_before, folder);
}

bool holds_own(const fs::path& folder, const std::vector<std::string>& names, const MadeBefore& made_before) {
  const Ownership ownership(folder, made_before);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return ownership.of(name) == Ownership::Of::product; });
}

bool is_free_folder(const fs::path& folder) {
  if (!identity_of(folder)) return true;
  std::error_code error;
  const auto entries = entries_of(folder);
  return fs::is_directory(folder, error) && std::all_of(entries.begin(), entries.end(), is_leaving);
}

void list_in_manifest(const fs::path& folder, const std::vector<std::string>& names) {
  Manifest manifest = read_manifest(folder);
  for (const std::string& name : names)
    manifest[name] = identity_of(folder / name) ? hash_of(folder / name) : std::string(hash_digits, '0');
  write_file(folder / manifest_name, text_of(manifest));
}

}  // namespace leontide
