#include "scenario/switches.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "base/nearest_name.hpp"
#include "base/numbers.hpp"
#include "scenario/file_keys.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

namespace {

constexpr std::string_view of_lever = "levers.", of_event = "events.";

class Switches {
 public:
  Switches(Reading& reading, Diagnostics& diagnostics) : reading_(reading), diagnostics_(diagnostics) {
    reading_.levers_on.assign(reading_.levers.size(), false);
  }

  void levers(const yaml::Node& node) {
    if (node.kind == yaml::Node::Kind::null) return;
    if (!node.is_sequence()) {
      diagnostics_.error("value", node.place, "levers must be a list of the levers to turn on");
      return;
    }
    for (const yaml::Node& item : node.items) {
      if (const auto number = find(reading_.levers, item.text, item.place, "lever"))
        reading_.levers_on[*number] = true;
    }
  }

  void events(const yaml::Node& node) {
    if (node.kind == yaml::Node::Kind::null) return;
    if (!node.is_mapping()) {
      diagnostics_.error("value", node.place, "events must be a mapping of the events to turn on",
                         "e.g. {port_closure: {at: 2026}}");
      return;
    }
    for (const auto& [name, value] : node.entries) {
      const auto number = find(reading_.events, name.text, name.place, "event");
      if (!number) continue;
      if (value.kind == yaml::Node::Kind::null)
        reading_.events[*number].on = true;
      else
        event(reading_.events[*number], value);
    }
  }

  void one(const Override& override) {
    const bool is_lever = override.path.starts_with(of_lever);
    const std::string name = override.path.substr((is_lever ? of_lever : of_event).size());
    const Place& place = override.value.place;
    if (is_lever) {
      if (const auto number = find(reading_.levers, name, place, "lever")) lever(*number, override.value);
    } else if (const auto number = find(reading_.events, name, place, "event")) {
      event(reading_.events[*number], override.value);
    }
  }

 private:
  /// Its number; reports a name that the model does not have, unless its declaration was faulty.
  template <class Named>
  std::optional<std::size_t> find(const std::vector<Named>& all, const std::string& name, const Place& place,
                                  const char* what) {
    std::vector<std::string> known(all.size());
    std::transform(all.begin(), all.end(), known.begin(), [](const Named& one) { return one.name; });
    const auto found = std::find(known.begin(), known.end(), name);
    if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
    if (!reading_.model.faulty.contains(name))
      diagnostics_.error("unknown-name", place, fmt::format("the model has no {} \"{}\"", what, name),
                         suggestion(name, known));
    return std::nullopt;
  }

  void lever(std::size_t number, const yaml::Node& value) {
    if (value.text == "on" || value.text == "off") {
      reading_.levers_on[number] = value.text == "on";
      return;
    }
    const auto strength = parse_number(value.text);
    if (!strength) {
      diagnostics_.error("value", value.place, fmt::format("\"{}\" is no state of a lever", value.text),
                         "on, off, or a strength");
      return;
    }
    reading_.levers_on[number] = true;
    if (!reading_.model.lever_timings[number].profile.empty() || has_path(reading_.levers[number].name)) {
      diagnostics_.error("value", value.place,
                         fmt::format("the strength of \"{}\" is a path, and one number cannot take its place",
                                     reading_.levers[number].name),
                         "on, off, or levers.NAME.strength.KEY");
      return;
    }
    reading_.levers[number].strength = random::Constant{*strength};
  }

  bool has_path(const std::string& lever) const {
    return std::any_of(reading_.drivers.begin(), reading_.drivers.end(), [&](const random::Driver& driver) {
      return driver.name == std::string(of_lever) + lever;
    });
  }

  void event(random::Event& event, const yaml::Node& value) {
    if (value.is_mapping()) return turn_on(event, value);
    if (value.text != "on" && value.text != "off") {
      diagnostics_.error("value", value.place, fmt::format("\"{}\" is no state of an event", value.text),
                         "on, off, or {at: YEAR, size: NUMBER}");
      return;
    }
    event.on = value.text == "on";
  }

  void turn_on(random::Event& event, const yaml::Node& node) {
    event.on = true;
    if (!check_keys(node, keys::event_on(), fmt::format("event \"{}\"", event.name), diagnostics_)) return;
    if (const yaml::Node* size = node.find("size")) {
      if (const auto number = read_number(*size, diagnostics_)) event.size = random::Constant{*number};
    }
    const yaml::Node* at = node.find("at");
    const language::Time& time = reading_.model.time;
    if (at == nullptr || time.is_faulty) return;
    const auto year = read_integer(*at, time.base + 1, time.end, diagnostics_);
    if (year) event.forced_step = static_cast<int>(*year) - time.base;
  }

  Reading& reading_;
  Diagnostics& diagnostics_;
};

}  // namespace

bool is_switch(const Override& override) {
  const bool is_lever = override.path.starts_with(of_lever), is_event = override.path.starts_with(of_event);
  const bool is_whole = std::count(override.path.begin(), override.path.end(), '.') == 1;
  return is_whole &&
         ((is_lever && override.value.is_scalar()) || (is_event && !override.value.is_sequence()));
}

void apply_switches(const Draft& draft, const ReadingDraft& of, const std::vector<Override>& further,
                    Reading& reading, Diagnostics& diagnostics) {
  Switches switches(reading, diagnostics);
  if (draft.levers) switches.levers(*draft.levers);
  if (draft.events) switches.events(*draft.events);
  for (const auto* list : {&draft.overrides, &of.overrides, &draft.command_line, &further}) {
    for (const Override& override : *list) {
      if (is_switch(override)) switches.one(override);
    }
  }
}

}  // namespace leontide::scenario
