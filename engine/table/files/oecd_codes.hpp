#pragma once

#include <array>
#include <string_view>

#include "table/files/layout.hpp"

namespace leontide::table {

/// A row or column of the OECD's tables by its code. Lines that are not kept are sums, or parts of a line
/// that is kept. Of several codes for one name the first is written. HC, CONSABR and VA.TAXSUB are of the
/// inter-country tables of 2016, P33 and TAXSUB by country of those of 2018.
struct OecdLine {
  std::string_view code;               ///< as the tables print it
  const char* name;                    ///< in the accounts
  LineRole role = LineRole::category;  ///< what a line of that code holds
  bool kept = true;                    ///< else a sum, or a part of a line that is kept
};

/// Columns: final uses and totals.
inline constexpr std::array<OecdLine, 22> oecd_uses = {{{"HFCE", "household"},
                                                        {"NPISH", "npish"},
                                                        {"GGFC", "government"},
                                                        {"GFCF", "gfcf"},
                                                        {"INVNT", "inventories"},
                                                        {"CONS_ABR", "residents_abroad"},
                                                        {"DPABR", "residents_abroad"},
                                                        {"CONSABR", "residents_abroad"},
                                                        {"P33", "residents_abroad"},
                                                        {"DIRP", "residents_abroad"},
                                                        {"HC", "household"},
                                                        {"NPS", "npish"},
                                                        {"INV", "inventories"},
                                                        {"FD", "", LineRole::category, false},
                                                        {"CONS_NONRES", "nonresidents"},
                                                        {"NONRES", "nonresidents"},
                                                        {"EXPO", "export"},
                                                        {"IMPO", "import"},
                                                        {"DISC", "error"},
                                                        {"OUTPUT", "", LineRole::output},
                                                        {"OUT", "", LineRole::output},
                                                        {"TOTAL", "", LineRole::output}}};

/// Rows: primary inputs and totals.
inline constexpr std::array<OecdLine, 15> oecd_inputs = {
    {{"TXS_IMP_FNL", "product_taxes_abroad", LineRole::other_input},
     {"TXS_INT_FNL", "product_taxes", LineRole::other_input},
     {"TLS", "product_taxes", LineRole::other_input},
     {"TAXSUB", "product_taxes", LineRole::other_input},
     {"VA.TAXSUB", "value_added_with_product_taxes"},
     {"VA+TAXSUB", "value_added_with_product_taxes"},
     {"VALU", "value_added"},
     {"VA", "value_added"},
     {"TTL_INT_FNL", "", LineRole::category, false},
     {"LABR", "", LineRole::category, false},
     {"GOPS", "", LineRole::category, false},
     {"OTXS", "", LineRole::category, false},
     {"OUTPUT", "", LineRole::output},
     {"OUT", "", LineRole::output},
     {"TOTAL", "", LineRole::output}}};

}  // namespace leontide::table
