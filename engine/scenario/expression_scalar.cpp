#include "scenario/expression_scalar.hpp"

#include <string_view>

namespace leontide::scenario {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::optional<language::ExpressionText> expression_text(const SourceText& file, const yaml::Node& node,
                                                        Diagnostics& diagnostics) {
  if (!node.is_scalar()) {
    diagnostics.error(
        "expression", node.place, "an expression is expected here",
        node.is_mapping() ? "inside {…} YAML reads `a: b` as a mapping: put the expression in quotes" : "");
    return std::nullopt;
  }
  const std::string_view source = file.text();
  std::size_t at = node.offset;
  const bool double_quoted = at < source.size() && source[at] == '"';
  if (double_quoted || (at < source.size() && source[at] == '\'')) {
    ++at;
  } else if (at < source.size() && (source[at] == '|' || source[at] == '>')) {
    while (at < source.size() && source[at] != '\n')
      ++at;
  }
  language::ExpressionText text{node.text, file.name(), {}};
  PlaceCursor cursor(file);
  for (const char c : node.text) {
    if (!is_blank(c)) {
      while (at < source.size() && source[at] != c && is_blank(source[at]))
        ++at;
    }
    if (double_quoted && at < source.size() && source[at] == '\\') {
      diagnostics.error("expression", file.place(at, 1), "escapes are not allowed in an expression");
      return std::nullopt;
    }
    const Place place = cursor.place(at);
    text.positions.push_back({place.line, place.column});
    if (!is_blank(c) && at < source.size()) ++at;
  }
  return text;
}

}  // namespace leontide::scenario
