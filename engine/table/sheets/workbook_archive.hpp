#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

struct zip;

namespace leontide::table {

/// The parts of a workbook's file, which is a zip archive.
class Archive {
 public:
  /// `bytes` must stay; an archive that cannot be read is not open.
  explicit Archive(std::string_view bytes);
  /// Whether the bytes are a zip archive.
  bool is_open() const { return archive_ != nullptr; }

  /// Whether there is a part of that name.
  bool has(const std::string& name) const;

  /// A part unpacked; nothing where it is not there, damaged, or larger than a file of this size may unpack
  /// to.
  std::optional<std::string> part(const std::string& name) const;
  /// The same block by block, each with the share that has been unpacked with it. Whether the part was there,
  /// whole and not too large, or `take` had enough and said so with false.
  bool stream(const std::string& name, const std::function<bool(std::string_view, double)>& take) const;
  /// Whether a part was refused for its size, which is then said.
  bool is_too_large(const std::string& shown_as, Diagnostics& diagnostics) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  /// A part's place and size; nothing where it is not there, or too large, which is kept in mind.
  struct Part {
    std::uint64_t at = 0;
    std::size_t size = 0;
  };
  std::optional<Part> find(const std::string& name) const;

  std::size_t bytes_;
  mutable std::string too_large_;
  std::unique_ptr<zip, Close> archive_;
};

}  // namespace leontide::table
