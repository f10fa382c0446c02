#pragma once

// Internal to the scenario layer: the state shared by the readers of a model file's sections.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenario/laws/law_reader.hpp"
#include "scenario/model_file.hpp"
#include "scenario/table_folder.hpp"
#include "yaml/keys.hpp"

namespace leontide::scenario {

/// A table that the model names.
struct NamedTable {
  std::string name;
  const TableFolder* folder = nullptr;        ///< none after a fault
  std::optional<language::Unit> unit;         ///< of its amounts; none after a fault
  std::optional<language::PriceBasis> basis;  ///< stated by `prices:`
  Place place;
};

/// A block of a table: the sets it runs over, and where their members stand among the table's sectors.
struct TableBlock {
  std::vector<language::SetId> sets;              ///< one of a vector, two of a matrix
  std::vector<std::vector<std::size_t>> members;  ///< [rank]
};

/// Columns of a set's file beside the codes, by heading; texts are [members].
struct SetColumns {
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> texts;  ///< [headings][members]
};

/// Where a set's members come from: a table, cut to a region where one is named.
struct TableOrigin {
  std::string table;   ///< by its name in the model
  std::string region;  ///< empty: the whole table

  friend bool operator==(const TableOrigin&, const TableOrigin&) = default;
};

/// One pass over a model's tree; used once.
class ModelReader {
 public:
  /// All are kept by reference. `files` holds what the model names.
  ModelReader(const ModelTree& file, const InputFiles& files, Diagnostics& diagnostics);

  /// `read_model` of model_file.hpp.
  ModelFile run();

 private:
  // model_file.cpp
  void read_head();
  void read_group_titles();
  void read_time(const yaml::Node& node);
  void read_promises();

  // model_draws.cpp
  std::optional<std::vector<double>> column_of_file(const yaml::Node& file, const std::string& column);
  NamedNumbers named_numbers(const language::Unit& unit);
  std::optional<random::Law> read_strength(const yaml::Node& node, const std::string& what,
                                           const language::Quantity& quantity, language::LeverTiming& timing);
  void add_strength_driver(const language::Quantity& lever, const random::Law& law,
                           language::LeverTiming& timing);
  void read_matrix_driver(const yaml::Node& name, const yaml::Node& node, const std::string& what);
  void read_driver(const yaml::Node& name, const yaml::Node& node);
  language::Quantity named_quantity(const yaml::Node& name, const yaml::Node& node);
  void read_lever(const yaml::Node& name, const yaml::Node& node);
  void read_event(const yaml::Node& name, const yaml::Node& node);

  // model_dependence.cpp
  bool names_faulty_driver(const random::Copula& copula) const;       ///< one that was reported already
  std::optional<random::Copula> read_copula(const yaml::Node& node);  ///< nothing after an error
  bool tie_switches(const random::Copula& copula, const yaml::Node& at);
  void tie_strength(std::size_t number, const yaml::Node& at);
  void tie_onset(std::size_t number);
  void read_dependence();

  // model_tables.cpp
  void read_table(const yaml::Node& name, const yaml::Node& node);
  void read_table_set(const yaml::Node& node, language::Set& set);
  void read_table_datum(const yaml::Node& node, language::Datum& datum);
  void settle_amount(const yaml::Node& node, const NamedTable& table, const std::string& what,
                     language::Datum& datum);
  std::optional<std::vector<std::string>> read_regions(const yaml::Node& node, std::size_t rank);
  std::optional<TableBlock> read_block(const yaml::Node& node, const NamedTable& table, std::size_t rank);
  std::optional<std::vector<language::SetId>> sets_of(const yaml::Node& node, const std::string& table,
                                                      const std::vector<std::string>& regions);
  const NamedTable* find_table(const yaml::Node& node);

  // model_sets.cpp
  void read_set(const yaml::Node& name, const yaml::Node& node);
  void read_member_titles(const yaml::Node& file, language::Set& set);
  std::size_t read_root_set(const yaml::Node& node, language::Set& set);
  std::size_t leave_out_doubles(language::Set& set, const std::vector<Place>& places);
  void read_subset(const yaml::Node& node, language::Set& set);
  void read_groups(const yaml::Node& node, language::Set& set);
  std::optional<std::vector<std::string>> column_of(language::SetId set, const yaml::Node& column);

  // model_data.cpp
  void read_datum(const yaml::Node& name, const yaml::Node& node, bool is_parameter);
  bool read_by_year(const yaml::Node& node, const yaml::Node& by_year, const std::string& what,
                    language::Datum& datum);
  void read_file_datum(const yaml::Node& node, const CsvTable& table, language::Datum& datum);
  void read_row_of_file(const yaml::Node& node, const CsvTable& table, language::Datum& datum);
  std::optional<std::size_t> column_of(const yaml::Node& node, const CsvTable& table);
  void read_vector_file(const yaml::Node& node, const CsvTable& table, language::Datum& datum);
  void read_matrix_file(const yaml::Node& node, const CsvTable& table, language::Datum& datum);
  void read_values(const yaml::Node& node, language::Datum& datum);

  // model_equations.cpp
  void read_variables();
  void read_variable(const yaml::Node& name, const yaml::Node& node);
  void read_blocks();
  void read_indicators();
  void read_checks();
  void read_decompositions();
  void read_terms(const yaml::Node& terms, language::ChangeTerms& out);
  std::optional<language::IndicatorDraft> read_indicator(const yaml::Node& name, const yaml::Node& node,
                                                         const std::vector<yaml::Key>& keys,
                                                         const std::string& what);

  std::optional<language::SetId> find_set(const yaml::Node& node);
  /// The sets of `over:`, none for a scalar; nothing where one is not known.
  std::optional<std::vector<language::SetId>> read_over(const yaml::Node& mapping, std::size_t most);
  const yaml::Node* section(std::string_view name) const;  ///< see model_section
  const CsvTable* csv_at(const yaml::Node& file);          ///< none after a fault that was reported
  std::filesystem::path resolved(const yaml::Node& node) const;
  bool is_name(const yaml::Node& name);
  std::optional<language::ExpressionText> expression_at(const yaml::Node& node);

  /// read(name, value) for every entry of a section, where there is one; a name under which a fault was
  /// reported is faulty.
  template <class Read>
  void each_entry(const char* name_of_section, Read read) {
    const yaml::Node* node = section(name_of_section);
    if (node == nullptr || node->kind == yaml::Node::Kind::null) return;
    if (!node->is_mapping()) {
      diagnostics_.error("value", node->place, std::string(name_of_section) + " must be a mapping of names");
      return;
    }
    for (const auto& [name, value] : node->entries) {
      const std::size_t errors_before = diagnostics_.error_count();
      if (is_name(name)) read(name, value);
      if (diagnostics_.error_count() > errors_before) out_.draft.faulty.insert(name.text);
    }
  }

  const ModelTree& file_;
  const yaml::Node& root_;
  const InputFiles& files_;
  Diagnostics& diagnostics_;
  ModelFile out_;
  std::vector<NamedTable> tables_;
  std::map<language::SetId, SetColumns> set_columns_;  ///< of the sets read from files and tables
  std::map<language::SetId, TableOrigin> set_origins_;
};

}  // namespace leontide::scenario
