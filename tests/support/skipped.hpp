#pragma once

#include <string>

namespace leontide::test {

/// Says that the running test cannot show what it promises because something is not here, and counts it: a
/// program whose tests hold but for these ends with `skipped_code`, which ctest counts as skipped and not as
/// passed.
void skip(const std::string& what_is_missing);

inline constexpr int skipped_code = 77;

}  // namespace leontide::test
