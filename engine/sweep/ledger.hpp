#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/title.hpp"
#include "simulation/first_failures.hpp"
#include "statistics/proportion.hpp"
#include "sweep/claim.hpp"

namespace SQLite {
class Database;
}

namespace leontide::sweep {

/// What one reading of a cell says about a target, or about the plan as a whole (id `joint`).
struct TargetRow {
  std::string reading;             ///< by name; empty where the scenario has none
  std::string id;                  ///< of the target, or `joint`
  std::string when;                ///< the year, or the years as `2025-2027`
  statistics::Proportion chance;   ///< over completed trials, by the design of the sample
  std::uint64_t failed = 0;        ///< trials
  std::optional<double> mean, sd;  ///< of the value compared
  std::vector<double> quantiles;   ///< [keep.quantiles] of it; empty where it is no indicator of one year
};

/// What one reading of a cell says about an indicator in one year; moments and quantiles over completed
/// trials.
struct IndicatorRow {
  std::string reading;
  std::string name;  ///< `indicator`, or `indicator.code`
  int year = 0;
  double mean = 0, sd = 0;
  std::vector<double> quantiles;  ///< [keep.quantiles]
};

/// Which trials of a cell meet a target, a bit each in blocks of 64.
struct MarkRow {
  std::string reading;
  std::string target;  ///< id; empty: which trials completed
  std::string draws;   ///< rows of two cells with equal texts stand on the same draws
  std::string bytes;   ///< [blocks × 8] little-endian
};

/// What a cell has shown.
struct CellResult {
  std::uint64_t trials = 0;                        ///< over all readings
  std::uint64_t failed = 0;                        ///< trials, of those
  bool is_too_wide = false;                        ///< a stop rule ran out of trials
  std::vector<TargetRow> targets;                  ///< by reading
  std::vector<IndicatorRow> indicators;            ///< by reading, indicator and year
  std::vector<MarkRow> marks;                      ///< empty where no marks are kept
  std::vector<simulation::FailedTrials> failures;  ///< by cause, each with the first over the readings
};

/// Failed trials as a ledger keeps them, a line each, and as they are read back.
std::string text_of(const std::vector<simulation::FailedTrials>& failures);
std::vector<simulation::FailedTrials> failures_in(const std::string& text);
/// Adds the trials of the same causes; where one failed first is kept.
void add_failures(const std::vector<simulation::FailedTrials>& further,
                  std::vector<simulation::FailedTrials>& failures);

/// A cell as a sweep asks for it.
struct WantedCell {
  std::uint64_t number = 0;                                 ///< of the cell in the sweep, from 1
  std::string scenario;                                     ///< by name
  std::string settings;                                     ///< Cell::text
  std::vector<std::pair<std::string, std::string>> values;  ///< path and value, as settings have them
  std::string key;  ///< of what the cell stands on: equal keys mean equal results
};

/// A scenario of a sweep with the bytes it stands on.
struct WantedScenario {
  std::string name, digest;  ///< the digest is that of the scenario as it stands
  std::vector<std::pair<std::string, std::string>> inputs;  ///< path, SHA-256
};

/// A cell that a process has taken to work on.
struct ClaimedCell {
  std::int64_t id = 0;       ///< in the ledger
  std::uint64_t number = 0;  ///< in the sweep
};

/// Where cells of a sweep stand.
struct LedgerStatus {
  std::uint64_t waiting = 0, running = 0, done = 0, failed = 0, stale = 0;  ///< cells
  std::uint64_t too_wide = 0;                                               ///< done, but wider than asked
  std::uint64_t with_failed_trials = 0;  ///< done, with more than one failed trial in a thousand
  std::uint64_t rounds = 0;              ///< of trials, in all cells
  /// Cells of the sweep, whatever their state.
  std::uint64_t all() const { return waiting + running + done + failed + stale; }
};

/// The first error of a kind and how many there are.
struct LedgerFault {
  std::uint64_t cells = 0;  ///< with an error of this kind
  std::uint64_t first = 0;  ///< number
  std::string place, what;  ///< of the first error
};

/// A round record of a cell that is not finished.
struct KeptRecord {
  std::uint64_t first_block = 0;  ///< of the blocks it covers
  std::string bytes;              ///< as simulation/transport writes it
};

/// By kind and name: `sweep`, `scenario NAME`, `path PATH`, `target ID`, `reading NAME`; `design` and `seed`
/// of the draws that all cells share unless they vary them.
using Titles = std::map<std::string, Title>;

/// A ledger that cannot be used as it is.
struct UnusableLedger : OperationError {
  using OperationError::OperationError;
};

/// The ledger of a sweep: an SQLite file that any number of processes may use at once. Everything that it
/// holds is written in transactions, so a process that is killed leaves what was finished. Functions throw
/// UnusableLedger with the file's name.
class Ledger {
 public:
  enum class Journal { wal, rollback };  ///< write-ahead on a local disk; on a network's, the older one
  /// A reader may stand on a disk that it cannot write to.
  enum class Access { read, write };
  /// Of the file, told in it; a ledger of another format is refused.
  static constexpr std::string_view format = "leontide-ledger/2";

