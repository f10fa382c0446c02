#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/option.hpp"
#include "base/title.hpp"
#include "yaml/yaml.hpp"

namespace leontide::yaml {

/// What may stand under a key, as far as its record says; readers check the rest.
enum class Form {
  any,
  text,
  number,
  whole,
  title,     ///< a text, or one in each language
  texts,     ///< one, or a list
  numbers,   ///< a list
  mapping,   ///< of the keys `inner`
  list,      ///< of mappings of the keys `inner`
  by_name,   ///< a mapping from names to mappings of the keys `inner`, or to values of the form `each`
  rows,      ///< a CSV file, or what it would hold as a mapping `by_name`
  one_each,  ///< a list of mappings, each of just one of the keys `inner`
};

/// A key that a mapping may hold. Schemas are made from what follows `required`.
struct Key {
  std::string_view name;  ///< the key, as written in the file
  bool required = false;
  Form form = Form::any;
  const char* help = "";  ///< one line for schemas and the reference
  /// the keys of the mappings below; null where they are not listed
  const std::vector<Key>& (*inner)() = nullptr;
  bool or_plain = false;                  ///< a plain value may stand for the mapping
  bool is_open = false;                   ///< the mapping may hold other keys: which, its kind says
  std::vector<std::string> choices = {};  ///< of a text
  Option (*record)() = nullptr;           ///< of what the command line takes too
  Form each = Form::any;                  ///< of the values of `by_name` and `rows` where there is no `inner`
};

/// In their order, for suggestions.
std::vector<std::string> names_of(const std::vector<Key>& table);

/// The value under a key, or under one that is not known and near enough to be meant by it.
const Node* find_meant(const Node& node, const std::vector<Key>& table, std::string_view name);

/// Whether a key of the mapping that is not known is near enough to `name` to be meant by it.
bool is_misspelt(const Node& node, const std::vector<std::string>& known, std::string_view name);

/// The node that a problem's key (`sd`, `strength.low`, `pairs.0.1.tau`) names, as far as it stands there;
/// numbers count the items of a list.
const Node& blamed(const Node& node, const std::string& key);

/// Whether a plain value opens a parenthesis that it does not close: inside {…} YAML ended it at a comma, and
/// the keys without value that follow are the rest of it.
bool is_cut(const Node& value);
/// Says so at its place, with the value in quotes as the remedy.
void report_cut(const Node& value, Diagnostics& diagnostics);

/// Reports a value that is no mapping, keys that are not in the table (with the nearest name) and required
/// ones that are missing, unless a misspelt key is meant by them. `what` names the mapping in messages. False
/// when the value is no mapping.
bool check_keys(const Node& node, const std::vector<Key>& table, const std::string& what,
                Diagnostics& diagnostics);

/// Typed readers of one value; each reports a value of another kind at its place.
std::optional<std::string> read_text(const Node& node, Diagnostics& diagnostics);
/// A finite number; nothing, and an error, for anything else.
std::optional<double> read_number(const Node& node, Diagnostics& diagnostics);
/// A whole number from `low` to `high`; nothing, and an error, for anything else.
std::optional<long long> read_integer(const Node& node, long long low, long long high,
                                      Diagnostics& diagnostics);
/// `true` or `yes`, `false` or `no`, without quotes.
std::optional<bool> read_flag(const Node& node, Diagnostics& diagnostics);
/// A list of texts; a single scalar counts as a list of one.
std::vector<std::string> read_texts(const Node& node, Diagnostics& diagnostics);
/// A list of finite numbers; an item that is none is reported and left out.
std::vector<double> read_numbers(const Node& node, Diagnostics& diagnostics);
/// A list of rows of numbers, one after the other.
std::vector<double> read_rows(const Node& node, Diagnostics& diagnostics);
/// `{en: …, zh: …}` or a plain text, which is taken for English.
Title read_title(const Node& node, Diagnostics& diagnostics);
/// One of `choices`, as its position.
std::optional<std::size_t> read_choice(const Node& node, const std::vector<std::string>& choices,
                                       Diagnostics& diagnostics);
/// The value of that name of an enum whose choices stand next to it.
template <class Enum>
std::optional<Enum> read_choice(const Node& node, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const auto& choice : choices_of(Enum{}))
    names.emplace_back(choice.name);
  const auto at = read_choice(node, names, diagnostics);
  return at ? std::optional(choices_of(Enum{})[*at].value) : std::nullopt;
}

/// Values within the bounds of the record they belong to, refused in the same words as on the command line.
std::optional<double> read_number(const Node& node, const Option& option, Diagnostics& diagnostics);
/// The same for whole numbers.
std::optional<long long> read_integer(const Node& node, const Option& option, Diagnostics& diagnostics);

/// Reads the first key, `leontide: kind/1`, and reports a file of another kind. True also where the kind is
/// only misspelt, so that what else is wrong with the file is told.
bool check_kind(const YamlFile& file, const std::string& kind, Diagnostics& diagnostics);

}  // namespace leontide::yaml
