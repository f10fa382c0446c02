#include "start/start.hpp"

#include <fmt/format.h>
#include <optional>

#include "base/numbers.hpp"
#include "start/fill.hpp"
#include "yaml/yaml.hpp"

namespace leontide::start {

namespace {

/// A number of a model's tree that a file may set.
struct Settable {
  std::string path;
  double value = 0;
};

/// The first parameter or driver's mean that is one plain number and not 0, so that steps about it say
/// something.
std::optional<Settable> first_number(const yaml::Node& model, const char* section, const char* key) {
  const yaml::Node* entries = model.find(section);
  if (entries == nullptr) return std::nullopt;
  for (const auto& [name, value] : entries->entries) {
    const yaml::Node* number = value.is_mapping() ? value.find(key) : &value;
    if (number == nullptr || !number->is_scalar()) continue;
    const auto read = parse_number(number->text);
    if (!read || *read == 0) continue;
    const bool is_parameter = std::string_view(section) == "parameters";
    return Settable{fmt::format("{}.{}{}", section, name.text, is_parameter ? "" : std::string(".") + key),
                    *read};
  }
  return std::nullopt;
}

std::string title_of(const Title& title, const std::string& name) {
  return title.en.empty() ? name : title.en;
}

template <class Named>
std::string listed(const std::vector<Named>& all) {
  std::string names;
  for (const Named& one : all)
    names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

}  // namespace

std::string scenario_text(const std::string& name, const std::string& model, const scenario::Scenario& of) {
  const scenario::Reading& reading = of.readings.front();
  const std::string title = title_of(of.title, of.name);
  std::string text = fmt::format(
      "leontide: scenario/1\n"
      "name: {}                       # names the folder of the results: runs/<name>-…\n"
      "title: {{en: {}, zh: {}}}\n"
      "model: {}\n"
      "# targets: targets.yaml         # what is promised: `leontide: targets/1`\n\n",
      name, in_quotes(title), in_quotes(of.title.zh.empty() ? title : of.title.zh), in_quotes(model));
  text += "# Measures that are on. A lever not named here does nothing.\nlevers: []\n";
  for (std::size_t i = 0; i < reading.levers.size(); ++i)
    text += fmt::format("#  - {}    # {}\n", reading.levers[i].name,
                        title_of(reading.model.levers[i].title, reading.levers[i].name));
  text += "\n# Shocks that are on: with their own chance a year, or `at:` a year for certain.\nevents: {}\n";
  for (std::size_t i = 0; i < reading.events.size(); ++i)
    text += fmt::format("#  {}: {{at: {}}}    # {}\n", reading.events[i].name, reading.model.time.base + 1,
                        title_of(reading.model.events[i].title, reading.events[i].name));
  text +=
      "\n# Numbers set otherwise than in the model, by path: parameters.NAME, drivers.NAME.mean, "
      "levers.NAME: off, …\n"
      "# set: {}\n"
      "\n# What a word of the plan may mean: each reading is run with the same random numbers.\n"
      "# readings:\n#   - {name: as-written, set: {}}\n"
      "\nsampling: {trials: 20000, seed: 1}     # or until: {width: 0.01}, a width for the joint chance\n";
  return text;
}

std::string sweep_text(const std::string& name, const std::string& file, const scenario::Draft& draft,
                       const scenario::Scenario& of) {
  const scenario::Reading& reading = of.readings.front();
  std::string text = fmt::format(
      "leontide: sweep/1\n"
      "name: {}                        # names the folder: runs/sweep-<name>\n"
      "scenarios: [{}]                 # each is a cell of every combination\n"
      "axes:                           # the product of axes; a path is what `set:` takes\n",
      name, in_quotes(file));
  bool has_axis = false;
  if (const auto mean = first_number(draft.model->root, "drivers", "mean")) {
    text += fmt::format("  {}: [{}, {}, {}]    # or {{from: 0, to: 0.03, step: 0.01}}\n", mean->path,
                        print_number(0.5 * mean->value), print_number(mean->value),
                        print_number(1.5 * mean->value));
    has_axis = true;
  }
  if (!reading.levers.empty()) {
    text += fmt::format("  levers.{}: [off, on]    # or a strength: [off, 0.5, 1]; levers: {}\n",
                        reading.levers.front().name, listed(reading.levers));
    has_axis = true;
  }
  if (!has_axis) text += "  sampling.seed: [1, 2]\n";
  if (const auto parameter = first_number(draft.model->root, "parameters", "value"))
    text += fmt::format("  # {}: [{}]\n", parameter->path, print_number(parameter->value));
  if (!reading.events.empty())
    text += fmt::format("  # events.{}: [off, {{at: {}}}]    # events: {}\n", reading.events.front().name,
                        reading.model.time.base + 1, listed(reading.events));
  if (of.readings.size() > 1) text += fmt::format("  # reading: [{}]\n", listed(of.readings));
  text +=
      "# zip:                          # values that move together\n"
      "#   - {PATH: [1, 2], OTHER: [3, 4]}\n"
      "# samples: {n: 200, method: sobol, over: {PATH: {distribution: uniform, low: 0, high: 1}}}\n"
      "# table: {file: variants.csv}   # a row a combination, the heads are paths\n"
      "# exclude: [{PATH: VALUE, scenario: NAME}]\n"
      "# keep: {targets: [ID], indicators: [NAME], years: [2027], quantiles: [0.1, 0.5, 0.9]}\n"
      "sampling: {trials: 4096}\n";
  return text;
}

}  // namespace leontide::start
