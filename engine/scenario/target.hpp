#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/place.hpp"
#include "calibration/outside_view.hpp"
#include "language/model.hpp"
#include "scenario/promises/promise.hpp"

namespace leontide::scenario {

enum class Status { modelled, conditional, process, not_assessable };

/// What a plan promises, as its targets file says it.
struct Target {
  enum class Rule { at_least, at_most, between };
  enum class When { year, each, average, cumulative, mean_growth };

  std::string id;
  Title title;
  Status status = Status::not_assessable;
  Place place;

  // of an assessed target
  std::string indicator;
  Rule rule = Rule::at_least;
  double low = 0;  ///< the bound, in `unit`; of `between` the lower one
  double high = 0;
  std::string bound_indicator;  ///< the bound is this indicator's value instead; empty for a number
  language::Unit unit;
  language::PriceBasis basis = language::PriceBasis::none;
  std::string unit_text;  ///< as it is written, whatever symbols a model declares
  std::string prices_text;
  When when = When::year;
  /// Of `mean_growth` the indicator is a growth rate a year, whose compound mean over the years is compared.
  std::vector<int> years;  ///< one; each of several; or first and last of a period
  double tolerance = 0;    ///< "about": met within this share of the bound
  bool is_about = false;   ///< states a tolerance, so others are shown too
  bool asserts = true;     ///< counts towards the joint chance
  Title given_title;       ///< conditional: what the indicator is multiplied by
  std::vector<double> given;

  // words
  std::string grade;
  std::optional<double> past_growth;
  std::optional<calibration::OutsideShare> outside;  ///< of a growth target: how often cities grew so much
  std::optional<BaseFigure> base_figure;
  Title base;
  Title note;
  Title because;                   ///< why its chance is as extreme as it is
  std::string same_quantity_as;    ///< id of the target that stands for both in the joint chance
  Title needs;                     ///< not assessable: the missing figure
  Title asks;                      ///< and who could give it
  std::optional<Promise> promise;  ///< in the plan's own words, where it is stated

  /// Whether its years are a first and a last one.
  bool has_period() const { return when != When::year && when != When::each; }
  bool assessed() const { return status != Status::not_assessable; }
};

/// Two targets of which the one is a level and the other that level's share in a whole: together they state
/// the whole.
struct Conflict {
  std::string level;  ///< id of the level's target
  std::string share;  ///< id of the share's target
  std::string whole;  ///< indicator of the whole
  Title note;
  Place place;
};

/// The status as a targets file writes it.
const char* to_string(Status status);

}  // namespace leontide::scenario
