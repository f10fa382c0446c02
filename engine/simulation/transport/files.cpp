#include "simulation/transport/files.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <utility>

#include "base/atomic_file.hpp"
#include "base/reading.hpp"
#include "simulation/transport/record_bytes.hpp"

namespace leontide::simulation {

namespace {

namespace fs = std::filesystem;

/// Records that begin with a block are told by their name; the longest comes first.
std::optional<RoundRecord> find_record(const fs::path& folder, BlockRange range, const Run& run,
                                       const SimulateOptions& options) {
  std::optional<RoundRecord> found;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, none)) {
    if (!entry.path().filename().string().starts_with(fmt::format("{:012}-", range.first))) continue;
    const auto bytes = read_packed(entry.path());
    if (!bytes) continue;
    try {
      RoundRecord record = record_of(*bytes, run, design_of(options.sampling));
      const bool fits = record.version == results_version && record.digest == options.digest &&
                        record.blocks.first == range.first && record.blocks.end() <= range.end();
      if (fits && (!found || record.blocks.count > found->blocks.count)) found = std::move(record);
    } catch (const RecordFault&) {
      continue;  // what cannot be used is as good as not there: its blocks are run again
    }
  }
  return found;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// `000000000000-000000000064.record`, and the hidden name under which it was being written.
bool is_record_name(std::string_view name) {
  constexpr std::string_view ending = ".record";
  if (name.starts_with('.')) name = name.substr(1, name.find(".leontide-") - 1);
  if (!name.ends_with(ending)) return false;
  const std::string_view blocks = name.substr(0, name.size() - ending.size());
  const std::size_t dash = std::min(blocks.find('-'), blocks.size());
  return is_digits(blocks.substr(0, dash)) && is_digits(blocks.substr(std::min(dash + 1, blocks.size())));
}

std::vector<fs::path> entries_in(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, none))
    entries.push_back(entry.path());
  return entries;
}

}  // namespace

Transport recorded(const fs::path& folder, double seconds, Transport transport, const Run& run,
                   const SimulateOptions& options, bool writes) {
  using Clock = std::chrono::steady_clock;
  return
      [folder, seconds, transport = std::move(transport), &run, &options, writes](
          BlockRange range, const std::function<bool(const Counts&)>& go_on) -> std::optional<RoundRecord> {
        if (auto found = find_record(folder, range, run, options)) {
          go_on(found->counts);
          return found;
        }
        const auto start = Clock::now();
        const auto until_written = [&](const Counts& counts) {
          const std::chrono::duration<double> spent = Clock::now() - start;
          return go_on(counts) && spent.count() < seconds && !options.sampling.until;
        };
        auto record = transport(range, until_written);
        if (!record || !writes) return record;
        fs::create_directories(folder);
        write_file(folder / fmt::format("{:012}-{:012}.record", record->blocks.first, record->blocks.end()),
                   to_bytes(*record));
        return record;
      };
}

void remove_records(const fs::path& folder) {
  std::error_code none;
  for (const fs::path& of_reading : entries_in(folder)) {
    if (!is_digits(of_reading.filename().string())) continue;
    for (const fs::path& file : entries_in(of_reading)) {
      if (is_record_name(file.filename().string())) fs::remove(file, none);
    }
    fs::remove(of_reading, none);  // one that still holds something stays
  }
  fs::remove(folder, none);
}

}  // namespace leontide::simulation
