#include "scenario/targets_file.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/promises/read_promises.hpp"
#include "scenario/unit_reader.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

const std::vector<std::string> status_names{"modelled", "conditional", "process", "not assessable"};

class TargetReader {
 public:
  TargetReader(const yaml::Node& node, const language::BaseSymbols* symbols, const std::string& vintage,
               Diagnostics& diagnostics)
      : node_(node), symbols_(symbols), vintage_(vintage), diagnostics_(diagnostics) {}

  Target run() {
    target_.place = node_.place;
    if (!node_.is_mapping()) {
      check_keys(node_, {}, "a target", diagnostics_);
      return target_;
    }
    if (const yaml::Node* id = node_.find("id")) target_.id = read_text(*id, diagnostics_).value_or("");
    what_ = fmt::format("target \"{}\"", target_.id);
    if (const yaml::Node* status = node_.find("status")) {
      target_.status = static_cast<Status>(read_choice(*status, status_names, diagnostics_).value_or(3));
    }
    // Its absence is told once, not as a fault of every key that asks.
    if (node_.find("status") == nullptr && node_.find("indicator") != nullptr)
      target_.status = Status::modelled;
    std::vector<yaml::Key> known = keys::target_words();
    if (target_.assessed())
      known.insert(known.end(), keys::target_question().begin(), keys::target_question().end());
    check_keys(node_, known, what_, diagnostics_);
    read_words();
    if (target_.assessed()) read_rule();
    return target_;
  }

 private:
  void read_words() {
    const auto title = [&](const char* key, Title& out) {
      if (const yaml::Node* node = node_.find(key)) out = read_title(*node, diagnostics_);
    };
    title("title", target_.title);
    title("base", target_.base);
    title("note", target_.note);
    title("needs", target_.needs);
    title("asks", target_.asks);
    title("because", target_.because);
    if (const yaml::Node* figure = node_.find("base_figure"))
      target_.base_figure = read_base_figure(*figure, vintage_, what_, diagnostics_);
    if (const yaml::Node* promise = node_.find("promise"))
      target_.promise = read_promise(*promise, diagnostics_);
    if (const yaml::Node* same = node_.find("same_quantity_as"))
      target_.same_quantity_as = read_text(*same, diagnostics_).value_or("");
    if (const yaml::Node* grade = node_.find("grade")) {
      const auto choice = read_choice(*grade, {"A", "B", "C"}, diagnostics_);
      if (choice) target_.grade = grade->text;
    }
    if (const yaml::Node* past = node_.find("past_growth"))
      target_.past_growth = read_number(*past, diagnostics_);
    if (!target_.assessed() && target_.needs.en.empty()) {
      diagnostics_.error("missing-key", node_.place,
                         fmt::format("{} is not assessable and must say which figure it `needs:`", what_));
    }
  }

  void read_rule() {
    if (const yaml::Node* indicator = node_.find("indicator"))
      target_.indicator = read_text(*indicator, diagnostics_).value_or("");
    const UnitAndPrices unit =
        symbols_ != nullptr ? read_unit(node_, *symbols_, what_, diagnostics_) : UnitAndPrices{};
    if (const yaml::Node* text = node_.find("unit")) target_.unit_text = text->text;
    if (const yaml::Node* text = node_.find("prices")) target_.prices_text = text->text;
    target_.unit = unit.unit;
    target_.basis = unit.basis;
    read_bound();
    read_years();
    if (const yaml::Node* tolerance = node_.find("tolerance")) {
      target_.is_about = true;
      target_.tolerance = read_number(*tolerance, diagnostics_).value_or(0);
      if (target_.tolerance < 0 || target_.tolerance >= 1) {
        diagnostics_.error("value", tolerance->place, "a tolerance is a share from 0 to below 1");
      }
    }
    if (const yaml::Node* asserts = node_.find("asserts"))
      target_.asserts = read_flag(*asserts, diagnostics_).value_or(true);
    const yaml::Node* given = node_.find("given");
    if ((given != nullptr) != (target_.status == Status::conditional)) {
      diagnostics_.error(
          "value", node_.place,
          fmt::format("{}: `given:` belongs to a conditional target, and a conditional target needs it",
                      what_));
    }
    if (given == nullptr || !check_keys(*given, keys::given(), "given", diagnostics_)) return;
    if (const yaml::Node* title = given->find("title"))
      target_.given_title = read_title(*title, diagnostics_);
    if (const yaml::Node* values = given->find("values")) target_.given = read_numbers(*values, diagnostics_);
    if (target_.given.empty()) diagnostics_.error("value", given->place, "`given:` needs at least one value");
    if (!target_.bound_indicator.empty()) {
      diagnostics_.error("rule", node_.place,
                         fmt::format("{} is conditional, so its bound is a number", what_));
    }
    target_.asserts = false;
  }

