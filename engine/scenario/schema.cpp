#include <algorithm>

#include "base/numbers.hpp"
#include "base/printable.hpp"
#include "recipes/recipe_file.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/laws/law_forms.hpp"
#include "scenario/laws/law_keys.hpp"

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

std::string object_of(const keys::KeyTable& table, bool is_open);

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
    case Form::list:
      return "\"type\": \"array\", \"items\": " + (key.inner != nullptr ? inner() : R"({"type": "object"})");
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

/// The names of all distributions, or of all processes.
std::vector<std::string> law_names(bool is_process) {
  std::vector<std::string> names;
  for (const LawForm& form : law_forms()) {
    if (form.is_process == is_process) names.push_back(form.name);
  }
  return names;
}

std::string key_schema(const yaml::Key& key) {
  const std::string help = key.record != nullptr ? key.record().help.en : key.help;
  const bool names_law = key.name == "distribution" || key.name == "process";
  const bool is_plain = key.form == Form::text || key.form == Form::number || key.form == Form::whole;
  const std::string value = key.record != nullptr && is_plain ? record_schema(key.record())
                            : names_law                       ? one_of(law_names(key.name == "process"))
                                                              : value_schema(key);
  return "{" + member("description", json_quoted(help)) + (value.empty() ? "" : ", " + value) + "}";
}

bool has_key(const keys::KeyTable& table, std::string_view name) {
  return std::any_of(table.begin(), table.end(), [&](const yaml::Key& key) { return key.name == name; });
}

/// One of the forms that a mapping may have: the keys that it takes then. What stands under each is said
/// outside, once for all forms.
struct MappingForm {
  std::vector<std::string> names, required;
  std::string kind_key, kind;  ///< `distribution`, `normal`: what tells the form; may be empty
};

std::string form_schema(const MappingForm& form) {
  std::string properties, required;
  for (const std::string& name : form.names)
    properties += (properties.empty() ? "" : ", ") +
                  member(name, name == form.kind_key ? "{" + one_of({form.kind}) + "}" : "true");
  for (const std::string& name : form.required)
    required += (required.empty() ? "" : ", ") + json_quoted(name);
  return "{\"properties\": {" + properties + "}, \"required\": [" + required +
         "], \"additionalProperties\": false}";
}

MappingForm form_of(const keys::KeyTable& table, std::string kind_key = {}, std::string kind = {}) {
  MappingForm form{{}, {}, std::move(kind_key), std::move(kind)};
  for (const yaml::Key& key : table) {
    form.names.emplace_back(key.name);
    if (key.required) form.required.emplace_back(key.name);
  }
  return form;
}

/// A mapping of all these keys that has one of the forms: an editor completes the keys by the first, and what
/// the kind does not take is refused by the second.
std::string object_of_forms(const keys::KeyTable& table, const std::vector<MappingForm>& forms,
                            const std::string& more = {}) {
  std::string properties = more, alternatives;
  for (const yaml::Key& key : table)
    properties += (properties.empty() ? "" : ", ") + member(key.name, key_schema(key));
  for (const MappingForm& form : forms)
    alternatives += (alternatives.empty() ? "" : ", ") + form_schema(form);
  return "{\"type\": \"object\", \"properties\": {" + properties + "}, \"anyOf\": [" + alternatives +
         "], \"additionalProperties\": false}";
}

/// A parameter of laws: a number, where it may have them a parameter's name or numbers by code or year, or
/// what the law holds as a list.
std::string parameter_schema(const std::string& name) {
  bool is_number = false, is_list = false;
  std::string laws;
  for (const LawForm& form : law_forms()) {
    const bool is_its_number = std::any_of(form.parameters.begin(), form.parameters.end(),
                                           [&](const LawKey& key) { return key.name == name; });
    const bool is_its_list = std::find(form.lists.begin(), form.lists.end(), name) != form.lists.end();
    is_number = is_number || is_its_number;
    is_list = is_list || is_its_list;
    if (is_its_number || is_its_list) laws += (laws.empty() ? "of " : ", ") + form.name;
  }
  const bool is_text = name == "file" || name == "column";
  const char* type = is_text                ? R"(["string", "number"])"
                     : is_number && is_list ? R"(["number", "string", "object", "array"])"
                     : is_list              ? R"(["array", "number"])"
                                            : R"(["number", "string", "object"])";
  return "{" + member("description", json_quoted(laws)) + ", \"type\": " + type + "}";
}

