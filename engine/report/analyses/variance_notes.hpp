#pragma once

#include "report/write/document.hpp"

namespace leontide::report {

/// What a reader must know of the variance that is shared out: that there is none, or that few trials carry
/// it.
void add_variance_notes(Sheet& sheet, double of_chance, double of_value, bool has_value);

/// The name in the model, for people who go on with it.
SheetColumn name_column();

}  // namespace leontide::report
