#include <cstdio>
#include <fmt/format.h>

#include "base/atomic_file.hpp"
#include "calibration/rule_file.hpp"
#include "command/forecast.hpp"
#include "command/session/scenario_session.hpp"
#include "hindcast/growth_hindcast.hpp"
#include "hindcast/plan_hindcast.hpp"
#include "report/forecasts/growth_sheets.hpp"
#include "report/forecasts/plan_sheets.hpp"
#include "yaml/keys.hpp"

namespace leontide::command {

namespace {

/// Without the panel there is nothing to run: what was committed is named instead.
calibration::GrowthPanel panel_of(const hindcast::GrowthFile& file, const HindcastOptions& options) {
  const std::filesystem::path path = options.data.value_or(file.data) / file.panel;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    refuse("no-panel", options.file.string(),
           fmt::format("the panel {} is not here", path.lexically_normal().string()),
           fmt::format("name its folder with --data; what it gave stands in {}", file.committed));
  BadInput bad;
  auto panel = calibration::read_panel(path, path.lexically_normal().string(), file.columns, bad.diagnostics);
  if (!panel) throw bad;
  return std::move(*panel);
}

/// The same at current prices, where the file names a column of levels.
std::optional<calibration::GrowthPanel> nominal_panel_of(const hindcast::GrowthFile& file,
                                                         const HindcastOptions& options) {
  if (file.columns.level.empty()) return std::nullopt;
  const std::filesystem::path path = options.data.value_or(file.data) / file.panel;
  BadInput bad;
  auto panel =
      calibration::read_nominal_panel(path, path.lexically_normal().string(), file.columns, bad.diagnostics);
  if (!panel) throw bad;
  return panel;
}

/// Of a folder that an older version wrote: its result says whose it is.
bool stands_in_hindcast(const std::filesystem::path& file) {
  return beginning_of(file.parent_path() / "result.json").find("\"answer\": \"hindcast\"") !=
         std::string::npos;
}

std::vector<std::string> names_of(const HindcastOptions& options) {
  std::vector<std::string> names{"result.json", "rule.yaml"};
  if (!options.no_report) names.emplace_back("report.html");
  return names;
}

void write_sheet(AtomicDirectory& folder, const report::Document& rests_on, const report::Sheet& sheet) {
  report::Document one = rests_on;
  one.sections.clear();
  one.sections.emplace_back(sheet);
  folder.write(sheet.name + ".csv", report::write(one, report::Format::csv, Language::en));
}

void write_tables(AtomicDirectory& folder, const report::Document& document, const HindcastOptions& options) {
  folder.write("result.json", report::write(document, report::Format::json, Language::en));
  if (!options.no_report)
    folder.write("report.html", report::write(document, report::Format::html, options.output.language));
  for (const report::Sheet* sheet : report::sheets_of(document))
    write_sheet(folder, document, *sheet);
}

void write_track_record(const report::Document& document, const hindcast::GrowthHindcast& answer,
                        const hindcast::GrowthFile& file, const HindcastOptions& options) {
  AtomicDirectory folder(*options.into, {}, stands_in_hindcast);
  write_tables(folder, document, options);
  folder.write("rule.yaml", calibration::rule_file_text(answer.rule));
  write_sheet(folder, document, report::outside_view_sheet(answer, file));
  folder.commit();
}

void hindcast_growth(const yaml::YamlFile& yaml, const HindcastOptions& options) {
  BadInput bad;
  if (options.outcomes)
    refuse("value", "--outcomes", "the outcomes of a hindcast of cities are in its panel", "leave it out");
  const auto file = hindcast::read_growth_file(yaml, bad.diagnostics);
  if (!file) throw bad;
  const calibration::GrowthPanel panel = panel_of(*file, options);
  const auto nominal = nominal_panel_of(*file, options);
  const auto answer =
      hindcast::run_growth_hindcast(*file, panel, nominal ? &*nominal : nullptr, bad.diagnostics);
  if (!answer) throw bad;
  const report::Document document = report::growth_document(*answer, *file);
  if (options.into) write_track_record(document, *answer, *file, options);
  show(document, options.output);
}

void hindcast_plans(const yaml::YamlFile& yaml, const HindcastOptions& options) {
  BadInput bad;
  const auto file = hindcast::read_plan_file(yaml, bad.diagnostics);
  if (!file) throw bad;
  const auto path = options.outcomes ? options.outcomes : file->outcomes;
  if (!path)
    refuse("no-outcomes", options.file.string(), "no outcomes are named",
           "name a CSV with --outcomes or `outcomes:`");
  const auto outcomes = hindcast::read_outcomes(*path, path->string(), bad.diagnostics);
  if (!outcomes) throw bad;
  const auto answer = run_plan_hindcast(*file, *outcomes, options.data, options.threads, bad.diagnostics);
  if (!answer) throw bad;
  const report::Document document = report::plan_hindcast_document(*answer, *file);
  if (options.into) {
    AtomicDirectory folder(*options.into, {}, stands_in_hindcast);
    write_tables(folder, document, options);
    write_sheet(folder, document, report::track_record_sheet(*answer));
    folder.commit();
  }
  command::answer(document, options.output);
}

}  // namespace

int command_hindcast(const HindcastOptions& options) {
  return guarded_run(options.file.string(), [&] {
    require_writable(options.output);
    if (options.into) refuse_foreign(*options.into, names_of(options), stands_in_hindcast);
    BadInput bad;
    const auto file = yaml::read_yaml(options.file, options.file.string(), bad.diagnostics);
    if (!file || !yaml::check_kind(*file, "hindcast", bad.diagnostics) || bad.diagnostics.has_errors())
      throw bad;
    file->root.find("plans") != nullptr ? hindcast_plans(*file, options) : hindcast_growth(*file, options);
  });
}

}  // namespace leontide::command
