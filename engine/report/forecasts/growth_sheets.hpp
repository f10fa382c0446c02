#pragma once

#include <string>
#include <vector>

#include "hindcast/growth_hindcast.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// The track record: skill by rule and vintage, coverage, comparisons, what was chosen, moved targets, PIT.
std::vector<Sheet> growth_sheets(const hindcast::GrowthHindcast& answer, const hindcast::GrowthFile& file);

/// How often cities ever grew so much: a table that a run prints from.
Sheet outside_view_sheet(const hindcast::GrowthHindcast& answer, const hindcast::GrowthFile& file);

/// All of it, with what it rests on.
Document growth_document(const hindcast::GrowthHindcast& answer, const hindcast::GrowthFile& file);

}  // namespace leontide::report
