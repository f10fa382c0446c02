#include "scenario/scenario.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "base/nearest_name.hpp"
#include "base/sha256.hpp"
#include "graph/order.hpp"
#include "language/check.hpp"
#include "scenario/model_extends.hpp"
#include "scenario/model_file.hpp"
#include "scenario/override.hpp"
#include "scenario/targets_file.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace fs = std::filesystem;

namespace {

const std::vector<yaml::Key> scenario_keys{
    {"leontide", true}, {"name", true}, {"title"},    {"extends"}, {"model"},
    {"targets"},        {"levers"},     {"events"},   {"set"},     {"readings"},
    {"sampling"},       {"tolerances"}, {"observed"}, {"budget"},  {"note"}};

constexpr std::size_t most_parents = 16;

struct SourcedOverride {
  Override what;
  fs::path folder;
};

/// One reading as the scenario states it.
struct ReadingDraft {
  std::string name;
  Title title;
  std::vector<SourcedOverride> overrides;
};

class ScenarioReader {
 public:
  ScenarioReader(const fs::path& path, const CommandLine& command_line, Diagnostics& diagnostics)
      : path_(path), command_line_(command_line), diagnostics_(diagnostics), files_(path.parent_path()) {}

  std::optional<Scenario> run() {
    if (!read_chain()) return std::nullopt;
    read_command_line();
    if (diagnostics_.has_errors()) return std::nullopt;
    if (readings_.empty()) readings_.emplace_back();
    for (const ReadingDraft& reading : readings_)
      read_reading(reading);
    if (diagnostics_.has_errors()) return std::nullopt;
    check_names();
    check_sampling(out_.sampling, out_.targets, diagnostics_);
    if (diagnostics_.has_errors()) return std::nullopt;
    finish();
    return std::move(out_);
  }

 private:
  std::optional<yaml::YamlFile> open(const fs::path& path, const Place* asked_at) {
    const std::string shown = asked_at == nullptr ? path.generic_string() : files_.shown(path);
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
      diagnostics_.error(
          "missing-file", asked_at == nullptr ? Place{shown, 0, 0, 0} : *asked_at,
          fmt::format("the file \"{}\" cannot be read", shown),
          asked_at == nullptr ? "check the path" : "paths are relative to the file that names them");
      return std::nullopt;
    }
    auto file = yaml::read_yaml(path, shown, diagnostics_);
    if (file) files_.remember(path);
    return file;
  }

  /// The scenario and its parents, parents first.
  bool read_chain() {
    std::vector<yaml::YamlFile> chain;
    auto file = open(path_, nullptr);
    if (!file) return false;
    if (const yaml::Node* kind = file->root.find("leontide"); kind != nullptr && kind->text == "model/1") {
      model_path_ = path_;
      model_place_ = kind->place;
      if (const yaml::Node* name = file->root.find("name")) out_.name = name->text;
      return true;
    }
    while (true) {
      if (!check_kind(*file, "scenario", diagnostics_)) return false;
      check_keys(file->root, scenario_keys, "a scenario", diagnostics_);
      const yaml::Node* extends = file->root.find("extends");
      const fs::path folder = file->path.parent_path();
      chain.push_back(std::move(*file));
      if (extends == nullptr) break;
      const yaml::Node* parent = chain.back().root.find("extends");
      if (chain.size() > most_parents) {
        diagnostics_.error("extends", parent->place, "this chain of `extends:` does not end",
                           "a scenario cannot extend itself");
        return false;
      }
      const auto name = read_text(*parent, diagnostics_);
      if (!name) return false;
      file = open(folder / *name, &parent->place);
      if (!file) return false;
    }
    for (auto it = chain.rbegin(); it != chain.rend(); ++it)
      read_one(*it);
    if (model_path_.empty() && !diagnostics_.has_errors()) {
      diagnostics_.error("missing-key", chain.front().root.place,
                         "a scenario needs the key \"model\", its own or a parent's");
    }
    return !diagnostics_.has_errors();
  }

