#include "scenario/parts/part_keys.hpp"

namespace leontide::scenario::keys {

using yaml::Form;

namespace {

std::vector<yaml::Key> typed() {
  return {
      {"kind",
       false,
       Form::text,
       "what it is; left out: any quantity",
       nullptr,
       false,
       false,
       {"set", "parameter", "driver", "variable", "lever", "event", "indicator"}},
      {"over", false, Form::texts, "sets that it runs over; none for a scalar"},
      {"unit", false, Form::text, "e.g. 1e8 CNY"},
      {"prices", false, Form::text, "current or constant", nullptr, false, false, {"current", "constant"}},
      {"title", false, Form::title, "for people"},
      {"note", false, Form::any, "for people"}};
}

}  // namespace

const std::vector<yaml::Key>& part_use() {
  static const std::vector<yaml::Key> table{
      {"part", true, Form::text, "file of the part"},
      {"fill", false, Form::any, "need: a name, a number, numbers or an expression of the model"},
      {"note", false, Form::any, "for people"}};
  return table;
}

const std::vector<yaml::Key>& need() {
  static const std::vector<yaml::Key> table = [] {
    std::vector<yaml::Key> keys = typed();
    keys.push_back({"default", false, Form::any, "where a model does not fill it"});
    return keys;
  }();
  return table;
}

const std::vector<yaml::Key>& given_by_part() {
  static const std::vector<yaml::Key> table = typed();
  return table;
}

}  // namespace leontide::scenario::keys
