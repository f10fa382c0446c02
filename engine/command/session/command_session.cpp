#include "command/session/command_session.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "base/nearest_name.hpp"
#include "base/reading.hpp"
#include "base/sha256.hpp"
#include "command/session/activity_line.hpp"
#include "command/session/exit_code.hpp"
#include "command/session/spoken_language.hpp"
#include "table/files/labelled.hpp"
#include "table/files/read.hpp"
#include "table/refusal.hpp"

namespace leontide::command {

namespace {

using report::Document;
using report::Format;

/// The document with one of its sheets or texts only.
Document with_sheet(const Document& document, const std::string& name) {
  std::vector<std::string> names;
  Document one = document;
  one.sections.clear();
  for (const report::Section& section : document.sections) {
    const auto* sheet = std::get_if<report::Sheet>(&section);
    const auto* text = std::get_if<report::Text>(&section);
    if (sheet == nullptr && text == nullptr) continue;
    names.push_back(sheet != nullptr ? sheet->name : text->name);
    if (names.back() == name && one.sections.empty()) one.sections.push_back(section);
  }
  // Whoever asks for it by name wants to see it.
  if (auto* asked = one.sections.empty() ? nullptr : std::get_if<report::Sheet>(&one.sections.front()))
    asked->is_for_programs = false;
  if (one.sections.empty()) {
    refuse("unknown-sheet", "--sheet", fmt::format("there is no sheet \"{}\"", name),
           suggestion(name, names));
  }
  return one;
}

/// The terminal that standard output is, if it is one; NO_COLOR (no-color.org) is obeyed, and one that calls
/// itself dumb gets neither colours nor bars.
report::Terminal terminal_of(const OutputOptions& options) {
  report::Terminal terminal{options.width, false, false};
  if (::isatty(STDOUT_FILENO) == 0) return terminal;
  const char *no_colour = std::getenv("NO_COLOR"), *kind = std::getenv("TERM");
  terminal.has_bars = kind != nullptr && std::string_view(kind) != "dumb" && *kind != '\0';
  terminal.has_colour = terminal.has_bars && (no_colour == nullptr || *no_colour == '\0');
  winsize window{};
  if (terminal.width == 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0) terminal.width = window.ws_col;
  terminal.is_brief = !options.full;
  return terminal;
}

/// The document with the figures of its page, which a workbook draws as charts.
Document with_figures(const Document& document, const Document& page) {
  Document both = document;
  for (const report::Section& section : page.sections) {
    if (std::holds_alternative<report::Figure>(section)) both.sections.push_back(section);
  }
  return both;
}

/// Of what was set and read: the same digest, the same numbers.
std::string digest_of(const Document& document) {
  std::string text;
  for (const report::Setting& setting : document.settings) {
    const auto* value = std::get_if<Title>(&setting.value);
    text += setting.name + "=" + (value != nullptr ? value->en : "") + "\n";
  }
  for (const report::InputHash& input : document.inputs)
    text += input.sha256 + "\n";
  return sha256(text);
}

}  // namespace

Document resting_on(const Document& document, const Asked& asked) {
  Document whole = document;
  if (whole.name.empty()) whole.name = asked.command;
  if (!whole.settings.empty() || !whole.standing.empty()) return whole;
  whole.settings = asked.settings;
  for (const std::filesystem::path& file : asked.files) {
    if (const auto bytes = read_bytes(file)) add_input(whole, {file.string(), sha256(*bytes)});
  }
  if (whole.digest.empty() && !whole.inputs.empty()) whole.digest = digest_of(whole);
  return whole;
}

void refuse(const std::string& code, const std::string& where, const std::string& what,
            const std::string& hint) {
  BadInput bad;
  bad.diagnostics.error(code, {where, 0, 0, 0}, what, hint);
  throw bad;
}

bool is_json(const OutputOptions& options) {
  return options.format == Format::json;
}

int guarded(const std::string& shown_as, const std::function<void()>& body, std::size_t of_a_kind) {
  Diagnostics diagnostics;
  try {
    body();
    return exit_done;
  } catch (const BadInput& bad) {
    diagnostics = bad.diagnostics;
  } catch (const table::Refusal& refusal) {
    diagnostics.error(to_string(refusal.reason()), {shown_as, 0, 0, 0}, refusal.what());
  } catch (const RefusedRequest& refusal) {
    diagnostics.add(refusal.fault);
  } catch (const OperationError& error) {
    tell_line("leontide: " + shown_sentence(error.what()));
    return exit_could_not_finish;
  }
  tell(diagnostics, of_a_kind);
  return exit_input_wrong;
}

table::Accounts read_table(const std::filesystem::path& folder) {
  BadInput bad;
  auto accounts = table::read(folder, folder.string(), bad.diagnostics);
  if (!accounts) throw bad;
  tell(bad.diagnostics);
  return std::move(*accounts);
}

table::Categories read_columns(const std::filesystem::path& file, const std::vector<std::string>& codes) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    refuse("missing-file", file.string(), "this file cannot be read",
           "a CSV file whose first column, code, holds every sector's code");
  }
  BadInput bad;
  const std::filesystem::path name = file.extension() == ".gz" ? file.stem() : file;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  table::LabelledReader reader(folder, folder.string(), bad.diagnostics);
  auto columns = reader.categories(name.stem().string(), codes);
  if (!columns) throw bad;
  return std::move(*columns);
}

