#pragma once

#include <string>

#include "report/answer.hpp"
#include "report/terminal.hpp"

namespace leontide::report {

/// How the trials were drawn and, where a stop rule was set, whether its width was reached: lines that each
/// end with a newline.
std::string sampling_text(const Answer& answer, Language language);

}  // namespace leontide::report
