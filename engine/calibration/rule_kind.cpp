#include "calibration/rule_kind.hpp"

#include <map>

namespace leontide::calibration {
namespace {

using yaml::Form;
using yaml::Key;
using KeyTable = std::vector<Key>;

template <class Enum>
std::vector<std::string> names_of_choices() {
  std::vector<std::string> names;
  for (const auto& choice : choices_of(Enum{}))
    names.emplace_back(choice.name);
  return names;
}

KeyTable words() {
  return {{"rule", true, Form::text, "how the number comes about", nullptr, false, false,
           names_of_choices<RuleKind>()},
          {"title", false, Form::title, "for people"},
          {"note", false, Form::any, "for people"},
          {"unit", false, Form::text, "of value and spread"},
          {"scale", false, Form::number, "factor of value and spread"}};
}

KeyTable window() {
  return {
      {"of", true, Form::text, "SERIES.id"},
      {"last", false, Form::whole, "so many figures, the last known"},
      {"since", false, Form::whole, "none before that year"},
      {"until", false, Form::whole, "none after that year"},
      {"without", false, Form::any, "years left out"},
      {"least", false, Form::whole, "fewer figures will do, down to so many"},
      {"at_break", false, Form::text, "a window ends at a break", nullptr, false, false, {"stop", "refuse"}},
      {"as", false, Form::text, "figures or their growth", nullptr, false, false,
       names_of_choices<Transform>()},
      {"base", false, Form::text, "figures of this base only"}};
}

KeyTable joined(KeyTable first, const KeyTable& second, const KeyTable& third = {}) {
  first.insert(first.end(), second.begin(), second.end());
  first.insert(first.end(), third.begin(), third.end());
  return first;
}

KeyTable of_a_panel() {
  return {{"rule_file", true, Form::text, "leontide: rule/1"},
          {"of", true, Form::text, "growth of the city in per cent, SERIES.id"},
          {"nation", true, Form::text, "first published growth of the nation, SERIES.id"},
          {"part", false, Form::text, "which spread", nullptr, false, false, names_of_choices<Part>()}};
}

KeyTable of_solve() {
  return {{"scenario", true, Form::any, "scenario or model file, or one from a day on"},
          {"reading", false, Form::text, "of the scenario; default the first"},
          {"vary", true, Form::text, "what is sought, as in set:"},
          {"between", true, Form::numbers, "lowest and highest value"},
          {"indicator", true, Form::text, "of the model"},
          {"year", false, Form::whole, "in which it is met"},
          {"years", false, Form::any, "first and last, or all, over which its mean is met"},
          {"meets", true, Form::any, "a number, or a result above"},
          {"set", false, Form::any, "results that the path runs with, by path"}};
}

KeyTable make_keys(RuleKind kind) {
  switch (kind) {
    case RuleKind::value: return joined(words(), window(), {{"year", false, Form::whole, "of the figure"}});
    case RuleKind::gap: return joined(words(), window(), {{"less", true, Form::text, "SERIES.id"}});
    case RuleKind::share: return joined(words(), window(), {{"whole", true, Form::text, "SERIES.id"}});
    case RuleKind::drift: return joined(words(), window(), {{"less", false, Form::text, "SERIES.id"}});
    case RuleKind::error:
      return joined(words(), window(),
                    {{"by", true, Form::text, "naive rule", nullptr, false, false, names_of_choices<Naive>()},
                     {"horizon", true, Form::whole, "years whose mean is forecast"}});
    case RuleKind::pooled:
      return joined(words(), {{"rule_file", true, Form::text, "leontide: rule/1"},
                              {"coefficient", true, Form::text, "of its fits"}});
    case RuleKind::forecast: return joined(words(), of_a_panel());
    case RuleKind::formula:
      return joined(words(), {{"value", true, Form::any, "arithmetic of results above"},
                              {"spread", false, Form::any, "likewise"}});
    case RuleKind::given:
      return joined(words(),
                    {{"value", true, Form::number, "the number"},
                     {"spread", false, Form::number, "its standard deviation"},
                     {"source", true, Form::text, "why"},
                     {"grade", true, Form::text, "of the evidence", nullptr, false, false, {"A", "B", "C"}}});
    case RuleKind::solve: return joined(words(), of_solve());
    default: return joined(words(), window());
  }
}

}  // namespace

const std::vector<Key>& keys_of(RuleKind kind) {
  static const std::map<RuleKind, KeyTable> all = [] {
    std::map<RuleKind, KeyTable> tables;
    for (const auto& choice : rule_kinds)
      tables[choice.value] = make_keys(choice.value);
    return tables;
  }();
  return all.at(kind);
}

const std::vector<Key>& calibration_keys() {
  static const KeyTable table{
      {"leontide", true, Form::text, "calibration/1", nullptr, false, false, {"calibration/1"}},
      {"name", true, Form::text, "of the calibration"},
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"},
      {"series", true, Form::by_name, "files of figures", series_keys},
      {"breaks", false, Form::by_name, "where a base changes", break_keys},
      {"results", true, Form::any, "the numbers, in order"}};
  return table;
}

const std::vector<Key>& series_keys() {
  static const KeyTable table{
      {"file", true, Form::text, "CSV of figures"},
      {"pseudo_vintage", false, Form::any, "revised figures, taken as if first published"}};
  return table;
}

const std::vector<Key>& break_keys() {
  static const KeyTable table{{"series", true, Form::texts, "SERIES.id whose base changes"},
                              {"from", true, Form::whole, "first year on the new base"},
                              {"why", true, Form::text, "what changed"}};
  return table;
}

}  // namespace leontide::calibration
