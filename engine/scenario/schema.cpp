#include <fmt/format.h>

#include "base/json_text.hpp"
#include "base/numbers.hpp"
#include "recipes/recipe_file.hpp"
#include "scenario/file_keys.hpp"

namespace leontide::scenario {

namespace {

using yaml::Form;

std::string member(std::string_view name, const std::string& value) {
  return json_quoted(name) + ": " + value;
}

std::string one_of(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names)
    list += (list.empty() ? "" : ", ") + json_quoted(name);
  return "\"enum\": [" + list + "]";
}

std::string object_of(const keys::Table& table, bool is_open);

/// What may stand under a key, as members of a schema.
std::string value_schema(const yaml::Key& key) {
  const auto inner = [&] { return object_of(key.inner(), key.is_open); };
  const std::string plain = R"({"type": ["string", "number", "boolean"]})";
  const auto with_plain = [&](const std::string& schema) {
    return key.or_plain ? "{\"anyOf\": [" + plain + ", " + schema + "]}" : schema;
  };
  const auto by_name = [&] {
    const yaml::Key each{.name = key.name, .form = key.each};
    return R"("type": "object", "additionalProperties": )" +
           (key.inner != nullptr ? with_plain(inner()) : "{" + value_schema(each) + "}");
  };
  switch (key.form) {
    case Form::any: return "";
    case Form::text: return key.choices.empty() ? R"("type": "string")" : one_of(key.choices);
    case Form::number: return R"("type": "number")";
    case Form::whole: return R"("type": "integer")";
    case Form::title:
      return R"("anyOf": [{"type": "string"}, {"type": "object", "properties": {"en": {"type": "string"}, "zh": {"type": "string"}}, "required": ["en"], "additionalProperties": false}])";
    case Form::texts:
      return R"("anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": ["string", "number"]}}])";
    case Form::numbers: return R"("type": "array", "items": {"type": "number"})";
    case Form::mapping: return "\"anyOf\": [" + with_plain(inner()) + "]";
    case Form::list: return "\"type\": \"array\", \"items\": " + inner();
    case Form::by_name: return by_name();
    case Form::rows: return R"("anyOf": [{"type": "string"}, {)" + by_name() + "}]";
    case Form::one_each:
      return R"("type": "array", "items": )" +
             inner().insert(1, R"("minProperties": 1, "maxProperties": 1, )");
  }
  return "";
}

/// From the record that the command line has too.
std::string record_schema(const Option& option) {
  std::string schema = option.kind == ValueKind::whole    ? R"("type": "integer")"
                       : option.kind == ValueKind::number ? R"("type": "number")"
                                                          : R"("type": "string")";
  const char* low = option.is_open ? "exclusiveMinimum" : "minimum";
  const char* high = option.is_open ? "exclusiveMaximum" : "maximum";
  if (option.low) schema += ", " + member(low, print_number(*option.low));
  if (option.high) schema += ", " + member(high, print_number(*option.high));
  std::vector<std::string> names;
  for (const ChoiceName& choice : option.choices)
    names.push_back(choice.name);
  return names.empty() ? schema : one_of(names);
}

std::string key_schema(const yaml::Key& key) {
  const std::string help = key.record != nullptr ? key.record().help.en : key.help;
  const std::string value = key.record != nullptr ? record_schema(key.record()) : value_schema(key);
  return "{" + member("description", json_quoted(help)) + (value.empty() ? "" : ", " + value) + "}";
}

/// Laws have parameters of their own beside their name, copulas too: such mappings stay open.
std::string object_of(const keys::Table& table, bool is_open) {
  std::string properties, required;
  bool has_own = is_open;
  for (const yaml::Key& key : table) {
    properties += (properties.empty() ? "" : ", ") + member(key.name, key_schema(key));
    if (key.required) required += (required.empty() ? "" : ", ") + json_quoted(key.name);
    has_own = has_own || key.name == "distribution" || key.name == "copula";
  }
  return "{\"type\": \"object\", \"properties\": {" + properties + "}, \"required\": [" + required +
         "], \"additionalProperties\": " + (has_own ? "true" : "false") + "}";
}

const keys::Table& table_of(FileKind kind) {
  switch (kind) {
    case FileKind::model: return keys::model();
    case FileKind::part: return keys::part();
    case FileKind::scenario: return keys::scenario();
    case FileKind::targets: return keys::targets_file();
    case FileKind::recipe: return recipes::recipe_keys();
  }
  return keys::model();
}

}  // namespace

std::string json_schema(FileKind kind) {
  keys::Table table = table_of(kind);
  std::string also;
  if (kind == FileKind::model) {
    // What a model needs may stand in the one that it extends.
    std::string needed;
    for (yaml::Key& key : table) {
      if (!key.required || key.name == "leontide" || key.name == "name") continue;
      needed += (needed.empty() ? "" : ", ") + json_quoted(key.name);
      key.required = false;
    }
    table.push_back({"extends", false, Form::text, "a model whose data this one replaces"});
    also = "\"anyOf\": [{\"required\": [" + needed + "]}, {\"required\": [\"extends\"]}], ";
  }
  return "{" + member("$schema", json_quoted("https://json-schema.org/draft/2020-12/schema")) + ", " +
         member("title", json_quoted(fmt::format("Leontide {}", name_of(kind)))) + ", " + also +
         object_of(table, false).substr(1) + "\n";
}

}  // namespace leontide::scenario
