#include "calibration/formula.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/nearest_name.hpp"
#include "language/parse.hpp"

namespace leontide::calibration {
namespace {

using language::Syntax;

class Formula {
 public:
  Formula(const NameValue& value_of, const std::vector<std::string>& known, Diagnostics& diagnostics)
      : value_of_(value_of), known_(known), diagnostics_(diagnostics) {}

  std::optional<double> value(const Syntax& syntax) {
    switch (syntax.kind) {
      case Syntax::Kind::number: return syntax.number;
      case Syntax::Kind::name: return name(syntax);
      case Syntax::Kind::unary: return unary(syntax);
      case Syntax::Kind::binary: return binary(syntax);
      case Syntax::Kind::call: return call(syntax);
      case Syntax::Kind::text:
      case Syntax::Kind::subscript: return refuse(syntax, "a calibration has no sets");
      case Syntax::Kind::missing: break;
    }
    return std::nullopt;
  }

 private:
  std::optional<double> refuse(const Syntax& syntax, const std::string& what, const std::string& hint = {}) {
    diagnostics_.error("formula", syntax.place, what, hint);
    return std::nullopt;
  }

  std::optional<double> name(const Syntax& syntax) {
    const auto found = value_of_(syntax.text);
    if (found) return found;
    return refuse(syntax, fmt::format("there is no result \"{}\" above", syntax.text),
                  suggestion(syntax.text, known_));
  }

  std::optional<double> unary(const Syntax& syntax) {
    const auto operand = value(syntax.arguments[0].value);
    if (!operand) return std::nullopt;
    if (syntax.text == "not") return refuse(syntax, "\"not\" has no place in a formula", "+ - * / ^");
    return syntax.text == "-" ? -*operand : *operand;
  }

  std::optional<double> binary(const Syntax& syntax) {
    const auto left = value(syntax.arguments[0].value);
    const auto right = value(syntax.arguments[1].value);
    if (!left || !right) return std::nullopt;
    if (syntax.text == "+") return *left + *right;
    if (syntax.text == "-") return *left - *right;
    if (syntax.text == "*") return *left * *right;
    if (syntax.text == "/") return *left / *right;
    if (syntax.text == "^") return std::pow(*left, *right);
    return refuse(syntax, fmt::format("\"{}\" has no place in a formula", syntax.text), "+ - * / ^");
  }

  std::optional<double> call(const Syntax& syntax) {
    std::vector<double> values;
    for (const auto& argument : syntax.arguments) {
      const auto one = value(argument.value);
      if (!one) return std::nullopt;
      values.push_back(*one);
    }
    static const std::map<std::string, double (*)(double)> of_one{
        {"exp", [](double x) { return std::exp(x); }},
        {"log", [](double x) { return std::log(x); }},
        {"sqrt", [](double x) { return std::sqrt(x); }},
        {"abs", [](double x) { return std::abs(x); }}};
    if (const auto found = of_one.find(syntax.text); found != of_one.end() && values.size() == 1)
      return found->second(values[0]);
    if (syntax.text == "min" && !values.empty()) return *std::min_element(values.begin(), values.end());
    if (syntax.text == "max" && !values.empty()) return *std::max_element(values.begin(), values.end());
    return refuse(syntax,
                  fmt::format("\"{}\" of {} numbers is no function of a formula", syntax.text, values.size()),
                  "exp, log, sqrt and abs of one, min and max of many");
  }

  const NameValue& value_of_;
  const std::vector<std::string>& known_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<double> evaluate_formula(const yaml::Node& node, const NameValue& value_of,
                                       const std::vector<std::string>& known, Diagnostics& diagnostics) {
  if (!node.is_scalar()) {
    diagnostics.error("formula", node.place, "a formula is one line of arithmetic");
    return std::nullopt;
  }
  const std::size_t errors_before = diagnostics.error_count();
  language::ExpressionText text{node.text, node.place.file, {}};
  for (std::size_t byte = 0; byte <= node.text.size(); ++byte)
    text.positions.push_back({node.place.line, node.place.column + byte + (node.quoted ? 1 : 0)});
  const Syntax syntax = language::parse(text, diagnostics);
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  const auto value = Formula(value_of, known, diagnostics).value(syntax);
  if (!value) return std::nullopt;
  if (std::isfinite(*value)) return value;
  diagnostics.error("formula", node.place, fmt::format("\"{}\" is not finite", node.text));
  return std::nullopt;
}

}  // namespace leontide::calibration
