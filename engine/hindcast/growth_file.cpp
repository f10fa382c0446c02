#include "hindcast/growth_file.hpp"

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "yaml/keys.hpp"

namespace leontide::hindcast {
namespace {

using yaml::Form;
using yaml::Key;

const std::vector<Key>& panel_keys() {
  static const std::vector<Key> table{{"file", true, Form::text, "CSV below the data folder"},
                                      {"city", false, Form::text, "column of cities"},
                                      {"year", false, Form::text, "column of years"},
                                      {"index", false, Form::text, "column of the index, year before = 100"},
                                      {"level", false, Form::text, "column at current prices"}};
  return table;
}

const std::vector<Key>& vintage_keys() {
  static const std::vector<Key> table{{"first", true, Form::whole, "year"},
                                      {"last", true, Form::whole, "year"}};
  return table;
}

const std::vector<Key>& setting_keys() {
  static const std::vector<Key> table{
      {"horizon", true, Form::whole, "years whose mean is forecast"},
      {"first_vintage", true, Form::whole, "the first whose errors count"},
      {"least_episodes", true, Form::number, "the least number of outcomes that do not overlap"},
      {"recent_from", true, Form::whole, "first year of the recent windows of the outside view"},
      {"move", true, Form::number, "points by which recalled targets are moved"}};
  return table;
}

const std::vector<Key>& nation_keys() {
  static const std::vector<Key> table{{"mean", true, Form::number, "100 log a year"},
                                      {"sd", true, Form::number, "likewise"}};
  return table;
}

const std::vector<Key>& growth_keys() {
  static const std::vector<Key> table{
      {"leontide", true, Form::text, "hindcast/1", nullptr, false, false, {"hindcast/1"}},
      {"name", true, Form::text, "of the hindcast"},
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"},
      {"data", true, Form::text, "folder of the panel"},
      {"panel", true, Form::mapping, "growth of cities", panel_keys},
      {"committed", true, Form::text, "the result that stands in where the panel is not"},
      {"vintages", true, Form::mapping, "first and last", vintage_keys},
      {"settings", true, Form::mapping, "how it is fitted", setting_keys},
      {"national_targets", true, Form::any, "by year"},
      {"cities_above_nation", true, Form::mapping, "mean of cities less the nation's first published growth",
       nation_keys}};
  return table;
}

/// The parts of one mapping, read with its place.
class Part {
 public:
  Part(const yaml::Node& root, const char* name, const std::vector<Key>& keys, Diagnostics& diagnostics)
      : node_(root.find(name)), diagnostics_(diagnostics) {
    if (node_ != nullptr && !yaml::check_keys(*node_, keys, name, diagnostics)) node_ = nullptr;
  }
  int whole(const char* key, long long low, long long high) const {
    const yaml::Node* value = find(key);
    if (value == nullptr) return 0;
    return static_cast<int>(yaml::read_integer(*value, low, high, diagnostics_).value_or(0));
  }
  double number(const char* key) const {
    const yaml::Node* value = find(key);
    return value != nullptr ? yaml::read_number(*value, diagnostics_).value_or(0) : 0;
  }
  void text(const char* key, std::string& field) const {
    const yaml::Node* value = find(key);
    if (value != nullptr) field = yaml::read_text(*value, diagnostics_).value_or(field);
  }
  const yaml::Node* find(const char* key) const { return node_ != nullptr ? node_->find(key) : nullptr; }

 private:
  const yaml::Node* node_;
  Diagnostics& diagnostics_;
};

void read_parts(const yaml::Node& root, GrowthFile& out, Diagnostics& diagnostics) {
  const Part panel(root, "panel", panel_keys(), diagnostics);
  panel.text("file", out.panel);
  panel.text("city", out.columns.city);
  panel.text("year", out.columns.year);
  panel.text("index", out.columns.index);
  panel.text("level", out.columns.level);
  if (const yaml::Node* file = panel.find("file")) out.panel_place = file->place;
  const Part vintages(root, "vintages", vintage_keys(), diagnostics);
  out.first = vintages.whole("first", 1, 9999);
  out.last = vintages.whole("last", 1, 9999);
  const Part settings(root, "settings", setting_keys(), diagnostics);
  out.settings.horizon = settings.whole("horizon", 1, 20);
  out.settings.first_vintage = settings.whole("first_vintage", 1, 9999);
  out.settings.least_episodes = settings.number("least_episodes");
  out.recent_from = settings.whole("recent_from", 1, 9999);
  out.move = settings.number("move");
  const Part nation(root, "cities_above_nation", nation_keys(), diagnostics);
  out.cities_above = nation.number("mean");
  out.cities_above_sd = nation.number("sd");
}

/// A vintage needs at least one past one whose outcome was known at it.
void check_vintages(const yaml::Node& root, const GrowthFile& file, Diagnostics& diagnostics) {
  const yaml::Node* vintages = root.find("vintages");
  if (vintages == nullptr) return;
  if (file.last < file.first)
    diagnostics.error("value", vintages->place, "the last vintage is before the first");
  if (file.first < file.settings.first_vintage + file.settings.horizon)
    diagnostics.error(
        "value", vintages->place,
        fmt::format("at the vintage {} no outcome of {} or later was known", file.first,
                    file.settings.first_vintage),
        fmt::format("begin in {} or later", file.settings.first_vintage + file.settings.horizon));
  for (int year = file.settings.first_vintage - 2; year <= file.last + 1; ++year) {
    if (!file.targets.has(year))
      diagnostics.error("missing-target", root.find("national_targets")->place,
                        fmt::format("there is no national target of {}", year), "state it, or `none`");
  }
}

}  // namespace

std::optional<GrowthFile> read_growth_file(const yaml::YamlFile& file, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  const yaml::Node& root = file.root;
  GrowthFile out;
  if (!yaml::check_keys(root, growth_keys(), "the hindcast", diagnostics)) return std::nullopt;
  const auto text = [&](const char* key) {
    const yaml::Node* value = root.find(key);
    return value != nullptr ? yaml::read_text(*value, diagnostics).value_or("") : "";
  };
  out.name = text("name");
  out.data = file.path.parent_path() / text("data");
  out.committed = (file.path.parent_path() / text("committed")).lexically_normal().string();
  out.file = file.path.filename().string();
  out.sha256 = sha256(file.source->text());
  if (const yaml::Node* title = root.find("title")) out.title = yaml::read_title(*title, diagnostics);
  if (const yaml::Node* targets = root.find("national_targets"))
    out.targets = calibration::read_national_targets(*targets, diagnostics);
  read_parts(root, out, diagnostics);
  if (diagnostics.error_count() == errors_before) check_vintages(root, out, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return out;
}

}  // namespace leontide::hindcast
