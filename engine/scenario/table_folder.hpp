#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"
#include "table/accounts.hpp"

namespace leontide::scenario {

/// A table folder as a model reads it.
struct TableFolder {
  std::string shown;                   ///< relative to the scenario
  table::Accounts accounts;            ///< as read, in the table's unit
  table::Categories satellites;        ///< [n, accounts] of satellites.csv, empty without it
  std::vector<table::Source> sources;  ///< every file read, in order
};

/// Reads a folder (table/files) and checks it (table/checks, 1e-6 and what meta.json states): a verdict
/// *fail* is an error at `asked_at`, beside the findings at their files, *usable* a warning with the largest
/// difference. Coefficients that stand beside the flows are not read: one that is not the quotient of the
/// flows is a warning at its file. Nothing where the folder cannot be read.
std::optional<TableFolder> read_table_folder(const std::filesystem::path& folder, const std::string& shown,
                                             const Place& asked_at, Diagnostics& diagnostics);

}  // namespace leontide::scenario
