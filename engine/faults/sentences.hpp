#pragma once

#include <string>
#include <string_view>

namespace leontide::faults {

/// A sentence of a fault, or a hint, in Chinese; names and numbers in it stay as they are. Empty for a
/// sentence that follows no pattern of the catalogue.
std::string in_chinese(std::string_view sentence);

}  // namespace leontide::faults
