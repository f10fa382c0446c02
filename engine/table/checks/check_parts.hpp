#pragma once

#include <optional>
#include <string>
#include <vector>

#include "table/checks/check.hpp"
#include "table/checks/identity.hpp"

namespace leontide::table {

/// The sectors whose identities fail beyond tolerance, rounding and what is stated.
struct FailedIdentities {
  std::vector<std::size_t> rows;     ///< positions
  std::vector<std::size_t> columns;  ///< positions
};

/// Whether the identities hold, and whether one cause explains why not.
struct IdentityVerdict {
  bool balances = true;      ///< every sector within tolerance, rounding or what is stated
  bool cause_found = false;  ///< it stands among the findings in place of its consequences
};

/// Holds both identities of every sector and adds to the report how far they are off and what fails.
IdentityVerdict check_identities(const Accounts& accounts, const CheckOptions& options,
                                 const IdentitySums& sums, CheckReport& report);

/// One cause that, undone, makes every identity hold, or nothing. A cause is only named when all identities
/// hold without it, to one part in ten thousand or to rounding.
std::optional<Finding> find_cause(const Accounts& accounts, const IdentitySums& sums,
                                  const FailedIdentities& failed);

/// The same for causes that scale single rows or columns.
std::optional<Finding> find_scaled_lines(const Accounts& accounts, const IdentitySums& sums,
                                         const FailedIdentities& failed);

/// Labels, units, sector counts, duplicates, balancing columns.
std::vector<Finding> check_labels(const Accounts& accounts, const CheckOptions& options);

/// The largest of the values; 0 when there are none.
double largest(const std::vector<double>& values);

/// How far rounding may move a sum when a cause is tried: in a small table printed coarsely it would let any
/// cause pass.
double believable(const std::vector<double>& rounding, const IdentitySums& sums);

/// Whether two sums agree well enough for a cause to be believed.
bool cause_agrees(double found, double expected, double rounding);

/// Adds what was found of one sector.
void add_finding(CheckReport& report, const Accounts& accounts, std::size_t sector, TableFault fault,
                 Severity severity, double found, double expected, double tolerance, std::string what,
                 std::string hint);

/// `code (name)`, or the code alone.
std::string sector_text(const Accounts& accounts, std::size_t index);
/// The first few of a list of sectors, and how many more.
std::string sectors_text(const Accounts& accounts, const std::vector<std::size_t>& sectors);
/// A factor as a reader says it: `10000` or `1/10000` where it is near a power of ten, else six digits.
std::string factor_text(double factor);

/// Numbers in messages: twelve digits for amounts, six for differences.
std::string long_number(double value);
/// Six digits, for differences.
std::string short_number(double value);

}  // namespace leontide::table
