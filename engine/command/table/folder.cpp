#include "command/table/folder.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "command/session/command_session.hpp"
#include "command/session/spoken_language.hpp"
#include "report/tables/check_sections.hpp"
#include "table/files/meta.hpp"
#include "table/files/write.hpp"

namespace leontide::command {

void require_replaceable(const std::filesystem::path& folder) {
  if (is_free_folder(folder)) return;
  if (holds_own(folder, {"flows.csv", "flows.csv.gz"}, table::stands_in_table))
    return refuse_foreign(folder, table::table_file_names(), table::stands_in_table);
  refuse("not-a-table", folder.string(),
         "this folder holds something that is not a table, and writing would replace it",
         "name another folder with --into");
}

std::filesystem::path folder_path(const std::filesystem::path& given) {
  const std::filesystem::path folder = given.lexically_normal();
  return folder.has_filename() ? folder : folder.parent_path();
}

void write_table(const table::Accounts& accounts, const table::CheckReport& found,
                 const std::filesystem::path& folder, bool gzip) {
  require_replaceable(folder);
  AtomicDirectory target(folder_path(folder), table::table_file_names(), table::stands_in_table);
  table::write(accounts, table::meta_json(accounts, found), target, gzip);
  target.commit();
}

void require_usable(const table::CheckReport& found, const table::TablePlace& place,
                    Diagnostics diagnostics) {
  table::report(found, place, diagnostics);
  tell(diagnostics);
  if (!found.passed()) throw BadInput{};
}

void print_unreadable(const Diagnostics& diagnostics) {
  write_out(fmt::format("{{\"verdict\": \"unreadable\", \"findings\": {}}}\n", diagnostics.json()));
}

report::Text written_headline(const std::filesystem::path& path, const table::CheckReport& found,
                              const std::vector<report::Sheet>& sheets) {
  constexpr std::size_t at_most = 3;
  const std::string folder = folder_path(path).string();
  const Title verdict = report::verdict_words(found.verdict());
  std::vector<Title> lines{{fmt::format("Written to {}. Check: {}.", folder, verdict.en),
                            fmt::format("已写入 {}。检查：{}。", folder, verdict.zh)}};
  for (const report::Sheet& sheet : sheets) {
    if (!sheet.sentence.en.empty() && lines.size() < at_most) lines.push_back(sheet.sentence);
  }
  return report::headline_of(std::move(lines));
}

}  // namespace leontide::command
