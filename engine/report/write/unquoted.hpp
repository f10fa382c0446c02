#pragma once

#include <string>

namespace leontide::report {

/// The page without quotes round values of attributes that need none (HTML, section 13.1.2.3), and without
/// the zeros behind the points of whole numbers in them and in paths: a twentieth of a page of drawings.
/// Scripts, styles and text stay as they are.
std::string unquoted(const std::string& html);

}  // namespace leontide::report
