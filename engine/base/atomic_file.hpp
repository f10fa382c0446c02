#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_place.hpp"

namespace leontide {

// The one way to write: a file is there whole or not at all, whenever the process is killed. Everything here
// throws OperationError with the path and the system's reason, and RefusedRequest for a file that was read.

/// Writes a whole file or nothing: into a hidden sibling, then renamed. Links are followed and stay; an
/// existing file keeps its mode; what is no regular file (a device, a pipe) is written through.
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// The same piece by piece, for files that are larger than what should be held: `pieces` hands each to its
/// argument.
using Put = std::function<void(std::string_view bytes)>;
/// Where `pieces` throws, so does this, and a regular file stays as it was.
void write_file(const std::filesystem::path& path, const std::function<void(const Put& put)>& pieces);

/// The same for a library that opens its file itself: `write` gets the path of a new file that is then put in
/// place. Only for regular files.
void write_file_at(const std::filesystem::path& path,
                   const std::function<void(const std::filesystem::path& file)>& write);

/// Says now what `write_file` would say after hours of work.
void require_writable(const std::filesystem::path& path);
/// The same of `write_file_at`.
void require_writable_at(const std::filesystem::path& path);
/// Throws RefusedRequest where two of these, which need not be there, are one file: the later would replace
/// the earlier.
void require_distinct(const std::vector<std::filesystem::path>& outputs);

/// To be asked for once, at a command's beginning. A file that is opened cannot take the place of a stream
/// that was closed, and a limit on the size of files is an error like a full disk.
void prepare_streams();

/// Writes to the terminal, or where standard output leads.
void write_out(std::string_view text);
/// Throws where standard output has not taken everything and `write_out` has not said so: asked once, at the
/// end.
void finish_out();

/// The file in a written folder that lists what it holds, as `sha256sum -c` reads it. What it names is the
/// product's own, and replaced when the folder is written anew; what is not written anew goes, unless
/// somebody has changed it.
inline constexpr std::string_view manifest_name = "leontide.sha256";

/// The first bytes of a file that may be replaced: it does not count as read. Empty where it cannot be.
std::string beginning_of(const std::filesystem::path& file, std::size_t most = 4096);

/// Whether a file of a folder without a manifest is the product's all the same: older versions wrote none.
using MadeBefore = std::function<bool(const std::filesystem::path& file)>;

/// Throws RefusedRequest, the file named, where one of these stands in the folder and neither its manifest
/// nor, without one, `made_before` knows it: a file of the product's name need not be the product's.
void refuse_foreign(const std::filesystem::path& folder, const std::vector<std::string>& names,
                    const MadeBefore& made_before = {});

/// Whether one of these files stands in the folder and is the product's, as above.
bool holds_own(const std::filesystem::path& folder, const std::vector<std::string>& names,
               const MadeBefore& made_before = {});

/// Whether nothing is there, or a folder with nothing in it but what killed processes left.
bool is_free_folder(const std::filesystem::path& folder);

/// Adds files that are written one by one, into a folder that holds more, to its manifest: before they are
/// written, so that whoever is killed has named them, and again when they are whole.
void list_in_manifest(const std::filesystem::path& folder, const std::vector<std::string>& names);

/// A folder whose files appear all at once or not at all. They are written into a hidden folder; `commit`
/// exchanges it for `target` by one rename. Of a folder that was there already, what an earlier write made is
/// replaced, and what others put there stays. Without `commit` the destructor removes what was written.
class AtomicDirectory {
 public:
  /// `owned`: names that will be written, or that its readers would take wherever they stand in such a
  /// folder. Throws RefusedRequest where one of them is a foreign file (`refuse_foreign`); one that comes
  /// later gets another name.
  explicit AtomicDirectory(std::filesystem::path target, std::vector<std::string> owned = {},
                           MadeBefore made_before = {});
  ~AtomicDirectory();
  AtomicDirectory(const AtomicDirectory&) = delete;
  AtomicDirectory& operator=(const AtomicDirectory&) = delete;

  /// Throws RefusedRequest where a foreign file of a name that is not `owned` would be replaced.
  void write(const std::string& name, std::string_view bytes);
  /// Puts the folder in place. Throws OperationError, and RefusedRequest where a file that was read would be
  /// replaced.
  void commit();

 private:
  void refuse_inputs() const;
  void write_lists();
  void put_one_by_one() const;

  std::filesystem::path target_;  ///< links resolved
  std::filesystem::path shown_;
  std::vector<std::string> owned_;
  MadeBefore made_before_;
  Hidden hidden_;
  std::map<std::string, std::string> written_;  ///< names and hashes
};

}  // namespace leontide
