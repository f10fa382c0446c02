#pragma once

#include "table/accounts.hpp"

namespace leontide::table {

/// A competitive table (flows of all origins, imports a negative use) made non-competitive (imports apart) by
/// import proportionality: every user of product i but exports takes the same share of it from outside,
///
///     m_i = (imports_i + inflows_i) / (sum_j flows(i,j) + domestic final uses_i)
///
/// (Miller & Blair, section 4.4; Eurostat Manual 2008, chapter 7). Exports, outflows and balancing columns
/// are local. Where imports exceed domestic use the share is 1 and the rest goes into exports, as re-exports
/// in proportion. Both identities are kept. Throws Refusal: `no_such_origin` for a table that is not
/// competitive or has no imports, `does_not_close` where imports exceed domestic use and exports together.
Accounts separate_imports(const Accounts& accounts);

/// The reverse: local and imported flows and uses added up, imports in a negative column "import". Exact.
/// Throws Refusal `no_such_origin` for a table that is competitive, or whose imports are not known by
/// product.
Accounts join_imports(const Accounts& accounts);

}  // namespace leontide::table
