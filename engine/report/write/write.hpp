#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/option.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

/// How an answer is written.
enum class Format { text, csv, json, xlsx, markdown, html };

/// Their names for `--format`, and titles.
inline constexpr Choice<Format> formats[] = {{Format::text, "text", "tables for a terminal", "终端表格"},
                                             {Format::csv, "csv", "one table", "CSV（一张表）"},
                                             {Format::json, "json", "everything", "JSON（全部内容）"},
                                             {Format::xlsx, "xlsx", "a workbook", "Excel 工作簿"},
                                             {Format::markdown, "markdown", "Markdown", "Markdown"},
                                             {Format::html, "html", "one page, with plots", "网页（含图）"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<Format>> choices_of(Format) {
  return formats;
}
/// `--format`.
Option format_option();

/// The format that a file's ending names, in capitals too; text for a name without one, none for an ending
/// that names no format.
std::optional<Format> format_of_ending(const std::string& file_name);

/// The bytes of a document. CSV holds its first sheet. Equal documents give equal bytes. Throws
/// OperationError when the temporary folder refuses a workbook.
std::string write(const Document& document, Format format, Language language);

/// A terminal and what is to be seen on it.
struct Terminal {
  std::size_t width = 0;    ///< columns; 0: no limit
  bool has_colour = false;  ///< else no control characters
  bool is_brief = false;    ///< a screenful, and what else there is
  bool has_bars = false;    ///< chances as bars, where there is room
};

/// The bytes of a CSV file of people who read `language`: Excel on a Chinese Windows takes a file without a
/// byte order mark for GBK.
std::string csv_file(std::string csv, Language language);

// The writers. What a document rests on (its standing, settings and inputs) stands at the end: as lines, as
// columns that repeat in every row of CSV, as keys of JSON, as a worksheet of its own.

/// Tables and lines as wide as the terminal.
std::string to_text(const Document& document, Language language, const Terminal& terminal = {});
/// The first sheet as CSV (RFC 4180), without a byte order mark (`csv_file`); the lines of a document without
/// any.
std::string to_csv(const Document& document, Language language);
/// The whole document as one object, both languages in it.
std::string to_json(const Document& document, Language language);
/// A JSON object of another's making, at its head the answer's name and what it rests on.
std::string led_by_rests(const std::string& object, const Document& document, Language language);
/// A workbook: a sheet a section, and one of what the answer rests on.
std::string to_xlsx(const Document& document, Language language);
/// Headings, lists and tables of GitHub's Markdown.
std::string to_markdown(const Document& document, Language language);
/// A page that stands alone: both languages are in it, `language` is the one shown first.
std::string to_html(const Document& document, Language language);

/// A figure of lines, or a heat map, as an SVG file that stands alone, in light colours and one language.
std::string svg_file(const Figure& figure, Language language);

/// A table with its columns padded to their widest cell. The first `head_lines` rows are the header; `right`
/// marks columns of numbers; `colours` as `fit` takes them.
std::string align(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  std::size_t head_lines = 1, const std::vector<std::vector<std::string>>& colours = {});

/// `1 lever`, `2 levers`; `many` where that is more than an s.
std::string counted(std::uint64_t count, const std::string& one, const std::string& many = {});

/// A column's title with its unit.
std::string heading(const SheetColumn& column, Language language);
/// A cell as a person reads it.
std::string shown(const Cell& cell, const SheetColumn& column, Language language);
/// Digits after the point that a person sees of a number in that column.
int digits_of(double value, const SheetColumn& column);

/// A sheet whose intervals have become three columns each: name, name_low, name_high.
Sheet with_bounds_apart(const Sheet& sheet);

/// A run's scenario and reading, by title where it has one.
std::string run_name(const Standing& run, Language language);

/// What the document rests on as lines of text; empty where nothing is known of it.
std::vector<std::string> foundation(const Document& document, Language language);

}  // namespace leontide::report
