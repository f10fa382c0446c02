#pragma once

#include <string>
#include <vector>

#include "analysis/evidence/next_questions.hpp"
#include "report/answer.hpp"

namespace leontide::report {

/// How the user asked, and what may be asked next. Paths are as the user's folder takes them.
struct AskedAs {
  std::string scenario;               ///< empty: nothing is suggested
  std::vector<std::string> compared;  ///< scenarios to compare, the first with the others; may be empty
  analysis::NextQuestions next;       ///< empty where the run did not look
};

/// The commands that would answer the open question about one target, by id: what moves its chance, the
/// figure that would tell most of it, the scenario beside it; where the run did not look, what looks. Each
/// with what the user had set, quoted for a shell. Empty without a scenario.
std::vector<std::string> next_commands(const Answer& answer, const AskedAs& asked_as,
                                       const std::string& target);

}  // namespace leontide::report
