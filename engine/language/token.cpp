#include "language/token.hpp"

#include <array>
#include <cctype>
#include <fmt/format.h>
#include <string_view>

#include "base/limits.hpp"
#include "base/numbers.hpp"
#include "base/source_text.hpp"
#include "language/letters.hpp"

namespace leontide::language {

namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
/// Bytes of the letter or digit that the text begins with.
std::size_t continues_name(std::string_view text) {
  return !text.empty() && is_digit(text[0]) ? 1 : letter_length(text);
}

std::size_t name_length(std::string_view text) {
  std::size_t length = letter_length(text);
  while (length > 0 && continues_name(text.substr(length)) > 0)
    length += continues_name(text.substr(length));
  return length;
}

/// Words that stand between values.
bool is_operator(std::string_view name) {
  return name == "and" || name == "or" || name == "not";
}

std::size_t number_length(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && is_digit(text[n]))
    ++n;
  if (n < text.size() && text[n] == '.') ++n;
  while (n < text.size() && is_digit(text[n]))
    ++n;
  if (n < text.size() && (text[n] == 'e' || text[n] == 'E')) {
    std::size_t m = n + 1;
    if (m < text.size() && (text[m] == '+' || text[m] == '-')) ++m;
    if (m < text.size() && is_digit(text[m])) {
      while (m < text.size() && is_digit(text[m]))
        ++m;
      n = m;
    }
  }
  return n;
}

std::size_t symbol_length(std::string_view text) {
  constexpr std::array<std::string_view, 4> doubles{"<=", ">=", "==", "!="};
  for (const std::string_view symbol : doubles) {
    if (text.starts_with(symbol)) return 2;
  }
  return std::string_view("+-*/^<>()[],=").find(text[0]) != std::string_view::npos ? 1 : 0;
}

std::string_view character_at(std::string_view text) {
  std::size_t n = 1;
  while (n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0U) == 0x80U)
    ++n;
  return text.substr(0, n);
}

}  // namespace

std::vector<Token> tokenize(const ExpressionText& expression, Diagnostics& diagnostics) {
  const std::string_view whole = expression.text;
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < whole.size()) {
    const char c = whole[at];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      ++at;
      continue;
    }
    const std::string_view rest = whole.substr(at);
    Token token{Token::Kind::symbol, {}, 0, at, 0};
    std::size_t length = 0;
    if (is_digit(c) || (c == '.' && rest.size() > 1 && is_digit(rest[1]))) {
      length = number_length(rest);
      token.kind = Token::Kind::number;
      const auto number = parse_number(rest.substr(0, length));
      token.number = number.value_or(0);
      if (!number) diagnostics.error("syntax", expression.place(at, length), "this number is out of range");
      if (continues_name(rest.substr(length)) > 0) {
        diagnostics.error("syntax", expression.place(at, length + 1), "a number runs into a name here");
      }
    } else if (letter_length(rest) > 0) {
      length = name_length(rest);
      if (!is_operator(rest.substr(0, length))) token.kind = Token::Kind::name;
    } else if (c == '"' || c == '\'') {
      const std::size_t end = rest.find(c, 1);
      if (end == std::string_view::npos) {
        diagnostics.error("syntax", expression.place(at, 1), "this quote is never closed");
        break;
      }
      length = end + 1;
      token.kind = Token::Kind::text;
    } else {
      length = symbol_length(rest);
    }
    if (length == 0) {
      const std::string_view character = character_at(rest);
      diagnostics.error("syntax", expression.place(at, 1),
                        fmt::format("\"{}\" has no meaning in an expression", character));
      at += character.size();
      continue;
    }
    token.text = token.kind == Token::Kind::text ? rest.substr(1, length - 2) : rest.substr(0, length);
    token.length = count_code_points(rest.substr(0, length));
    tokens.push_back(std::move(token));
    at += length;
  }
  // Trees are walked recursively: a bound on their size is a bound on the stack.
  if (tokens.size() > limits::most_tokens) {
    diagnostics.error(
        "syntax", expression.place(0, 1),
        fmt::format("this expression is too long: {} names, numbers and signs, at most {} are read",
                    tokens.size(), limits::most_tokens),
        "split it into several variables");
  }
  tokens.push_back({Token::Kind::end, "", 0, whole.size(), 0});
  return tokens;
}

}  // namespace leontide::language
