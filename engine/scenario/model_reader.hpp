#pragma once

// Internal to the scenario layer: the state shared by the readers of a model file's sections.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/law_reader.hpp"
#include "scenario/model_file.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

class ModelReader {
 public:
  ModelReader(const yaml::YamlFile& file, InputFiles& files, Diagnostics& diagnostics);

  std::optional<ModelFile> run();

 private:
  // model_file.cpp
  void read_head();
  void read_random_inputs();
  void read_driver(const yaml::Node& name, const yaml::Node& node);
  language::Quantity named_quantity(const yaml::Node& name, const yaml::Node& node);
  void read_lever(const yaml::Node& name, const yaml::Node& node);
  void read_event(const yaml::Node& name, const yaml::Node& node);

  // model_dependence.cpp
  bool names_faulty_driver(const random::Copula& copula) const;       ///< one that was reported already
  std::optional<random::Copula> read_copula(const yaml::Node& node);  ///< nothing after an error
  void read_dependence(const yaml::Node& node);

  // model_sets.cpp
  void read_set(const yaml::Node& name, const yaml::Node& node);
  void read_root_set(const yaml::Node& node, language::Set& set);
  void read_subset(const yaml::Node& node, language::Set& set);
  void read_groups(const yaml::Node& node, language::Set& set);
  const std::vector<std::string>* column_of(language::SetId set, const yaml::Node& column,
                                            std::vector<std::string>& values);

  // model_data.cpp
  void read_datum(const yaml::Node& name, const yaml::Node& node, bool is_parameter);
  void read_vector_file(const yaml::Node& node, const CsvTable& table, language::Datum& datum);
  void read_matrix_file(const yaml::Node& node, const CsvTable& table, language::Datum& datum);
  void read_values(const yaml::Node& node, language::Datum& datum);

  // model_equations.cpp
  void read_variables();
  void read_variable(const yaml::Node& name, const yaml::Node& node);
  void read_blocks();
  void read_indicators();
  void read_checks();
  std::optional<language::IndicatorDraft> read_indicator(const yaml::Node& name, const yaml::Node& node,
                                                         const std::vector<yaml::Key>& keys,
                                                         const std::string& what);

  std::optional<language::SetId> find_set(const yaml::Node& node);
  std::vector<language::SetId> read_over(const yaml::Node& mapping, std::size_t most);
  std::filesystem::path resolved(const yaml::Node& node) const;
  bool is_name(const yaml::Node& name);

  /// read(name, value) for every entry of a section, where there is one.
  template <class Read>
  void each_entry(const char* section, Read read) {
    const yaml::Node* node = root_.find(section);
    if (node == nullptr || node->kind == yaml::Node::Kind::null) return;
    if (!node->is_mapping()) {
      diagnostics_.error("value", node->place, std::string(section) + " must be a mapping of names");
      return;
    }
    for (const auto& [name, value] : node->entries) {
      if (is_name(name)) read(name, value);
    }
  }

  const yaml::YamlFile& file_;
  const yaml::Node& root_;
  InputFiles& files_;
  Diagnostics& diagnostics_;
  ModelFile out_;
  std::map<language::SetId, CsvTable> set_tables_;  ///< of the sets read from files
};

}  // namespace leontide::scenario
