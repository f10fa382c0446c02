#pragma once

#include <string>
#include <string_view>

namespace leontide {

/// The text as a JSON string, in quotes (RFC 8259).
std::string json_quoted(std::string_view text);

}  // namespace leontide
