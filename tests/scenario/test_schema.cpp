// The JSON Schemas say what the readers take: every file of the repository fits its schema, a wrong key fits
// none.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <unistd.h>

#include "base/atomic_file.hpp"
#include "base/numbers.hpp"
#include "recipes/recipe_file.hpp"
#include "scenario/file_keys.hpp"
#include "scenario/laws/law_forms.hpp"
#include "support/folder.hpp"
#include "yaml/yaml.hpp"

namespace leontide::scenario {

namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

Json value_of(const yaml::Node& node) {
  using Kind = yaml::Node::Kind;
  switch (node.kind) {
    case Kind::null: return nullptr;
    case Kind::scalar: {
      if (node.quoted) return node.text;
      if (node.text == "true" || node.text == "false") return node.text == "true";
      if (const auto whole = parse_integer(node.text)) return *whole;
      if (const auto number = parse_number(node.text)) return *number;
      return node.text;
    }
    case Kind::sequence: {
      Json list = Json::array();
      for (const yaml::Node& item : node.items)
        list.push_back(value_of(item));
      return list;
    }
    case Kind::mapping: {
      Json object = Json::object();
      for (const auto& [key, value] : node.entries)
        object[key.text] = value_of(value);
      return object;
    }
  }
  return nullptr;
}

bool has_type(const Json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  return type == "object" && value.is_object();
}

bool fits_type(const Json& schema, const Json& value) {
  if (!schema.contains("type")) return true;
  const Json& type = schema["type"];
  if (type.is_string()) return has_type(value, type);
  return std::any_of(type.begin(), type.end(), [&](const Json& one) { return has_type(value, one); });
}

/// The part of JSON Schema that ours use. Gives the first place that does not fit; empty where all does.
std::string misfit(const Json& schema, const Json& value, const std::string& at) {
  if (schema.is_boolean()) return schema.get<bool>() ? "" : at + " is not known";
  if (!fits_type(schema, value)) return at + " has another type";
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
    return at + " is none of the choices";
  if (schema.contains("minimum") && value < schema["minimum"]) return at + " is too low";
  if (schema.contains("maximum") && value > schema["maximum"]) return at + " is too high";
  if (schema.contains("exclusiveMaximum") && value >= schema["exclusiveMaximum"]) return at + " is too high";
  if (schema.contains("anyOf")) {
    std::string first;
    for (const Json& one : schema["anyOf"]) {
      const std::string fault = misfit(one, value, at);
      if (fault.empty()) {
        first.clear();
        break;
      }
      first += fault + "; ";
    }
    if (!first.empty()) return first;
  }
  if (value.is_array() && schema.contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (auto fault = misfit(schema["items"], value[i], at + "[" + std::to_string(i) + "]"); !fault.empty())
        return fault;
    }
  }
  if (!value.is_object()) return "";
  if (value.size() < schema.value("minProperties", std::size_t{0})) return at + " has too few keys";
  if (value.size() > schema.value("maxProperties", value.size())) return at + " has too many keys";
  for (const Json& key : schema.value("required", Json::array())) {
    if (!value.contains(key.get<std::string>())) return at + " lacks " + key.get<std::string>();
  }
  for (const auto& [key, inner] : value.items()) {
    const bool is_known = schema.contains("properties") && schema["properties"].contains(key);
    const Json& its = is_known ? schema["properties"][key] : schema.value("additionalProperties", Json(true));
    if (auto fault = misfit(its, inner, at + "." + key); !fault.empty()) return fault;
  }
  return "";
}

struct Case {
  FileKind kind;
  fs::path path;
  Json value;
};