  /// Whether a key that is not known is meant for one of these: then it has been said already.
  bool is_one_misspelt(const std::vector<std::string>& names) const {
    std::vector<std::string> known;
    for (const keys::KeyTable* table : {&keys::target_words(), &keys::target_question()}) {
      for (const yaml::Key& key : *table)
        known.emplace_back(key.name);
    }
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return is_misspelt(node_, known, name); });
  }

  void read_bound() {
    const yaml::Node* at_least = node_.find("at_least");
    const yaml::Node* at_most = node_.find("at_most");
    const yaml::Node* between = node_.find("between");
    if ((at_least != nullptr) + (at_most != nullptr) + (between != nullptr) != 1) {
      if (is_one_misspelt({"at_least", "at_most", "between"})) return;
      diagnostics_.error("rule", node_.place,
                         fmt::format("{} needs one of at_least, at_most and between", what_));
      return;
    }
    if (between != nullptr) {
      target_.rule = Target::Rule::between;
      const auto bounds = read_numbers(*between, diagnostics_);
      if (bounds.size() != 2 || bounds[0] > bounds[1]) {
        diagnostics_.error("rule", between->place, "between takes [low, high]");
        return;
      }
      target_.low = bounds[0];
      target_.high = bounds[1];
      return;
    }
    target_.rule = at_least != nullptr ? Target::Rule::at_least : Target::Rule::at_most;
    const yaml::Node& bound = at_least != nullptr ? *at_least : *at_most;
    if (const auto number = bound.is_scalar() ? parse_number(bound.text) : std::nullopt) {
      target_.low = target_.high = *number;
    } else if (bound.is_scalar()) {
      target_.bound_indicator = bound.text;
    } else {
      read_number(bound, diagnostics_);
    }
  }

  void read_years() {
    const std::vector<std::string> names{"year", "each", "average", "cumulative", "mean_growth"};
    const yaml::Node* chosen = nullptr;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const yaml::Node* node = node_.find(names[i]);
      if (node == nullptr) continue;
      if (chosen != nullptr)
        diagnostics_.error("years", node->place, fmt::format("{} states its years twice", what_));
      chosen = node;
      target_.when = static_cast<Target::When>(i);
    }
    if (chosen == nullptr) {
      if (is_one_misspelt(names)) return;
      diagnostics_.error(
          "years", node_.place,
          fmt::format("{} needs one of year, each, average, cumulative and mean_growth", what_));
      return;
    }
    if (target_.when == Target::When::year) {
      target_.years = {static_cast<int>(read_integer(*chosen, 1, 9999, diagnostics_).value_or(0))};
      return;
    }
    if (!chosen->is_sequence()) {
      diagnostics_.error("years", chosen->place, "a list of years is expected");
      return;
    }
    for (const yaml::Node& item : chosen->items) {
      if (const auto year = read_integer(item, 1, 9999, diagnostics_))
        target_.years.push_back(static_cast<int>(*year));
    }
    const bool period = target_.has_period();
    if (target_.years.empty() ||
        (period && (target_.years.size() != 2 || target_.years[0] > target_.years[1]))) {
      diagnostics_.error("years", chosen->place,
                         period ? "a period is [first year, last year]" : "a list of years is expected");
    }
  }

  const yaml::Node& node_;
  const language::BaseSymbols* symbols_;
  const std::string& vintage_;
  Diagnostics& diagnostics_;
  Target target_;
  std::string what_ = "a target";
};

