#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "table/matrix.hpp"

namespace leontide::table {

/// The numbers of a file that is just what is expected: codes in the order of the lists, numbers in full
/// rows, nothing in quotes. Of any other nothing, so that the reader of tables can say what is the matter.
std::optional<Matrix> plain_matrix(std::string_view text, const std::vector<std::string>& rows,
                                   const std::vector<std::string>& columns);

}  // namespace leontide::table
