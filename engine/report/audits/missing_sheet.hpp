#pragma once

#include "audit/audit.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// The figures that are missing, what narrows the verdict most first; at most `rows`, 0 for all.
Sheet missing_sheet(const audit::Audit& audit, std::size_t rows);

}  // namespace leontide::report
