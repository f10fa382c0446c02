#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

/// How the sectors of one list stand in another: sector `from` goes to sector `to` with this share of all its
/// amounts. Shares of a sector sum to 1.
struct Concordance {
  /// A sector of the old list, one of the new, and what goes from one to the other.
  struct Link {
    std::string from;  ///< code in the old list
    std::string to;    ///< code in the new list
    double share = 1;  ///< of all its amounts, in (0, 1]
  };
  /// The new list, in order of first appearance. A name that is empty is taken from the sector that gives it
  /// the largest share.
  std::vector<Sector> sectors;
  std::vector<Link> links;  ///< in the file's order
};

/// Reads a concordance: columns code_from, code_to, and where they are there share (else 1), name_en,
/// name_zh, cluster (of the new sector; the first that is not empty holds). Reports missing columns, shares
/// outside (0, 1], links written twice and sectors whose shares do not sum to 1 (within 1e-6; those are
/// scaled to it).
std::optional<Concordance> read_concordance(const std::filesystem::path& path, const std::string& shown_as,
                                            Diagnostics& diagnostics);

/// The table on the new list: flows S' Z S, amounts by sector S' y, with S the shares [old, new] (Miller &
/// Blair, section 4.9, where S holds only 0 and 1). Both identities are kept. Sectors that join add up;
/// one that is split gives all parts its input structure and its customers, so that no coefficient changes
/// but for the split. Of regional_supply, local_use adds up and shares are averaged by it (without
/// local_use: by output); its other columns are left out. Throws Refusal `unknown_sector` for a sector that
/// one side has and the other has not.
Accounts change_sectors(const Accounts& accounts, const Concordance& concordance);

/// Throws Refusal `shape` unless both tables have the same codes in the same order and no name stands under
/// one code here and under another there: lists of different years share codes that mean different sectors.
void require_same_sectors(const Accounts& a, const Accounts& b);

}  // namespace leontide::table
