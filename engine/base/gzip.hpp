#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leontide {

struct Gunzipped {
  enum class State { whole, damaged, too_large };
  State state = State::damaged;
  std::string text;      ///< of a whole file
  std::size_t most = 0;  ///< bytes that a file of this size may unpack to
};

/// What a gzip file of one or more members holds. A few bytes can claim to be gigabytes: no more is unpacked
/// than `base/limits` allows.
Gunzipped gunzipped(std::string_view bytes);

/// The bytes as a gzip file, without name and time, so that equal bytes give equal files. Throws
/// OperationError.
std::string gzipped(std::string_view bytes);

}  // namespace leontide
