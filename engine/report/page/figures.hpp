#pragma once

#include <optional>

#include "analysis/evidence/evidence.hpp"
#include "report/answer.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

// The figures of a run's page. Each is nothing where there is nothing to draw. `sheets` they name stand in
// run_document, or beside them here.

/// Every assessed target on a line from 0 to 100 %, a dot a reading.
std::optional<Figure> chance_figure(const Answer& answer);
/// Growth a year that targets need, beside what was had.
std::optional<Figure> growth_figure(const Answer& answer);
/// The years of the targets' indicators, with what is promised.
std::optional<Figure> fan_figure(const Answer& answer);

/// Which targets are met in the same trials: correlations of hit and miss in the first reading.
std::optional<Figure> pair_figure(const Answer& answer);
/// Its numbers: the pairs that go together most, and those that stand against each other.
Sheet pair_sheet(const Answer& answer);

/// How much of each target's spread is left where one group of inputs alone moves.
std::optional<Figure> spread_figure(const Answer& answer);
/// What moves the chance of one open question.
std::optional<Figure> tornado_figure(const analysis::Evidence& evidence, const scenario::Reading& reading,
                                     std::size_t question);
/// What each measure adds to the chances of the open questions.
std::optional<Figure> lever_figure(const analysis::Evidence& evidence);
/// Its numbers: what each measure adds to the chances of the open questions.
Sheet lever_sheet(const analysis::Evidence& evidence);
/// How the change of a quantity is told apart, in the first reading.
std::vector<Figure> change_figures(const Answer& answer);

/// Flows between groups of sectors of the model's own table.
std::optional<Figure> table_figure(const scenario::Reading& reading);
/// A sheet a group: what its sectors make, and from whom they buy and to whom they sell most.
std::vector<Sheet> table_sheets(const scenario::Reading& reading);

/// Where the open questions fail, a sentence each.
std::vector<Title> failure_sentences(const analysis::Evidence& evidence, const scenario::Reading& reading);

/// The inputs looked at by what they are worth to a chance, with their law and source.
Sheet assumption_sheet(const analysis::Evidence& evidence, const scenario::Reading& reading);

}  // namespace leontide::report