std::optional<OutsideViewRequest> read_outside_view(const yaml::Node& root, Diagnostics& diagnostics) {
  const yaml::Node* node = root.find("outside_view");
  if (node == nullptr || !check_keys(*node, keys::outside_view(), "the outside view", diagnostics))
    return std::nullopt;
  const yaml::Node* file = node->find("file");
  const yaml::Node* targets = node->find("targets");
  if (file == nullptr) return std::nullopt;
  if (targets == nullptr) return OutsideViewRequest{file->text, file->place, {}};
  return OutsideViewRequest{file->text, targets->place, read_texts(*targets, diagnostics)};
}

std::optional<TrackRecordRequest> read_track_record(const yaml::Node& root, Diagnostics& diagnostics) {
  const yaml::Node* node = root.find("track_record");
  if (node == nullptr || !check_keys(*node, keys::track_record(), "the track record", diagnostics))
    return std::nullopt;
  const yaml::Node* file = track_record_file(root);
  return file == nullptr ? std::nullopt : std::optional(TrackRecordRequest{file->text, file->place});
}

}  // namespace

const yaml::Node* outside_view_file(const yaml::Node& root) {
  const yaml::Node* view = root.find("outside_view");
  const yaml::Node* file = view != nullptr ? view->find("file") : nullptr;
  return file != nullptr && file->is_scalar() ? file : nullptr;
}

const yaml::Node* track_record_file(const yaml::Node& root) {
  const yaml::Node* record = root.find("track_record");
  const yaml::Node* file = record != nullptr ? record->find("file") : nullptr;
  return file != nullptr && file->is_scalar() ? file : nullptr;
}

const char* to_string(Status status) {
  return status_names[static_cast<std::size_t>(status)].c_str();
}

TargetsFile read_targets(const yaml::YamlFile& file, const language::BaseSymbols* symbols,
                         Diagnostics& diagnostics) {
  TargetsFile out;
  if (!check_kind(file, "targets", diagnostics) ||
      !check_keys(file.root, keys::targets_file(), "a targets file", diagnostics))
    return out;
  const yaml::Node* list = file.root.find("targets");
  if (list == nullptr) return out;
  if (!list->is_sequence()) {
    diagnostics.error("value", list->place, "targets must be a list");
    return out;
  }
  std::string vintage;
  if (const yaml::Node* day = file.root.find("vintage")) vintage = read_day(*day, diagnostics);
  if (const yaml::Node* quantities = file.root.find("quantities"))
    out.quantities = read_quantities(*quantities, vintage, diagnostics);
  out.vintage = vintage;
  std::set<std::string> seen;
  for (const yaml::Node& node : list->items) {
    out.targets.push_back(TargetReader(node, symbols, vintage, diagnostics).run());
    if (!seen.insert(out.targets.back().id).second) {
      diagnostics.error("duplicate-name", node.place,
                        fmt::format("target \"{}\" stands twice", out.targets.back().id));
    }
  }
  settle_same_quantities(out.targets, diagnostics);
  out.outside = read_outside_view(file.root, diagnostics);
  out.record = read_track_record(file.root, diagnostics);
  if (const yaml::Node* conflicts = file.root.find("conflicts")) {
    if (!conflicts->is_sequence()) diagnostics.error("value", conflicts->place, "conflicts must be a list");
    for (const yaml::Node& node : conflicts->items) {
      if (!check_keys(node, keys::conflict(), "a conflict", diagnostics)) continue;
      Conflict conflict;
      conflict.place = node.place;
      const auto text = [&](const char* key) {
        const yaml::Node* value = node.find(key);
        return value != nullptr ? read_text(*value, diagnostics).value_or("") : std::string();
      };
      conflict.level = text("level");
      conflict.share = text("share");
      conflict.whole = text("whole");
      if (const yaml::Node* note = node.find("note")) conflict.note = read_title(*note, diagnostics);
      out.conflicts.push_back(std::move(conflict));
    }
  }
  return out;
}

}  // namespace leontide::scenario
