#include "base/gzip.hpp"

#include <algorithm>
#include <array>
#include <zlib.h>

#include "base/diagnostic.hpp"
#include "base/limits.hpp"

namespace leontide {

namespace {

constexpr int gzip_format = 15 + 16;

// zlib reads from memory that it does not promise to leave alone.
Bytef* readable(std::string_view bytes) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
}

/// Unpacks block by block until all is there or `take` has had more than `most` bytes. Whether the file is
/// whole.
template <class Take>
Gunzipped::State inflated(std::string_view bytes, std::size_t most, Take&& take) {
  z_stream stream{};
  if (inflateInit2(&stream, gzip_format) != Z_OK) throw OperationError("zlib cannot start");
  stream.next_in = readable(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, 1 << 16> buffer{};
  std::size_t taken = 0;
  int state = Z_OK;
  while (state == Z_OK && taken <= most) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = buffer.size();
    state = inflate(&stream, Z_NO_FLUSH);
    const std::size_t block = buffer.size() - stream.avail_out;
    take(std::string_view(buffer.data(), block));
    taken += block;
    // A file of several members goes on with the next header.
    if (state == Z_STREAM_END && stream.avail_in > 0) state = inflateReset(&stream);
  }
  inflateEnd(&stream);
  if (taken > most) return Gunzipped::State::too_large;
  return state == Z_STREAM_END ? Gunzipped::State::whole : Gunzipped::State::damaged;
}

}  // namespace

std::size_t most_inflated(std::size_t packed) {
  return std::min(limits::largest_table, std::max(limits::always_inflated, packed * limits::most_inflation));
}

Gunzipped gunzipped(std::string_view bytes) {
  // Counted first: a text that grows as it is unpacked takes up to three times its size, and one that is too
  // large need not be kept at all.
  const std::size_t most = most_inflated(bytes.size());
  std::size_t size = 0;
  Gunzipped out;
  out.state = inflated(bytes, most, [&](std::string_view block) { size += block.size(); });
  if (out.state != Gunzipped::State::whole) return out;
  out.text.reserve(size);
  inflated(bytes, most, [&](std::string_view block) { out.text += block; });
  return out;
}

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, gzip_format, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw OperationError("zlib cannot start");
  }
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = readable(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw OperationError("zlib cannot compress");
  return out;
}

}  // namespace leontide
