#pragma once

#include "audit/audit.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// The sets of targets that cannot hold together, each with what it rests on and who would give way.
Sheet conflict_sheet(const audit::Audit& audit);

/// Targets that were not held against the others, and why.
Sheet left_out_sheet(const audit::Audit& audit);

}  // namespace leontide::report
