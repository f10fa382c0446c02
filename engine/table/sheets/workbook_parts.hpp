#pragma once

#include <string>
#include <utility>
#include <vector>

#include "table/sheets/number_format.hpp"
#include "table/sheets/workbook_archive.hpp"

namespace pugi {
class xml_node;
}

namespace leontide::table {

/// Whether an element has that name; names may carry a namespace prefix.
bool is_named(const pugi::xml_node& node, const char* name);
/// The first child of that name, with or without a prefix; empty without one.
pugi::xml_node child(const pugi::xml_node& node, const char* name);

/// The text of a string item: its plain text, or the texts of its runs; phonetic hints are left out.
std::string string_item(const pugi::xml_node& item);

/// The parts of a workbook beside its sheets; what is not there is empty.
std::vector<std::string> shared_strings(const Archive& archive);
/// The sheets in order: name and part.
std::vector<std::pair<std::string, std::string>> sheets_of(const Archive& archive);
/// How cells show their numbers: as they are stored, then by each style, and last in general.
std::vector<NumberFormat> number_formats(const Archive& archive);
/// Whether the workbook asks for all its formulas to be computed when it is opened, as programs do that write
/// formulas without computing them.
bool is_to_be_computed(const Archive& archive);

}  // namespace leontide::table
