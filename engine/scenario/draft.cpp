#include "scenario/draft.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_extends.hpp"
#include "scenario/model_file.hpp"
#include "scenario/override.hpp"
#include "scenario/targets_file.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace fs = std::filesystem;

namespace {

/// A file that is named, and where.
struct NamedFile {
  fs::path path;
  Place place;
};

class DraftReader {
 public:
  DraftReader(const fs::path& path, const CommandLine& command_line, Diagnostics& diagnostics)
      : command_line_(command_line), diagnostics_(diagnostics), out_(path) {}

  Draft run() {
    const std::size_t errors_before = diagnostics_.error_count();
    read_chain();
    read_command_line();
    if (out_.readings.empty()) out_.readings.emplace_back();
    if (model_) read_model();
    read_named_files();
    if (targets_) read_targets_and_files();
    out_.is_sound = diagnostics_.error_count() == errors_before;
    return std::move(out_);
  }

 private:
  void read_targets_and_files() {
    out_.targets = out_.files.read_yaml(targets_->path, &targets_->place, diagnostics_);
    if (!out_.targets) return;
    const yaml::Node& root = out_.targets->root;
    for (const yaml::Node* table : {outside_view_file(root), track_record_file(root)}) {
      if (table != nullptr)
        out_.files.read_csv(targets_->path.parent_path() / table->text, table->place, diagnostics_);
    }
  }

  /// The scenario and its parents, parents first.
  void read_chain() {
    std::vector<yaml::YamlFile> chain;
    auto file = out_.files.read_yaml(out_.path, nullptr, diagnostics_);
    if (file && is_model(*file)) {
      model_file_ = std::move(file);
      return;
    }
    if (file && is_part(*file)) return;
    while (file) {
      const bool is_scenario = check_kind(*file, "scenario", diagnostics_);
      is_whole_ =
          is_whole_ && is_scenario && !yaml::is_misspelt(file->root, names_of(keys::scenario()), "model");
      if (!is_scenario) break;
      check_keys(file->root, keys::scenario(), "a scenario", diagnostics_);
      chain.push_back(std::move(*file));
      file.reset();
      const yaml::Node* parent = chain.back().root.find("extends");
      const auto name = parent != nullptr ? read_text(*parent, diagnostics_) : std::nullopt;
      is_whole_ = is_whole_ && (parent == nullptr || name);
      if (!name) break;
      const fs::path path = chain.back().path.parent_path() / *name;
      if (fits_chain(chain, path, parent->place)) {
        file = out_.files.read_yaml(path, &parent->place, diagnostics_);
        is_whole_ = is_whole_ && file.has_value();
      }
    }
    for (auto it = chain.rbegin(); it != chain.rend(); ++it)
      read_one(*it);
    if (!chain.empty() && !model_ && is_whole_) {
      diagnostics_.error("missing-key", chain.front().root.place,
                         "a scenario needs the key \"model\", its own or a parent's");
    }
  }

  bool fits_chain(const std::vector<yaml::YamlFile>& chain, const fs::path& path, const Place& place) {
    const std::string name = out_.files.shown(path);
    const bool is_circle = std::any_of(chain.begin(), chain.end(), [&](const yaml::YamlFile& known) {
      return out_.files.shown(known.path) == name;
    });
    is_whole_ = false;
    if (is_circle) {
      diagnostics_.error("extends", place,
                         fmt::format("this chain of `extends:` does not end: it comes back to {}", name),
                         "a scenario cannot extend itself");
    } else if (chain.size() > limits::most_parents) {
      diagnostics_.error("extends", place,
                         fmt::format("{} is parent number {} of this scenario, and at most {} are read", name,
                                     chain.size(), limits::most_parents),
                         "put several parents into one");
    } else {
      is_whole_ = true;
    }
    return is_whole_;
  }

  /// Takes a model file for the scenario that runs it.
  bool is_model(const yaml::YamlFile& file) {
    const yaml::Node* kind = file.root.find("leontide");
    if (kind == nullptr || kind->text != "model/1") return false;
    model_ = NamedFile{out_.path, kind->place};
    if (const yaml::Node* name = file.root.find("name")) out_.name = name->text;
    return true;
  }

