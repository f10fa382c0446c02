#pragma once

#include <string>
#include <vector>

#include "base/title.hpp"
#include "random/spec.hpp"

namespace leontide::analysis {

/// A law with its numbers, as a model file names them: `normal, mean 0.03, sd 0.01`.
Title law_text(const random::Law& law);

/// How a driver depends on others and on its own past: `; in a student copula with a, b, df 4`, `; from step
/// to step by clayton, tau 0.3`. Empty without dependence.
Title dependence_text(const random::Driver& driver, const std::vector<random::Copula>& copulas);

}  // namespace leontide::analysis
