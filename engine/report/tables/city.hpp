#pragma once

#include <optional>
#include <string>
#include <vector>

#include "recipes/city.hpp"
#include "report/tables/view.hpp"

namespace leontide::report {

/// A city's multipliers with the measured error of the route beside them, and what the route assumes.
std::vector<Sheet> city_sheets(const table::Accounts& city, const std::vector<Title>& conventions,
                               const std::optional<recipes::CityError>& error);

}  // namespace leontide::report
