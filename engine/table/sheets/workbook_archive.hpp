#pragma once

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
  explicit Archive(std::string_view bytes);
  bool is_open() const { return archive_ != nullptr; }

  /// A part unpacked; nothing where it is not there, damaged, or larger than a file of this size may unpack
  /// to.
  std::optional<std::string> part(const std::string& name) const;
  /// Whether a part was refused for its size, which is then said.
  bool is_too_large(const std::string& shown_as, Diagnostics& diagnostics) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::size_t bytes_;
  mutable std::string too_large_;
  std::unique_ptr<zip, Close> archive_;
};

}  // namespace leontide::table
