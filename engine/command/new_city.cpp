// `leontide new city` and `leontide new plan`: a model, or a whole folder, from a table.

#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "base/printable.hpp"
#include "base/reading.hpp"
#include "command/new.hpp"
#include "command/session/spoken_language.hpp"
#include "report/write/write.hpp"
#include "start/plan.hpp"
#include "table/files/read.hpp"

namespace leontide::command {

namespace fs = std::filesystem;

namespace {

bool has_parts(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "sectors.yaml", error) &&
         fs::is_regular_file(folder / "city_economy.yaml", error);
}

/// The parts of cities: as asked, else in models/city above the table or the working folder, else as
/// installed.
fs::path parts_of(const NewCityOptions& options) {
  if (options.parts) {
    if (has_parts(*options.parts)) return *options.parts;
    refuse("no-parts", options.parts->string(), "the parts of cities are not here",
           "the folder that holds sectors.yaml and city_economy.yaml");
  }
  std::error_code error;
  if (const auto found =
          find_above({options.table, fs::current_path(error)}, {"models/city", "city"}, has_parts))
    return *found;
  fs::path installed = fs::path(LEONTIDE_DATA_FOLDER) / "models/city";
  if (has_parts(installed)) return installed;
  refuse("no-parts", "--parts", "the parts of cities were not found",
         "name their folder, models/city, with --parts");
}

std::string seen_from_folder(const fs::path& folder, const fs::path& named) {
  const std::string seen = fs::absolute(named)
                               .lexically_normal()
                               .lexically_relative(fs::absolute(folder).lexically_normal())
                               .generic_string();
  return seen.ends_with('/') ? seen.substr(0, seen.size() - 1) : seen;
}

std::optional<table::Accounts> city_table(const fs::path& folder, Diagnostics& diagnostics) {
  auto accounts = table::read(folder, folder.string(), diagnostics);
  if (accounts) start::check_city_table(*accounts, folder.string(), diagnostics);
  return accounts;
}

/// Where a model of that name would stand in `folder`.
start::CityPlace place_in(const fs::path& folder, const std::string& name, const NewCityOptions& options) {
  std::error_code error;
  const fs::path parts = parts_of(options);
  return {name, seen_from_folder(folder, options.table), seen_from_folder(folder, parts),
          fs::is_regular_file(options.table / "regional_purchase.csv", error),
          fs::is_regular_file(options.table / "structure.csv", error)};
}

std::string name_of_folder(const fs::path& folder) {
  const std::string name = fs::absolute(folder).lexically_normal().filename().string();
  return name.empty() ? "city" : name;
}

void require_free(const fs::path& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (fs::exists(path, error))
    diagnostics.error("exists", {path.string(), 0, 0, 0}, "something is there already",
                      "name another place with --into");
}

std::optional<start::PlanTable> plan_table(const fs::path& file, Diagnostics& diagnostics) {
  ReadFault fault;
  const auto bytes = read_bytes(file, &fault);
  if (!bytes) {
    report_unread(fault, file.string(), {file.string(), 0, 0, 0}, diagnostics);
    return std::nullopt;
  }
  const auto csv = parse_csv(*bytes, file.string(), diagnostics);
  return csv ? start::read_plan_table(*csv, diagnostics) : std::nullopt;
}

/// What was not mapped, and what was not read, a line each.
void tell_unmapped(const start::PlacedPlan& placed, const start::PlanTable& plan) {
  std::size_t modelled = 0;
  for (const start::PlacedRow& row : placed.rows) {
    if (!row.indicator.empty()) {
      ++modelled;
      continue;
    }
    tell_line(fmt::format("{}{} ({})", said({"not mapped: ", "未对应："}), row.row.id, said(row.why)));
  }
  for (const std::string& column : plan.unread)
    tell_line(said({"column not read: ", "未读取的列："}) + column);
  const std::size_t all = placed.rows.size();
  tell_line(said({fmt::format("{} of {} modelled", modelled, report::counted(all, "target")),
                  fmt::format("{} 项目标中 {} 项可由模型回答", all, modelled)}));
}

}  // namespace

int command_new_city(const NewCityOptions& options) {
  return guarded(options.table.string(), [&] {
    const fs::path file = options.into.value_or("model.yaml");
    BadInput bad;
    require_free(file, bad.diagnostics);
    const auto read = city_table(options.table, bad.diagnostics);
    if (!read || bad.diagnostics.has_errors()) throw bad;
    const table::Accounts& accounts = *read;
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    const std::string name = name_of_folder(folder);
    const std::string text =
        start::city_text(accounts, place_in(folder, name, options), accounts.year + usual_horizon);
    write_file(file, with_schema(text, file, options.table));
    tell_written(file);
  });
}

int command_new_plan(const NewPlanOptions& options) {
  const auto body = [&] {
    const fs::path folder = *options.city.into;
    BadInput bad;
    require_free(folder, bad.diagnostics);
    const auto targets = plan_table(options.targets, bad.diagnostics);
    const auto read = city_table(options.city.table, bad.diagnostics);
    if (!targets || !read || bad.diagnostics.has_errors()) throw bad;
    const start::PlanTable& plan = *targets;
    const table::Accounts& accounts = *read;
    const start::PlacedPlan placed = start::place_plan(plan, accounts.year);
    const start::CityPlace place = place_in(folder, name_of_folder(folder), options.city);
    AtomicDirectory written(folder);
    for (const auto& [name, text] : start::plan_files(accounts, place, placed))
      written.write(name, with_schema(text, folder / name, options.city.table));
    written.commit();
    tell_unmapped(placed, plan);
    tell_written(folder);
  };
  return guarded(options.city.table.string(), body, 0);
}

}  // namespace leontide::command
