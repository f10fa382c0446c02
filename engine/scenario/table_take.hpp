#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "scenario/table_folder.hpp"
#include "table/coefficients.hpp"

namespace leontide::scenario {

/// Numbers out of a table, over all of its sectors.
struct Taken {
  std::size_t rank = 1;        ///< 1: [n], 2: [n, n] row-major, rows sell
  bool is_amount = false;      ///< in the table's unit and prices
  std::vector<double> values;  ///< over the table's sectors, in its order
};

/// What `take:` names: output, flows, flows_imported, coefficients (these need `requirements`), imports,
/// final_demand.COLUMN, final_demand_imported.COLUMN, value_added.COLUMN (`total` too), sectors.COLUMN,
/// satellites.NAME. Reports at `asked_at` what the table does not hold, with the nearest name.
std::optional<Taken> take_from(const TableFolder& table, const std::string& what,
                               std::optional<table::Requirements> requirements, const Place& asked_at,
                               Diagnostics& diagnostics);

/// The sectors of a region, all where `region` is empty; reports a table without regions and an unknown one.
std::optional<std::vector<std::size_t>> members_of_region(const TableFolder& table, const std::string& region,
                                                          const Place& asked_at, Diagnostics& diagnostics);

/// A column of sectors.csv beside the code, by its heading; nothing where there is none.
std::optional<std::vector<std::string>> sector_texts(const table::Accounts& accounts,
                                                     const std::string& heading);

/// All headings of sectors.csv but the code's.
std::vector<std::string> sector_headings(const table::Accounts& accounts);

}  // namespace leontide::scenario
