#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "recipes/source_table.hpp"
#include "table/changes/aggregate.hpp"
#include "table/changes/balance_accounts.hpp"
#include "table/changes/disaggregate.hpp"
#include "yaml/keys.hpp"

namespace leontide::recipes {

/// Rows that a change takes: those of a CSV file, or those that stand in the recipe, each cell at its place
/// there. What they mean is read from both by the same functions.
struct GivenRows {
  std::string file;               ///< relative to the recipe; of a command as it was typed
  std::optional<CsvTable> table;  ///< where they stand in the recipe

  /// Whether the step has rows at all.
  bool is_given() const { return !file.empty() || table.has_value(); }
};

/// The rows, from the file or as they stand; the file is noted in the list. Empty where a fault was reported.
std::optional<CsvTable> rows_of(const GivenRows& given, SourceList& list, StepContext& context);

// Readers of the YAML form: a file's name, or a mapping that becomes rows.

/// `{CODE: number}` as the columns `label` and `value`.
GivenRows read_pairs(const yaml::Node& node, const char* label, const char* value, Diagnostics& diagnostics);
/// `{GROUP: [CODE, …]}` as the columns code and group.
GivenRows read_members(const yaml::Node& node, Diagnostics& diagnostics);
/// `{CODE: {output: …, within: {CODE: …}}}` as the columns of `parts_of`.
GivenRows read_parts(const yaml::Node& node, Diagnostics& diagnostics);
/// The keys of one part.
const std::vector<yaml::Key>& part_keys();

// What rows mean; each reports every fault at its place and is empty then.

/// Whether there is a column of that name; reports at the file where there is none.
bool require_column(const CsvTable& rows, const char* name, const char* hint, Diagnostics& diagnostics);
/// Columns label and total, in any order.
std::optional<std::vector<table::MarginTarget>> targets_of(const CsvTable& rows, Diagnostics& diagnostics);
/// Columns group and total, in any order.
std::optional<std::vector<std::pair<std::string, double>>> group_totals_of(const CsvTable& rows,
                                                                           Diagnostics& diagnostics);
/// Columns code and group: every sector once.
std::optional<table::Grouping> grouping_of(const CsvTable& rows, const table::Accounts& accounts,
                                           Diagnostics& diagnostics);
/// Columns code and output, then optional name_en, name_zh, cluster, sales, inputs, within:CODE.
std::optional<std::vector<table::SectorPart>> parts_of(const CsvTable& rows, const table::Sector& old,
                                                       Diagnostics& diagnostics);

}  // namespace leontide::recipes
