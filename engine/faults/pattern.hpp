#pragma once

// Internal to the layer: the catalogue.

#include <span>
#include <string_view>

namespace leontide::faults {

/// A sentence, `{}` for what varies, and its Chinese: `{0}` for the first of these, `{=0}` where it stays as
/// it was typed.
struct Pattern {
  std::string_view en, zh;
};

// Each list by what its sentences are of.
std::span<const Pattern> file_sentences();      ///< files, YAML, CSV, keys
std::span<const Pattern> scenario_sentences();  ///< scenarios, targets, what is set
std::span<const Pattern> model_sentences();     ///< models: sets, data, tables
std::span<const Pattern> law_sentences();       ///< laws of inputs and their dependence
std::span<const Pattern> language_sentences();  ///< equations
std::span<const Pattern> sheet_sentences();     ///< sheets and files of publishers
std::span<const Pattern> table_sentences();     ///< input-output tables and recipes
std::span<const Pattern> account_sentences();   ///< what is computed of tables
std::span<const Pattern> check_sentences();     ///< what checks of tables and models find, and its hints
std::span<const Pattern> command_sentences();   ///< options, analyses, sweeps
std::span<const Pattern> forecast_sentences();  ///< calibrations and hindcasts
std::span<const Pattern> model_hints();         ///< what to do
std::span<const Pattern> command_hints();       ///< what to do with options, analyses, sweeps
std::span<const Pattern> table_hints();         ///< what to do with tables and recipes
/// What was done to a table, as its history tells; what varies may be empty.
std::span<const Pattern> history_sentences();
std::span<const Pattern> phrases();  ///< parts of sentences

}  // namespace leontide::faults
