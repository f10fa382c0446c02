#pragma once

#include <string>

#include "analysis/evidence/evidence.hpp"
#include "analysis/evidence/margins.hpp"
#include "report/answer.hpp"
#include "report/verdict.hpp"
#include "report/write/document.hpp"
#include "scenario/scenario.hpp"

namespace leontide::report {

/// What a run hands over, as a page: the verdict, the targets, what they mean, the years, what goes together,
/// where the spread comes from, where it fails, what is missing, the assumptions by effect, and the method.
/// `margins` are what its sliders count anew. `asked_as` is what its commands go on from.
Document run_page(const Answer& answer, const scenario::Scenario& scenario,
                  const analysis::Evidence& evidence, const analysis::TrialMargins& margins,
                  const AskedAs& asked_as);

}  // namespace leontide::report
