#pragma once

// Internal to the sweep layer: which cells of a ledger an answer is about, and by what they differ.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "sweep/ledger.hpp"

namespace leontide::sweep {

/// `chance(joint)` as its two parts; empty where it is none.
std::pair<std::string, std::string> parts_of(const std::string& value);

/// What varies of a cell, by path, with `scenario`.
using CellValues = std::map<std::string, std::string>;

/// Checks what was asked of a ledger against what it has.
class LedgerQuery {
 public:
  /// `where` are conditions `path=value`. Reports what nothing has.
  LedgerQuery(const Ledger& ledger, const std::vector<std::string>& where, Diagnostics& diagnostics);

  /// Varied, in the order of the sweep.
  const std::vector<std::string>& paths() const { return paths_; }
  /// Whether a condition of `where` names the path.
  bool names(const std::string& path) const { return where_.contains(path); }
  /// A varied path, `scenario` or `reading`; reported under the option's name where it is none.
  void check_path(const char* option, const std::string& path) const;
  /// A target that was kept, or an indicator where those will do.
  void check_id(const char* option, const std::string& id, bool is_target) const;

  /// Of a cell of the ledger.
  CellValues values_of(std::int64_t cell) const;
  /// Whether it meets every condition of `where`.
  bool is_wanted(const CellValues& values) const;

 private:
  const Ledger& ledger_;
  Diagnostics& diagnostics_;
  std::vector<std::string> paths_;
  CellValues where_;
};

}  // namespace leontide::sweep
