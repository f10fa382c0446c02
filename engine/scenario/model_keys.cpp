// The keys of model files.

#include <algorithm>

#include "scenario/file_keys.hpp"
#include "scenario/laws/law_keys.hpp"
#include "scenario/parts/part_keys.hpp"

namespace leontide::scenario::keys {

using yaml::Form;
using yaml::Key;

namespace {

const std::vector<std::string> price_names{"current", "constant"};

yaml::Key prices_key() {
  return {"prices", false, Form::text, "current or constant", nullptr, false, false, price_names};
}

/// Title, source and note: what people read.
void add_words(KeyTable& table) {
  table.insert(table.end(), {{"title", false, Form::title, "for people"},
                             {"source", false, Form::any, "where it comes from"},
                             {"note", false, Form::any, "for people"}});
}

KeyTable datum_keys() {
  KeyTable table{
      {"file", false, Form::text, "CSV file with the numbers"},
      {"column", false, Form::text, "of the file"},
      {"row", false, Form::text, "of the file, for one number"},
      {"over", false, Form::texts, "sets that it runs over"},
      {"value", false, Form::number, "one number for all"},
      {"values", false, Form::any, "numbers by code"},
      {"default", false, Form::number, "of codes left out"},
      {"by_year", false, Form::any, "numbers by year, or a CSV file of them"},
      {"unit", false, Form::text, "e.g. 1e8 CNY"},
      prices_key(),
      {"requirements", false, Form::text, "of coefficients", nullptr, false, false, {"regional", "total"}},
      {"grade", false, Form::text, "of the evidence"}};
  add_words(table);
  return table;
}

}  // namespace

const KeyTable& model() {
  static const KeyTable table{
      {"leontide", true, Form::text, "model/1", nullptr, false, false, {"model/1"}},
      {"name", true, Form::text, "of the model"},
      {"title", false, Form::title, "for people"},
      {"time", true, Form::mapping, "base year and horizon", keys::time},
      {"units", false, Form::any, "units and what they measure"},
      {"parts", false, Form::list, "parts of the model, and what fills their needs", keys::part_use},
      {"tables", false, Form::by_name, "table folders", keys::table},
      {"sets", false, Form::by_name, "sectors and their groups", keys::set},
      {"data", false, Form::by_name, "numbers read from tables and files", datum},
      {"parameters", false, Form::by_name, "numbers that a scenario may set", parameter, true},
      {"drivers", false, Form::by_name, "uncertain inputs", driver},
      {"groups", false, Form::any, "titles of the sources of uncertainty that drivers name"},
      {"dependence", false, Form::list, "copulas that tie drivers together", copula},
      {"levers", false, Form::by_name, "measures", lever},
      {"events", false, Form::by_name, "shocks", event},
      {"variables", true, Form::by_name, "an equation each, in any order", variable, true},
      {"blocks", false, Form::list, "variables that are solved together", block},
      {"indicators", true, Form::by_name, "what is shown", indicator},
      {"decompositions", false, Form::list, "changes since the base year, told apart by terms",
       decomposition},
      {"checks", false, Form::by_name, "identities that every trial must meet", check},
      {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& part() {
  static const KeyTable table = [] {
    KeyTable keys{{"leontide", true, Form::text, "part/1", nullptr, false, false, {"part/1"}},
                  {"name", true, Form::text, "of the part"},
                  {"title", false, Form::title, "for people"},
                  {"units", false, Form::any, "units and what they measure, as the model has them"},
                  {"needs", false, Form::by_name, "what a model fills", need, true},
                  {"gives", false, Form::any, "what it defines for others: a list, or a mapping as of needs"},
                  {"note", false, Form::any, "for people"}};
    for (Key key : model()) {
      if (std::find(part_sections.begin(), part_sections.end(), key.name) == part_sections.end()) continue;
      key.required = false;
      keys.push_back(std::move(key));
    }
    return keys;
  }();
  return table;
}

const KeyTable& time() {
  static const KeyTable table{{"base", true, Form::whole, "year of the tables"},
                              {"end", true, Form::whole, "last year"},
                              {"step", false, Form::any, "a year"}};
  return table;
}

const KeyTable& table() {
  static const KeyTable table{{"folder", true, Form::text, "table folder"},
                              {"unit", false, Form::text, "in place of the folder's"},
                              prices_key(),
                              {"title", false, Form::title, "for people"},
                              {"source", false, Form::any, "where it comes from"},
                              {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& set() {
  static const KeyTable table{
      {"file", false, Form::text, "CSV file of codes"},
      {"table", false, Form::text, "whose sectors it has"},
      {"region", false, Form::text, "of a table with regions"},
      {"codes", false, Form::texts, "its members"},
      {"of", false, Form::text, "the set that it is a part or a grouping of"},
      {"where", false, Form::any, "which members of that set"},
      {"by", false, Form::text, "column that groups that set"},
      {"titles", false, Form::text, "CSV file of its members' names: code, name_en, name_zh"},
      {"title", false, Form::title, "for people"},
      {"source", false, Form::any, "where it comes from"}};
  return table;
}

const KeyTable& parameter() {
  static const KeyTable table = datum_keys();
  return table;
}

const KeyTable& datum() {
  static const KeyTable table = [] {
    KeyTable keys = datum_keys();
    keys.insert(keys.end(), {{"table", false, Form::text, "table to take from"},
                             {"take", false, Form::text, "e.g. coefficients, output, final_demand.COLUMN"},
                             {"region", false, Form::text, "of a table with regions"},
                             {"from", false, Form::text, "region that sells"},
                             {"to", false, Form::text, "region that buys"}});
    return keys;
  }();
  return table;
}

const KeyTable& driver() {
  static const KeyTable table = [] {
    KeyTable keys = law();
    keys.insert(
        keys.end(),
        {{"over", false, Form::texts, "the set that it runs over, or the two of a matrix"},
         {"of", false, Form::text, "the matrix whose cells are drawn"},
         {"draw", false, Form::text, "once a trial, or each year", nullptr, false, false, {"trial", "step"}},
         {"common", false, Form::number, "share that all members have in common"},
         {"correlation", false, Form::any, "of its members"},
         {"unit", false, Form::text, "e.g. 1e8 CNY"},
         prices_key(),
         {"grade", false, Form::text, "of the evidence"},
         {"group", false, Form::text, "source of uncertainty that it belongs to"},
         {"serial", false, Form::any, "copula from year to year"},
         {"discrete",
          false,
          Form::text,
          "how a discrete law is correlated",
          nullptr,
          false,
          false,
          {"by-uniform"}}});
    add_words(keys);
    return keys;
  }();
  return table;
}

const KeyTable& matrix_driver() {
  static const KeyTable table = [] {
    KeyTable keys{{"distribution", true, Form::text, "lognormal", nullptr, false, false, {"lognormal"}},
                  {"over", true, Form::texts, "the two sets of the matrix"},
                  {"of", true, Form::text, "the matrix whose cells are drawn"},
                  {"sigma", true, Form::any, "of each cell's factor"},
                  {"grade", false, Form::text, "of the evidence"},
                  {"group", false, Form::text, "source of uncertainty that it belongs to"}};
    add_words(keys);
    return keys;
  }();
  return table;
}

const KeyTable& lever() {
  static const KeyTable table{
      {"title", false, Form::title, "for people"},
      {"start", true, Form::whole, "year in which it begins"},
      {"ramp", false, Form::number, "years to full strength"},
      {"end", false, Form::whole, "last year in which it acts"},
      {"strength", true, Form::mapping, "a number, numbers by year, or its law", keys::strength, true},
      {"unit", false, Form::text, "of the strength, e.g. percent"},
      prices_key(),
      {"source", false, Form::any, "where it comes from"},
      {"note", false, Form::any, "for people"},
      {"grade", false, Form::text, "of the evidence"}};
  return table;
}

const KeyTable& event() {
  static const KeyTable table{{"title", false, Form::title, "for people"},
                              {"chance", true, Form::any, "a year"},
                              {"size", true, Form::mapping, "a number or its law", law, true},
                              {"unit", false, Form::text, "of the size, e.g. percent"},
                              prices_key(),
                              {"recovery", false, Form::any, "share that is left a year later"},
                              {"source", false, Form::any, "where it comes from"},
                              {"note", false, Form::any, "for people"},
                              {"grade", false, Form::text, "of the evidence"}};
  return table;
}

const KeyTable& variable() {
  static const KeyTable table = [] {
    KeyTable keys{{"start", false, Form::any, "its value in the base year"},
                  {"equation", true, Form::any, "in later years; of the base year too without `start`"},
                  {"unit", false, Form::text, "e.g. 1e8 CNY"},
                  prices_key()};
    add_words(keys);
    return keys;
  }();
  return table;
}

const KeyTable& block() {
  static const KeyTable table{
      {"name", true, Form::text, "of the block"},     {"variables", true, Form::texts, "solved together"},
      {"tolerance", false, Form::number, "relative"}, {"iterations", false, Form::whole, "at most"},
      {"damping", false, Form::number, "of a step"},  {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& indicator() {
  static const KeyTable table = [] {
    KeyTable keys{{"value", true, Form::any, "an expression"},
                  {"unit", false, Form::text, "e.g. 1e8 CNY"},
                  prices_key(),
                  {"over", false, Form::texts, "the set that it runs over"},
                  {"within", false, Form::numbers, "two numbers: a trial outside them fails"}};
    add_words(keys);
    return keys;
  }();
  return table;
}

const KeyTable& decomposition() {
  static const KeyTable table{
      {"of", true, Form::text, "a scalar indicator or variable"},
      {"terms", true, Form::any, "by name: what is held at its base-year value, a list or {title, hold}"},
      {"year", false, Form::whole, "up to which; left out: the horizon"},
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"}};
  return table;
}

const KeyTable& term() {
  static const KeyTable table{{"hold", true, Form::texts, "what is held at its base-year value"},
                              {"title", false, Form::title, "for people"}};
  return table;
}

const KeyTable& check() {
  static const KeyTable table{
      {"value", true, Form::any, "an expression that must be zero"},
      {"within", false, Form::number, "how far from it"},
      {"when", false, Form::text, "default every year", nullptr, false, false, {"every year", "base year"}},
      {"unit", false, Form::text, "e.g. 1e8 CNY"},
      prices_key(),
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"}};
  return table;
}

}  // namespace leontide::scenario::keys
