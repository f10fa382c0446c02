#pragma once

#include "audit/audit.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// The growth that targets need beside their own past and beside all cities, the rarest first.
Sheet required_growth_sheet(const audit::Audit& audit);

/// Targets of which no growth can be told, and why.
Sheet unmeasured_sheet(const audit::Audit& audit);

/// A target's promise with its year and its hedge, as the plan words it.
Title promise_with_year(const scenario::Promise& promise);

}  // namespace leontide::report
