#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "scenario/scenario.hpp"
#include "simulation/run.hpp"
#include "simulation/simulate.hpp"

namespace leontide::report {

/// The trials of one reading that a file takes: 0, 1, …
struct TrialsOfReading {
  const simulation::Run* run = nullptr;  ///< must outlive the call
  std::uint64_t trials = 0;              ///< that go into the file
};

/// Writes the trials of all readings of `scenario`, in their order, as a NetCDF-4 file. A reading with fewer
/// trials than another, or without an indicator or input that another has, has missing values there. False
/// where the observer cancelled it: nothing is written.
bool write_trials(const std::filesystem::path& file, const scenario::Scenario& scenario,
                  const std::vector<TrialsOfReading>& readings, std::size_t threads,
                  const simulation::Observer& observer);

}  // namespace leontide::report
