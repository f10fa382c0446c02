#pragma once

#include <string_view>

namespace leontide::faults {

/// What kind of fault a code means, in Chinese; empty for a code that is not listed, which a test refuses.
std::string_view chinese_kind(std::string_view code);

}  // namespace leontide::faults