  /// Makes a ledger that is not there. Checks one that is: its format, and each of its pages.
  static Ledger make(const std::filesystem::path& file, const std::string& sweep, Journal journal);
  /// One that is there; its format is checked.
  static Ledger open(const std::filesystem::path& file, Access access);
  /// Leaves one plain file that opens from a folder that cannot be written to, unless others are at it.
  void settle();
  /// Another connection to the same file.
  Ledger again() const;
  /// The other may only be destroyed.
  Ledger(Ledger&&) noexcept;
  ~Ledger();

  /// Enters scenarios and cells. Cells are known by scenario and settings: of one that is done its numbers
  /// stay; where what it stands on has other bytes now it is stale, with the reason. Those that the sweep no
  /// longer has keep their rows without a number.
  void enter(const std::vector<WantedScenario>& scenarios, std::uint64_t cells,
             const std::function<WantedCell(std::uint64_t)>& cell_at);
  /// Cells that failed wait again.
  void retry_failed();
  /// Stale cells wait again, with what they now stand on.
  void rerun_stale();

  /// Takes up to `most` waiting cells in their order, of one scenario and, where there are shards, of one
  /// (`shard` of `shards`, from 1). Claims whose process is gone are free again.
  std::vector<ClaimedCell> claim(std::size_t most, const Claimant& who, std::uint64_t shard = 1,
                                 std::uint64_t shards = 1);
  /// Says that a claimant is alive, for processes on other machines: every heartbeat_seconds.
  void beat(const Claimant& who);
  /// False where the claim was lost: the cell is another's now and nothing is written.
  bool finish(const ClaimedCell& cell, const Claimant& who, const std::string& key, const CellResult& result);
  /// The same of a cell that cannot be run, with the reason.
  bool fail(const ClaimedCell& cell, const Claimant& who, const Diagnostic& fault);
  /// Gives cells back that were not finished.
  void release(const std::vector<ClaimedCell>& cells, const Claimant& who);

  /// Keeps what a cell's reading has shown so far, in place of an earlier record of the same blocks.
  void keep_record(const ClaimedCell& cell, const std::string& key, std::size_t reading,
                   const KeptRecord& record, std::uint64_t rounds);
  /// The records kept of a reading, in the order of blocks; empty where the key is another.
  std::vector<KeptRecord> records(const ClaimedCell& cell, const std::string& key, std::size_t reading) const;

  /// Of all cells, or of those of one shard.
  LedgerStatus status(std::uint64_t shard = 1, std::uint64_t shards = 1) const;
  std::vector<LedgerFault> faults() const;  ///< a kind each, in the order of their first cells
  /// In words, each once: which file or setting has other bytes now.
  std::vector<std::string> stale_reasons() const;
  /// The name it was made for.
  std::string sweep() const;
  std::vector<std::string> paths() const;  ///< varied, in the order of the sweep
  /// For `paths`, once.
  void set_paths(const std::vector<std::string>& paths);
  /// For `quantiles`, once.
  void set_quantiles(const std::vector<double>& shares);
  /// The shares, from 0 to 1, of the quantiles that rows hold.
  std::vector<double> quantiles() const;
  /// What people call the names in it; none of a ledger that was made without.
  void set_titles(const Titles& titles);
  /// As `set_titles` has them.
  Titles titles() const;

  /// For the other functions of this layer.
  SQLite::Database& database() const { return *database_; }
  /// As it was opened.
  const std::filesystem::path& file() const { return file_; }

 private:
  Ledger(std::filesystem::path file, std::unique_ptr<SQLite::Database> database);
  void free_dead_claims(const Claimant& here);

  std::filesystem::path file_;
  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace leontide::sweep
