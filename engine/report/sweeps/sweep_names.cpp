#include "report/sweeps/sweep_names.hpp"

#include <algorithm>

#include "faults/sentences.hpp"
#include "report/input_titles.hpp"
#include "report/rests_on.hpp"
#include "report/write/document.hpp"

namespace leontide::report {

namespace {

/// A number of a law as people call it.
Title part_title(const std::string& key) {
  constexpr std::pair<const char*, const char*> known[] = {
      {"mean", "均值"},  {"sd", "标准差"}, {"median", "中位数"}, {"low", "下限"},
      {"high", "上限"},  {"mode", "众数"}, {"chance", "概率"},   {"strength", "强度"},
      {"start", "起始"}, {"size", "规模"}, {"phi", "自回归系数"}};
  for (const auto& [en, zh] : known) {
    if (key == en) return {key, zh};
  }
  return same(key);
}

/// `drivers.trade.mean`: the title of the driver and what of it varies.
Title path_title(const scenario::Reading& reading, const std::string& path) {
  const std::size_t first = path.find('.');
  if (first == std::string::npos) return {};
  const std::size_t second = path.find('.', first + 1);
  const std::string name = path.substr(first + 1, second - first - 1);
  if (input_of(reading, name) == nullptr) return {};
  Title input = input_title(reading, name, "");
  if (second == std::string::npos) return input;
  const Title part = part_title(path.substr(second + 1));
  return {input.en + " (" + part.en + ")",
          in_language(input, Language::zh) + "（" + in_language(part, Language::zh) + "）"};
}

/// What tells scenarios of one title apart, as those that extend another without a title of their own.
Title with_name(const Title& title, const std::string& name) {
  if (title.en.empty()) return {};
  return {title.en + " (" + name + ")", in_language(title, Language::zh) + "（" + name + "）"};
}

void add(sweep::Titles& titles, const std::string& key, const Title& title) {
  if (!title.en.empty()) titles.emplace(key, title);
}

}  // namespace

sweep::Titles sweep_titles(const sweep::SweepFile& file, const sweep::Variants& variants) {
  sweep::Titles titles;
  add(titles, "sweep", file.title);
  const scenario::Sampling& sampling = variants.base(0).prepared.scenario.sampling;
  add(titles, "design", design_text(sampling));
  add(titles, "seed", same(std::to_string(sampling.seed)));
  std::vector<Title> all;
  for (std::size_t s = 0; s < variants.scenarios(); ++s)
    all.push_back(variants.base(s).prepared.scenario.title);
  for (std::size_t s = 0; s < variants.scenarios(); ++s) {
    const sweep::Base& base = variants.base(s);
    const scenario::Scenario& scenario = base.prepared.scenario;
    const bool is_alone = std::count_if(all.begin(), all.end(),
                                        [&](const Title& one) { return one.en == scenario.title.en; }) == 1;
    add(titles, "scenario " + base.name, is_alone ? scenario.title : with_name(scenario.title, base.name));
    for (const scenario::Reading& reading : scenario.readings)
      add(titles, "reading " + reading.name, reading.title);
    for (const scenario::Target& target : scenario.targets)
      add(titles, "target " + target.id, target.title);
    for (const sweep::SweepFactor& factor : file.factors) {
      for (const std::string& path : factor.paths)
        add(titles, "path " + path, path_title(scenario.readings.front(), path));
    }
  }
  return titles;
}

Title SweepNames::found(const std::string& key, const std::string& otherwise) const {
  const auto at = titles_.find(key);
  return at == titles_.end() ? same(otherwise) : at->second;
}

Title SweepNames::target(const std::string& id) const {
  return id == "joint" ? Title{"the plan as a whole", "规划整体"} : found("target " + id, id);
}

Title SweepNames::path(const std::string& path) const {
  if (path == "scenario") return {"scenario", "情景"};
  if (path == "reading") return {"reading", "口径"};
  return found("path " + path, path);
}

Title SweepNames::value(const std::string& path, const std::string& value) const {
  if (path == "scenario") return scenario(value);
  if (path == "reading") return reading(value);
  if (value == "on") return {value, "启用"};
  return value == "off" ? Title{value, "停用"} : same(value);
}

Title SweepNames::cell(const sweep::ComparedCell& cell, const std::vector<std::string>& paths) const {
  const Title of = scenario(cell.scenario);
  Title words{of.en, in_language(of, Language::zh)};
  for (std::size_t p = 0; p < paths.size(); ++p) {
    if (cell.values[p].empty()) continue;
    const Title name = path(paths[p]), text = value(paths[p], cell.values[p]);
    words.en += ", " + name.en + " " + text.en;
    words.zh += "，" + in_language(name, Language::zh) + " " + in_language(text, Language::zh);
  }
  return words;
}

std::string reason_in_chinese(std::string_view reason) {
  std::string text;
  while (!reason.empty()) {
    const std::size_t end = std::min(reason.find("; "), reason.size());
    const std::string clause(reason.substr(0, end));
    const std::string zh = faults::in_chinese(clause);
    text += (text.empty() ? "" : "；") + (zh.empty() ? clause : zh);
    reason.remove_prefix(std::min(end + 2, reason.size()));
  }
  return text;
}

}  // namespace leontide::report
