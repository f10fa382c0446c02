#include "language/print.hpp"

#include "base/numbers.hpp"

namespace leontide::language {

namespace {

int strength(const Syntax& syntax) {
  if (syntax.kind == Syntax::Kind::unary) return syntax.text == "not" ? 3 : 7;
  if (syntax.kind != Syntax::Kind::binary) return 10;
  if (syntax.text == "^") return 8;
  if (syntax.text == "*" || syntax.text == "/") return 6;
  if (syntax.text == "+" || syntax.text == "-") return 5;
  if (syntax.text == "and") return 2;
  return syntax.text == "or" ? 1 : 4;
}

std::string wrapped(const Syntax& syntax, int at_least) {
  return strength(syntax) < at_least ? "(" + print(syntax) + ")" : print(syntax);
}

const char* symbol_of(Operation operation) {
  switch (operation) {
    case Operation::add: return " + ";
    case Operation::subtract: return " - ";
    case Operation::multiply: return " * ";
    case Operation::divide: return " / ";
    case Operation::power: return " ^ ";
    case Operation::less: return " < ";
    case Operation::less_equal: return " <= ";
    case Operation::greater: return " > ";
    case Operation::greater_equal: return " >= ";
    case Operation::equal: return " == ";
    case Operation::not_equal: return " != ";
    default: return nullptr;
  }
}

const char* function_of(Operation operation) {
  switch (operation) {
    case Operation::absolute: return "abs";
    case Operation::exponential: return "exp";
    case Operation::logarithm: return "log";
    case Operation::square_root: return "sqrt";
    case Operation::sine: return "sin";
    case Operation::cosine: return "cos";
    case Operation::minimum: return "min";
    case Operation::maximum: return "max";
    case Operation::select: return "where";
    case Operation::clamp: return "clamp";
    case Operation::sum: return "sum";
    case Operation::mean: return "mean";
    case Operation::dot: return "dot";
    case Operation::matrix_vector: return "multiply";
    case Operation::leontief: return "leontief";
    default: return nullptr;
  }
}

/// How strongly an operation holds its operands together, as in `strength` of the syntax.
int strength(Operation operation) {
  switch (operation) {
    case Operation::add:
    case Operation::subtract: return 5;
    case Operation::multiply:
    case Operation::divide: return 6;
    case Operation::negate: return 7;
    case Operation::power: return 8;
    default: return symbol_of(operation) != nullptr ? 4 : 10;
  }
}

class Printer {
 public:
  Printer(const Expression& expression, const Model& model) : expression_(expression), model_(model) {}

  /// The node, in parentheses where it holds together less strongly than its place asks.
  std::string node(std::uint32_t index, int at_least = 0) const {
    const std::string text = bare(index);
    return strength(expression_.nodes[index].operation) < at_least ? "(" + text + ")" : text;
  }

 private:
  std::string bare(std::uint32_t index) const {
    const Node& n = expression_.nodes[index];
    if (const char* symbol = symbol_of(n.operation)) {
      const int own = strength(n.operation);
      const bool from_right = n.operation == Operation::power;
      return node(n.operands[0], from_right ? own + 1 : own) + symbol +
             node(n.operands[1], from_right ? own : own + 1);
    }
    if (is_member(n)) return node(n.operands[0]);
    if (const char* name = function_of(n.operation)) return call(name, n);
    switch (n.operation) {
      case Operation::literal: return print_number(n.number);
      case Operation::datum: return model_.data[n.index].name;
      case Operation::driver: return model_.drivers[n.index].name;
      case Operation::variable: return variable(n.index);
      case Operation::previous: return "lag(" + variable(n.index) + ")";
      case Operation::at_step:
        if (n.extra == 0) return "base(" + variable(n.index) + ")";
        return variable(n.index) + "@" + std::to_string(model_.time.base + static_cast<int>(n.extra));
      case Operation::lever: return "lever(" + model_.levers[n.index].name + ")";
      case Operation::event: return "event(" + model_.events[n.index].name + ")";
      case Operation::year: return "year";
      case Operation::negate: return "-" + node(n.operands[0], 7);
      case Operation::group_sum:
        return "sum(" + node(n.operands[0]) + ", by = " + model_.sets[n.index].name + ")";
      case Operation::spread: return "spread(" + node(n.operands[0]) + ", " + model_.sets[n.index].name + ")";
      case Operation::expand: return "expand(" + node(n.operands[0]) + ", " + model_.sets[n.index].name + ")";
      case Operation::restrict: return node(n.operands[0], 9) + "[" + model_.sets[n.index].name + "]";
      case Operation::transposed_vector:
        return "multiply(transpose(" + node(n.operands[0]) + "), " + node(n.operands[1]) + ")";
      default: return "?";
    }
  }

  /// The sum over the one member that was chosen.
  bool is_member(const Node& n) const {
    if (n.operation != Operation::sum) return false;
    const Node& of = expression_.nodes[n.operands[0]];
    return of.operation == Operation::restrict && model_.sets[of.index].name.starts_with('"');
  }

  std::string variable(std::uint32_t index) const {
    const Variable& v = model_.variables[index];
    if (!v.hidden) return v.name;
    // A lag of several years is one of a variable that is a lag.
    if (v.equation.root().operation == Operation::previous) return Printer(v.equation, model_).node(0);
    if (v.start.empty()) return "(" + print(v.equation, model_) + ")";
    // A sum over the years reads itself: lag(sum) + what is summed.
    return "cumulative(" + Printer(v.equation, model_).node(v.equation.root().operands[1]) + ")";
  }

  std::string call(const std::string& name, const Node& n) const {
    std::string text = name + "(";
    for (std::size_t i = 0; i < n.operands.size(); ++i) {
      if (i > 0) text += ", ";
      if (n.operation == Operation::leontief && i >= 2)
        text += i == 2 && (n.extra & 1U) != 0 ? "row = " : "column = ";
      text += node(n.operands[i]);
    }
    return text + ")";
  }

  const Expression& expression_;
  const Model& model_;
};

}  // namespace

std::string print(const Syntax& syntax) {
  switch (syntax.kind) {
    case Syntax::Kind::missing: return "?";
    case Syntax::Kind::number:
    case Syntax::Kind::name: return syntax.text;
    case Syntax::Kind::text: return "\"" + syntax.text + "\"";
    case Syntax::Kind::unary:
      return syntax.text == "not" ? "not " + wrapped(syntax.arguments[0].value, 3)
                                  : "-" + wrapped(syntax.arguments[0].value, 7);
    case Syntax::Kind::subscript:
      return wrapped(syntax.arguments[0].value, 9) + "[" + print(syntax.arguments[1].value) + "]";
    case Syntax::Kind::binary: {
      const int own = strength(syntax);
      const bool right_first = syntax.text == "^";
      return wrapped(syntax.arguments[0].value, right_first ? own + 1 : own) + " " + syntax.text + " " +
             wrapped(syntax.arguments[1].value, right_first ? own : own + 1);
    }
    case Syntax::Kind::call: {
      std::string text = syntax.text + "(";
      for (std::size_t i = 0; i < syntax.arguments.size(); ++i) {
        if (i > 0) text += ", ";
        const auto& argument = syntax.arguments[i];
        if (!argument.keyword.empty()) text += argument.keyword + " = ";
        text += print(argument.value);
      }
      return text + ")";
    }
  }
  return "?";
}

std::string print(const Expression& expression, const Model& model) {
  if (expression.empty()) return "";
  return Printer(expression, model).node(static_cast<std::uint32_t>(expression.nodes.size() - 1));
}

}  // namespace leontide::language
