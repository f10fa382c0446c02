#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leontide::language {

/// A function of the language: its signature and one line of help. `check` gives it its meaning.
struct BuiltIn {
  std::string_view name;       ///< as it is called
  std::string_view signature;  ///< with its arguments, as the reference shows it
  std::string_view help;
  int least_arguments;                     ///< positional ones
  int most_arguments;                      ///< positional ones
  std::vector<std::string> keywords = {};  ///< optional, by name
};

/// All functions, in the order of the reference.
std::span<const BuiltIn> built_ins();

/// Null where no function has that name.
const BuiltIn* find_built_in(std::string_view name);

/// For suggestions.
std::vector<std::string> built_in_names();

}  // namespace leontide::language