  bool is_part(const yaml::YamlFile& file) {
    const yaml::Node* kind = file.root.find("leontide");
    if (kind == nullptr || kind->text != "part/1") return false;
    diagnostics_.error("kind", kind->place, "a part is checked in a model that lists it",
                       "parts: [{part: FILE, fill: {…}}]");
    return true;
  }

  void read_one(const yaml::YamlFile& file) {
    const yaml::Node& root = file.root;
    const fs::path folder = file.path.parent_path();
    const auto named = [&](const char* key, std::optional<NamedFile>& out) {
      const yaml::Node* node = root.find(key);
      const auto text = node != nullptr ? read_text(*node, diagnostics_) : std::nullopt;
      if (text) out = NamedFile{folder / *text, node->place};
      is_whole_ = is_whole_ && (node == nullptr || text);
    };
    const auto keep = [&](const char* key, std::optional<yaml::Node>& out) {
      if (const yaml::Node* node = root.find(key)) out = *node;
    };
    if (const yaml::Node* name = root.find("name")) out_.name = read_text(*name, diagnostics_).value_or("");
    if (const yaml::Node* title = root.find("title")) out_.title = read_title(*title, diagnostics_);
    named("model", model_);
    named("targets", targets_);
    keep("levers", out_.levers);
    keep("events", out_.events);
    keep("observed", out_.observed);
    keep("budget", out_.budget);
    if (const yaml::Node* set = root.find("set")) {
      for (Override& override : read_overrides(*set, folder, diagnostics_))
        out_.overrides.push_back(std::move(override));
    }
    if (const yaml::Node* readings = root.find("readings")) read_readings(*readings, folder);
    if (const yaml::Node* sampling = root.find("sampling"))
      read_sampling(*sampling, out_.sampling, diagnostics_);
    if (const yaml::Node* tolerances = root.find("tolerances")) {
      out_.tolerances = read_numbers(*tolerances, diagnostics_);
      for (const double tolerance : out_.tolerances) {
        if (tolerance < 0 || tolerance >= 1)
          diagnostics_.error("value", tolerances->place, "a tolerance is a share from 0 to below 1");
      }
    }
  }

  void read_readings(const yaml::Node& node, const fs::path& folder) {
    out_.readings.clear();
    if (!node.is_sequence()) {
      diagnostics_.error("value", node.place, "readings must be a list");
      return;
    }
    for (const yaml::Node& item : node.items) {
      if (!check_keys(item, keys::reading(), "a reading", diagnostics_)) continue;
      ReadingDraft reading;
      if (const yaml::Node* name = item.find("name")) {
        reading.name = read_text(*name, diagnostics_).value_or("");
        const bool twice = std::any_of(out_.readings.begin(), out_.readings.end(),
                                       [&](const ReadingDraft& other) { return other.name == reading.name; });
        if (twice)
          diagnostics_.error("duplicate-name", name->place,
                             fmt::format("two readings are called \"{}\"", reading.name));
      }
      if (const yaml::Node* title = item.find("title")) reading.title = read_title(*title, diagnostics_);
      if (const yaml::Node* set = item.find("set"))
        reading.overrides = read_overrides(*set, folder, diagnostics_);
      out_.readings.push_back(std::move(reading));
    }
  }

  void read_command_line() {
    apply(command_line_.sampling, out_.sampling);
    warn_of_unused(out_.sampling, diagnostics_);
    for (const std::string& text : command_line_.sets) {
      const std::size_t equals = text.find('=');
      if (equals == std::string::npos || equals + 1 == text.size()) {
        diagnostics_.error("set", {"--set " + text, 0, 0, 0}, "path=value is expected");
        continue;
      }
      auto value = yaml::parse_yaml(text.substr(equals + 1), "--set " + text, diagnostics_);
      if (!value) continue;
      const std::string path(trimmed(std::string_view(text).substr(0, equals)));
      out_.command_line.push_back({path, std::move(value->root), fs::current_path()});
    }
  }

