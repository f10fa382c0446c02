#pragma once

#include <cstddef>
#include <vector>

#include "report/answer.hpp"

namespace leontide::report {

// Sentences below the tables of a run; each adds none where there is nothing to say.

/// A target whose value stands on its bound: it is met, and the least push would change that.
void add_on_bound(const Answer& answer, std::size_t target, std::vector<Title>& notes);

/// The joint targets that are missed most often, with how often.
void add_missed_most(const Answer& answer, const ReadingAnswer& reading, std::vector<Title>& notes);

/// Which tolerance the joint chance takes, where targets say about.
void add_tolerances(const Answer& answer, std::vector<Title>& notes);

/// How often cities grew as much as a growth target asks: the outside view, beside its chance.
void add_outside_view(const scenario::Target& target, std::vector<Title>& notes);

}  // namespace leontide::report
