#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"
#include "table/publishers/fold.hpp"
#include "table/supply_use.hpp"

namespace leontide::table {

/// Tables that publishers print as a folder of text files, a matrix in each: read line by line straight into
/// numbers, since they have up to thousands of millions of cells.

/// `exiobase` (EXIOBASE 3: Z.txt, Y.txt, x.txt, unit.txt and satellite/F.txt or factor_inputs/F.txt, labels
/// before the numbers), `eora26` (Eora26: *_T.txt, *_FD.txt, *_VA.txt, and labels_T.txt, labels_FD.txt,
/// labels_VA.txt beside them) and `gloria` (GLORIA: *_T-Results_*, *_Y-Results_* and *_V-Results_* of a
/// markup, and GLORIA_ReadMe*.xlsx with the labels).
const std::vector<std::string>& folder_layout_names();

/// The layout whose files stand in the folder; empty where none does.
std::string folder_layout(const std::filesystem::path& folder);

/// How a folder's table is brought down to a size that can be held.
struct PublisherForm {
  FoldRules fold;                            ///< regions and sectors that are added up
  SupplyUseModel model = SupplyUseModel::d;  ///< where the publisher prints supply and use
};

/// Reads such a folder, regions and sectors added up as `form` says. Taxes less subsidies on products become
/// other inputs. Reports a file that is missing or malformed at its line, and one that has more cells than
/// can be held.
std::optional<Accounts> read_publisher_folder(const std::filesystem::path& folder,
                                              const std::string& shown_as, const std::string& layout,
                                              const PublisherForm& form, Diagnostics& diagnostics);

}  // namespace leontide::table
