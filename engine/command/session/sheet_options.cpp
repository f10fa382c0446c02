#include "command/session/sheet_options.hpp"

#include <CLI/CLI.hpp>

#include "command/session/command_session.hpp"

namespace leontide::command {

CLI::Option* add_language(CLI::App& command, report::Language& language) {
  using report::Language;
  const std::map<std::string, Language> languages{{"en", Language::en}, {"zh", Language::zh}};
  return command.add_option("--lang", language, "language of titles and notes: en, zh")
      ->transform(CLI::CheckedTransformer(languages));
}

void add_sheet_options(CLI::App& command, SheetOptions& options, const char* file) {
  using report::SheetFormat;
  const std::map<std::string, SheetFormat> formats{{"text", SheetFormat::text},
                                                   {"csv", SheetFormat::csv},
                                                   {"json", SheetFormat::json},
                                                   {"xlsx", SheetFormat::xlsx}};
  command.add_option("--format", options.format, "how the sheets are written: text, csv, json, xlsx")
      ->transform(CLI::CheckedTransformer(formats));
  command.add_option(file, options.out, "file to write the sheets to; default the terminal");
  add_language(command, options.language);
  command.add_option("--sheet", options.sheet, "print this sheet only, by name");
}

}  // namespace leontide::command
