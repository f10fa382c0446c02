#pragma once

#include <cstddef>
#include <string>

namespace leontide {

/// Where in an input file something stands. Lines and columns count from 1, columns in characters (code
/// points). A place without a line names a whole file; one without a file names nothing.
struct Place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::size_t length = 0;  ///< in code points; 0 where the end is not known

  friend bool operator==(const Place&, const Place&) = default;
};

/// `file:line:column`, leaving out what is not known.
std::string to_string(const Place& place);

}  // namespace leontide
