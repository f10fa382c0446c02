#pragma once

#include <string>

#include "base/title.hpp"
#include "statistics/proportion.hpp"

namespace leontide::report {

// How chances are worded, wherever they stand in a sentence or beside a drawing.

/// A share in percent without its sign: `digits` after the point in the middle, one below ten, and towards
/// either end as many as tell it from none and from all. `share` in [0, 1]; a dash where it is no number.
std::string percent_number(double share, int digits = 0);
/// The same with its sign.
std::string percent_text(double share, Language language, int digits = 0);

/// A chance in percent. Of one that no trial met, what it lies below; of one that every trial met, what it
/// lies above: the bound of its interval.
std::string chance_text(const statistics::Proportion& chance, Language language, int digits = 0);
/// The same of a chance that is no count, with its interval.
std::string chance_text(double chance, double low, double high, Language language, int digits = 0);

}  // namespace leontide::report
