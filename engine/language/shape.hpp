#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/title.hpp"

namespace leontide::language {

/// Index of a set in its model.
using SetId = std::uint32_t;

/// A named list of members. A subset knows its rows in its parent; a set of groups knows each parent member's
/// group.
struct Set {
  /// A root stands by itself, a subset and groups on a `parent`.
  enum class Kind { root, subset, groups };
  std::string name;
  std::vector<std::string> codes;  ///< of the members, in order
  Kind kind = Kind::root;
  bool is_faulty = false;  ///< its members are not known: a fault that was reported
  SetId parent = 0;        ///< of a subset or a set of groups
  std::vector<std::uint32_t>
      map;  ///< subset: [members] rows in the parent; groups: [parent members] group numbers
  std::vector<Title> titles = {};  ///< [codes] for people; none where the model gives none
};

/// The sets a value runs over: none (a scalar), one (a vector), two (a matrix, rows first).
struct Shape {
  std::vector<SetId> sets;  ///< by index, rows first

  /// 0 a scalar, 1 a vector, 2 a matrix.
  std::size_t rank() const { return sets.size(); }
  friend bool operator==(const Shape&, const Shape&) = default;
};

/// `a scalar`, `[sector]`, `[sector, sector]`.
std::string to_string(const Shape& shape, const std::vector<Set>& sets);

/// Rows of `ancestor` that the members of `subset` are; empty when it is not a subset of it, at any depth.
std::optional<std::vector<std::uint32_t>> rows_in(const std::vector<Set>& sets, SetId subset, SetId ancestor);

}  // namespace leontide::language
