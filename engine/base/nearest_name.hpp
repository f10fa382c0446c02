#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace leontide {

/// The known name closest to a misspelt one by optimal string alignment distance (Damerau 1964, without
/// overlapping edits); empty when none is near enough to be meant.
std::optional<std::string> nearest_name(std::string_view name, std::span<const std::string> known);

/// `did you mean "…"?`, or the first known names when none is near; empty when nothing is known.
std::string suggestion(std::string_view name, std::span<const std::string> known);

}  // namespace leontide
