#pragma once

#include "base/diagnostic.hpp"
#include "language/expression_text.hpp"
#include "language/syntax.hpp"

namespace leontide::language {

/// Parses an expression by precedence climbing (comparisons, then + -, then * /, then unary minus, then ^
/// from the right). Always returns a tree; faults are reported and leave `missing` nodes. Refuses trees
/// deeper than 200.
Syntax parse(const ExpressionText& text, Diagnostics& diagnostics);

}  // namespace leontide::language
