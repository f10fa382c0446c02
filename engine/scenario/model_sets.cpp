#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "base/nearest_name.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/model_reader.hpp"

namespace leontide::scenario {

using language::Set;
using language::SetId;

void ModelReader::read_set(const yaml::Node& name, const yaml::Node& node) {
  const std::size_t errors_before = diagnostics_.error_count();
  std::size_t doubles = 0;  // told, and left out: what else is wrong with the set's members can be told, too
  Set set;
  set.name = name.text;
  if (check_keys(node, keys::set(), fmt::format("set \"{}\"", name.text), diagnostics_)) {
    if (node.find("of") == nullptr) {
      doubles = read_root_set(node, set);
    } else if (node.find("by") != nullptr) {
      read_groups(node, set);
    } else {
      read_subset(node, set);
    }
  }
  if (const yaml::Node* titles = node.find("titles")) read_member_titles(*titles, set);
  set.is_faulty = set.is_faulty || diagnostics_.error_count() > errors_before + doubles;
  if (set.codes.empty() && !set.is_faulty) {
    diagnostics_.error("empty-set", name.place, fmt::format("set \"{}\" has no member", name.text));
    set.is_faulty = true;
  }
  out_.draft.sets.push_back(std::move(set));
}

/// A CSV file of code, name_en, name_zh; members that it does not have go by their code.
void ModelReader::read_member_titles(const yaml::Node& file, Set& set) {
  const CsvTable* csv = csv_at(file);
  if (csv == nullptr) return;
  if (csv->header.size() < 3) {
    diagnostics_.error("missing-column", file.place,
                       "titles of members take the columns code, name_en, name_zh");
    return;
  }
  for (const std::string& code : set.codes) {
    Title title{code, ""};
    for (const auto& row : csv->rows) {
      if (row[0].text == code) title = {row[1].text, row[2].text};
    }
    set.titles.push_back(std::move(title));
  }
}

/// How many codes stand twice; each was reported and stays out.
std::size_t ModelReader::read_root_set(const yaml::Node& node, Set& set) {
  const yaml::Node* file = node.find("file");
  const yaml::Node* codes = node.find("codes");
  const yaml::Node* table = node.find("table");
  if ((file != nullptr ? 1 : 0) + (codes != nullptr ? 1 : 0) + (table != nullptr ? 1 : 0) != 1) {
    diagnostics_.error("set", node.place, "a set needs `table:`, `file:`, `codes:`, or `of:` another set");
    return 0;
  }
  if (table != nullptr) {
    read_table_set(node, set);
    return 0;
  }
  std::vector<Place> places;
  if (codes != nullptr) {
    set.codes = read_texts(*codes, diagnostics_);
    places.assign(set.codes.size(), codes->place);
  } else {
    const CsvTable* csv = csv_at(*file);
    set.is_faulty = csv == nullptr;
    if (csv == nullptr) return 0;
    SetColumns& columns = set_columns_[static_cast<SetId>(out_.draft.sets.size())];
    for (const CsvCell& cell : csv->header)
      columns.headings.push_back(cell.text);
    columns.texts.resize(columns.headings.size());
    for (const auto& row : csv->rows) {
      set.codes.push_back(row.front().text);
      places.push_back(csv->place(row.front()));
      for (std::size_t k = 0; k < row.size(); ++k)
        columns.texts[k].push_back(row[k].text);
    }
  }
  return leave_out_doubles(set, places);
}

std::size_t ModelReader::leave_out_doubles(Set& set, const std::vector<Place>& places) {
  std::set<std::string> seen;
  std::vector<std::size_t> doubles;
  for (std::size_t i = 0; i < set.codes.size(); ++i) {
    if (seen.insert(set.codes[i]).second) continue;
    diagnostics_.error("duplicate-code", places[i],
                       fmt::format("\"{}\" stands twice in set \"{}\"", set.codes[i], set.name));
    doubles.push_back(i);
  }
  const auto columns = set_columns_.find(static_cast<SetId>(out_.draft.sets.size()));
  for (auto at = doubles.rbegin(); at != doubles.rend(); ++at) {
    const auto row = static_cast<std::ptrdiff_t>(*at);
    set.codes.erase(set.codes.begin() + row);
    if (columns == set_columns_.end()) continue;
    for (std::vector<std::string>& texts : columns->second.texts)
      texts.erase(texts.begin() + row);
  }
  return doubles.size();
}

std::optional<std::vector<std::string>> ModelReader::column_of(SetId set, const yaml::Node& column) {
  SetId root = set;
  while (out_.draft.sets[root].kind == Set::Kind::subset)
    root = out_.draft.sets[root].parent;
  const auto columns = set_columns_.find(root);
  const std::vector<std::string> known =
      columns != set_columns_.end() ? columns->second.headings : std::vector<std::string>{};
  const auto at = std::find(known.begin(), known.end(), column.is_scalar() ? column.text : "");
  if (at == known.end()) {
    diagnostics_.error(
        "unknown-column", column.place,
        fmt::format("set \"{}\" has no column \"{}\"", out_.draft.sets[root].name, column.text),
        suggestion(column.text, known));
    return std::nullopt;
  }
  const auto& texts = columns->second.texts[static_cast<std::size_t>(at - known.begin())];
  std::vector<std::string> values;
  const auto rows = language::rows_in(out_.draft.sets, set, root);
  for (const std::uint32_t row : *rows)
    values.push_back(texts[row]);
  return values;
}

void ModelReader::read_subset(const yaml::Node& node, Set& set) {
  const auto parent = find_set(*node.find("of"));
  if (!parent) return;
  set.kind = Set::Kind::subset;
  set.parent = *parent;
  set.is_faulty = out_.draft.sets[*parent].is_faulty;
  if (set.is_faulty) return;
  const std::vector<std::string>& codes = out_.draft.sets[*parent].codes;
  std::vector<bool> chosen(codes.size(), true);
  if (const yaml::Node* where = node.find("where")) {
    if (!where->is_mapping())
      diagnostics_.error("value", where->place, "`where:` must be a mapping of columns to values");
    for (const auto& [column, wanted] : where->entries) {
      const auto column_values = column_of(*parent, column);
      if (!column_values) continue;
      const std::vector<std::string>& values = *column_values;
      const auto accepted = read_texts(wanted, diagnostics_);
      for (const std::string& value : accepted) {
        if (std::find(values.begin(), values.end(), value) == values.end()) {
          diagnostics_.error("unknown-value", wanted.place,
                             fmt::format("no member has \"{}\" in column \"{}\"", value, column.text),
                             suggestion(value, values));
        }
      }
      for (std::size_t i = 0; i < codes.size(); ++i) {
        chosen[i] = chosen[i] && std::find(accepted.begin(), accepted.end(), values[i]) != accepted.end();
      }
    }
  }
  if (const yaml::Node* listed = node.find("codes")) {
    const auto wanted = read_texts(*listed, diagnostics_);
    for (const std::string& code : wanted) {
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
        diagnostics_.error("unknown-code", listed->place,
                           fmt::format("\"{}\" is no member of \"{}\"", code, out_.draft.sets[*parent].name),
                           suggestion(code, codes));
      }
    }
    for (std::size_t i = 0; i < codes.size(); ++i) {
      chosen[i] = chosen[i] && std::find(wanted.begin(), wanted.end(), codes[i]) != wanted.end();
    }
  }
  for (std::uint32_t i = 0; i < codes.size(); ++i) {
    if (!chosen[i]) continue;
    set.map.push_back(i);
    set.codes.push_back(codes[i]);
  }
}

void ModelReader::read_groups(const yaml::Node& node, Set& set) {
  const auto parent = find_set(*node.find("of"));
  if (!parent) return;
  set.kind = Set::Kind::groups;
  set.parent = *parent;
  set.is_faulty = out_.draft.sets[*parent].is_faulty;
  if (set.is_faulty) return;
  const auto values = column_of(*parent, *node.find("by"));
  if (!values) return;
  for (const std::string& value : *values) {
    auto found = std::find(set.codes.begin(), set.codes.end(), value);
    if (found == set.codes.end()) found = set.codes.insert(set.codes.end(), value);
    set.map.push_back(static_cast<std::uint32_t>(found - set.codes.begin()));
  }
}

}  // namespace leontide::scenario
