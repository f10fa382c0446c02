#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calibration/series.hpp"
#include "scenario/promises/promise.hpp"
#include "scenario/target.hpp"

namespace leontide::audit {

/// A published figure of a quantity, in plain units (of 3400 1e8 CNY 3.4e11).
struct KnownFigure {
  int year = 0;
  double value = 0;     ///< in plain units
  double rounding = 0;  ///< half a unit of its last printed digit
  std::string whole;    ///< of a share: of what; empty of a level
  std::string from;     ///< a target's id, `quantities`, or the series file
  std::string unit;     ///< its symbol
  std::string printed;  ///< with its unit, as published
};

/// Growth of a quantity before the plan.
struct Past {
  double growth = 0;               ///< per cent a year
  std::optional<int> first, last;  ///< years of a series; none where the file states the number
};

/// What is published of the quantities that a plan speaks of, as known at its vintage.
class Figures {
 public:
  /// `series` may be null. Figures known after `vintage` are left out; an empty one leaves out none.
  /// `quantities` state figures of their own.
  Figures(const std::vector<scenario::PromisedQuantity>& quantities, const calibration::Series* series,
          const std::string& vintage);

  /// Takes the base figure of a target whose promise speaks of a level or share in the figure's unit.
  void add(const scenario::Target& target, const scenario::Promise& promise);

  /// The last level known at or before the year; with `exactly` of that year.
  std::optional<KnownFigure> level(const std::string& quantity, int year, bool exactly = false) const;
  /// The same of a share of `whole`.
  std::optional<KnownFigure> share(const std::string& quantity, const std::string& whole, int year) const;
  /// All of them, by quantity.
  const std::map<std::string, std::vector<KnownFigure>>& all() const { return known_; }

  /// The last five years (fewer where no more are known, two at least) before `year`, from the series.
  std::optional<Past> past(const scenario::Promise& promise, int year) const;

 private:
  void add_series(const scenario::PromisedQuantity& quantity, const std::string& vintage);
  std::optional<Past> past_of_rates(const std::vector<KnownFigure>& rates, int year) const;
  std::optional<Past> past_of_levels(const std::vector<KnownFigure>& levels, int year) const;

  const calibration::Series* series_;
  std::map<std::string, std::vector<KnownFigure>> known_;  ///< years ascending within a source
  std::map<std::string, std::vector<KnownFigure>> rates_;  ///< growth in per cent a year
};

}  // namespace leontide::audit
