#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "report/write/write.hpp"
#include "table/accounts.hpp"

namespace leontide::command {

/// What the command line asked for: an answer that says nothing of its own about this says it so.
struct Asked {
  std::string command;                       ///< `table multipliers`
  std::vector<report::Setting> settings;     ///< that decide the numbers, by flag
  std::vector<std::filesystem::path> files;  ///< read beside the table
};

/// How a command writes its answer.
struct OutputOptions {
  std::optional<report::Format> format;    ///< default: what the ending of the file says; without one text
  std::vector<std::filesystem::path> out;  ///< default: stdout, where a workbook takes a file or a pipe
  Language language = Language::en;        ///< of words and titles in the answer
  std::string sheet;      ///< the one part to print, by name; CSV holds one table and takes the first
  std::size_t width = 0;  ///< columns of text; 0: those of the terminal, no limit elsewhere
  bool full = false;      ///< all of it on a terminal, which shows a screenful
  Asked asked;            ///< shown in the answer where it says nothing of its own
};

/// Whether the answer is asked for as JSON, by format or by the ending of its file.
bool is_json(const OutputOptions& options);

/// Thrown inside `guarded` to stop with faults that have been collected; with none where all has been said.
struct BadInput {
  Diagnostics diagnostics;  ///< to be said on stderr
};

/// Faults of one kind that are told of a table, which may have one a cell.
inline constexpr std::size_t shown_of_a_kind = 5;

/// Runs a command and maps how it ends to the exit code: 0 done; 2 for BadInput and Refusal, said on
/// stderr, at most `of_a_kind` of a kind (0: all), with `shown_as` as the place; 1 where the machine refused
/// (disk, folder).
int guarded(const std::string& shown_as, const std::function<void()>& body,
            std::size_t of_a_kind = shown_of_a_kind);

/// The table of a folder; throws BadInput with every fault. Warnings go to stderr.
table::Accounts read_table(const std::filesystem::path& folder);

/// Columns of numbers beside sector codes from a CSV file (`code` first; every sector once, no others), rows
/// in the order of `codes`. Throws BadInput with every fault at its place.
table::Categories read_columns(const std::filesystem::path& file, const std::vector<std::string>& codes);

/// Refuses what no answer could be written as: a workbook on a terminal, a file whose ending names no format
/// where none is named. Looks at the options alone. Throws BadInput.
void require_showable(const OutputOptions& options);

/// Says before hours of work what would refuse the answer after them: a folder that is not there, a file that
/// was read. Throws OperationError.
void require_writable(const OutputOptions& options);

/// What stands for an answer's document in some formats: none of them where empty.
struct OwnForms {
  std::string json;                        ///< where JSON is asked for
  std::string csv;                         ///< where CSV is, of no sheet in particular
  const report::Document* page = nullptr;  ///< where a page is
};

/// Throws BadInput where the one sheet asked for is not there.
void require_sheet(const report::Document& document, const OutputOptions& options);

/// Writes a document as asked: to each file, else to stdout. Throws BadInput for a sheet that is not there,
/// OperationError.
void show(const report::Document& document, const OutputOptions& options, const OwnForms& own = {});

/// The document with what was asked among its settings, where it says nothing of its own, and a digest of all
/// that it rests on.
report::Document resting_on(const report::Document& document, const Asked& asked);

/// Lines that no document holds, no wider than asked or than the window.
std::string fitted(const std::string& lines, const OutputOptions& options);

/// Sheets alone, and the tables that they were computed from.
void print_sheets(std::vector<report::Sheet> sheets, std::span<const table::Accounts> tables,
                  const OutputOptions& options);

/// The files that a table was read from, as inputs of an answer, each once.
void add_inputs(report::Document& document, const table::Accounts& accounts);

/// A table command that only reads: table in, sheets out.
int show_table(const std::filesystem::path& folder, const OutputOptions& options,
               const std::function<std::vector<report::Sheet>(const table::Accounts&)>& make);

/// Stops with one fault.
[[noreturn]] void refuse(const std::string& code, const std::string& where, const std::string& what,
                         const std::string& hint = {});

}  // namespace leontide::command
