#pragma once

#include <filesystem>

#include "sweep/ledger.hpp"

namespace leontide::command {

/// Refuses what is no file, with where a sweep puts its ledger.
void require_ledger(const std::filesystem::path& file);

/// To read from.
sweep::Ledger open_ledger(const std::filesystem::path& file);

/// sweep.csv and sweep.nc.
void write_results(const sweep::Ledger& ledger, const std::filesystem::path& folder);

}  // namespace leontide::command
