#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"

namespace leontide::table {

/// Reads a table folder:
///
/// - sectors.csv: code, name_en, name_zh, cluster, further columns kept as they are;
/// - flows.csv: code, then every sector's code: the row sells to the column;
/// - final_demand.csv: code, then uses; imports and inflows of an all-origins table are negative columns;
/// - value_added.csv: code, components, total (without it their sum); `imported_inputs` is taken apart;
/// - output.csv: code, output;
/// - other_inputs.csv: code, primary inputs that are no value added; optional;
/// - flows_imported.csv, final_demand_imported.csv, regional_supply.csv: optional;
/// - meta.json: optional: title, year, unit, currency, region, source, origins (all or local), history.
///
/// Each CSV may be gzipped (`.csv.gz`). Reports every missing file, label that differs, duplicate and cell
/// that is not a finite number; nothing is repaired. Whether the accounts balance is for `check`.
///
/// `origins`, where meta.json does not say: local when flows_imported is there, all when final demand has a
/// column `import`, else local.
std::optional<Accounts> read(const std::filesystem::path& folder, const std::string& shown_as,
                             Diagnostics& diagnostics);

}  // namespace leontide::table
