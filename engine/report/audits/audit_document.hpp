#pragma once

#include "audit/audit.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// What an audit found: its verdict in words, required growth, conflicts, missing figures (the first `rows`
/// of them; 0: all), hedges, and what was not held against the rest.
Document audit_document(const audit::Audit& audit, std::size_t rows);

}  // namespace leontide::report
