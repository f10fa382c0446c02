#include "scenario/laws/law_keys.hpp"

namespace leontide::scenario::keys {

using yaml::Form;

const std::vector<yaml::Key>& law() {
  static const std::vector<yaml::Key> table{
      {"distribution", false, Form::text, "its law; its parameters stand beside it"},
      {"process", false, Form::text, "a path over the years"}};
  return table;
}

const std::vector<yaml::Key>& strength() {
  static const std::vector<yaml::Key> table = [] {
    std::vector<yaml::Key> keys = law();
    keys.push_back({"by_year", false, Form::any, "numbers by year, or a CSV file of them"});
    keys.push_back({"column", false, Form::text, "of that file"});
    return keys;
  }();
  return table;
}

const std::vector<std::string>& copulas() {
  static const std::vector<std::string> kinds{"gaussian", "student", "vine"};
  return kinds;
}

const std::vector<yaml::Key>& copula() {
  static const std::vector<yaml::Key> table{
      {"copula", true, Form::text, "its kind", nullptr, false, false, copulas()},
      {"drivers", true, Form::texts, "that it ties together"},
      {"discrete",
       false,
       Form::text,
       "how discrete laws are correlated",
       nullptr,
       false,
       false,
       {"by-uniform"}},
      {"source", false, Form::any, "where it comes from"},
      {"note", false, Form::any, "for people"}};
  return table;
}

std::vector<yaml::Key> copula_of(const std::string& kind) {
  std::vector<yaml::Key> keys = copula();
  if (kind != "vine") keys.push_back({"correlation", true, Form::any, "one number, or a matrix"});
  if (kind == "student") keys.push_back({"df", true, Form::number, "degrees of freedom"});
  if (kind == "vine") {
    keys.push_back({"structure", true, Form::text, "of its trees", nullptr, false, false, {"c", "d"}});
    keys.push_back({"pairs", true, Form::any, "a list of trees, each a list of pairs"});
  }
  return keys;
}

}  // namespace leontide::scenario::keys
