#pragma once

#include "hindcast/plan_hindcast.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// Cases, chances and summaries of plans at their vintages, a line each; what was not scored; what so few
/// vintages cannot show.
Document plan_hindcast_document(const hindcast::PlanHindcast& answer, const hindcast::PlanFile& file);

/// What came of the targets of each vintage, by the chance they were given: the table that a targets file's
/// `track_record:` names. Of several readings of one day the first.
Sheet track_record_sheet(const hindcast::PlanHindcast& answer);

}  // namespace leontide::report
