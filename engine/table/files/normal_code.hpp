#pragma once

#include <string>
#include <string_view>

namespace leontide::table {

/// A code as it is meant: without blanks around it and what cannot be seen (byte order marks, joiners,
/// no-break and ideographic blanks), full-width letters and digits as plain ones. Two codes that differ in
/// nothing else are one.
std::string normal_code(std::string_view text);

}  // namespace leontide::table
