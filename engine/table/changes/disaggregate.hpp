#pragma once

#include <string>
#include <vector>

#include "table/accounts.hpp"

namespace leontide::table {

/// One of the sectors that a sector is split into. Shares of the old sector; those of all parts sum to 1.
struct SectorPart {
  Sector sector;               ///< with the code it shall have
  double output = 0;           ///< of its output
  double sales = 0;            ///< of its sales to other sectors
  double inputs = 0;           ///< of its inputs from other sectors
  std::vector<double> within;  ///< of the flow to itself: to each part; all parts' sum to 1
};

/// Splits one sector by shares. A part's final uses and primary inputs take what its output leaves, in the
/// old sector's proportions, so that both identities hold; imported flows and all other inputs follow
/// `inputs` and imported products `sales`. Shares within 1e-6 of 1 are scaled to it. Equal shares throughout
/// make parts with the old sector's coefficients, and multipliers stay as they were. Throws Refusal
/// `unknown_sector`, `out_of_range` (shares that do not sum to 1 within 1e-6, a code taken), `does_not_close`
/// (a part whose sales or inputs exceed its output).
Accounts disaggregate(const Accounts& accounts, const std::string& code,
                      const std::vector<SectorPart>& parts);

}  // namespace leontide::table
