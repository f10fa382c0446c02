#pragma once

// Internal to the scenario layer: the state shared by the readers of a model file's sections.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/keys.hpp"
#include "scenario/law_reader.hpp"
#include "scenario/model_file.hpp"

namespace leontide::scenario {

class ModelReader {
 public:
  ModelReader(const YamlFile& file, InputFiles& files, Diagnostics& diagnostics);

  std::optional<ModelFile> run();

 private:
  // model_file.cpp
  void read_head();
  void read_random_inputs();
  void read_driver(const Node& name, const Node& node);
  language::Quantity named_quantity(const Node& name, const Node& node);
  void read_lever(const Node& name, const Node& node);
  void read_event(const Node& name, const Node& node);

  // model_dependence.cpp
  bool names_faulty_driver(const random::Copula& copula) const;  ///< one that was reported already
  std::optional<random::Copula> read_copula(const Node& node);   ///< nothing after an error
  void read_dependence(const Node& node);

  // model_sets.cpp
  void read_set(const Node& name, const Node& node);
  void read_root_set(const Node& node, language::Set& set);
  void read_subset(const Node& node, language::Set& set);
  void read_groups(const Node& node, language::Set& set);
  const std::vector<std::string>* column_of(language::SetId set, const Node& column,
                                            std::vector<std::string>& values);

  // model_data.cpp
  void read_datum(const Node& name, const Node& node, bool is_parameter);
  void read_vector_file(const Node& node, const CsvTable& table, language::Datum& datum);
  void read_matrix_file(const Node& node, const CsvTable& table, language::Datum& datum);
  void read_values(const Node& node, language::Datum& datum);

  // model_equations.cpp
  void read_variables();
  void read_variable(const Node& name, const Node& node);
  void read_blocks();
  void read_indicators();
  void read_checks();
  std::optional<language::IndicatorDraft> read_indicator(const Node& name, const Node& node,
                                                         const std::vector<Key>& keys,
                                                         const std::string& what);

  std::optional<language::SetId> find_set(const Node& node);
  std::vector<language::SetId> read_over(const Node& mapping, std::size_t most);
  std::filesystem::path resolved(const Node& node) const;
  bool is_name(const Node& name);

  /// read(name, value) for every entry of a section, where there is one.
  template <class Read>
  void each_entry(const char* section, Read read) {
    const Node* node = root_.find(section);
    if (node == nullptr || node->kind == Node::Kind::null) return;
    if (!node->is_mapping()) {
      diagnostics_.error("value", node->place, std::string(section) + " must be a mapping of names");
      return;
    }
    for (const auto& [name, value] : node->entries) {
      if (is_name(name)) read(name, value);
    }
  }

  const YamlFile& file_;
  const Node& root_;
  InputFiles& files_;
  Diagnostics& diagnostics_;
  ModelFile out_;
  std::map<language::SetId, CsvTable> set_tables_;  ///< of the sets read from files
};

}  // namespace leontide::scenario
