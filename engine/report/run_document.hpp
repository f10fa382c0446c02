#pragma once

#include <string>
#include <vector>

#include "report/answer.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// What a run says, verdict first: chances, the plan as a whole, what the targets mean, the years. `shown`
/// are the ids of the targets that are shown, all where it is empty.
Document run_document(const Answer& answer, const std::vector<std::string>& shown);

/// How the trials were drawn and, where a stop rule was set, whether its width was reached.
std::vector<Title> sampling_lines(const Answer& answer);

/// The calibrated word of the IPCC for a chance (Mastrandrea et al. 2010, table 1).
Title likelihood_word(double chance);

}  // namespace leontide::report
