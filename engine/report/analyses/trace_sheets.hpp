#pragma once

#include "analysis/tracing/trace.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// One sentence of it, the effect, the members it falls on, the largest elasticities, the rounds of purchases
/// and the ways.
Document trace_document(const analysis::Trace& trace);

}  // namespace leontide::report
