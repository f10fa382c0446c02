#pragma once

#include <cstddef>

/// What a run can hold, in one place: readers refuse what lies beyond, and so `leontide check` says it before
/// a run begins.
namespace leontide::limits {

inline constexpr std::size_t largest_document = 16U << 20U;  ///< bytes of a YAML file
inline constexpr std::size_t largest_table = 1U << 30U;      ///< bytes of a table's file, unpacked
inline constexpr std::size_t most_inflation = 200;  ///< times its size that a packed file may unpack to,
inline constexpr std::size_t always_inflated = 16U << 20U;  ///< and bytes that any may
inline constexpr std::size_t most_cells = 50'000'000;       ///< of a table's file
inline constexpr std::size_t widest_row = 200'000;          ///< cells of a row of CSV
inline constexpr std::size_t most_rows = 1U << 20U;  ///< of CSV; more where a row holds this many bytes on
inline constexpr std::size_t least_row = 12;         ///< average
inline constexpr std::size_t most_kept_cells = 6'500'000;  ///< of a CSV file that is held cell by cell
inline constexpr std::size_t most_values = 500'000;        ///< of a YAML file
inline constexpr std::size_t most_faults = 10'000;         ///< that are kept; more are counted
inline constexpr std::size_t deepest_document = 100;  ///< lists and mappings of YAML or JSON in each other
inline constexpr std::size_t most_parents = 16;       ///< scenarios in a chain of `extends:`
inline constexpr int most_years = 100;                ///< from the base year to the horizon
inline constexpr std::size_t most_asserting_targets = 256;  ///< that count towards the joint chance
inline constexpr int deepest_expression = 200;              ///< parentheses and calls in each other
inline constexpr std::size_t most_tokens = 2000;            ///< of an expression
inline constexpr std::size_t deepest_check = 1500;  ///< operations in each other, over variables in a circle
inline constexpr std::size_t longest_chain = 1000;  ///< variables that read each other in a circle
inline constexpr std::size_t deepest_explanation = 400;  ///< levels of the tree that `explain` prints
inline constexpr std::size_t most_traced = 5000;         ///< variables that lie between the ends of a `trace`
inline constexpr std::size_t most_terms = 12;            ///< of a decomposition
inline constexpr std::size_t longest_compared = 200;  ///< bytes of a name for which a near one is looked for

}  // namespace leontide::limits
