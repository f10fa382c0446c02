#pragma once

#include <optional>
#include <string>

#include "analysis/evidence/margins.hpp"
#include "report/answer.hpp"
#include "report/write/recount.hpp"

namespace leontide::report {

/// Trials a page carries of each reading.
inline constexpr std::uint64_t trials_on_page = 1024;
/// Bytes of codes a page has room for, in base64: of 250 kB for trials, less what is said of them and
/// recounted beside them.
inline constexpr std::size_t room_for_codes = 240'000;

/// The trials as a page counts them: all readings, then levers off, those first that change most answers, as
/// many as there is room for. Nothing where there are no trials.
std::optional<Recount> trial_codes(const Answer& answer, const analysis::TrialMargins& margins,
                                   const std::string& asked_as);

}  // namespace leontide::report
