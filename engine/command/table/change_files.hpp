#pragma once

#include <filesystem>
#include <vector>

#include "table/changes/aggregate.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/disaggregate.hpp"

namespace leontide::command {

// The CSV files that changes of tables read. All throw BadInput with every fault at its place.

/// label, total: any column order.
std::vector<table::MarginTarget> read_targets(const std::filesystem::path& file);

/// code, group: every sector once.
table::Grouping read_groups(const std::filesystem::path& file, const table::Accounts& accounts);

/// code, output, then optional name_en, name_zh, cluster, sales, inputs, within:CODE.
std::vector<table::SectorPart> read_parts(const std::filesystem::path& file, const table::Sector& old);

}  // namespace leontide::command
