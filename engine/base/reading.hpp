#pragma once

#include <filesystem>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/handle.hpp"
#include "base/sha256.hpp"

namespace leontide {

/// Why a file was not read.
struct ReadFault {
  std::string code = {};  ///< `missing-file`, `outside-root`, `damaged-file`, `too-large`
  std::string what = {};
  std::string hint = {};
};

/// Reports that the file `shown` was not read: at the place that names it, or, where that is the file itself,
/// without repeating its name.
void report_unread(const ReadFault& fault, const std::string& shown, const Place& at,
                   Diagnostics& diagnostics);

/// The bytes of a regular file as they are on disk; where there are none, `fault` says why.
std::optional<std::string> read_packed(const std::filesystem::path& path, ReadFault* fault = nullptr);
/// The bytes, gunzipped where the name ends in `.gz`.
std::optional<std::string> unpacked(const std::filesystem::path& path, std::string bytes,
                                    ReadFault* fault = nullptr);
/// Both steps.
std::optional<std::string> read_bytes(const std::filesystem::path& path, ReadFault* fault = nullptr);

/// A text file of any size read line by line: no more than a line and a block is held.
class Lines {
 public:
  /// Nothing where the file cannot be read; `fault` says why.
  static std::optional<Lines> open(const std::filesystem::path& path, ReadFault* fault = nullptr);

  /// The next line without its end; nothing after the last. It stands until the next call. Throws
  /// OperationError where the disk refuses, or a line is longer than a file may be.
  std::optional<std::string_view> next();
  /// How much of the file has been read, 0 to 1.
  double share() const { return size_ == 0 ? 1 : static_cast<double>(read_) / static_cast<double>(size_); }
  /// SHA-256 of the whole file, after its last line.
  std::string sha256() { return hash_.hexadecimal(); }

 private:
  Lines(Handle file, std::string shown, std::size_t size)
      : file_(std::move(file)), shown_(std::move(shown)), size_(size) {}
  bool fill();

  Handle file_;
  std::string shown_;
  std::string buffer_ = {};
  std::size_t at_ = 0;  ///< in the buffer
  std::size_t read_ = 0;
  std::size_t size_ = 0;
  Sha256 hash_ = {};
};

/// Whether a folder is there that may be read; else reports it as `missing-folder` in these words, or as
/// outside the root.
bool require_folder(const std::filesystem::path& path, const std::string& shown, const Place& at,
                    std::string what, std::string hint, Diagnostics& diagnostics);

/// The folders that stand in a folder, in the order of their names; none where it may not be read.
std::vector<std::filesystem::path> folders_in(const std::filesystem::path& folder);

/// From now on this process reads only what lies in the folder, wherever links lead. Throws RefusedRequest
/// where it is no folder.
void confine_reading(const std::filesystem::path& root);

/// From now on this process remembers which files it read, and an output that is one of them is refused. A
/// command asks for it at its beginning; a program that links the library may write what it has read.
void remember_inputs();

/// Whether that file was read, under any name.
bool is_input(const std::filesystem::path& path);

/// What is asked for would do harm or has no sense: exit 2, where a disk that refuses is 1.
class RefusedRequest : public OperationError {
 public:
  /// The file, folder or option `where` stands before `what` in the message; `hint` may be empty.
  RefusedRequest(std::string code, std::string where, std::string what, std::string hint)
      : OperationError(where + ": " + what), fault{Severity::error,
                                                   std::move(code),
                                                   {std::move(where), 0, 0, 0},
                                                   std::move(what),
                                                   std::move(hint),
                                                   {}} {}
  Diagnostic fault;  ///< the same for lists of faults and JSON
};

/// Throws RefusedRequest, `shown` named, where the file was read.
void refuse_input_as_output(const std::filesystem::path& path, const std::filesystem::path& shown);

/// Runs `work`, which reads the file; memory that does not suffice for it is told with the file's name.
template <class Work>
auto while_reading(const std::string& shown, Work&& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    throw OperationError("not enough memory while reading " + shown);
  }
}

}  // namespace leontide
