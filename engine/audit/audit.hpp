#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "audit/conflicts.hpp"
#include "audit/growth.hpp"
#include "audit/implied.hpp"
#include "audit/missing.hpp"
#include "audit/ways.hpp"
#include "base/diagnostic.hpp"

namespace leontide::audit {

/// What an audit reads.
struct AuditFiles {
  std::filesystem::path targets;  ///< the targets file
  /// published figures of the past; none: the targets file's own alone
  std::optional<std::filesystem::path> series;
};

/// A file that the audit read.
struct AuditInput {
  std::string path;    ///< as shown
  std::string sha256;  ///< of its bytes
};

/// A plan held against itself and against the past, before anything is simulated.
struct Audit {
  std::string name;  ///< of the plan
  Title title;
  Hedging hedging;                               ///< what hedged words are taken for
  std::vector<Promised> promised;                ///< [targets]
  std::vector<Required> required;                ///< [targets]
  std::size_t statements = 0;                    ///< targets that say something about levels
  std::vector<SilentTarget> left_out;            ///< targets that the rows do not hold
  System system;                                 ///< all statements as rows
  std::vector<ConflictSet> conflicts;            ///< smallest sets that cannot hold together
  std::vector<std::vector<WayOut>> ways;         ///< [conflicts]
  std::vector<Implied> implied;                  ///< levels that the plan states without saying so
  std::vector<MissingFigure> missing;            ///< what narrows a verdict most first
  std::map<std::string, Title> quantity_titles;  ///< for people, by quantity
  std::vector<AuditInput> inputs;                ///< every file read
};

/// Reads the targets file, what it names and the series, and audits them. Reports every fault; nothing then.
std::optional<Audit> audit(const AuditFiles& files, const Hedging& hedging, Diagnostics& diagnostics);

}  // namespace leontide::audit
