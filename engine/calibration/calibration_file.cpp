#include "calibration/calibration_file.hpp"

#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "base/sha256.hpp"
#include "yaml/keys.hpp"

namespace leontide::calibration {
namespace {

void read_series_entry(const yaml::Node& key, const yaml::Node& node, CalibrationFile& out,
                       Diagnostics& diagnostics) {
  if (!yaml::check_keys(node, series_keys(), fmt::format("series \"{}\"", key.text), diagnostics)) return;
  const yaml::Node* file = node.find("file");
  const auto name = file != nullptr ? yaml::read_text(*file, diagnostics) : std::nullopt;
  if (!name) return;
  const std::filesystem::path path = beside(out.folder, *name);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) {
    diagnostics.error("missing-file", file->place, fmt::format("there is no file {}", path.string()));
    return;
  }
  auto series = read_series(path, path.string(), diagnostics);
  if (!series) return;
  series->name = key.text;
  if (const yaml::Node* pseudo = node.find("pseudo_vintage"))
    series->is_pseudo_vintage = yaml::read_flag(*pseudo, diagnostics).value_or(false);
  out.inputs.push_back({*name, series->sha256});
  out.known.series.push_back(std::move(*series));
}

void read_break(const yaml::Node& key, const yaml::Node& node, CalibrationFile& out,
                Diagnostics& diagnostics) {
  if (!yaml::check_keys(node, break_keys(), fmt::format("break \"{}\"", key.text), diagnostics)) return;
  Break at;
  at.name = key.text;
  if (const yaml::Node* series = node.find("series")) {
    at.series = yaml::read_texts(*series, diagnostics);
    for (const yaml::Node& one : series->items)
      find_series(one, out.known, diagnostics);
  }
  if (const yaml::Node* from = node.find("from"))
    at.from = static_cast<int>(yaml::read_integer(*from, 1, 9999, diagnostics).value_or(0));
  if (const yaml::Node* why = node.find("why")) at.why = yaml::read_text(*why, diagnostics).value_or("");
  out.known.breaks.push_back(std::move(at));
}

void read_rule(const yaml::Node& key, const yaml::Node& node, CalibrationFile& out,
               Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  out.rules.push_back({key.text, key.place, std::nullopt, node});
  const yaml::Node* rule = node.find("rule");
  if (rule == nullptr) {
    diagnostics.error("missing-key", node.place, fmt::format("result \"{}\" has no `rule:`", key.text),
                      "e.g. {rule: mean, of: city.gdp_real_growth, last: 3}");
    return;
  }
  const auto kind = yaml::read_choice<RuleKind>(*rule, diagnostics);
  if (!kind) return;
  yaml::check_keys(node, keys_of(*kind), fmt::format("result \"{}\"", key.text), diagnostics);
  if (diagnostics.error_count() == errors_before) out.rules.back().rule = *kind;
}

}  // namespace

std::filesystem::path beside(const std::filesystem::path& folder, const std::string& file) {
  return (folder / file).lexically_normal();
}

std::optional<CalibrationFile> read_calibration(const std::filesystem::path& path, const Day& vintage,
                                                Diagnostics& diagnostics) {
  const auto file = yaml::read_yaml(path, path.string(), diagnostics);
  if (!file || !yaml::check_kind(*file, "calibration", diagnostics)) return std::nullopt;
  CalibrationFile out;
  out.folder = path.parent_path();
  out.known.vintage = vintage;
  out.inputs.push_back({path.filename().string(), sha256(file->source->text())});
  if (!yaml::check_keys(file->root, calibration_keys(), "the calibration", diagnostics)) return std::nullopt;
  if (const yaml::Node* name = file->root.find("name"))
    out.name = yaml::read_text(*name, diagnostics).value_or("");
  if (const yaml::Node* title = file->root.find("title")) out.title = yaml::read_title(*title, diagnostics);
  if (const yaml::Node* series = file->root.find("series")) {
    for (const auto& [key, node] : series->entries)
      read_series_entry(key, node, out, diagnostics);
  }
  if (const yaml::Node* breaks = file->root.find("breaks")) {
    for (const auto& [key, node] : breaks->entries)
      read_break(key, node, out, diagnostics);
  }
  if (const yaml::Node* results = file->root.find("results")) {
    if (!results->is_mapping() || results->entries.empty())
      diagnostics.error("value", results->place, "`results:` holds a rule by name");
    for (const auto& [key, node] : results->entries)
      read_rule(key, node, out, diagnostics);
  }
  return out;
}

}  // namespace leontide::calibration
