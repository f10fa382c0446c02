#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leontide {

/// Bytes that a packed file of this size may unpack to: a few can claim to be gigabytes.
std::size_t most_inflated(std::size_t packed);

/// What came of unpacking: the text, or why there is none.
struct Gunzipped {
  /// `damaged` also where the file ends too early; `too_large` above `most_inflated`.
  enum class State { whole, damaged, too_large };
  State state = State::damaged;
  std::string text;  ///< of a whole file
};

/// What a gzip file of one or more members holds, up to `most_inflated`.
Gunzipped gunzipped(std::string_view bytes);

/// The bytes as a gzip file, without name and time, so that equal bytes give equal files. Throws
/// OperationError.
std::string gzipped(std::string_view bytes);

}  // namespace leontide
