#pragma once

#include "report/write/document.hpp"
#include "sweep/ledger.hpp"

namespace leontide::report {

/// A whole sweep as one hands it over, from its ledger: the best cell in a sentence, cells beside one
/// another, what of the things that vary moves the chance, lines or heat maps where they make a grid of two
/// or three, the range of each target, and what it rests on. Cells that are not done are counted.
Document sweep_document(const sweep::Ledger& ledger);

}  // namespace leontide::report
