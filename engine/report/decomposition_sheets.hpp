#pragma once

#include "report/answer.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// A sheet a decomposition of each reading: what its terms add to the change since the base year.
void decompositions(const Answer& answer, Document& document);

}  // namespace leontide::report
