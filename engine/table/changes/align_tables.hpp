#pragma once

#include <string>
#include <vector>

#include "table/changes/aggregate.hpp"

namespace leontide::table {

/// Tables made comparable by what they hold: equal sectors in one order, equal final uses. A list that says
/// which sector goes where is a `Concordance` (sector_concordance.hpp).
struct Aligned {
  std::vector<Accounts> tables;  ///< on one list of sectors, in one order
  std::vector<Grouping> groups;  ///< where the sectors of each table went, when they were added up
  bool by_cluster = false;       ///< the sectors differed, so all tables were added up to clusters
  bool origins_merged = false;   ///< imported flows were added in, since one table does not tell them apart
  bool uses_merged = false;      ///< the final uses differed, so all were added up by kind
};

/// Sectors agree when code and English name do (codes of the 42-sector lists of 2012 and 2017 agree while
/// what they stand for does not); else every table is added up by cluster, which all must share. Final uses
/// that differ are added up to consumption, investment, exports, imports, balance and other. Where only some
/// tables tell imports apart, they are added in (`join_imports`). Throws Refusal `unknown_category`
/// (clusters that not all tables have), `shape` (units or origins differ).
Aligned align_tables(const std::vector<Accounts>& tables);

/// The table with its final uses added up by kind: all six columns, zeros where a kind has none.
Accounts merge_uses(Accounts accounts);

}  // namespace leontide::table
