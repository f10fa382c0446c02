#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/place.hpp"
#include "recipes/source_table.hpp"
#include "table/analyses/compare.hpp"
#include "table/changes/update.hpp"

namespace leontide::recipes {

/// Measures a recipe's route where the answer is known: an early table of the area and a late one, both
/// official, and those of a wider area (the nation) for the same years, all on the same sectors.
struct RouteTest {
  TableFile from;                ///< the area, early; with regional_supply.csv
  TableFile to;                  ///< the area, late; with regional_supply.csv
  TableFile wider_from;          ///< the wider area, early
  TableFile wider_to;            ///< must tell domestic from imported flows
  table::UpdateOptions options;  ///< bounds of cell ratios
  std::vector<double> weights;   ///< of the wider area's change, each tried; 0 is always
  std::vector<double> deltas;    ///< of FLQ, each tried
  Place place;                   ///< of `test:` in the recipe
  std::string source;            ///< what its numbers rest on
};

/// One way to estimate the late table without looking at it (but for what `route` says), and its error.
struct RouteError {
  /// What of the late table a route estimates.
  enum class Part {
    technology,  ///< inputs of all origins
    purchase,    ///< inputs made in the area, by the area's own purchase shares
    trade,       ///< inputs made in the area, by location quotients from the wider area
  };
  Part part = Part::technology;  ///< what it estimates
  std::string route;             ///< the route, in words
  table::Comparison error;       ///< of the estimate against the late table
  /// Error of value-added shares v, weighted by output, where they are estimated.
  struct ValueAdded {
    double mean_absolute = 0;  ///< of v
    double log_odds = 0;       ///< standard deviation of the errors of log(v / (1 - v)), around their mean
  };
  std::optional<ValueAdded> value_added;
  /// A route that a recipe can take: the weight of the wider area's change (0: early coefficients kept), or
  /// δ of FLQ on the wider area's coefficients. Neither for routes that know something of the late table.
  std::optional<double> weight;
  std::optional<double> delta;  ///< of a route by quotients
};

/// What a test found.
struct MeasuredError {
  std::vector<std::string> sectors;  ///< in the order of the estimates
  std::vector<RouteError> routes;    ///< in the order of the parts, then as tried
  double purchase_shares =
      0;                   ///< mean absolute change of the area's purchase shares, weighted by late local use
  std::size_t filled = 0;  ///< sectors without output in the early table, taken from the wider area
  SourceList sources;      ///< the tables and their files
  std::string source;      ///< what the test rests on
  std::string from;        ///< titles of the tables compared
  std::string to;          ///< of the table that is estimated
};

/// Estimates the late table by each route and compares with it:
///
/// - technology: the early coefficients kept; moved by each weight of the wider area's change (`update`);
///   both balanced by RAS to the late table's row and column sums of intermediate flows, which a recipe does
///   not know: it shows what margins would bring.
/// - purchase: the kept, the moved (first weight) and the late coefficients, each times the early purchase
///   shares, against the late ones times the late shares.
/// - trade: the wider area's coefficients, and the late ones of the area itself, times the wider area's
///   domestic purchase shares and location quotients in output (none, SLQ, FLQ with each δ).
///
/// A sector that the early table does not have takes the wider area's column.
/// Empty where a table cannot be read (reported). Throws Refusal `shape`, and as the operations do.
std::optional<MeasuredError> measure(const RouteTest& test, StepContext& context);

}  // namespace leontide::recipes
