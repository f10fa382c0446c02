#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/choice.hpp"
#include "base/place.hpp"
#include "base/title.hpp"

namespace leontide::scenario {

/// The published figure from which a target starts.
struct BaseFigure {
  double value = 0;      ///< in `unit`
  int year = 0;          ///< that it is of
  std::string unit;      ///< in words; empty: the target's own
  Title source;          ///< where it is published
  std::string known_on;  ///< the day from which it could be read, YYYY-MM-DD; empty where that is not known
};

/// What of a quantity a plan promises.
enum class Said { level, share, growth, ratio, added, total };
/// Their names in files, and titles.
inline constexpr Choice<Said> sayings[] = {{Said::level, "level", "level", "水平"},
                                           {Said::share, "share", "share", "比重"},
                                           {Said::growth, "growth", "growth a year", "年均增速"},
                                           {Said::ratio, "ratio", "multiple of the base", "与基期之比"},
                                           {Said::added, "added", "added to the base", "新增"},
                                           {Said::total, "total", "sum over the years", "累计"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Said>> choices_of(Said) {
  return sayings;
}

/// A unit in words: how many of what.
struct WordedUnit {
  double factor = 1;   ///< 0.01 of per cent
  std::string symbol;  ///< `CNY`, `kW`; empty of a plain number
};

/// `1e8 CNY`, `percent`, `none`, `minutes`: a number, a name, or both.
WordedUnit read_worded_unit(const std::string& text);

/// What a plan promises in its own words, free of any model. What is not said here is taken from the target's
/// own question: a promise that says little is complete when the target is read.
struct Promise {
  std::string quantity;     ///< what is promised of: targets of one quantity are held against each other
  Said said = Said::level;  ///< what the bound is put on
  std::string of;           ///< of a share: the whole
  std::optional<double> low, high;  ///< the bounds, in `unit`
  std::string than;                 ///< the growth of another quantity is the lower bound
  bool is_base = false;             ///< the base is the lower bound, or the upper one of what should fall
  bool falls = false;               ///< `at_most:`
  std::string unit;                 ///< in words; empty: the quantity's own
  std::string prices;               ///< `current`, `constant`; empty where it is no money
  int year = 0;                     ///< the year by which it is to hold, the last of a period
  std::optional<int>
      from;           ///< the first year of growth, additions and sums; of a ratio or level that of the base
  bool each = false;  ///< growth in every year
  bool is_about = false;  ///< "about"
  bool strives = false;   ///< "strive for"
  Place place;            ///< of the promise in the targets file

  /// The year before the first one that counts.
  std::optional<int> base_year() const {
    const bool counts_from = said == Said::growth || said == Said::added || said == Said::total;
    return from ? std::optional(counts_from ? *from - 1 : *from) : std::nullopt;
  }
};

/// A quantity that targets speak of, and what is true of it by definition.
struct PromisedQuantity {
  std::string name;  ///< by which promises name it
  Title title;
  Place place;                        ///< of its declaration
  std::string unit;                   ///< in words
  std::string series;                 ///< id of its published figures
  std::optional<std::string> basis;   ///< the statistical base of them that counts
  std::vector<std::string> parts;     ///< sum to it
  std::vector<std::string> contains;  ///< distinct parts, not all
  std::string within;                 ///< it is a part of
  std::string volume_of;              ///< the same at the prices of the base year
  std::vector<double> price_growth;   ///< least and greatest, per cent a year
  std::optional<BaseFigure> figure;   ///< the published figure from which promises start
};

}  // namespace leontide::scenario
