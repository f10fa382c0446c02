#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"
#include "table/publishers/number_file.hpp"

namespace leontide::table {

/// Which regions and sectors of a publisher's tables are added up while its files are read.
struct FoldRules {
  std::map<std::string, std::string> regions;  ///< the group of each; `*` is all that are not named
  std::map<std::string, std::string> sectors;  ///< the group of each; `*` is all that are not named
  bool over_regions = false;                   ///< all regions together
  bool over_sectors = false;                   ///< all sectors of a region together

  /// Whether nothing is added up.
  bool empty() const { return regions.empty() && sectors.empty() && !over_regions && !over_sectors; }
};

/// Reads which group each region or sector joins: a CSV file with the columns `code` and `group`. Reports
/// codes that stand twice and rows without a group.
std::optional<std::map<std::string, std::string>> read_groups(const std::filesystem::path& path,
                                                              const std::string& shown_as,
                                                              Diagnostics& diagnostics);

/// Adding up a table while it is read, so that only the sums are held: S Z S' as `aggregate` has it. Without
/// rules every sector stays.
class Fold {
 public:
  using Label = std::pair<std::string, std::string>;  ///< a region and a sector of the publisher's

  /// Reports labels that no rule names, and rules that name none.
  Fold(const FoldRules& rules, const std::vector<Label>& labels, const Place& asked_at,
       Diagnostics& diagnostics);

  /// Where the labels go, in their order.
  const Places& places() const { return places_; }
  /// Of the table that is made, with codes of what was added up.
  const std::vector<Sector>& sectors() const { return sectors_; }
  /// Names of `Sector::other`, as the accounts shall have them.
  std::vector<std::string> sector_columns() const;
  /// A use of a region as a column of the result: `household` with all regions together, else
  /// `AUT_household`.
  std::string use_name(const std::string& region, const std::string& use) const;
  /// What was added up, in words; empty without rules.
  std::string words() const;

 private:
  void add(const Label& label);

  const FoldRules& rules_;
  Places places_;
  std::vector<Sector> sectors_;
  std::map<Label, std::size_t> known_;
};

}  // namespace leontide::table
