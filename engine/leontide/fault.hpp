#pragma once

#include <cstddef>
#include <string>

namespace leontide {
inline namespace v1 {

/// What is wrong with an input, or worth knowing of it, and where.
struct Fault {
  bool stops = true;                 ///< false: a warning
  std::string code;                  ///< a short fixed name, e.g. `unknown-key`
  std::string file;                  ///< as it was opened; empty where no file is at fault
  std::size_t line = 0, column = 0;  ///< counted from 1; 0: the whole file
  std::string what;                  ///< one sentence, in English
  std::string hint;                  ///< what was expected; may be empty
};

}  // namespace v1
}  // namespace leontide