void require_showable(const OutputOptions& options) {
  if (options.format == Format::xlsx && options.out.empty() && ::isatty(STDOUT_FILENO) != 0)
    refuse("no-file", "--format", "a workbook cannot be printed on the terminal", "name a file with --out");
  if (options.format) return;
  BadInput bad;
  for (const std::filesystem::path& file : options.out) {
    if (!report::format_of_ending(file.filename().string()))
      bad.diagnostics.error("ending", {"--out", 0, 0, 0},
                            fmt::format("the ending of \"{}\" names no format", file.string()),
                            "end it in .txt, .csv, .json, .xlsx, .md or .html, or name one with --format");
  }
  if (bad.diagnostics.has_errors()) throw bad;
}

void require_writable(const OutputOptions& options) {
  for (const std::filesystem::path& file : options.out)
    leontide::require_writable(file);
  require_distinct(options.out);
}

void require_sheet(const Document& document, const OutputOptions& options) {
  if (!options.sheet.empty()) with_sheet(document, options.sheet);
}

void show(const Document& answer, const OutputOptions& options, const OwnForms& own) {
  const Document document = led_by_failures(resting_on(answer, options.asked));
  if (!options.sheet.empty()) {
    OutputOptions rest = options;
    rest.sheet.clear();
    rest.full = true;
    return show(with_sheet(document, options.sheet), rest);
  }
  const auto written = [&](Format format) {
    if (format == Format::json && !own.json.empty()) return own.json;
    if (format == Format::csv && !own.csv.empty()) return own.csv;
    if (format == Format::text)
      return report::to_text(document, options.language, {options.width, false, false});
    if (format == Format::xlsx && own.page != nullptr)
      return report::write(with_figures(document, *own.page), format, options.language);
    const bool is_page = format == Format::html && own.page != nullptr;
    return report::write(is_page ? *own.page : document, format, options.language);
  };
  for (const std::filesystem::path& file : options.out) {
    const Format format =
        options.format.value_or(report::format_of_ending(file.filename().string()).value_or(Format::text));
    write_file(file,
               format == Format::csv ? report::csv_file(written(format), options.language) : written(format));
  }
  if (!options.out.empty()) return;
  ActivityLine::finish();
  const Format format = options.format.value_or(Format::text);
  if (format != Format::text) return write_out(written(format));
  write_out(report::to_text(document, options.language, terminal_of(options)));
}

std::string fitted(const std::string& lines, const OutputOptions& options) {
  report::Text text{"", {}, {}};
  std::size_t begin = 0;
  for (std::size_t end = lines.find('\n'); end != std::string::npos; end = lines.find('\n', begin)) {
    text.lines.push_back(report::same(lines.substr(begin, end - begin)));
    begin = end + 1;
  }
  Document document;
  document.sections.emplace_back(std::move(text));
  report::Terminal terminal = terminal_of(options);
  terminal.is_brief = false;
  return report::to_text(document, options.language, terminal);
}

void add_inputs(Document& document, const table::Accounts& accounts) {
  for (const table::Source& source : accounts.inputs)
    add_input(document, {source.path, source.sha256});
}

void print_sheets(std::vector<report::Sheet> sheets, std::span<const table::Accounts> tables,
                  const OutputOptions& options) {
  Document document;
  for (report::Sheet& sheet : sheets)
    document.sections.emplace_back(std::move(sheet));
  report::begin_with_sentences(document);
  for (const table::Accounts& table : tables)
    add_inputs(document, table);
  show(document, options);
}

int show_table(const std::filesystem::path& folder, const OutputOptions& options,
               const std::function<std::vector<report::Sheet>(const table::Accounts&)>& make) {
  return guarded(folder.string(), [&] {
    const table::Accounts accounts = read_table(folder);
    print_sheets(make(accounts), std::span(&accounts, 1), options);
  });
}

}  // namespace leontide::command
