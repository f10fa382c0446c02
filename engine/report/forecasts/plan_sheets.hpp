#pragma once

#include "hindcast/plan_hindcast.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// Cases, chances and summaries of plans at their vintages, a line each; what was not scored; what so few
/// vintages cannot show.
Document plan_hindcast_document(const hindcast::PlanHindcast& answer, const hindcast::PlanFile& file);

}  // namespace leontide::report
