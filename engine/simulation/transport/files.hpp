#pragma once

#include <filesystem>

#include "simulation/transport.hpp"

namespace leontide::simulation {

/// A transport that keeps the records of another in a folder, one file a record, named by its blocks, and
/// takes from there what stands in it: a run that was stopped goes on where it was, to the same last bit. A
/// record is written whole or not at all, at the first round that ends `seconds` after the last one was
/// written; a run with a stop rule writes one a round. A file that is of another run, or damaged, is left
/// alone and its blocks are run again. Without `writes` the records of another process are read and none is
/// written.
Transport recorded(const std::filesystem::path& folder, double seconds, Transport transport, const Run& run,
                   const SimulateOptions& options, bool writes = true);

/// Removes the records of all readings, and what a killed process left among them, from the folder that holds
/// their folders; those folders too, unless others have put something there.
void remove_records(const std::filesystem::path& folder);

}  // namespace leontide::simulation
