#include "tools/sheet_options.hpp"

#include <CLI/CLI.hpp>

#include "tools/table_session.hpp"

namespace leontide::tools {

void add_sheet_options(CLI::App& command, SheetOptions& options, const char* file) {
  using report::Language;
  using report::SheetFormat;
  const std::map<std::string, SheetFormat> formats{{"text", SheetFormat::text},
                                                   {"csv", SheetFormat::csv},
                                                   {"json", SheetFormat::json},
                                                   {"xlsx", SheetFormat::xlsx}};
  const std::map<std::string, Language> languages{{"en", Language::en}, {"zh", Language::zh}};
  command.add_option("--format", options.format, "how the sheets are written: text, csv, json, xlsx")
      ->transform(CLI::CheckedTransformer(formats));
  command.add_option(file, options.out, "file to write the sheets to; default the terminal");
  command.add_option("--lang", options.language, "language of titles and notes: en, zh")
      ->transform(CLI::CheckedTransformer(languages));
  command.add_option("--sheet", options.sheet, "print this sheet only, by name");
}

}  // namespace leontide::tools
