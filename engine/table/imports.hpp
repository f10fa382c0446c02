#pragma once

#include <utility>
#include <vector>

#include "base/option.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

/// How imports stand in a table.
enum class ImportTreatment { competitive, non_competitive };

/// Their names for options and YAML.
inline constexpr Choice<ImportTreatment> import_treatments[] = {
    {ImportTreatment::competitive, "competitive", "imports a negative use", "竞争型：进口为负的使用"},
    {ImportTreatment::non_competitive, "non-competitive", "imports apart", "非竞争型：进口单列"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<ImportTreatment>> choices_of(ImportTreatment) {
  return import_treatments;
}
/// The record of the treatment, for the command and for a recipe's step.
Option import_treatment_option();

/// Whether final demand has a column of imports or inflows (negative amounts).
bool has_import_column(const Accounts& accounts);

/// Imports and inflows by product, [n], positive: what the columns of imports hold, or flows and uses from
/// outside added up. Throws Refusal `no_such_origin` where imports are not known by product.
std::vector<double> imports_by_product(const Accounts& accounts);

/// Import proportionality: every user of product i but exports takes the same share of it from outside,
///
///     m_i = (imports_i + inflows_i) / (sum_j flows(i,j) + domestic final uses_i)
///
/// (Miller & Blair, section 4.4; Eurostat Manual 2008, chapter 7; one share a product, as in the
/// Chenery-Moses model). Exports, outflows and balancing columns are local. Where imports exceed domestic use
/// the share is 1 and the rest goes into exports, as re-exports in proportion.
struct ImportShares {
  std::vector<double> domestic;        ///< [n], of domestic use, each in [0, 1]
  std::vector<double> exports;         ///< [n], of exports: re-exports
  std::vector<std::size_t> exceeding;  ///< products whose imports exceed domestic use
  /// Imports are negative, or exceed domestic use and exports together by more than printing allows.
  std::vector<std::size_t> unexplained;
  /// Products whose imports exceed all uses by what printing allows, and by how much: the share is 1.
  std::vector<std::pair<std::size_t, double>> rounded;
};
/// Throws Refusal `no_such_origin` for a table that is not competitive or has no column of imports.
ImportShares import_shares(const Accounts& accounts);

/// A competitive table (flows of all origins, imports a negative use) made non-competitive (imports apart) by
/// `import_shares`. Both identities are kept. Throws Refusal: `no_such_origin` as there, `does_not_close`
/// where imports are unexplained.
Accounts separate_imports(const Accounts& accounts);

/// The reverse: local and imported flows and uses added up, imports in a negative column "import". Exact.
/// Throws Refusal `no_such_origin` for a table that is competitive, or whose imports are not known by
/// product.
Accounts join_imports(const Accounts& accounts);

}  // namespace leontide::table
