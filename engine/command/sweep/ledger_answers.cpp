// What a ledger says about its cells: laid out by what varies, and each against one of them.

#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/scenario_session.hpp"
#include "command/sweep/ledger_file.hpp"
#include "command/sweep/sweep.hpp"
#include "report/sweeps/ledger_sheets.hpp"
#include "report/write/write.hpp"
#include "sweep/comparison.hpp"
#include "sweep/table.hpp"

namespace leontide::command {

namespace {

/// Throws BadInput.
sweep::LaidOut laid_out(const sweep::Ledger& ledger, const LedgerLayout& layout) {
  BadInput bad;
  auto table = sweep::read_table(
      ledger, {layout.rows, layout.columns, layout.value, layout.reading, layout.where, layout.regret},
      bad.diagnostics);
  if (!table) throw bad;
  return std::move(*table);
}

report::LaidOutBy laid_out_by(const LedgerLayout& layout) {
  return {layout.rows, layout.columns, layout.value, layout.regret};
}

}  // namespace

int command_ledger_table(const LedgerTableOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    show(report::table_document(ledger, laid_out(ledger, options), laid_out_by(options)), options.output);
    require_completed_trials(ledger.status());
  });
}

int command_ledger_plot(const LedgerPlotOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const bool is_page = options.into.extension() == ".html";
    if (!is_page && options.into.extension() != ".svg")
      refuse("ending", "--out", "a drawing of a ledger ends in .svg or .html");
    const sweep::Ledger ledger = open_ledger(options.ledger);
    const sweep::LaidOut table = laid_out(ledger, options);
    if (table.rows.empty()) require_completed_trials(ledger.status());
    if (options.form == PlotForm::lines && !report::has_numeric_rows(table))
      refuse("value", "--kind",
             fmt::format("the values of {} are no numbers to draw lines over", options.rows), "--kind heat");
    const report::LaidOutBy by = laid_out_by(options);
    report::Document page = report::table_document(ledger, table, by);
    const report::Figure figure =
        report::table_figure(table, by, report::SweepNames(ledger), options.form == PlotForm::heat, "table");
    page.sections.emplace(page.sections.begin(), figure);
    write_file(options.into, is_page ? report::to_html(page, options.language)
                                     : report::svg_file(figure, options.language));
    require_completed_trials(ledger.status());
  });
}

int command_ledger_results(const LedgerOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    try {
      show(report::results_document(ledger), options.output);
    } catch (const report::TooManyRows&) {
      refuse("too-many", ledger.file().string(), "the results have more than a million rows",
             "sweep.csv beside the ledger holds them all");
    }
    require_completed_trials(ledger.status());
  });
}

int command_ledger_compare(const LedgerCompareOptions& options) {
  return guarded_run(options.ledger.generic_string(), [&] {
    const sweep::Ledger ledger = open_ledger(options.ledger);
    BadInput bad;
    const auto comparison = sweep::compare_cells(
        ledger, {options.target, options.reading, options.against, options.cost, options.where},
        bad.diagnostics);
    if (!comparison) throw bad;
    show(report::comparison_document(ledger, *comparison, options.target, options.cost), options.output);
    require_completed_trials(ledger.status());
  });
}

}  // namespace leontide::command
