#include "tools/table_output.hpp"

#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "table/meta.hpp"
#include "table/refusal.hpp"
#include "table/write.hpp"

namespace leontide::tools {

namespace {

std::string deviations_line(const char* name, const table::Deviations& deviations) {
  return fmt::format("  {:<8} largest relative error {:.2e} at {}, largest difference {:.6g}\n", name,
                     deviations.largest_relative,
                     deviations.largest_relative_label.empty() ? "-" : deviations.largest_relative_label,
                     deviations.largest_absolute);
}

}  // namespace

bool may_replace(const std::filesystem::path& folder, Diagnostics& diagnostics) {
  std::error_code error;
  const bool there = std::filesystem::exists(folder, error);
  const bool is_folder = std::filesystem::is_directory(folder, error);
  const bool free = !there || (is_folder && (std::filesystem::is_empty(folder, error) ||
                                             std::filesystem::exists(folder / "flows.csv", error) ||
                                             std::filesystem::exists(folder / "flows.csv.gz", error)));
  if (!free) {
    diagnostics.error("not-a-table", {folder.string(), 0, 0, 0},
                      "this folder holds something that is not a table, and building would replace it",
                      "name another folder with --out");
  }
  return free;
}

std::filesystem::path folder_path(const std::filesystem::path& given) {
  std::filesystem::path folder = given.lexically_normal();
  return folder.has_filename() ? folder : folder.parent_path();
}

void write_table(const table::Accounts& accounts, const table::CheckReport& found,
                 const std::filesystem::path& folder, bool gzip) {
  AtomicDirectory target(folder);
  table::write(accounts, table::meta_json(accounts, found), target, gzip);
  target.commit();
}

std::string check_summary(const table::Accounts& accounts, const table::CheckReport& found) {
  std::string out = fmt::format("{}: {} ({} sectors{})\n", table::to_string(found.verdict()), accounts.title,
                                accounts.size(), accounts.unit.empty() ? "" : ", " + accounts.unit);
  out += deviations_line("rows", found.rows);
  out += deviations_line("columns", found.columns);
  out += fmt::format("  spectral radius {:.4f}", found.spectral_radius);
  if (found.local_spectral_radius >= 0) out += fmt::format(" ({:.4f} local)", found.local_spectral_radius);
  return out + fmt::format("\n  {}\n", found.advice());
}

int guarded_output(const std::string& shown_as, const std::function<int()>& body) {
  try {
    return body();
  } catch (const table::Refusal& refusal) {
    Diagnostics diagnostics;
    diagnostics.error(table::to_string(refusal.reason()), {shown_as, 0, 0, 0}, refusal.what());
    fmt::print(stderr, "{}", diagnostics.text());
    return 2;
  } catch (const OperationError& error) {
    fmt::print(stderr, "error: {}\n", error.what());
    return 1;
  }
}

}  // namespace leontide::tools