  void read_one(const yaml::YamlFile& file) {
    const yaml::Node& root = file.root;
    const fs::path folder = file.path.parent_path();
    if (const yaml::Node* name = root.find("name")) out_.name = read_text(*name, diagnostics_).value_or("");
    if (const yaml::Node* title = root.find("title")) out_.title = read_title(*title, diagnostics_);
    if (const yaml::Node* model = root.find("model")) {
      model_path_ = folder / read_text(*model, diagnostics_).value_or("");
      model_place_ = model->place;
    }
    if (const yaml::Node* targets = root.find("targets")) {
      targets_path_ = folder / read_text(*targets, diagnostics_).value_or("");
      targets_place_ = targets->place;
    }
    if (const yaml::Node* levers = root.find("levers")) levers_ = *levers;
    if (const yaml::Node* events = root.find("events")) events_ = *events;
    if (const yaml::Node* set = root.find("set")) {
      for (Override& override : read_overrides(*set, diagnostics_))
        overrides_.push_back({std::move(override), folder});
    }
    if (const yaml::Node* observed = root.find("observed")) observed_ = *observed;
    if (const yaml::Node* budget = root.find("budget")) budget_ = *budget;
    if (const yaml::Node* readings = root.find("readings")) read_readings(*readings, folder);
    if (const yaml::Node* sampling = root.find("sampling"))
      scenario::read_sampling(*sampling, out_.sampling, diagnostics_);
    if (const yaml::Node* tolerances = root.find("tolerances")) {
      out_.tolerances = read_numbers(*tolerances, diagnostics_);
      for (const double tolerance : out_.tolerances) {
        if (tolerance < 0 || tolerance >= 1)
          diagnostics_.error("value", tolerances->place, "a tolerance is a share from 0 to below 1");
      }
    }
  }

  void read_readings(const yaml::Node& node, const fs::path& folder) {
    readings_.clear();
    if (!node.is_sequence()) {
      diagnostics_.error("value", node.place, "readings must be a list");
      return;
    }
    for (const yaml::Node& item : node.items) {
      if (!check_keys(item, {{"name", true}, {"title"}, {"set"}, {"note"}}, "a reading", diagnostics_))
        continue;
      ReadingDraft reading;
      if (const yaml::Node* name = item.find("name"))
        reading.name = read_text(*name, diagnostics_).value_or("");
      if (const yaml::Node* title = item.find("title")) reading.title = read_title(*title, diagnostics_);
      if (const yaml::Node* set = item.find("set")) {
        for (Override& override : read_overrides(*set, diagnostics_))
          reading.overrides.push_back({std::move(override), folder});
      }
      readings_.push_back(std::move(reading));
    }
  }

