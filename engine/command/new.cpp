#include "command/new.hpp"

#include <fmt/format.h>

#include "analysis/prepared.hpp"
#include "base/atomic_file.hpp"
#include "command/session/spoken_language.hpp"
#include "scenario/draft.hpp"
#include "start/start.hpp"

namespace leontide::command {

namespace fs = std::filesystem;

namespace {

/// Writes a start of what stands at `of`.
void write_start(const fs::path& file, const fs::path& of, const std::string& text) {
  write_file(file, with_schema(text, file, of));
  tell_written(file);
}

/// How a file names another that stands elsewhere.
std::string as_seen_from(const fs::path& file, const fs::path& named) {
  return fs::absolute(named)
      .lexically_normal()
      .lexically_relative(fs::absolute(file).lexically_normal().parent_path())
      .generic_string();
}

/// Reads what the start is of, which goes where nothing stands yet; throws BadInput with every fault.
scenario::Draft read(const fs::path& path, const fs::path& start,
                     std::optional<scenario::Scenario>& scenario) {
  BadInput bad;
  std::error_code error;
  if (fs::exists(start, error))
    bad.diagnostics.error("exists", {start.string(), 0, 0, 0}, "something is there already",
                          "name another file with --into");
  scenario::Draft draft = scenario::read_draft(path, {}, bad.diagnostics);
  scenario = scenario::resolve(draft, {}, bad.diagnostics);
  if (!scenario || bad.diagnostics.has_errors()) throw bad;
  return draft;
}

}  // namespace

std::optional<fs::path> find_above(const std::vector<fs::path>& starts, const std::vector<std::string>& below,
                                   bool (*fits)(const fs::path&)) {
  for (const fs::path& start : starts) {
    for (fs::path at = fs::absolute(start).lexically_normal(); at.has_relative_path();
         at = at.parent_path()) {
      for (const std::string& name : below) {
        if (fits(at / name)) return at / name;
      }
    }
  }
  return std::nullopt;
}

std::string with_schema(const std::string& text, const fs::path& file, const fs::path& of) {
  const std::string begin = "leontide: ";
  if (!text.starts_with(begin)) return text;
  const std::string kind = text.substr(begin.size(), text.find('/') - begin.size());
  const auto has_schemas = [](const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(folder / "model.json", error);
  };
  std::error_code error;
  const auto near = find_above({file, of, fs::current_path(error)}, {"engine/scenario/schemas"}, has_schemas);
  const fs::path installed = fs::path(LEONTIDE_DATA_FOLDER) / "schemas";
  const fs::path schema = near.value_or(installed) / (kind + ".json");
  if (!fs::is_regular_file(schema, error)) return text;
  const std::string named = near ? as_seen_from(file, schema) : schema.generic_string();
  return "# yaml-language-server: $schema=" + named + "\n" + text;
}

void tell_written(const fs::path& path) {
  tell_line(said({"written: ", "已写入："}) + path.string());
}

int command_new_scenario(const NewOptions& options) {
  return guarded(options.of.generic_string(), [&] {
    std::optional<scenario::Scenario> scenario;
    const fs::path file = options.into.value_or("scenario.yaml");
    read(options.of, file, scenario);
    write_start(file, options.of,
                start::scenario_text(file.stem().string(), as_seen_from(file, options.of), *scenario));
  });
}

int command_new_sweep(const NewOptions& options) {
  return guarded(options.of.generic_string(), [&] {
    std::optional<scenario::Scenario> scenario;
    const fs::path file = options.into.value_or("sweep.yaml");
    const scenario::Draft draft = read(options.of, file, scenario);
    write_start(file, options.of,
                start::sweep_text(file.stem().string(), as_seen_from(file, options.of), draft, *scenario));
  });
}

}  // namespace leontide::command