/// A law beside other keys of its owner, with the parameters of each distribution and process.
std::string law_object(const keys::KeyTable& table) {
  std::vector<std::string> shared;
  for (const yaml::Key& key : table) {
    const bool is_of_another_form = key.name == "of" || key.name == "by_year" || key.name == "column";
    if (key.name != "distribution" && key.name != "process" && !is_of_another_form)
      shared.emplace_back(key.name);
  }
  std::vector<MappingForm> forms;
  std::vector<std::string> names;
  for (const LawForm& law : law_forms()) {
    MappingForm form{{}, {}, law.is_process ? "process" : "distribution", law.name};
    form.names = form.required = {form.kind_key};
    for (const LawKey& key : law.parameters) {
      form.names.push_back(key.name);
      if (!key.fallback) form.required.push_back(key.name);
    }
    for (const std::string& list : law.lists) {
      form.names.push_back(list);
      if (list != "column") form.required.push_back(list);
    }
    for (std::size_t i = 1; i < form.names.size(); ++i) {
      if (!has_key(table, form.names[i]) &&
          std::find(names.begin(), names.end(), form.names[i]) == names.end())
        names.push_back(form.names[i]);
    }
    for (const std::string& name : shared) {
      if (!law.is_process || name != "draw") form.names.push_back(name);  // a process is a path
    }
    forms.push_back(std::move(form));
  }
  if (has_key(table, "of")) forms.push_back(form_of(keys::matrix_driver(), "distribution", "lognormal"));
  if (has_key(table, "by_year")) forms.push_back({{"by_year", "column"}, {"by_year"}, "", ""});
  std::string parameters;
  for (const std::string& name : names)
    parameters += (parameters.empty() ? "" : ", ") + member(name, parameter_schema(name));
  return object_of_forms(table, forms, parameters);
}

/// The keys of each kind of copula.
std::string copula_object() {
  keys::KeyTable all;
  std::vector<MappingForm> forms;
  for (const std::string& kind : keys::copulas()) {
    const keys::KeyTable table = keys::copula_of(kind);
    forms.push_back(form_of(table, "copula", kind));
    for (const yaml::Key& key : table) {
      if (!has_key(all, key.name)) all.push_back(key);
    }
  }
  return object_of_forms(all, forms);
}

std::string object_of(const keys::KeyTable& table, bool is_open) {
  if (has_key(table, "process")) return law_object(table);
  if (has_key(table, "copula")) return copula_object();
  std::string properties, required;
  for (const yaml::Key& key : table) {
    properties += (properties.empty() ? "" : ", ") + member(key.name, key_schema(key));
    if (key.required) required += (required.empty() ? "" : ", ") + json_quoted(key.name);
  }
  return "{\"type\": \"object\", \"properties\": {" + properties + "}, \"required\": [" + required +
         "], \"additionalProperties\": " + (is_open ? "true" : "false") + "}";
}

std::string with_head(const std::string& object, const std::string& title, const std::string& also) {
  return "{" + member("$schema", json_quoted("https://json-schema.org/draft/2020-12/schema")) + ", " +
         member("title", json_quoted("Leontide " + title)) + ", " + also + object.substr(1) + "\n";
}

const keys::KeyTable& table_of(FileKind kind) {
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
  keys::KeyTable table = table_of(kind);
  std::string also;
  if (kind == FileKind::model) {
    // What a model needs may stand in the one that it extends, or in its parts.
    std::string needed;
    for (yaml::Key& key : table) {
      if (!key.required || key.name == "leontide" || key.name == "name") continue;
      needed += (needed.empty() ? "" : ", ") + json_quoted(key.name);
      key.required = false;
    }
    table.push_back({"extends", false, Form::text, "a model whose data this one replaces"});
    also = "\"anyOf\": [{\"required\": [" + needed +
           "]}, {\"required\": [\"extends\"]}, {\"required\": [\"parts\"]}], ";
  }
  return with_head(object_of(table, false), std::string(name_of(kind)), also);
}

std::string json_schema(const keys::KeyTable& table, const std::string& title) {
  return with_head(object_of(table, false), title, "");
}

}  // namespace leontide::scenario
