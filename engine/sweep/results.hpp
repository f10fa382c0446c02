#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// The numbers of a ledger as one long table (CSV), a row for each cell, reading and target or indicator that
/// was kept, in the order of the sweep: cell, scenario, state, every varied path, reading, target or
/// indicator, year, chance, low, high, mean, sd, quantiles, hits, trials, failed. Cells without
/// numbers have no row. `put` takes it piece by piece.
void write_table(const Ledger& ledger, const std::function<void(std::string_view)>& put);

/// Whether a file begins as sweep.csv, sweep.nc, report.html beside a ledger, or a batch script do: of a
/// folder that an older version wrote.
bool looks_like_result(const std::filesystem::path& file);

/// Cells, their states and all their results, sorted, and nothing of when, where and how often they ran: two
/// ledgers of one sweep are equal where these texts are.
void write_export(const Ledger& ledger, const std::function<void(std::string_view)>& put);

}  // namespace leontide::sweep