  /// The model's tree; of one that extends another, with that one's equations.
  void read_model() {
    auto file = model_file_ ? std::move(model_file_)
                            : out_.files.read_yaml(model_->path, &model_->place, diagnostics_);
    const yaml::Node* extends = file ? file->root.find("extends") : nullptr;
    if (extends == nullptr) {
      if (file) keep_model(std::move(*file));
      return;
    }
    const auto name = read_text(*extends, diagnostics_);
    if (!name) return;
    const fs::path path = model_->path.parent_path() / *name;
    if (path.lexically_normal().parent_path() != model_->path.lexically_normal().parent_path()) {
      diagnostics_.error("extends", extends->place, "a model extends one in its own folder",
                         "files are named relative to it");
      return;
    }
    auto parent = out_.files.read_yaml(path, &extends->place, diagnostics_);
    if (!parent || !check_kind(*parent, "model", diagnostics_)) return;
    if (const yaml::Node* further = parent->root.find("extends"))
      diagnostics_.error("extends", further->place, "a model that is extended cannot extend another");
    if (check_kind(*file, "model", diagnostics_))
      keep_model(extend_model(std::move(*parent), *file, diagnostics_));
  }

  void keep_model(yaml::YamlFile model) {
    const PartFile read = [this](const fs::path& path, const Place& asked_at) {
      return out_.files.read_yaml(path, &asked_at, diagnostics_);
    };
    out_.model = with_parts(std::move(model), read, diagnostics_);
  }

  /// Tables and CSV files, as named once everything is set.
  void read_named_files() {
    if (!out_.model) return;
    for (const ReadingDraft& reading : out_.readings) {
      Diagnostics told_by_resolve;
      const ModelTree tree = model_of(out_, reading, {}, told_by_resolve);
      const fs::path folder = tree.path.parent_path();
      if (const yaml::Node* tables = model_section(tree.root, "tables")) {
        for (const auto& [name, table] : tables->entries) {
          const yaml::Node* at = table.find("folder");
          if (at != nullptr && at->is_scalar())
            out_.files.read_table(folder / at->text, at->place, diagnostics_);
        }
      }
      for (const char* section : {"sets", "data", "parameters", "drivers", "levers"}) {
        const yaml::Node* node = model_section(tree.root, section);
        if (node == nullptr) continue;
        for (const auto& [name, value] : node->entries)
          read_file_of(value, folder);
      }
    }
  }

  /// The `file:` of a set, a datum or a law, the `titles:` of a set, of the parts of a mixture, and what a
  /// `by_year:` names.
  void read_file_of(const yaml::Node& node, const fs::path& folder) {
    for (const char* key : {"file", "by_year", "titles"}) {
      const yaml::Node* file = node.find(key);
      if (file != nullptr && file->is_scalar())
        out_.files.read_csv(folder / file->text, file->place, diagnostics_);
    }
    for (const auto& [key, value] : node.entries) {
      if (value.find("by_year") != nullptr) read_file_of(value, folder);
    }
    const yaml::Node* parts = node.find("parts");
    if (parts == nullptr) return;
    for (const yaml::Node& part : parts->items)
      read_file_of(part, folder);
  }

  const CommandLine& command_line_;
  Diagnostics& diagnostics_;
  Draft out_;
  std::optional<NamedFile> model_, targets_;
  std::optional<yaml::YamlFile> model_file_;  ///< where the file given is a model
  bool is_whole_ = true;                      ///< every parent was read
};

}  // namespace

Draft::Draft(const fs::path& scenario) : path(scenario), files(scenario.parent_path()) {}

Draft read_draft(const fs::path& path, const CommandLine& command_line, Diagnostics& diagnostics) {
  return DraftReader(path, command_line, diagnostics).run();
}

ModelTree model_of(const Draft& draft, const ReadingDraft& reading, const std::vector<Override>& further,
                   Diagnostics& diagnostics) {
  ModelTree file = *draft.model;
  for (const auto* list : {&draft.overrides, &reading.overrides, &draft.command_line, &further}) {
    for (const Override& override : *list)
      apply_override(override, file.root, diagnostics);
  }
  return file;
}

}  // namespace leontide::scenario