std::vector<Case> own_files() {
  std::vector<Case> cases;
  for (const char* folder : {"models", "scenarios"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(LEONTIDE_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".yaml") continue;
      Diagnostics diagnostics;
      const auto file = yaml::read_yaml(entry.path(), entry.path().string(), diagnostics);
      const yaml::Node* said = file ? file->root.find("leontide") : nullptr;
      if (said == nullptr) continue;
      const auto kind = find_choice<FileKind>(said->text.substr(0, said->text.find('/')));
      if (kind) cases.push_back({*kind, entry.path(), value_of(file->root)});
    }
  }
  return cases;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("Every file of the repository fits the schema of its kind, and names it") {
  const auto cases = own_files();
  CHECK(cases.size() > 20);
  for (const Case& one : cases) {
    INFO(one.path);
    CHECK(misfit(Json::parse(json_schema(one.kind)), one.value, "") == "");
    const std::string text = text_of(one.path);
    const std::string begin = "# yaml-language-server: $schema=";
    REQUIRE(text.starts_with(begin));
    const std::string named = text.substr(begin.size(), text.find('\n') - begin.size());
    CHECK(fs::exists(one.path.parent_path() / named));
    CHECK(fs::path(named).stem() == name_of(one.kind));
  }
}

TEST_CASE("A schema refuses what the readers refuse: an unknown key, a missing one, a value out of bounds") {
  const Json schema = Json::parse(json_schema(FileKind::scenario));
  const Json sound{
      {"leontide", "scenario/1"}, {"name", "a"}, {"sampling", {{"trials", 100}, {"method", "sobol"}}}};
  CHECK(misfit(schema, sound, "") == "");
  const auto with = [&](const char* key, const Json& value) {
    Json bad = sound;
    bad[key] = value;
    return misfit(schema, bad, "");
  };
  CHECK(with("modle", "x.yaml") != "");
  CHECK(with("sampling", {{"trials", 0}}) != "");
  CHECK(with("sampling", {{"method", "sobl"}}) != "");
  CHECK(with("sampling", {{"until", {{"width", 1}}}}) != "");
  CHECK(with("leontide", "model/1") != "");
  Json nameless = sound;
  nameless.erase("name");
  CHECK(misfit(schema, nameless, "") != "");
}

TEST_CASE("A schema knows the laws: their names, the keys of each, and what stands beside them") {
  const Json schema = Json::parse(json_schema(FileKind::model));
  const Json driver = schema.at("properties").at("drivers").at("additionalProperties");
  const auto fault_of = [&](const std::string& text) {
    Diagnostics diagnostics;
    const auto file = yaml::parse_yaml(text, "driver.yaml", diagnostics);
    REQUIRE(file);
    return misfit(driver, value_of(file->root), "");
  };
  for (const char* sound :
       {"{distribution: normal, mean: 0, sd: 1, draw: step, group: city}",
        "{process: ar1, mean: m, sd: 1, phi: 0.5, start: 0}",
        "{process: ar, mean: 0, sd: 1, phi: [0.5, 0.1], start: [0, 0]}",
        "{distribution: beta, alpha: 2, beta: 6}", "{distribution: empirical, file: a.csv}",
        "{distribution: lognormal, over: [a, b], of: A, sigma: 0.2}",
        "{distribution: lognormal, over: a, median: {default: 1, x: 2}, sigma: {by_year: {2024: 1}}}"}) {
    INFO(sound);
    CHECK(fault_of(sound).empty());
  }
  for (const char* wrong :
       {"{processs: ar1, mean: 0, sd: 1, phi: 0.5, start: 0}", "{process: ar7, mean: 0, sd: 1}",
        "{distributon: normal, mean: 0, sd: 1}", "{distribution: normall, mean: 0, sd: 1}",
        "{distribution: normal, mean: 0, sd: 1, drw: step}", "{distribution: normal, mean: 0}",
        "{distribution: normal, mean: 0, sd: 1, low: 0}", "{distribution: normal, mean: [0], sd: 1}",
        "{process: ar1, mean: 0, sd: 1, phi: 0.5, start: 0, draw: step}",
        "{distribution: normal, of: A, mean: 0, sd: 1}", "{over: [a], group: city}"}) {
    INFO(wrong);
    CHECK_FALSE(fault_of(wrong).empty());
  }
  // What an editor completes: every parameter of every law, once.
  const Json& completed = driver.at("properties");
  for (const LawForm& form : law_forms()) {
    const Json& names = completed.at(form.is_process ? "process" : "distribution").at("enum");
    CHECK(std::find(names.begin(), names.end(), form.name) != names.end());
    for (const LawKey& key : form.parameters)
      CHECK(completed.contains(key.name));
    for (const std::string& list : form.lists)
      CHECK(completed.contains(list));
  }
}

TEST_CASE("A schema knows what strengths, sizes and copulas may be") {
  const Json model = Json::parse(json_schema(FileKind::model)).at("properties");
  const Json strength = model.at("levers").at("additionalProperties").at("properties").at("strength");
  const Json size = model.at("events").at("additionalProperties").at("properties").at("size");
  const Json copula = model.at("dependence").at("items");
  const Json years{{"by_year", {{"2025", 0.1}}}};
  const Json law{{"distribution", "uniform"}, {"low", 0}, {"high", 1}};
  for (const Json& sound : {Json(0.5), Json("parameter"), years, law})
    CHECK(misfit(strength, sound, "") == "");
  CHECK(misfit(size, law, "") == "");
  CHECK(misfit(size, years, "") != "");
  CHECK(misfit(strength, Json{{"distribution", "uniform"}, {"low", 0}}, "") != "");
  CHECK(misfit(strength, Json{{"by_years", 1}}, "") != "");
  const Json gaussian{{"copula", "gaussian"}, {"drivers", {"a", "b"}}, {"correlation", 0.5}};
  CHECK(misfit(copula, gaussian, "") == "");
  const auto with = [&](const char* key, const Json& value) {
    Json other = gaussian;
    other[key] = value;
    return misfit(copula, other, "");
  };
  CHECK(with("df", 4) != "");
  CHECK(with("copula", "student") != "");
  CHECK(with("corelation", 0.5) != "");
}

TEST_CASE("Schema and reader of a recipe's steps agree on what they take and what they refuse") {
  struct Step {
    const char* text;
    bool sound;
  };
  // One of each step as its README row says, then what is wrong with them: a key that is not known, one that
  // is missing, a value of another kind or out of bounds, two steps in one item.
  const Step steps[] = {
      {"import: {table: a, factor: 1e-4, unit: 1e8 CNY, source: b}", true},
      {"import: {table: a, sectors: list.csv, unbalanced: true}", true},
      {"symmetric: {table: pair, model: B}", true},
      {"update: {from: a, to: {table: b, sectors: c.csv}, weight: 0.5, ratio_at_most: 3}", true},
      {"update: {from: a, to: b, value_added_shares: {table: c, codes: [x]}}", true},
      {"purchase: {at_least: [{share: 0.9, codes: [x]}]}", true},
      {"structure: {share: 0.3, broad: {all: {share: 0.3, value_added: 5, codes: [x]}},"
       " quotients: {x: {value: 2, source: s}}}",
       true},
      {"regionalise: {method: flq, delta: 0.3, size: 0.2}", true},
      {"regionalise: {output: output.csv, region: R}", true},
      {"regionalise: {output: {x: 5}, region: R}", true},
      {"close: {uses: {h: {share: 1, mix: [h]}}, exports: {mix: [e], total: 3, codes: [x]},"
       " outflow: {at_least: 0.1}}",
       true},
      {"balance: {targets: targets.csv, method: ras}", true},
      {"balance: {targets: {shop: 132}, iterations: 50}", true},
      {"balance: {value_added: {all: 5}, by: broad, tolerance: 1e-9}", true},
      {"aggregate: {by: cluster}", true},
      {"aggregate: {groups: {a: [x, y], b: z}}", true},
      {"disaggregate: {sector: shop, shares: shares.csv}", true},
      {"disaggregate: {sector: shop, shares: {a: {output: 0.4, within: {a: 0.2}}, b: {output: 0.6}}}", true},
      {"rebase: {prices: {x: 1.1}, base: 2015}", true},
      {"imports: {as: non-competitive}", true},
      {"companion: {name: clusters, split: {banks: [x]}, titles: {banks: {en: Banks, zh: 银行}}}", true},
      {"import: {tabel: a}", false},
      {"import: {factor: 2}", false},
      {"symmetric: {table: pair, model: E}", false},
      {"update: {from: a}", false},
      {"update: {from: a, to: b, weight: 1.5}", false},
      {"update: {from: a, to: {folder: b}}", false},
      {"update: {from: a, to: b, value_added_shares: {table: c}}", false},
      {"purchase: {at_least: 0.9}", false},
      {"structure: {share: 0.3, broad: {all: {share: 0.3}}}", false},
      {"regionalise: {method: lq}", false},
      {"regionalise: {output: {x: much}}", false},
      {"close: {uses: {h: {share: 1}}, exports: {mix: [e]}}", false},
      {"balance: {targets: {shop: much}}", false},
      {"balance: {targets: t.csv, iterations: few}", false},
      {"aggregate: {column: cluster}", false},
      {"disaggregate: {sector: shop, shares: {a: {sales: 0.4}}}", false},
      {"rebase: {base: 2015}", false},
      {"imports: {as: other}", false},
      {"imports: {}", false},
      {"companion: {split: {banks: [x]}}", false},
      {"imprt: {table: a}", false},
      {"{import: {table: a}, imports: {as: competitive}}", false}};
  const Json schema = Json::parse(json_schema(FileKind::recipe));
  for (const Step& step : steps) {
    INFO(step.text);
    const std::string text =
        "leontide: recipe/1\nname: a\ntitle: A\nregion: R\nyear: 2024\nsources: .\nsteps:\n  - " +
        std::string(step.text) + "\n";
    Diagnostics diagnostics;
    const auto file = yaml::parse_yaml(text, "recipe.yaml", diagnostics);
    REQUIRE(file);
    const std::string fault = misfit(schema, value_of(file->root), "");
    const test::Folder folder;
    const fs::path path = folder.write("recipe.yaml", text);
    const bool is_read = recipes::read_recipe(path, "recipe.yaml", diagnostics).has_value();
    INFO(fault << diagnostics.text());
    CHECK(fault.empty() == step.sound);
    CHECK(is_read == step.sound);
  }
}

TEST_CASE("The schemas in the repository are up to date, and each key says what it is for") {
  for (const auto& kind : file_kinds) {
    const auto path =
        fs::path(LEONTIDE_SOURCE_DIR) / "engine/scenario/schemas" / (std::string(kind.name) + ".json");
    INFO(path);
    // Where this fails: leontide help --schema KIND --out engine/scenario/schemas/KIND.json
    CHECK(text_of(path) == json_schema(kind.value));
    const Json schemas = Json::parse(json_schema(kind.value)).at("properties");
    for (const auto& [key, schema] : schemas.items()) {
      INFO(key);
      CHECK_FALSE(schema.at("description").get<std::string>().empty());
    }
  }
}

}  // namespace leontide::scenario
