#include "language/parse.hpp"

#include <cctype>
#include <fmt/format.h>
#include <utility>

#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "language/token.hpp"

namespace leontide::language {

namespace {

constexpr int not_precedence = 3;
constexpr int comparison_precedence = 4;
constexpr int sign_precedence = 7;

int precedence(const Token& token) {
  if (token.kind != Token::Kind::symbol) return 0;
  const std::string& s = token.text;
  if (s == "or") return 1;
  if (s == "and") return 2;
  if (s == "<" || s == "<=" || s == ">" || s == ">=" || s == "==" || s == "!=") return comparison_precedence;
  if (s == "+" || s == "-") return 5;
  if (s == "*" || s == "/") return 6;
  if (s == "^") return 8;
  return 0;
}

class Parser {
 public:
  Parser(const ExpressionText& text, Diagnostics& diagnostics)
      : text_(text), diagnostics_(diagnostics), tokens_(tokenize(text, diagnostics)) {}

  Syntax parse_whole() {
    if (tokens_.size() == 1) {
      fail(peek(), "an expression is expected here");
      return {};
    }
    Syntax tree = parse_expression(1);
    if (!failed_ && peek().kind != Token::Kind::end) {
      fail(peek(), fmt::format("\"{}\" is not expected here", peek().text),
           peek().text == ")" ? "a parenthesis too many?" : "an operator is missing before it?");
    }
    return tree;
  }

 private:
  const Token& peek(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  Token take() { return tokens_[at_ < tokens_.size() - 1 ? at_++ : at_]; }
  bool next_is(std::string_view symbol) const {
    return peek().kind == Token::Kind::symbol && peek().text == symbol;
  }
  Place place(const Token& token) const { return text_.place(token.offset, token.length); }

  void fail(const Token& token, std::string what, std::string hint = {}) {
    if (!failed_) diagnostics_.error("syntax", place(token), std::move(what), std::move(hint));
    failed_ = true;
  }

  Syntax parse_expression(int lowest) {
    if (++depth_ > limits::deepest_expression) {
      fail(peek(),
           fmt::format("this expression is nested too deeply: more than {} parentheses and calls stand in "
                       "each other here",
                       limits::deepest_expression));
      --depth_;
      return {};
    }
    Syntax left = parse_operand();
    while (!failed_ && precedence(peek()) >= lowest) {
      const Token symbol = take();
      const int level = precedence(symbol);
      Syntax right = parse_expression(symbol.text == "^" ? level : level + 1);
      if (level == comparison_precedence && precedence(peek()) == comparison_precedence)
        fail(peek(), "comparisons cannot be chained", "write a < b and b < c");
      Syntax node{Syntax::Kind::binary, symbol.text, 0, place(symbol), {}};
      node.arguments.push_back({{}, {}, std::move(left)});
      node.arguments.push_back({{}, {}, std::move(right)});
      left = std::move(node);
    }
    --depth_;
    return left;
  }

  Syntax parse_operand() {
    const Token token = take();
    Syntax node;
    node.place = place(token);
    node.text = token.text;
    if (token.kind == Token::Kind::number) {
      node.kind = Syntax::Kind::number;
      node.number = token.number;
      return node;
    }
    if (token.kind == Token::Kind::text) {
      node.kind = Syntax::Kind::text;
      return node;
    }
    if (token.kind == Token::Kind::name) return parse_name(std::move(node));
    if (token.text == "(") {
      node = parse_expression(1);
      expect(")", token);
      return parse_subscripts(std::move(node));
    }
    const bool negates = token.kind == Token::Kind::symbol && token.text == "not";
    if (negates || token.text == "-" || token.text == "+") {
      Syntax operand = parse_expression(negates ? not_precedence : sign_precedence);
      if (token.text == "+") return operand;
      node.kind = Syntax::Kind::unary;
      node.arguments.push_back({{}, {}, std::move(operand)});
      return node;
    }
    fail(token, token.kind == Token::Kind::end ? std::string("the expression ends too early")
                                               : fmt::format("a value is expected, not \"{}\"", token.text));
    return {};
  }

  Syntax parse_name(Syntax node) {
    node.kind = Syntax::Kind::name;
    if (next_is("(")) {
      const Token open = take();
      node.kind = Syntax::Kind::call;
      if (!next_is(")")) parse_arguments(node);
      expect(")", open);
    }
    return parse_subscripts(std::move(node));
  }

  void parse_arguments(Syntax& node) {
    while (!failed_) {
      Syntax::Argument argument;
      if (peek().kind == Token::Kind::name && peek(1).kind == Token::Kind::symbol && peek(1).text == "=") {
        const Token keyword = take();
        argument.keyword = keyword.text;
        argument.keyword_place = place(keyword);
        take();
      }
      argument.value = parse_expression(1);
      node.arguments.push_back(std::move(argument));
      if (!next_is(",")) return;
      take();
    }
  }

  Syntax parse_subscripts(Syntax node) {
    while (!failed_ && next_is("[")) {
      const Token open = take();
      Syntax outer{Syntax::Kind::subscript, "[]", 0, place(open), {}};
      outer.arguments.push_back({{}, {}, std::move(node)});
      outer.arguments.push_back({{}, {}, parse_expression(1)});
      expect("]", open);
      node = std::move(outer);
    }
    return node;
  }

  void expect(std::string_view symbol, const Token& opened) {
    if (failed_) return;
    if (next_is(symbol)) {
      take();
      return;
    }
    const bool ended = peek().kind == Token::Kind::end;
    fail(ended ? opened : peek(),
         ended ? fmt::format("\"{}\" is never closed", opened.text)
               : fmt::format("\"{}\" is expected, not \"{}\"", symbol, peek().text),
         ended ? "inside {…} YAML ends a plain value at the first comma: put the expression in quotes" : "");
  }

  const ExpressionText& text_;
  Diagnostics& diagnostics_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

Syntax parse(const ExpressionText& text, Diagnostics& diagnostics) {
  const std::size_t errors_before = diagnostics.error_count();
  Parser parser(text, diagnostics);
  if (diagnostics.error_count() > errors_before) return {};
  return parser.parse_whole();
}

}  // namespace leontide::language
