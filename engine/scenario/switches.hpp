#pragma once

#include <vector>

#include "scenario/draft.hpp"
#include "scenario/scenario.hpp"

namespace leontide::scenario {

/// Turns levers and events of a reading on and off: as `levers:` and `events:` say, then as each override of
/// a whole lever or event does (`levers.push: on`, `off` or a strength; `events.storm: on`, `off` or `{at:
/// 2026, size: 0.3}`), in their order. Reports names that the model does not have and values that are none.
void apply_switches(const Draft& draft, const ReadingDraft& of, const std::vector<Override>& further,
                    Reading& reading, Diagnostics& diagnostics);

/// Whether an override is of a whole lever or event, and not of one of its numbers.
bool is_switch(const Override& override);

}  // namespace leontide::scenario
