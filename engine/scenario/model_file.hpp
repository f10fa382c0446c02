#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "language/model.hpp"
#include "random/spec.hpp"
#include "scenario/input_files.hpp"
#include "scenario/parts/model_tree.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

/// What a table holds of the sectors that a set of the model is.
struct TableTotals {
  std::string table;            ///< its name in the model
  language::SetId set = 0;      ///< of the model
  int year = 0;                 ///< of the table
  language::Unit unit;          ///< of the amounts
  double output = 0;            ///< of all sectors, in `unit`
  double value_added = 0;       ///< of all sectors, in `unit`
  std::optional<double> gdp;    ///< by expenditure: final uses less imports; of a whole table only
  std::vector<Title> names;     ///< [sectors of the set]
  std::vector<double> outputs;  ///< [sectors]
  std::vector<double> flows;    ///< [sectors × sectors] from row to column; empty of more than `most_drawn`

  /// Above it drawings of flows leave the cells out.
  static constexpr std::size_t most_drawn = 120;
};

/// A model file as read: equations as text, numbers as numbers.
struct ModelFile {
  language::ModelDraft draft;              ///< equations as text, numbers as numbers
  std::vector<random::Driver> drivers;     ///< as declared
  std::vector<std::string> driver_groups;  ///< [drivers] as `group:` says
  std::vector<random::Lever> levers;       ///< as declared
  std::vector<random::Event> events;       ///< all off
  std::vector<random::Copula> copulas;     ///< as declared
  std::vector<TableTotals> totals;         ///< one a table whose sectors are a set of the model
};

/// A section of a model, also under a misspelt name: what stands in it is known all the same.
const yaml::Node* model_section(const yaml::Node& root, std::string_view name);

/// Reads a `leontide: model/1` tree, to which a scenario may have applied its overrides; `files` holds what
/// it names. Reports all faults; what has one is left out, and its name is in `draft.faulty`.
ModelFile read_model(const ModelTree& file, const InputFiles& files, Diagnostics& diagnostics);

}  // namespace leontide::scenario
