#pragma once

#include <filesystem>

#include "base/title.hpp"
#include "sweep/ledger.hpp"

namespace leontide::command {

/// Refuses what is no file, with where a sweep puts its ledger. It counts as read from now on: no output
/// takes its place.
void require_ledger(const std::filesystem::path& file);

/// To read from.
sweep::Ledger open_ledger(const std::filesystem::path& file);

/// sweep.csv and sweep.nc; with a report also report.html, whose reader begins in `language`.
void write_results(const sweep::Ledger& ledger, const std::filesystem::path& folder, bool with_report,
                   Language language);

/// Throws NotReliable where the numbers of cells rest on too few trials: more than one in a thousand failed.
void require_completed_trials(const sweep::LedgerStatus& status);

/// Refuses files of these names that are not an earlier sweep's. Throws RefusedRequest.
void require_replaceable_results(const std::filesystem::path& folder, bool with_report);

}  // namespace leontide::command
