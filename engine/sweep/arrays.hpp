#pragma once

#include <filesystem>

#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// The numbers of a ledger as a NetCDF-4 file. Where the cells are all combinations of scenarios and of the
/// values of each path, those are its dimensions, with the values as coordinates; else `cell` is one, and
/// scenario and values are variables along it. Then `reading`, `target`, `indicator`, `year`, `quantile`.
void write_arrays(const Ledger& ledger, const std::filesystem::path& file);

}  // namespace leontide::sweep
