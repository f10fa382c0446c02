#include "language/shape.hpp"

#include <numeric>

namespace leontide::language {

std::string to_string(const Shape& shape, const std::vector<Set>& sets) {
  if (shape.sets.empty()) return "a scalar";
  std::string text = "[";
  for (std::size_t i = 0; i < shape.sets.size(); ++i) {
    if (i > 0) text += ", ";
    text += sets[shape.sets[i]].name;
  }
  return text + "]";
}

std::optional<std::vector<std::uint32_t>> rows_in(const std::vector<Set>& sets, SetId subset,
                                                  SetId ancestor) {
  std::vector<std::uint32_t> rows(sets[subset].codes.size());
  std::iota(rows.begin(), rows.end(), 0U);
  while (subset != ancestor) {
    const Set& set = sets[subset];
    if (set.kind != Set::Kind::subset) return std::nullopt;
    for (std::uint32_t& row : rows)
      row = set.map[row];
    subset = set.parent;
  }
  return rows;
}

}  // namespace leontide::language
