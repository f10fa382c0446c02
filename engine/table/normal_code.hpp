#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/csv.hpp"

namespace leontide::table {

/// A code as it is meant: without blanks around it and what cannot be seen (byte order marks, joiners, soft
/// hyphens, control characters), line breaks and blanks of any kind within it as one blank, full-width
/// letters and digits as plain ones. Two codes that differ in nothing else are one.
std::string normal_code(std::string_view text);

/// A CSV file that names sectors: headings, the first column and those of codes, labels and groups are codes
/// as they are meant. Reports as `read_csv`, and headings that are one.
std::optional<CsvTable> read_coded_csv(const std::filesystem::path& path, const std::string& shown_as,
                                       Diagnostics& diagnostics);

}  // namespace leontide::table
