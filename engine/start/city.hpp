#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "table/accounts.hpp"

namespace leontide::start {

/// Where a new model stands, as seen from its file.
struct CityPlace {
  std::string name;   ///< of the city, as the model shall be called
  std::string table;  ///< the table's folder
  std::string parts;  ///< the folder of the parts of cities
  bool has_purchase = false,
       has_quotient = false;  ///< regional_purchase.csv and structure.csv stand in the table
};

/// Reports what the parts of cities take and the table does not have: sectors, their broad sector and
/// cluster, uses, imports, compensation.
void check_city_table(const table::Accounts& accounts, const std::string& shown, Diagnostics& diagnostics);

/// Value added of some sectors in the table, in 100 million CNY, as it is printed.
std::string value_added_text(const table::Accounts& accounts, const std::vector<std::string>& codes);
/// The same of a broad sector.
std::string broad_text(const table::Accounts& accounts, const std::string& broad);

/// A commented start of a city's model on the parts: what the table says is filled in, what it cannot say is
/// a prior to be replaced, each marked. It checks and runs as it stands. `variables` and `indicators` are
/// lines of more.
std::string city_text(const table::Accounts& accounts, const CityPlace& place, int end,
                      const std::string& variables = {}, const std::string& indicators = {});

}  // namespace leontide::start
