#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/place.hpp"
#include "calibration/outside_view.hpp"
#include "language/model.hpp"
#include "scenario/promises/promise.hpp"

namespace leontide::scenario {

/// How a target is assessed: `modelled` by the model's equations, `process` by a random process of its own
/// beside them, `conditional` at each of some bases that are possible; `not_assessable` for want of a figure.
enum class Status { modelled, conditional, process, not_assessable };

/// What a plan promises, as its targets file says it.
struct Target {
  /// `between` holds both ends.
  enum class Rule { at_least, at_most, between };
  /// The years in which the indicator is compared with the bound: one; each of several; the mean or the sum
  /// of a period; or the mean growth over it.
  enum class When { year, each, average, cumulative, mean_growth };

  std::string id;
  Title title;
  Status status = Status::not_assessable;
  Place place;

  // of an assessed target
  std::string indicator;        ///< by name: what is compared with the bound
  Rule rule = Rule::at_least;   ///< which side of the bound is a hit
  double low = 0;               ///< the bound, in `unit`; of `between` the lower one
  double high = 0;              ///< of `between` the upper bound, in `unit`
  std::string bound_indicator;  ///< the bound is this indicator's value instead; empty for a number
  language::Unit unit;
  language::PriceBasis basis = language::PriceBasis::none;  ///< of the bound
  std::string unit_text;    ///< as it is written, whatever symbols a model declares
  std::string prices_text;  ///< `prices:` as it is written
  When when = When::year;
  /// Of `mean_growth` the indicator is a growth rate a year, whose compound mean over the years is compared.
  std::vector<int> years;     ///< one; each of several; or first and last of a period
  double tolerance = 0;       ///< "about": met within this share of the bound
  bool is_about = false;      ///< states a tolerance, so others are shown too
  bool asserts = true;        ///< counts towards the joint chance
  Title given_title;          ///< conditional: what the indicator is multiplied by
  std::vector<double> given;  ///< the values of that which are possible; each is asked

  // words
  std::string grade;                                 ///< of the evidence: A, B or C
  std::optional<double> past_growth;                 ///< a year, before the plan; a share, 0.06 for 6 %
  std::optional<calibration::OutsideShare> outside;  ///< of a growth target: how often cities grew so much
  std::optional<BaseFigure> base_figure;             ///< the published figure from which the target starts
  Title base;
  Title note;
  Title because;                   ///< why its chance is as extreme as it is
  std::string same_quantity_as;    ///< id of the target that stands for both in the joint chance
  Title needs;                     ///< not assessable: the missing figure
  Title asks;                      ///< and who could give it
  std::optional<Promise> promise;  ///< in the plan's own words, where it is stated

  /// Whether its years are a first and a last one.
  bool has_period() const { return when != When::year && when != When::each; }
  /// Whether a run gives it a chance.
  bool assessed() const { return status != Status::not_assessable; }
};

/// Two targets of which the one is a level and the other that level's share in a whole: together they state
/// the whole.
struct Conflict {
  std::string level;  ///< id of the level's target
  std::string share;  ///< id of the share's target
  std::string whole;  ///< indicator of the whole
  Title note;         ///< why they cannot both be met
  Place place;        ///< of the conflict in the targets file
};

/// The status as a targets file writes it.
const char* to_string(Status status);

}  // namespace leontide::scenario
