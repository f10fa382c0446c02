#include "base/encoding.hpp"

#include <bit>
#include <cstdint>
#include <iconv.h>

#include "base/source_text.hpp"

namespace leontide {

namespace {

std::optional<std::string> from_gb18030(std::string_view bytes) {
  const iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (std::bit_cast<std::intptr_t>(converter) == -1) return std::nullopt;
  // Two bytes of GB 18030 become three of UTF-8 at most, one or four no more than they are.
  std::string out(bytes.size() * 2 + 4, '\0');
  std::string in(bytes);
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size();
  std::size_t room = out.size();
  const bool whole = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1) && left == 0;
  iconv_close(converter);
  if (!whole) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

}  // namespace

std::optional<DecodedText> decoded_text(std::string_view bytes, std::optional<Encoding> stated) {
  if (stated != Encoding::gb18030 && is_utf8(bytes)) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    return DecodedText{std::string(bytes), Encoding::utf8};
  }
  auto text = stated == Encoding::utf8 ? std::nullopt : from_gb18030(bytes);
  if (!text) return std::nullopt;
  return DecodedText{std::move(*text), Encoding::gb18030};
}

}  // namespace leontide
