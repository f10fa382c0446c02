#pragma once

#include <string>
#include <vector>

#include "yaml/keys.hpp"

namespace leontide::scenario {

/// The keys of every mapping in the files that people write: readers check by them, and schemas are made
/// from them.
namespace keys {

/// The keys that one mapping may hold.
using KeyTable = std::vector<yaml::Key>;

/// The whole scenario file.
const KeyTable& scenario();
/// One of `readings:`.
const KeyTable& reading();
const KeyTable& event_on();  ///< an event that a scenario turns on
/// `sampling:`.
const KeyTable& sampling();
/// `until:` of a sampling, the stop rule.
const KeyTable& until();
/// One of `observed:`, a figure that is known by now.
const KeyTable& observed();
/// `budget:`.
const KeyTable& budget();
/// One of a budget's levers: cost and what more money does.
const KeyTable& budget_lever();

/// The whole targets file.
const KeyTable& targets_file();
/// `outside_view:` of a targets file.
const KeyTable& outside_view();
/// `track_record:` of a targets file.
const KeyTable& track_record();
const KeyTable& target_words();     ///< of every target
const KeyTable& target_question();  ///< of those that are assessed
const KeyTable& target();           ///< both
/// `given:` of a conditional target.
const KeyTable& given();
/// One of `conflicts:`.
const KeyTable& conflict();

/// The whole model file.
const KeyTable& model();
/// The whole part file.
const KeyTable& part();
/// One of `decompositions:`.
const KeyTable& decomposition();
/// A term of a decomposition.
const KeyTable& term();
/// `time:`, the base year and the horizon.
const KeyTable& time();
/// One of `tables:`.
const KeyTable& table();
/// One of `sets:`.
const KeyTable& set();
/// One of `parameters:`.
const KeyTable& parameter();
const KeyTable& datum();  ///< of `data:`, which may also take from a table
/// One of `drivers:`, without the keys of its law.
const KeyTable& driver();
const KeyTable& matrix_driver();  ///< whose cells are drawn
/// One of `levers:`, without the keys of its law.
const KeyTable& lever();
/// One of `events:`.
const KeyTable& event();
/// One of `variables:`.
const KeyTable& variable();
/// One of `blocks:`, equations solved together.
const KeyTable& block();
/// One of `indicators:`.
const KeyTable& indicator();
/// One of `checks:`.
const KeyTable& check();

}  // namespace keys

/// The files of YAML that people write, each told by its first key.
enum class FileKind { model, part, scenario, targets, recipe };
/// Their names for options, and titles.
inline constexpr Choice<FileKind> file_kinds[] = {
    {FileKind::model, "model", "a city's equations and data", "城市模型"},
    {FileKind::part, "part", "equations that models share", "模型部件"},
    {FileKind::scenario, "scenario", "what to run", "情景"},
    {FileKind::targets, "targets", "what a plan promises", "目标"},
    {FileKind::recipe, "recipe", "how a table is made", "编表方案"}};
/// Finds the names by the type (choice.hpp).
constexpr std::span<const Choice<FileKind>> choices_of(FileKind) {
  return file_kinds;
}

/// The JSON Schema (draft 2020-12) of files of a kind, with which an editor completes keys.
std::string json_schema(FileKind kind);
/// The same of a mapping of these keys, which another layer reads; `title` is what it is called.
std::string json_schema(const keys::KeyTable& table, const std::string& title);

}  // namespace leontide::scenario
