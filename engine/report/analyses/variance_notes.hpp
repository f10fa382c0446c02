#pragma once

#include "report/write/document.hpp"

namespace leontide::report {

/// What a reader must know of the variance that is shared out: that there is none, or that few trials carry
/// it.
void add_variance_notes(Sheet& sheet, double of_chance, double of_value, bool has_value);

/// What a sheet says where the variance of the chance cannot be shared out: the input with the largest
/// `index` of the value; NaN where that says nothing either.
Title unshared_sentence(const Title& sheet, const Title& input, double index);

/// The name in the model, for people who go on with it.
SheetColumn name_column();

}  // namespace leontide::report
