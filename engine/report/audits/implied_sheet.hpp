#pragma once

#include <string>

#include "audit/audit.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// An implied level with its unit.
Title implied_text(const audit::Implied& implied);

/// What the targets state between them when every number is taken as it stands.
Sheet implied_sheet(const audit::Audit& audit);

}  // namespace leontide::report
