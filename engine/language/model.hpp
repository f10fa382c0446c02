#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/place.hpp"
#include "base/title.hpp"
#include "language/expression.hpp"
#include "language/expression_text.hpp"
#include "language/shape.hpp"
#include "language/unit.hpp"

namespace leontide::language {
/// What every named thing of a model has in common.
struct Quantity {
  std::string name;
  Shape shape;
  Unit unit;
  PriceBasis basis = PriceBasis::none;
  Title title;
  std::string source;  ///< where its numbers come from, as the model says; may be empty
  Place place;         ///< of its declaration
};

/// Whether numbers are the input coefficients of a table, and of which: regional ones leave imports out,
/// total ones hold them.
enum class StatedRequirements { none, regional, total };

/// Numbers read from a file or written in place: data and parameters.
struct Datum : Quantity {
  std::vector<double> values;  ///< row-major over the shape; of one by year [steps][rows]
  StatedRequirements requirements = StatedRequirements::none;
  bool is_parameter = false;
  bool is_read_by_law = false;  ///< a driver's law names it
  bool by_year = false;         ///< a scalar or vector with a value of its own in each year
  bool starts_in_base = true;   ///< false: by year, and the base year has no number
  std::string file;             ///< as written; empty for numbers in place
};

/// An equation as written.
struct VariableDraft {
  std::string name;
  std::vector<SetId> sets;
  bool is_faulty = false;  ///< its set is not known: only its text can be checked
  std::optional<ExpressionText> start;
  ExpressionText equation;   ///< of later years, and of the base year where there is no `start`
  std::optional<Unit> unit;  ///< only needed where a cycle leaves it open
  std::optional<PriceBasis> basis;
  Title title;
  Place place;
};

/// What an indicator must lie between, in its unit, or the trial counts as failed.
struct ValidRange {
  double low = 0;
  double high = 0;
};

/// An indicator as written.
struct IndicatorDraft {
  std::string name;
  std::optional<SetId> over;  ///< the set it runs over; none: one number
  bool is_faulty = false;     ///< its set or unit is not known: only its text can be checked
  ExpressionText value;
  Unit unit;
  PriceBasis basis = PriceBasis::none;
  std::optional<ValidRange> within;  ///< the limits it must keep in every trial
  Title title;
  Place place;
};

/// What must hold in every trial, or the trial counts as failed: |value| <= within.
struct CheckDraft {
  IndicatorDraft value;         ///< named and written as an indicator
  double within = 1e-9;         ///< in the unit of the value
  bool base_year_only = false;  ///< else it is looked at in every year
};

/// Variables that may depend on each other within a year, solved together.
struct SimultaneousBlock {
  std::string name;
  std::vector<std::string> variables;
  double tolerance = 1e-10;        ///< relative, as `tolerance:` says: the iteration stops below it
  std::uint32_t iterations = 100;  ///< at most
  double damping = 1;              ///< share of each step that is taken, in (0, 1]
  Place place;
};

/// The years of a model, both ends included.
struct Time {
  int base = 0;                                 ///< the base year, that of the table
  int end = 0;                                  ///< the horizon
  bool is_faulty = false;                       ///< the years are not known: a fault that was reported
  int steps() const { return end - base + 1; }  ///< step 0 is the base year
};

/// When a lever acts, and how strongly beside what is drawn.
struct LeverTiming {
  int start = 0;                        ///< first year of effect
  double ramp = 1;                      ///< years to full effect
  int end = 9999;                       ///< last year of effect
  std::vector<double> profile;          ///< [steps] times the strength; none: 1
  std::optional<std::uint32_t> driver;  ///< that the strength is multiplied by, where it is drawn as one
};

/// What a part needs or gives, held against what stands under its name.
struct PartPromise {
  std::string what;            ///< in messages: `need "income" of part "households"`
  std::string name;            ///< in the model
  std::string shown;           ///< of what stands there, as written
  std::optional<Shape> shape;  ///< none: any
  Unit unit;
  PriceBasis basis = PriceBasis::none;
  Place place;      ///< of the need or gift
  Place stated_at;  ///< of what stands under the name
  std::string hint;
};

/// How the change of a quantity since the base year is told apart: by what moves in each term.
struct ChangeTerms {
  /// Quantities that move together: their part of the change is what they add once they are no longer held.
  struct Term {
    std::string name;
    std::vector<std::string> held;  ///< by name, at their base-year values
    Place place;
    Title title = {};
  };
  std::string of;  ///< a scalar indicator, a member of one (`name.code`), or a scalar variable
  Title title;
  std::optional<int> year;  ///< none: the horizon
  std::vector<Term> terms;
  Place place;
};

/// What a model declares before its equations.
struct Declarations {
  std::string name;
  Title title;
  Time time;
  BaseSymbols symbols;  ///< currencies, people, mass, … that units are made of
  std::vector<Set> sets;
  std::vector<Datum> data;
  std::vector<Quantity> drivers;
  std::vector<bool> moving_drivers;  ///< [drivers] whether a driver has a value a step, not one a trial
  std::vector<Quantity> levers;
  std::vector<LeverTiming> lever_timings;  ///< [levers]
  std::vector<Quantity> events;
  std::vector<SimultaneousBlock> blocks;
  std::vector<ChangeTerms> decompositions;
  /// What names in the expressions of a part's file mean in the model, by file and name.
  std::map<std::string, std::map<std::string, std::string>> aliases;
  std::vector<PartPromise> promises;
  std::map<std::string, Title> group_titles;  ///< of the sources of uncertainty that drivers name
  /// Names declared with a fault that was reported. They are not among the above; an expression that reads
  /// one is taken to fit, so that what else is wrong with it can be told.
  std::set<std::string> faulty;
  std::set<std::string> faulty_indicators;  ///< the same of indicators, whose names are their own
};

/// A model as read: names and numbers are known, equations are text.
struct ModelDraft : Declarations {
  std::vector<VariableDraft> variables;
  std::vector<IndicatorDraft> indicators;
  std::vector<CheckDraft> checks;
};

/// A checked variable.
struct Variable : Quantity {
  Expression start;     ///< empty where the base year takes the equation
  Expression equation;  ///< of later years, and of the base year where `start` is empty
  bool hidden = false;  ///< made by the checker for `growth(a + b)` and the like
};

/// A checked indicator.
struct Indicator : Quantity {
  Expression value;          ///< a scalar, or a vector over one set
  std::uint32_t begins = 0;  ///< first step at which the value means something
  std::optional<ValidRange> bounds;
};

/// A checked check.
struct Check : Indicator {
  double within = 1e-9;  ///< |value| <= within, in the unit of the value
  bool base_year_only = false;
};

/// A checked model: every name resolved, every node with shape, unit and price basis.
struct Model : Declarations {
  std::vector<Variable> variables;
  std::vector<Indicator> indicators;
  std::vector<Check> checks;

  /// Numbers in a value of that shape: 1 of a scalar.
  std::size_t rows(const Shape& shape) const {
    std::size_t count = 1;
    for (const SetId set : shape.sets)
      count *= sets[set].codes.size();
    return count;
  }
};

}  // namespace leontide::language
