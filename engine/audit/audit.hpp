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

struct AuditFiles {
  std::filesystem::path targets;
  std::optional<std::filesystem::path> series;
};

/// A file that the audit read.
struct AuditInput {
  std::string path;
  std::string sha256;
};

/// A plan held against itself and against the past, before anything is simulated.
struct Audit {
  std::string name;
  Title title;
  Hedging hedging;
  std::vector<Promised> promised;  ///< [targets]
  std::vector<Required> required;  ///< [targets]
  std::size_t statements = 0;      ///< targets that say something about levels
  std::vector<SilentTarget> left_out;
  System system;
  std::vector<ConflictSet> conflicts;
  std::vector<std::vector<WayOut>> ways;  ///< [conflicts]
  std::vector<Implied> implied;
  std::vector<MissingFigure> missing;
  std::map<std::string, Title> quantity_titles;
  std::vector<AuditInput> inputs;
};

/// Reads the targets file, what it names and the series, and audits them. Reports every fault; nothing then.
std::optional<Audit> audit(const AuditFiles& files, const Hedging& hedging, Diagnostics& diagnostics);

}  // namespace leontide::audit
