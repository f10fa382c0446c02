#pragma once

#include "report/write/document.hpp"

namespace leontide::report {

/// Puts a figure before each sheet of an analysis that has one: chances side by side and their changes, what
/// inputs and levers are worth, forecasts beside what came. The numbers are the sheet's own.
void add_figures(Document& document);

/// Begins the document with what its sheets say, a sentence each: what changes most, what moves a chance
/// most.
void add_headline(Document& document);

/// Widens the axis of strips to whole steps round what stands on it, zero among it.
void fit_axis(Strips& strips);

}  // namespace leontide::report
