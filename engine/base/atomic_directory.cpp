#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <functional>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "base/diagnostic.hpp"
#include "base/folder_manifest.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"

namespace leontide {

namespace fs = std::filesystem;

namespace {

// The hidden folder holds one of these. `whole` is the new folder before the exchange and the old one after
// it; `ours` names what of either may go. So whoever finds the hidden folder can finish, whenever its process
// was killed, without knowing when that was.
constexpr const char* folder_made = "making";
constexpr const char* folder_ready = "whole";
constexpr const char* own_names = "ours";

/// Whether an entry of a folder that is written anew is the product's: by its name, or as its manifest has
/// it. A folder never is.
bool is_own(const fs::path& entry, const std::set<std::string>& names, const Manifest& manifest) {
  std::error_code error;
  if (fs::is_directory(fs::symlink_status(entry, error))) return false;
  return names.contains(entry.filename().string()) || is_listed(manifest, entry);
}

/// Moves what is not ours; where something of its name has come meanwhile, neither is lost.
void give_back(const fs::path& entry, const fs::path& target) {
  constexpr int names_tried = 100;
  const std::string name = entry.filename().string();
  bool is_moved = move_unless_there(entry, target / name);
  for (int i = 1; !is_moved && errno == EEXIST && i < names_tried; ++i)
    is_moved = move_unless_there(entry, target / (name + ".~" + std::to_string(i) + "~"));
}

/// What others put into the folder that was replaced moves into the one in its place; the rest goes, the
/// manifest last, for until then it tells the one from the other.
void finish_exchange(const fs::path& hidden, const fs::path& target) {
  const fs::path old = hidden / folder_ready;
  std::set<std::string> names{std::string(manifest_name)};
  for_each_line(bytes_of(hidden / own_names), [&](const std::string& name) { names.insert(name); });
  const auto manifest = read_manifest(old);
  std::vector<fs::path> own;
  for (const fs::path& entry : entries_of(old)) {
    if (is_own(entry, names, manifest)) {
      own.push_back(entry);
    } else {
      give_back(entry, target);
    }
  }
  std::error_code ignored;
  for (const fs::path& entry : own) {
    if (entry.filename() != manifest_name) fs::remove(entry, ignored);
  }
  fs::remove(old / manifest_name, ignored);
  fs::remove(old, ignored);  // one that still holds something stays, and all that is hidden with it
  if (!identity_of(old)) fs::remove_all(hidden, ignored);
}

void remove_hidden(const fs::path& leaving, const fs::path& target) {
  std::error_code ignored;
  if (identity_of(leaving / folder_ready)) return finish_exchange(leaving, target);
  fs::remove_all(leaving, ignored);
}

void make_folder(const fs::path& path, const fs::path& shown) {
  if (::mkdir(path.c_str(), 0777) != 0) refuse_write(shown);
}

}  // namespace

AtomicDirectory::AtomicDirectory(fs::path target, std::vector<std::string> owned, MadeBefore made_before)
    : target_(resolved_folder(target)),
      shown_(std::move(target)),
      owned_(std::move(owned)),
      made_before_(std::move(made_before)) {
  std::error_code error;
  const fs::path parent = folder_of(target_);
  const bool is_there = identity_of(target_).has_value();
  if (is_there && !fs::is_directory(target_, error)) {
    errno = ENOTDIR;
    refuse_write(shown_);
  }
  refuse_inputs();
  refuse_foreign_at(target_, owned_, made_before_, shown_);
  if (!is_there) fs::create_directories(parent, error);
  if (error) throw OperationError("cannot write " + shown_.string() + ": " + error.message());
  const std::string name = target_.filename().string();
  remove_leavings(parent, name, remove_hidden, target_);
  if (is_there) remove_leavings(target_, name, remove_hidden, target_);
  // Of a mounted folder or a home only the folder itself may be writable, not what it stands in.
  const bool is_beside = !is_there || ::access(parent.c_str(), W_OK | X_OK) == 0;
  hidden_ = make_hidden_folder(is_beside ? parent : target_, name, shown_);
  make_folder(hidden_.path / folder_made, shown_);
}

AtomicDirectory::~AtomicDirectory() {
  if (!hidden_.path.empty()) remove_hidden(hidden_.path, target_);
}

void AtomicDirectory::write(const std::string& name, std::string_view bytes) {
  if (std::find(owned_.begin(), owned_.end(), name) == owned_.end() && name != manifest_name)
    refuse_foreign_at(target_, {name}, made_before_, shown_);
  const fs::path path = hidden_.path / folder_made / name;
  const fs::path shown = shown_ / name;
  const Handle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!file.is_open()) refuse_write(shown);
  keep_mode(file, target_ / name, shown);
  write_all(file, bytes, shown);
  sync(file, shown);
  if (name != manifest_name) written_[name] = sha256(bytes);
}

void AtomicDirectory::refuse_inputs() const {
  const auto manifest = read_manifest(target_);
  for (const fs::path& entry : entries_of(target_)) {
    const std::string name = entry.filename().string();
    const bool is_owned = std::find(owned_.begin(), owned_.end(), name) != owned_.end();
    if (is_owned || written_.contains(name) || manifest.contains(name))
      refuse_input_as_output(entry, shown_ / name);
  }
}

void AtomicDirectory::write_lists() {
  // What came under one of these names since is not ours, and nothing of it may be lost.
  const Ownership ownership(target_, made_before_);
  std::string names;
  const auto add = [&](const std::string& name) {
    if (ownership.of(name) == Ownership::Of::product) names += name + "\n";
  };
  for (const auto& [name, hash] : written_)
    add(name);
  for (const std::string& name : owned_)
    add(name);
  write(std::string(manifest_name), text_of(written_));
  const Handle list(::open((hidden_.path / own_names).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  if (!list.is_open()) refuse_write(shown_);
  write_all(list, names, shown_);
  sync(list, shown_);
}

void AtomicDirectory::commit() {
  refuse_inputs();
  write_lists();
  const fs::path made = hidden_.path / folder_made;
  const fs::path ready = hidden_.path / folder_ready;
  const Handle folder(::open(made.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  keep_mode(folder, target_, shown_);
  sync(folder, shown_);
  if (::rename(made.c_str(), ready.c_str()) != 0) refuse_write(shown_);
  sync(hidden_.lock, shown_);
  if (!move_unless_there(ready, target_)) {
    if (!identity_of(target_)) refuse_write(shown_);
    if (!exchange(ready, target_)) put_one_by_one();
  }
  sync_folder(folder_of(target_));
  finish_exchange(hidden_.path, target_);
  hidden_.path.clear();
}

void AtomicDirectory::put_one_by_one() const {
  std::set<std::string> names(owned_.begin(), owned_.end());
  const Manifest manifest = read_manifest(target_);
  const Ownership ownership(target_, made_before_);
  for (const auto& [name, hash] : written_) {
    if (ownership.of(name) == Ownership::Of::others) give_back(target_ / name, target_);
  }
  // Named before they are there, so that whoever is killed meanwhile has named them.
  Manifest both = manifest;
  both.insert(written_.begin(), written_.end());
  write_file(target_ / manifest_name, text_of(both));
  for (const auto& [name, hash] : written_)
    write_file(target_ / name, bytes_of(hidden_.path / folder_ready / name));
  std::error_code ignored;
  for (const fs::path& entry : entries_of(target_)) {
    if (!written_.contains(entry.filename().string()) && is_own(entry, names, manifest))
      fs::remove(entry, ignored);
  }
  write_file(target_ / manifest_name, bytes_of(hidden_.path / folder_ready / manifest_name));
}

}  // namespace leontide
