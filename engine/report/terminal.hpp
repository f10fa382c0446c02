#pragma once

#include <string>
#include <vector>

#include "base/title.hpp"
#include "report/answer.hpp"

namespace leontide::report {

/// The answer as aligned tables for a terminal, verdict first; Chinese text takes two columns a character.
std::string to_terminal(const Answer& answer, Language language);

/// The calibrated word of the IPCC for a chance (Mastrandrea et al. 2010, table 1).
std::string likelihood_word(double chance, Language language);

}  // namespace leontide::report
