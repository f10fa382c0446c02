#pragma once

#include <string>
#include <vector>

#include "yaml/keys.hpp"

namespace leontide::scenario {

/// The keys of every mapping in the files that people write: readers check by them, and schemas are made
/// from them.
namespace keys {

/// The keys that one mapping may hold.
using Table = std::vector<yaml::Key>;

/// The whole scenario file.
const Table& scenario();
/// One of `readings:`.
const Table& reading();
const Table& event_on();  ///< an event that a scenario turns on
/// `sampling:`.
const Table& sampling();
/// `until:` of a sampling, the stop rule.
const Table& until();
/// One of `observed:`, a figure that is known by now.
const Table& observed();
/// `budget:`.
const Table& budget();
/// One of a budget's levers: cost and what more money does.
const Table& budget_lever();

/// The whole targets file.
const Table& targets_file();
/// `outside_view:` of a targets file.
const Table& outside_view();
const Table& target_words();     ///< of every target
const Table& target_question();  ///< of those that are assessed
const Table& target();           ///< both
/// `given:` of a conditional target.
const Table& given();
/// One of `conflicts:`.
const Table& conflict();

/// The whole model file.
const Table& model();
/// The whole part file.
const Table& part();
/// One of `decompositions:`.
const Table& decomposition();
/// A term of a decomposition.
const Table& term();
/// `time:`, the base year and the horizon.
const Table& time();
/// One of `tables:`.
const Table& table();
/// One of `sets:`.
const Table& set();
/// One of `parameters:`.
const Table& parameter();
const Table& datum();  ///< of `data:`, which may also take from a table
/// One of `drivers:`, without the keys of its law.
const Table& driver();
const Table& matrix_driver();  ///< whose cells are drawn
/// One of `levers:`, without the keys of its law.
const Table& lever();
/// One of `events:`.
const Table& event();
/// One of `variables:`.
const Table& variable();
/// One of `blocks:`, equations solved together.
const Table& block();
/// One of `indicators:`.
const Table& indicator();
/// One of `checks:`.
const Table& check();

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
std::string json_schema(const keys::Table& table, const std::string& title);

}  // namespace leontide::scenario