  void read_command_line() {
    apply(command_line_.sampling, out_.sampling, diagnostics_);
    for (const std::string& text : command_line_.sets) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos || equals + 1 == text.size()) {
        diagnostics_.error("set", {"--set " + text, 0, 0, 0}, "path=value is expected");
        continue;
      }
      auto value = yaml::parse_yaml(text.substr(equals + 1), "--set " + text, diagnostics_);
      if (!value) continue;
      last_overrides_.push_back({{text.substr(0, equals), std::move(value->root)}, fs::current_path()});
    }
  }

  /// The model's tree; of one that extends another, with that one's equations.
  std::optional<yaml::YamlFile> open_model() {
    auto file = open(model_path_, &model_place_);
    const yaml::Node* extends = file ? file->root.find("extends") : nullptr;
    if (extends == nullptr) return file;
    const auto name = read_text(*extends, diagnostics_);
    if (!name) return std::nullopt;
    const fs::path path = model_path_.parent_path() / *name;
    if (path.lexically_normal().parent_path() != model_path_.lexically_normal().parent_path()) {
      diagnostics_.error("extends", extends->place, "a model extends one in its own folder",
                         "files are named relative to it");
      return std::nullopt;
    }
    auto parent = open(path, &extends->place);
    if (!parent || !check_kind(*parent, "model", diagnostics_)) return std::nullopt;
    if (const yaml::Node* further = parent->root.find("extends")) {
      diagnostics_.error("extends", further->place, "a model that is extended cannot extend another");
      return std::nullopt;
    }
    if (!check_kind(*file, "model", diagnostics_)) return std::nullopt;
    return extend_model(std::move(*parent), *file, diagnostics_);
  }

  void read_reading(const ReadingDraft& draft) {
    auto file = open_model();
    if (!file) return;
    for (const auto* list : {&std::as_const(overrides_), &draft.overrides, &std::as_const(last_overrides_)}) {
      for (const SourcedOverride& override : *list)
        apply_override(override.what, override.folder, file->root, diagnostics_);
    }
    if (diagnostics_.has_errors()) return;
    auto model_file = read_model(*file, files_, diagnostics_);
    if (!model_file) return;
    auto model = language::check(model_file->draft, diagnostics_);
    if (!model) return;
    Reading reading;
    reading.name = draft.name;
    reading.title = draft.title;
    reading.model = std::move(*model);
    reading.drivers = std::move(model_file->drivers);
    reading.driver_groups = std::move(model_file->driver_groups);
    reading.levers = std::move(model_file->levers);
    reading.events = std::move(model_file->events);
    reading.copulas = std::move(model_file->copulas);
    switch_levers(reading);
    switch_events(reading);
    read_targets_once(reading.model);
    check_targets(out_.targets, out_.conflicts, reading.model, diagnostics_);
    if (out_.readings.empty()) read_figures(reading);
    graph::order(reading.model, diagnostics_);
    if (out_.name.empty()) out_.name = reading.model.name;
    if (out_.title.en.empty()) out_.title = reading.model.title;
    out_.readings.push_back(std::move(reading));
  }

  /// What is stated once for all readings, in the terms of the first one's model.
  void read_figures(const Reading& reading) {
    if (observed_)
      out_.observed = check_observed(read_observed(*observed_, reading.model.symbols, diagnostics_),
                                     reading.model, diagnostics_);
    if (!budget_) return;
    std::vector<std::string> levers;
    for (const auto& lever : reading.levers)
      levers.push_back(lever.name);
    out_.budget = read_budget(*budget_, levers, diagnostics_);
  }

  void switch_levers(Reading& reading) {
    reading.levers_on.assign(reading.levers.size(), false);
    if (!levers_ || levers_->kind == yaml::Node::Kind::null) return;
    if (!levers_->is_sequence()) {
      diagnostics_.error("value", levers_->place, "levers must be a list of the levers to turn on");
      return;
    }
    std::vector<std::string> known;
    for (const auto& lever : reading.levers)
      known.push_back(lever.name);
    for (const yaml::Node& item : levers_->items) {
      const auto found = std::find(known.begin(), known.end(), item.text);
      if (found == known.end()) {
        diagnostics_.error("unknown-name", item.place,
                           fmt::format("the model has no lever \"{}\"", item.text),
                           suggestion(item.text, known));
      } else {
        reading.levers_on[static_cast<std::size_t>(found - known.begin())] = true;
      }
    }
  }

  void switch_events(Reading& reading) {
    if (!events_ || events_->kind == yaml::Node::Kind::null) return;
    if (!events_->is_mapping()) {
      diagnostics_.error("value", events_->place, "events must be a mapping of the events to turn on",
                         "e.g. {port_closure: {at: 2026}}");
      return;
    }
    std::vector<std::string> known;
    for (const auto& event : reading.events)
      known.push_back(event.name);
    for (const auto& [name, node] : events_->entries) {
      const auto found = std::find(known.begin(), known.end(), name.text);
      if (found == known.end()) {
        diagnostics_.error("unknown-name", name.place,
                           fmt::format("the model has no event \"{}\"", name.text),
                           suggestion(name.text, known));
        continue;
      }
      random::Event& event = reading.events[static_cast<std::size_t>(found - known.begin())];
      event.on = true;
      if (node.kind == yaml::Node::Kind::null ||
          !check_keys(node, {{"at"}}, fmt::format("event \"{}\"", name.text), diagnostics_))
        continue;
      if (const yaml::Node* at = node.find("at")) {
        const auto year =
            read_integer(*at, reading.model.time.base + 1, reading.model.time.end, diagnostics_);
        if (year) event.forced_step = static_cast<int>(*year) - reading.model.time.base;
      }
    }
  }

  void read_targets_once(const language::Model& model) {
    if (targets_path_.empty() || !out_.targets.empty()) return;
    const auto file = open(targets_path_, &targets_place_);
    if (!file) return;
    TargetsFile read = read_targets(*file, model.symbols, diagnostics_);
    out_.targets = std::move(read.targets);
    out_.conflicts = std::move(read.conflicts);
  }

  /// Names become folders and columns.
  void check_names() {
    const bool plain =
        !out_.name.empty() && out_.name.find_first_of("/\\") == std::string::npos && out_.name.front() != '.';
    if (!plain)
      diagnostics_.error("name", {path_.generic_string(), 0, 0, 0},
                         fmt::format("\"{}\" cannot be a scenario's name", out_.name),
                         "it names a folder: no slashes, no leading dot");
    for (std::size_t i = 0; i < out_.readings.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (out_.readings[i].name != out_.readings[j].name) continue;
        diagnostics_.error("duplicate-name", {path_.generic_string(), 0, 0, 0},
                           fmt::format("two readings are called \"{}\"", out_.readings[i].name));
      }
    }
  }

  void finish() {
    if (out_.tolerances.empty()) out_.tolerances = {0};
    out_.inputs = files_.list();
    std::string text = sampling_text(out_.sampling);
    for (const std::string& set : command_line_.sets)
      text += "set " + set + "\n";
    for (const InputFile& input : out_.inputs)
      text += input.path + " " + input.sha256 + "\n";
    out_.digest = sha256(text);
  }

  fs::path path_;
  const CommandLine& command_line_;
  Diagnostics& diagnostics_;
  InputFiles files_;
  Scenario out_;
  fs::path model_path_, targets_path_;
  Place model_place_, targets_place_;
  std::optional<yaml::Node> levers_, events_, observed_, budget_;
  std::vector<SourcedOverride> overrides_, last_overrides_;
  std::vector<ReadingDraft> readings_;
};

}  // namespace

std::optional<Scenario> read_scenario(const fs::path& path, const CommandLine& command_line,
                                      Diagnostics& diagnostics) {
  return ScenarioReader(path, command_line, diagnostics).run();
}

}  // namespace leontide::scenario
