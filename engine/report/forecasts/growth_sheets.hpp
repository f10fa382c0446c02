#pragma once

#include "hindcast/growth_hindcast.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// How often cities ever grew so much: a table that a run prints from.
Sheet outside_view_sheet(const hindcast::GrowthHindcast& answer, const hindcast::GrowthFile& file);

/// The track record: what it comes to, skill by rule and vintage, comparisons, coverage, PIT, what was
/// chosen, moved targets; with what it rests on.
Document growth_document(const hindcast::GrowthHindcast& answer, const hindcast::GrowthFile& file);

}  // namespace leontide::report
