#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "report/write/document.hpp"
#include "table/accounts.hpp"
#include "table/changes/aggregate.hpp"
#include "table/origins.hpp"

namespace leontide::report {

/// Which rows of a table's sectors a sheet shows.
struct ViewOptions {
  std::size_t top = 0;               ///< the largest by the first number; 0 all
  std::vector<std::string> sectors;  ///< codes; empty all
  std::string by;                    ///< a column of sectors.csv: groups instead of sectors
};

/// A number or a text for every sector, and what becomes of it in a group: computed for the fine sectors
/// first, then averaged by output or added up. Texts and `none` are left out of groups.
struct SectorColumn {
  /// How a group's number comes of those of its sectors: the mean by output, the sum, or none.
  enum class InGroup { mean, sum, none };
  SheetColumn column;                ///< title, digits and unit
  std::vector<double> values;        ///< [sectors], or empty
  std::vector<Title> texts;          ///< instead of values
  InGroup in_group = InGroup::mean;  ///< how groups take it
};

/// One row a sector (or group): code, name, the columns. Throws Refusal `unknown_sector`, `unknown_category`.
Sheet sector_sheet(const table::Accounts& accounts, const ViewOptions& view, const std::string& name,
                   const Title& title, const std::vector<SectorColumn>& columns);

/// The requirements asked for: `total`, `domestic`, or empty for domestic where the table tells them.
struct Chosen {
  table::KnownRequirements known;  ///< what the table gives
  /// Of the requirements that were chosen.
  const table::Coefficients& coefficients() const;
  table::Requirements requirements = table::Requirements::regional;  ///< the ones that the numbers count
};

/// Throws Refusal `no_such_origin`.
Chosen choose_requirements(const table::Accounts& accounts, const std::string& asked);

/// Which inputs the numbers count, and from what that is known; how sure they are where their Leontief matrix
/// is close to singular.
Title origin_note(const Chosen& chosen);

/// How many digits of what follows from I - A are sure; nothing where its reciprocal condition leaves enough.
std::optional<Title> condition_note(double reciprocal_condition);

/// The English name, or the Chinese one where there is none.
Title sector_name(const table::Sector& sector);

/// The same, and the code of one without a name.
Title sector_called(const table::Sector& sector);

/// Decimals that show some four digits of the largest of these amounts, 0 to 6: tables are in yuan and in 1e8
/// yuan.
int amount_digits(std::span<const double> amounts);

}  // namespace leontide::report
