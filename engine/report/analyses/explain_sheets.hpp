#pragma once

#include "analysis/explain.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// How a quantity comes about, as a tree of lines for people and as a table of its branches for programs.
Document explain_document(const analysis::Explanation& tree);

}  // namespace leontide::report
