#pragma once

#include <string>
#include <vector>

#include "yaml/keys.hpp"

namespace leontide::scenario {

/// The keys of every mapping in the files that people write: readers check by them, and schemas are made
/// from them.
namespace keys {

using Table = std::vector<yaml::Key>;

const Table& scenario();
const Table& reading();
const Table& event_on();  ///< an event that a scenario turns on
const Table& sampling();
const Table& until();
const Table& observed();
const Table& budget();
const Table& budget_lever();

const Table& targets_file();
const Table& outside_view();
const Table& target_words();     ///< of every target
const Table& target_question();  ///< of those that are assessed
const Table& target();           ///< both
const Table& given();
const Table& conflict();

const Table& model();
const Table& part();
const Table& decomposition();
const Table& term();
const Table& time();
const Table& table();
const Table& set();
const Table& parameter();
const Table& datum();  ///< of `data:`, which may also take from a table
const Table& driver();
const Table& matrix_driver();  ///< whose cells are drawn
const Table& lever();
const Table& event();
const Table& variable();
const Table& block();
const Table& indicator();
const Table& check();

}  // namespace keys

enum class FileKind { model, part, scenario, targets, recipe };
inline constexpr Choice<FileKind> file_kinds[] = {
    {FileKind::model, "model", "a city's equations and data", "城市模型"},
    {FileKind::part, "part", "equations that models share", "模型部件"},
    {FileKind::scenario, "scenario", "what to run", "情景"},
    {FileKind::targets, "targets", "what a plan promises", "目标"},
    {FileKind::recipe, "recipe", "how a table is made", "编表方案"}};
constexpr std::span<const Choice<FileKind>> choices_of(FileKind) {
  return file_kinds;
}

/// The JSON Schema (draft 2020-12) of files of a kind, with which an editor completes keys.
std::string json_schema(FileKind kind);
/// The same of a mapping of these keys, which another layer reads; `title` is what it is called.
std::string json_schema(const keys::Table& table, const std::string& title);

}  // namespace leontide::scenario
