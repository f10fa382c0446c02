#pragma once

#include <string>
#include <string_view>

namespace leontide::table {

/// A text with the capitals of ASCII as small letters.
std::string lower_case(std::string text);

/// Whether a publisher's description holds a word, capitals aside.
bool says(const std::string& text, std::string_view word);

/// A description as a name: `Value added at basic prices` is value_added_at_basic_prices.
std::string as_name(const std::string& text);

/// The final use that a description means (household, npish, government, gfcf, inventories, valuables,
/// export); empty where it means none of them.
std::string use_of(const std::string& text);

/// The last part of a path, where publishers tell edition and year.
std::string file_name(const std::string& path);

/// The first four digits from 1900 to 2099 that stand in a text; 0 where none do.
int year_in(std::string_view text);

}  // namespace leontide::table
