#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// A row and column of the table. `other` holds further columns of sectors.csv, named by
/// `Accounts::sector_columns`.
struct Sector {
  std::string code;                ///< of sectors.csv, unique in the table
  std::string name_en;             ///< for people
  std::string name_zh;             ///< for people; may be empty
  std::string cluster;             ///< a group of sectors, or empty
  std::vector<std::string> other;  ///< in the order of `Accounts::sector_columns`

  friend bool operator==(const Sector&, const Sector&) = default;
};

/// Named columns over the sectors: final demand by use, value added by component.
struct Categories {
  std::vector<std::string> names;  ///< of the columns, as the table calls them
  Matrix values;                   ///< [sectors, names]

  /// Whether there is no column.
  bool empty() const { return names.empty(); }
  /// The position of a column by its exact name; nothing where the table has none.
  std::optional<std::size_t> find(std::string_view name) const;
  /// The named column; throws Refusal `unknown_category` with the nearest name.
  std::vector<double> column(std::string_view name) const;
  /// Adds a column, [sectors].
  void add(std::string name, std::span<const double> column);

  friend bool operator==(const Categories&, const Categories&) = default;
};

/// Where the goods and services in `flows` and `final_demand` come from.
enum class Origins {
  all,    ///< every origin; imports and inflows are negative columns of final demand ("competitive")
  local,  ///< made in the region or country of the table; imports apart or among the primary inputs
};

/// A file that went into a table.
struct Source {
  std::string path;    ///< as it was opened
  std::string sha256;  ///< of its bytes

  friend bool operator==(const Source&, const Source&) = default;
};

/// An input-output table. n sectors; all amounts in `unit`, at current prices.
///
///     row i:     sum_j flows(i,j) + sum_k final_demand(i,k) = output(i)
///     column j:  sum_i flows(i,j) + sum_i flows_imported(i,j) + imported_inputs(j) + sum_k other_inputs(j,k)
///                + value_added_total(j) = output(j)
struct Accounts {
  std::string title;                 ///< of the table
  std::string region;                ///< of the table
  std::string unit;                  ///< of amounts, such as `1e8 CNY`
  std::string currency;              ///< of amounts, such as `CNY`
  std::string source;                ///< where it is published
  int year = 0;                      ///< of the flows, at current prices of that year
  Origins origins = Origins::local;  ///< of flows and final demand

  std::vector<std::string> sector_columns;  ///< names of `Sector::other`
  std::vector<Sector> sectors;              ///< rows and columns, in order
  Matrix flows;                             ///< [n, n]
  Matrix flows_imported;                    ///< [n, n], or empty when not known by product
  Categories final_demand;                  ///< [n, uses], signed
  Categories final_demand_imported;         ///< [n, uses], or empty
  Categories value_added;                   ///< [n, components], or empty when only the total is known
  std::vector<double> value_added_total;    ///< [n]
  std::vector<double> imported_inputs;      ///< [n], or empty: imports by using sector only
  /// [n, components], or empty: primary inputs that are no value added, such as taxes less subsidies on
  /// products, transport margins and purchases abroad.
  Categories other_inputs;
  std::vector<double> output;  ///< [n]
  Categories regional_supply;  ///< [n, …], or empty: purchase shares by product

  std::vector<std::string> history;  ///< each operation done to the table, in words
  std::vector<Source> inputs;        ///< the files it was read or made from

  /// n of the table.
  std::size_t size() const { return sectors.size(); }

  friend bool operator==(const Accounts&, const Accounts&) = default;
};

/// Of the sectors, in order.
std::vector<std::string> codes(const Accounts& accounts);

/// The sector's row; throws Refusal `unknown_sector` with the nearest code.
std::size_t sector_index(const Accounts& accounts, std::string_view code);

/// What each sector pays for `other_inputs`, [n]; zeros where there are none.
std::vector<double> other_inputs_total(const Accounts& accounts);

/// Value added over output, by sector; 0 where output is 0.
std::vector<double> value_added_shares(const Accounts& accounts);

/// Every amount times `factor`, in another unit.
Accounts in_unit(Accounts accounts, double factor, const std::string& unit);

}  // namespace leontide::table
