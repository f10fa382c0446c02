#include <algorithm>
#include <fmt/format.h>

#include "base/limits.hpp"
#include "base/nearest_name.hpp"
#include "base/sha256.hpp"
#include "graph/order.hpp"
#include "language/check.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_file.hpp"
#include "scenario/override.hpp"
#include "scenario/scenario.hpp"
#include "scenario/switches.hpp"
#include "scenario/targets_file.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

class Resolver {
 public:
  Resolver(const Draft& draft, const std::vector<Override>& further, Diagnostics& diagnostics)
      : draft_(draft), further_(further), diagnostics_(diagnostics) {}

  std::optional<Scenario> run() {
    const std::size_t errors_before = diagnostics_.error_count();
    out_.name = draft_.name;
    out_.title = draft_.title;
    out_.tolerances = draft_.tolerances;
    out_.sampling = draft_.sampling;
    for (const ReadingDraft& reading : draft_.readings)
      read_reading(reading);
    if (!draft_.model) read_targets_once(nullptr);
    check_name();
    check_sampling(out_.sampling, out_.targets, diagnostics_);
    check_number_of_targets();
    if (!draft_.is_sound || diagnostics_.error_count() > errors_before) return std::nullopt;
    finish();
    return std::move(out_);
  }

 private:
  void read_reading(const ReadingDraft& draft) {
    if (!draft_.model) return;
    const std::size_t errors_before = diagnostics_.error_count();
    ModelFile model_file =
        read_model(model_of(draft_, draft, further_, diagnostics_), draft_.files, diagnostics_);
    language::Checked checked = language::check(model_file.draft, diagnostics_);
    Reading reading;
    reading.name = draft.name;
    reading.title = draft.title;
    for (const std::vector<Override>* list : {&draft_.overrides, &draft.overrides}) {
      for (const Override& override : *list)
        reading.sets.push_back(override.path + "=" + value_text(override.value));
    }
    reading.model = std::move(checked.model);
    reading.drivers = std::move(model_file.drivers);
    reading.driver_groups = std::move(model_file.driver_groups);
    reading.levers = std::move(model_file.levers);
    reading.events = std::move(model_file.events);
    reading.copulas = std::move(model_file.copulas);
    reading.totals = std::move(model_file.totals);
    apply_switches(draft_, draft, further_, reading, diagnostics_);
    read_targets_once(&reading.model.symbols);
    check_targets(out_.targets, out_.conflicts, reading.model, diagnostics_);
    if (out_.readings.empty()) read_figures(reading);
    if (diagnostics_.error_count() == errors_before) graph::order(reading.model, diagnostics_);
    if (out_.name.empty()) out_.name = reading.model.name;
    if (out_.title.en.empty()) out_.title = reading.model.title;
    out_.readings.push_back(std::move(reading));
  }

  /// What is stated once for all readings, in the terms of the first one's model.
  void read_figures(const Reading& reading) {
    if (const auto figures = figures_of(draft_, further_, diagnostics_))
      out_.observed = check_observed(read_observed(*figures, reading.model.symbols, diagnostics_),
                                     reading.model, diagnostics_);
    if (!draft_.budget) return;
    std::vector<std::string> levers;
    for (const auto& lever : reading.levers)
      levers.push_back(lever.name);
    levers.insert(levers.end(), reading.model.faulty.begin(), reading.model.faulty.end());
    out_.budget = read_budget(*draft_.budget, levers, diagnostics_);
  }

  void read_targets_once(const language::BaseSymbols* symbols) {
    if (!draft_.targets || targets_are_read_) return;
    targets_are_read_ = true;
    TargetsFile read = read_targets(*draft_.targets, symbols, diagnostics_);
    out_.targets = std::move(read.targets);
    out_.conflicts = std::move(read.conflicts);
    const auto table_of = [&](const auto& request) {
      return draft_.files.csv(draft_.targets->path.parent_path() / request.file, request.place, diagnostics_);
    };
    const CsvTable* view = read.outside ? table_of(*read.outside) : nullptr;
    if (view != nullptr) out_.outside = calibration::OutsideTable::read(*view, diagnostics_);
    if (out_.outside) add_outside_view(*read.outside, *out_.outside, out_.targets, diagnostics_);
    const CsvTable* record = read.record ? table_of(*read.record) : nullptr;
    const auto all = record != nullptr ? calibration::TrackRecord::read(*record, diagnostics_) : std::nullopt;
    if (!all) return;
    calibration::TrackRecord older = all->before(read.vintage);
    if (!older.rows.empty()) out_.track_record = std::move(older);
  }

  /// A name becomes a folder.
  void check_name() {
    const bool is_stated = draft_.model.has_value() || !draft_.name.empty();
    const bool plain =
        !out_.name.empty() && out_.name.find_first_of("/\\") == std::string::npos && out_.name.front() != '.';
    if (plain || !is_stated) return;
    diagnostics_.error("name", {draft_.path.generic_string(), 0, 0, 0},
                       fmt::format("\"{}\" cannot be a scenario's name", out_.name),
                       "it names a folder: no slashes, no leading dot");
  }

  void check_number_of_targets() {
    std::size_t asserting = 0;
    for (const Target& target : out_.targets) {
      asserting += target.assessed() && target.asserts ? 1 : 0;
      if (asserting <= limits::most_asserting_targets) continue;
      diagnostics_.error("too-many", target.place,
                         fmt::format("target \"{}\" is one more than the {} that can count towards the joint "
                                     "chance",
                                     target.id, limits::most_asserting_targets),
                         "leave some out of it with `asserts: false`, or split the plan");
      return;
    }
  }

  void finish() {
    if (out_.tolerances.empty()) out_.tolerances = {0};
    out_.inputs = draft_.files.list();
    std::string text = sampling_text(out_.sampling);
    for (const std::vector<Override>* list : {&draft_.command_line, &further_}) {
      for (const Override& override : *list)
        text += "set " + override.path + "=" + value_text(override.value) + "\n";
    }
    for (const InputFile& input : out_.inputs)
      text += input.path + " " + input.sha256 + "\n";
    out_.digest = sha256(text);
  }

  const Draft& draft_;
  const std::vector<Override>& further_;
  Diagnostics& diagnostics_;
  Scenario out_;
  bool targets_are_read_ = false;
};

}  // namespace

std::optional<Scenario> resolve(const Draft& draft, const std::vector<Override>& further,
                                Diagnostics& diagnostics) {
  return Resolver(draft, further, diagnostics).run();
}

std::optional<Scenario> read_scenario(const std::filesystem::path& path, const CommandLine& command_line,
                                      Diagnostics& diagnostics) {
  return resolve(read_draft(path, command_line, diagnostics), {}, diagnostics);
}

Reading with_variables_shown(const Reading& reading) {
  Reading out = reading;
  out.model.indicators.clear();
  for (std::uint32_t v = 0; v < reading.model.variables.size(); ++v) {
    const language::Variable& variable = reading.model.variables[v];
    language::Indicator shown;
    static_cast<language::Quantity&>(shown) = variable;
    language::Node node;
    node.operation = language::Operation::variable;
    node.index = v;
    node.shape = variable.shape;
    node.unit = variable.unit;
    node.basis = variable.basis;
    node.place = variable.place;
    shown.value.nodes.push_back(std::move(node));
    out.model.indicators.push_back(std::move(shown));
  }
  return out;
}

}  // namespace leontide::scenario
