#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sweep/comparison.hpp"
#include "sweep/ledger.hpp"
#include "sweep/sweep_file.hpp"
#include "sweep/variants.hpp"

namespace leontide::report {

/// The titles of a sweep's paths, targets, scenarios and readings, from its file and its models.
sweep::Titles sweep_titles(const sweep::SweepFile& file, const sweep::Variants& variants);

/// What people call the names in a ledger; as they are written where it has no title.
class SweepNames {
 public:
  /// Reads the titles once; the ledger may go.
  explicit SweepNames(const sweep::Ledger& ledger) : sweep_(ledger.sweep()), titles_(ledger.titles()) {}

  /// The sweep's own title, or its name.
  Title sweep() const { return found("sweep", sweep_); }
  /// A target's title, or its id; `joint` is the plan as a whole.
  Title target(const std::string& id) const;
  /// A scenario's title, or its name.
  Title scenario(const std::string& name) const { return found("scenario " + name, name); }
  /// A reading's title, or its name.
  Title reading(const std::string& name) const { return found("reading " + name, name); }
  /// Of a varied path, `scenario` or `reading`.
  Title path(const std::string& path) const;
  /// Of one of its values.
  Title value(const std::string& path, const std::string& value) const;
  /// A cell by what it has of each path.
  Title cell(const sweep::ComparedCell& cell, const std::vector<std::string>& paths) const;

 private:
  Title found(const std::string& key, const std::string& otherwise) const;

  std::string sweep_;
  sweep::Titles titles_;
};

/// Why cells are stale, in Chinese: clauses between semicolons, each as it is where it has none.
std::string reason_in_chinese(std::string_view reason);

}  // namespace leontide::report
