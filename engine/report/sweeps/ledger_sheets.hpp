#pragma once

#include <string>

#include "report/sweeps/ledger_figures.hpp"
#include "report/write/document.hpp"
#include "sweep/comparison.hpp"
#include "sweep/ledger.hpp"
#include "sweep/table.hpp"

namespace leontide::report {

/// Thrown where the results of a ledger have more rows than a workbook's sheet holds.
struct TooManyRows {};

/// What the numbers of all cells rest on: design and seed, the trials of each scenario, the files by hash.
void rest_on_cells(const sweep::Ledger& ledger, const SweepNames& names, Document& document);

/// Where the cells stand: `48 of 60 cells are done, …`.
Title status_sentence(const sweep::LedgerStatus& status);
/// The cells by state, with what is stale.
Sheet states_sheet(const sweep::Ledger& ledger);
/// The first fault of each kind; no rows where none failed.
Sheet faults_sheet(const sweep::Ledger& ledger);
/// The states and the faults.
Document status_document(const sweep::Ledger& ledger);

/// One number of every cell, laid out.
Sheet table_sheet(const sweep::LaidOut& table, const LaidOutBy& by, const SweepNames& names);
/// The table as a document, with what it rests on.
Document table_document(const sweep::Ledger& ledger, const sweep::LaidOut& table, const LaidOutBy& by);

/// Every cell against one of them; `cost` as it was asked for, empty: none.
Sheet comparison_sheet(const sweep::CellComparison& comparison, const SweepNames& names,
                       const std::string& target, const std::string& cost);
/// The comparison as a document, with what it rests on.
Document comparison_document(const sweep::Ledger& ledger, const sweep::CellComparison& comparison,
                             const std::string& target, const std::string& cost);

/// All numbers of all cells. Throws TooManyRows.
Document results_document(const sweep::Ledger& ledger);

/// What is said first of cells that were compared: the best, the least, how many cannot be told from the
/// best.
Text cells_headline(const sweep::CellComparison& comparison, const SweepNames& names,
                    const std::string& target);

}  // namespace leontide::report
