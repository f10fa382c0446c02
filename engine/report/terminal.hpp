#pragma once

#include <string>
#include <vector>

#include "report/answer.hpp"

namespace leontide::report {

enum class Language { en, zh };

/// The answer as aligned tables for a terminal, verdict first; Chinese text takes two columns a character.
std::string to_terminal(const Answer& answer, Language language);

/// A table with its columns padded to their widest cell. The first row is the header; `right` marks columns
/// of numbers.
std::string align(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right);

/// The calibrated word of the IPCC for a chance (Mastrandrea et al. 2010, table 1).
std::string likelihood_word(double chance, Language language);

}  // namespace leontide::report
