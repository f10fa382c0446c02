#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/title.hpp"
#include "recipes/steps.hpp"
#include "recipes/workbench.hpp"

namespace leontide::recipes {

/// What is known of a city: its value added by primary, secondary and tertiary industry, in the unit of the
/// table of the area it lies in.
struct CityFigures {
  std::array<double, 3> value_added{};  ///< primary, secondary, tertiary
  /// Its share of the area's value added, where the figures are of a later year than the area's table.
  std::optional<double> share;
  std::vector<Structure::Quotient> quotients;  ///< by sector, in place of the broad sector's
  std::optional<double> exports;               ///< abroad; else every sector exports at the area's rate
  double delta = table::usual_delta;           ///< of FLQ
  std::string name;                            ///< that the table shall have
  int year = 0;                                ///< of the figures; 0: that of the area's table
};

/// A table of an area that a region's is put together from: flows of all origins, with the share of each
/// product that the area buys from itself in regional_supply. Joins imports that stand apart. Throws Refusal
/// `no_such_origin` where the table does not tell them.
table::Accounts area_table(const table::Accounts& accounts);

/// Value added of an area's sectors by primary, secondary and tertiary industry: by the column `broad` of
/// sectors.csv where there is one, else by cluster, agriculture being primary, mining and energy,
/// manufacturing and construction secondary, and repair of machinery tertiary, as in the official rule of
/// 2012. Throws Refusal `unknown_category` for a sector of no cluster.
std::vector<std::size_t> broad_sectors(const table::Accounts& accounts);

/// The steps of a city's table, which models/dalian/table.yaml has with its own numbers: purchase, structure,
/// regionalise by FLQ, close, balance. Throws Refusal `out_of_range` for figures that are no part of the
/// area.
std::vector<Step> city_steps(const table::Accounts& area, const CityFigures& figures);

/// The steps' conventions in sentences, for whoever reads the table.
std::vector<Title> city_conventions(const table::Accounts& area, const CityFigures& figures);

/// The table. Throws Refusal as the steps do.
Workbench put_together(const table::Accounts& area, const CityFigures& figures, StepContext& context);

/// How far local multipliers of regions, built by the same steps from a wider area's table and their own
/// three figures, are from those of their official tables.
struct CityError {
  /// One region rebuilt by the same steps and compared with its official table.
  struct Region {
    std::string name;     ///< as the regions are called
    std::string refused;  ///< why the route does not get there; else
    std::vector<double>
        relative;              ///< (built - official) / official by sector of the city's table; NaN without
    double bias = 0;           ///< mean by official output
    double mean_absolute = 0;  ///< the same of absolute errors
  };
  std::string wider;                  ///< title of the wider area's table
  std::vector<Region> regions;        ///< in the order they are given
  std::vector<double> mean_absolute;  ///< by sector over the regions; NaN where none has it
};
/// `wider` and `regions` have the same sectors.
CityError city_error(const table::Accounts& wider, const std::vector<table::Accounts>& regions,
                     const CityFigures& figures);

}  // namespace leontide::recipes
