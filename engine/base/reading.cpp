#include "base/reading.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <mutex>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gzip.hpp"
#include "base/handle.hpp"
#include "base/limits.hpp"
#include "base/stop.hpp"

namespace leontide {

namespace fs = std::filesystem;

namespace {

/// What the command set for the whole process, and what was read since.
struct Rules {
  std::mutex lock;
  std::optional<fs::path> root;
  bool remembers = false;
  std::set<FileIdentity> inputs;
};

Rules& rules() {
  static Rules all;
  return all;
}

bool lies_within(const fs::path& path, const fs::path& root) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

/// Whether the path, links resolved, may be read; one that is not there may be asked for where its folder
/// may.
bool is_permitted(const fs::path& path) {
  const std::optional<fs::path>& root = rules().root;
  if (!root) return true;
  std::error_code error;
  const fs::path real = fs::weakly_canonical(fs::absolute(path), error);
  return !error && lies_within(real, *root);
}

ReadFault outside_root() {
  return {"outside-root",
          fmt::format("this lies outside {}, and nothing else may be read", rules().root->string()),
          "move it there, or name another folder with --root"};
}

ReadFault missing_file(int reason) {
  return {"missing-file",
          reason == EACCES ? "this file cannot be read: permission denied" : "this file cannot be read",
          "check the path and its permissions"};
}

/// The open file, held against the root by where it really is: a link may be changed between two looks at it.
Handle open_permitted(const fs::path& path, ReadFault& fault) {
  stop_if_asked();
  Handle file;
  if (!is_permitted(path)) {
    fault = outside_root();
    return file;
  }
  // A pipe would wait here for somebody who writes.
  file = Handle(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat found {};
  if (!file.is_open() || ::fstat(file.number(), &found) != 0 || !S_ISREG(found.st_mode)) {
    fault = missing_file(file.is_open() ? 0 : errno);
    return Handle();
  }
  Rules& all = rules();
  const std::lock_guard guard(all.lock);
  if (all.root) {
    std::error_code error;
    const fs::path real = fs::read_symlink(fmt::format("/proc/self/fd/{}", file.number()), error);
    if (!error && !lies_within(real, *all.root)) {
      fault = outside_root();
      return Handle();
    }
  }
  if (all.remembers) all.inputs.insert({found.st_dev, found.st_ino});
  return file;
}

}  // namespace

void report_unread(const ReadFault& fault, const std::string& shown, const Place& at,
                   Diagnostics& diagnostics) {
  if (at.file == shown && at.line == 0) return diagnostics.error(fault.code, at, fault.what, fault.hint);
  if (fault.code == "missing-file") {
    return diagnostics.error(fault.code, at, fmt::format("the file \"{}\" cannot be read", shown),
                             "paths are relative to the file that names them");
  }
  diagnostics.error(fault.code, at, fmt::format("\"{}\": {}", shown, fault.what), fault.hint);
}

std::optional<std::string> read_packed(const fs::path& path, ReadFault* fault) {
  ReadFault ignored;
  ReadFault& told = fault != nullptr ? *fault : ignored;
  const Handle file = open_permitted(path, told);
  if (!file.is_open()) return std::nullopt;
  struct stat found {};
  ::fstat(file.number(), &found);
  const auto is_too_large = [&](std::size_t size) {
    if (size <= limits::largest_table) return false;
    told = {"too-large", fmt::format("this file is larger than {} MiB", limits::largest_table >> 20U), ""};
    return true;
  };
  if (is_too_large(static_cast<std::size_t>(found.st_size))) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
  std::array<char, 4096> further{};  // of a file that grows meanwhile, or claims no size as in /proc
  std::size_t filled = 0;
  while (true) {
    const bool is_further = filled == bytes.size();
    const ssize_t got = is_further ? ::read(file.number(), further.data(), further.size())
                                   : ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      told = missing_file(errno);
      return std::nullopt;
    }
    if (got == 0) break;
    if (is_further) bytes.append(further.data(), static_cast<std::size_t>(got));
    filled += static_cast<std::size_t>(got);
    if (is_too_large(filled)) return std::nullopt;
  }
  bytes.resize(filled);
  return bytes;
}

std::optional<std::string> unpacked(const fs::path& path, std::string bytes, ReadFault* fault) {
  if (path.extension() != ".gz" && path.extension() != ".GZ") return bytes;
  ReadFault ignored;
  ReadFault& told = fault != nullptr ? *fault : ignored;
  const std::size_t packed = bytes.size();
  Gunzipped found = gunzipped(bytes);
  switch (found.state) {
    case Gunzipped::State::whole: return std::move(found.text);
    case Gunzipped::State::damaged:
      told = {"damaged-file", "this file is not a whole gzip file: it is damaged or cut off",
              "fetch or pack it again"};
      break;
    case Gunzipped::State::too_large:
      told = {"too-large", fmt::format("this file unpacks to more than {} MiB", most_inflated(packed) >> 20U),
              "unpack it yourself, and look at what it holds"};
      break;
  }
  return std::nullopt;
}

std::optional<std::string> read_bytes(const fs::path& path, ReadFault* fault) {
  auto bytes = read_packed(path, fault);
  return bytes ? unpacked(path, std::move(*bytes), fault) : std::nullopt;
}

std::optional<Lines> Lines::open(const fs::path& path, ReadFault* fault) {
  ReadFault ignored;
  Handle file = open_permitted(path, fault != nullptr ? *fault : ignored);
  if (!file.is_open()) return std::nullopt;
  struct stat found {};
  ::fstat(file.number(), &found);
  return Lines(std::move(file), path.filename().string(), static_cast<std::size_t>(found.st_size));
}

bool Lines::fill() {
  stop_if_asked();
  constexpr std::size_t block = 1U << 20U;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t kept = buffer_.size();
  if (kept > limits::largest_table) throw OperationError(shown_ + " has a line that is too long");
  buffer_.resize(kept + block);
  ssize_t got = 0;
  do {
    got = ::read(file_.number(), buffer_.data() + kept, block);
  } while (got < 0 && errno == EINTR);
  if (got < 0) throw OperationError("cannot read " + shown_ + ": " + std::strerror(errno));
  buffer_.resize(kept + static_cast<std::size_t>(got));
  hash_.add(std::string_view(buffer_).substr(kept));
  read_ += static_cast<std::size_t>(got);
  return got > 0;
}

std::optional<std::string_view> Lines::next() {
  std::size_t end = buffer_.find('\n', at_);
  while (end == std::string::npos) {
    const std::size_t looked_at = buffer_.size() - at_;
    if (!fill()) break;
    end = buffer_.find('\n', looked_at);
  }
  if (end == std::string::npos && at_ == buffer_.size()) return std::nullopt;
  end = std::min(end, buffer_.size());
  std::string_view line = std::string_view(buffer_).substr(at_, end - at_);
  at_ = std::min(end + 1, buffer_.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool require_folder(const fs::path& path, const std::string& shown, const Place& at, std::string what,
                    std::string hint, Diagnostics& diagnostics) {
  std::error_code error;
  if (!is_permitted(path)) {
    report_unread(outside_root(), shown, at, diagnostics);
    return false;
  }
  if (fs::is_directory(path, error)) return true;
  diagnostics.error("missing-folder", at, std::move(what), std::move(hint));
  return false;
}

std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  if (!is_permitted(folder)) return out;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code none;
    if (at->is_directory(none)) out.push_back(at->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void confine_reading(const fs::path& root) {
  std::error_code error;
  const fs::path real = fs::canonical(root, error);
  if (error || !fs::is_directory(real, error))
    throw RefusedRequest("root", "--root " + root.string(), "there is no such folder", "");
  const std::lock_guard guard(rules().lock);
  rules().root = real;
}

void remember_inputs() {
  const std::lock_guard guard(rules().lock);
  rules().remembers = true;
}

bool is_input(const fs::path& path) {
  const auto identity = identity_of(path);
  const std::lock_guard guard(rules().lock);
  return identity && rules().inputs.contains(*identity);
}

void refuse_input_as_output(const fs::path& path, const fs::path& shown) {
  if (!is_input(path)) return;
  throw RefusedRequest("output-is-input", shown.string(),
                       "this is one of the files read, and would be replaced", "name another file");
}

}  // namespace leontide
