#pragma once

#include <vector>

#include "analysis/sensitivity.hpp"
#include "analysis/variance_design.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// Inputs go by their titles as `reading` has them, with the name in the model in a column of its own.

/// A sheet a question: the inputs that decide it, with their indices and the chance where each is low and
/// high.
std::vector<Sheet> sensitivity_sheets(const analysis::Sensitivity& sensitivity,
                                      const scenario::Reading& reading);

/// A sheet a question: first-order and total indices of a design of its own.
std::vector<Sheet> design_sheets(const analysis::VarianceDesign& design, const scenario::Reading& reading);

/// A sheet a question: Shapley effects of groups of inputs.
std::vector<Sheet> shapley_sheets(const analysis::ShapleyAnswer& answer,
                                  const std::vector<analysis::InputGroup>& groups, std::uint64_t rows,
                                  const scenario::Reading& reading);

}  // namespace leontide::report
