#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "linear/programme/programme.hpp"

namespace leontide::audit {

/// Rows over levels of quantities by year, in plain units; scaled at the end.
class LevelRows {
 public:
  /// Variable of a level, and its coefficient.
  using Term = std::pair<std::size_t, double>;

  /// The variable of a quantity's level in a year, new where nobody has spoken of it.
  std::size_t at(const std::string& quantity, int year);
  /// Whether something is said of the level.
  bool has(const std::string& quantity, int year) const { return index_.contains({quantity, year}); }
  /// Years in which the quantity is spoken of.
  std::vector<int> years_of(const std::string& quantity) const;

  /// low <= sum <= high, said by the statement `owner`.
  void add(std::size_t owner, std::vector<Term> terms, double low, double high);
  /// sum >= low, said by the statement `owner`.
  void at_least(std::size_t owner, std::vector<Term> terms, double low) {
    add(owner, std::move(terms), low, linear::unbounded);
  }

  /// [rows] the statement that says each.
  const std::vector<std::size_t>& owner() const { return owner_; }
  /// Every level divided by its size, every row by its largest coefficient.
  linear::Programme scaled() const;

 private:
  std::vector<double> sizes() const;

  std::map<std::pair<std::string, int>, std::size_t> index_;
  std::vector<std::string> quantity_;  ///< [variables]
  std::vector<linear::ProgrammeRow> rows_;
  std::vector<std::size_t> owner_;
};

}  // namespace leontide::audit
