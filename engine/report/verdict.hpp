#pragma once

#include "report/answer.hpp"
#include "report/next_commands.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// What a run says to the person who decides, on the first lines: how likely the plan is as a whole and how
/// many of its targets are met together, the targets that it fails by, what decides, which figure is missing
/// and whom to ask, and the commands that go on from here. Lines are at most 80 columns wide. Without
/// a scenario in `asked_as`: no commands.
Text verdict(const Answer& answer, const AskedAs& asked_as);

/// The same as a page says it: one sentence, the numbers behind it, what decides and what is missing.
Text headline(const Answer& answer, const AskedAs& asked_as);

}  // namespace leontide::report
