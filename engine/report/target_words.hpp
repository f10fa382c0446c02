#pragma once

#include <span>
#include <string>

#include "report/answer.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

// What a target says, in the words of both languages.

/// `≥ 3400 1e8 CNY, 2027`; of a target with a tolerance the number that decides: `≥ 58.8 %, about 60 %,
/// 2027`. `bound` is the title of the indicator that it is held against, where it is held against one.
Title promise_of(const scenario::Target& target, double tolerance, const Title& bound = {});

/// A level of confidence in percent, without what binary fractions add to it.
std::string level_text(double level);
/// Of the indicator that a target is held against; empty where it is held against a number.
Title bound_title(const Answer& answer, const scenario::Target& target);
/// The grade, and `process` where the target is one.
Title grade_of(const scenario::Target& target);
/// The calibrated words of the lowest and of the highest of some chances (one or more, one a reading), each
/// by its whole interval.
Title chance_words(std::span<const statistics::Proportion> chances);
/// A title up to its colon, else the name.
Title short_title(const Title& title, const std::string& name);
/// What each of several is called: its title, with its name where another has the same title, or its name.
std::vector<Title> told_apart(const std::vector<Named>& all);
/// What a reading is called: its title up to the colon, else its name.
Title reading_title(const ReadingAnswer& reading);
/// What two targets together state of a third number.
Title conflict_words(const scenario::Target& level, const scenario::Target& share,
                     const ConflictAnswer& conflict);

}  // namespace leontide::report
