#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/accounts.hpp"
#include "table/changes/location_quotient.hpp"

namespace leontide::table {

/// By which quotients a nation's table becomes a region's.
struct RegionOptions {
  LocationMethod method = LocationMethod::flq;
  std::optional<double> size = {};  ///< the region's share of the nation; default: of its output
  double delta = usual_delta;       ///< δ of FLQ and AFLQ
};

/// What `regionalise_accounts` made, and how far the quotients bit.
struct RegionalAccounts {
  Accounts accounts;              ///< the region's table
  std::vector<double> quotients;  ///< SLQ by sector
  double size = 0;                ///< the region's share
  double size_factor = 1;         ///< λ
  std::size_t capped = 0;         ///< cells whose factor stands at 1
};

/// A region's table from its nation's by location quotients (location_quotient.hpp states the conventions).
/// `output` is the region's by sector, in the table's unit. Technology (total requirements) and value-added
/// shares are the nation's. Quotients act on its domestic requirements d, as far as it tells them
/// (`known_requirements`; a quotient takes the nation to supply itself): local flows t_ij d_ij x_j, the rest
/// is imported. What local flows leave of a row's output is one column `final_use_and_outflow`, since
/// quotients say nothing of final uses. Where the nation's sectors use more of a product than it makes,
/// stocks are run down; the region's may be, by the same share of output at most: a column `inventories`.
/// Throws Refusal `no_such_origin` (the nation's total requirements are not known), `does_not_close` (sectors
/// whose local sales would exceed their output, all named), `shape`, `out_of_range`.
RegionalAccounts regionalise_accounts(const Accounts& nation, const std::vector<double>& output,
                                      const std::string& region, const RegionOptions& options = {});

}  // namespace leontide::table
