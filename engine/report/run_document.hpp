#pragma once

#include <string>
#include <vector>

#include "report/answer.hpp"
#include "report/verdict.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// What a run says, verdict first: chances, the plan as a whole, what the targets mean, the years. `shown`
/// are the ids of the targets that are shown, all where it is empty; `asked_as` what its
/// commands go on from.
Document run_document(const Answer& answer, const std::vector<std::string>& shown,
                      const AskedAs& asked_as = {});

/// How the trials were drawn and, where a stop rule was set, whether its width was reached.
std::vector<Title> sampling_lines(const Answer& answer);

/// The calibrated words of the IPCC (Mastrandrea et al. 2010, table 1) for a chance that lies between two
/// bounds: the word where both have the same, two where they are neighbours, else that nothing can be said.
/// Empty where a bound is no number.
Title likelihood_words(double low, double high);
/// In place of them where the interval reaches over three words or more.
Title too_few_to_say();

}  // namespace leontide::report
