#include "faults/sentences.hpp"

#include <cctype>
#include <optional>
#include <vector>

#include "faults/pattern.hpp"

namespace leontide::faults {

namespace {

using Parts = std::vector<std::string_view>;

/// Letters of a pattern that are not `{}`: of several that fit the one that says most is meant.
std::size_t literals_of(std::string_view pattern) {
  std::size_t count = pattern.size();
  for (std::size_t at = pattern.find("{}"); at != std::string_view::npos; at = pattern.find("{}", at + 2))
    count -= 2;
  return count;
}

/// Whether a `{}` may stand for nothing.
enum class Holes { filled, may_be_empty };

/// What stands for each `{}`; nothing where the sentence does not follow the pattern.
std::optional<Parts> parts_of(std::string_view sentence, std::string_view pattern, Holes holes) {
  Parts parts;
  const std::size_t least = holes == Holes::filled ? 1 : 0;
  std::size_t hole = pattern.find("{}");
  if (hole == std::string_view::npos) return sentence == pattern ? std::optional(parts) : std::nullopt;
  if (!sentence.starts_with(pattern.substr(0, hole))) return std::nullopt;
  sentence.remove_prefix(hole);
  pattern.remove_prefix(hole);
  while (!pattern.empty()) {
    pattern.remove_prefix(2);
    hole = pattern.find("{}");
    const std::string_view literal = pattern.substr(0, hole);
    pattern.remove_prefix(literal.size());
    std::size_t end = sentence.size();
    if (pattern.empty()) {
      if (sentence.size() < literal.size() + least || !sentence.ends_with(literal)) return std::nullopt;
      end -= literal.size();
    } else {
      end = sentence.find(literal, least);
      if (end == std::string_view::npos) return std::nullopt;
    }
    parts.push_back(sentence.substr(0, end));
    sentence.remove_prefix(end + literal.size());
  }
  return parts;
}

/// Whether the n-th `{}` of a pattern stands in quotes: then it is a name.
bool is_quoted(std::string_view pattern, std::size_t n) {
  std::size_t at = pattern.find("{}");
  while (n-- > 0)
    at = pattern.find("{}", at + 2);
  constexpr std::string_view quotes = "\"`";
  return at > 0 && quotes.find(pattern[at - 1]) != std::string_view::npos && at + 2 < pattern.size() &&
         pattern[at + 2] == pattern[at - 1];
}

struct Found {
  const Pattern* pattern = nullptr;
  std::size_t literals = 0;
  Parts parts;
};

void look_in(std::span<const Pattern> patterns, std::string_view sentence, Found& found,
             Holes holes = Holes::filled) {
  for (const Pattern& pattern : patterns) {
    const std::size_t literals = literals_of(pattern.en);
    if (found.pattern != nullptr && literals <= found.literals) continue;
    if (auto parts = parts_of(sentence, pattern.en, holes)) found = {&pattern, literals, std::move(*parts)};
  }
}

std::string said(const Found& found);

/// A part that is no name: a phrase in Chinese, a clause that is a sentence by itself, else as it is.
std::string part_said(std::string_view part) {
  Found found;
  look_in(phrases(), part, found);
  if (found.pattern != nullptr) return said(found);
  const bool has_clause = part.find(' ') != std::string_view::npos;
  const std::string clause = has_clause ? in_chinese(part) : std::string();
  return clause.empty() ? std::string(part) : clause;
}

/// `driver "x": sd is -1, …`: whose fault it is, then a sentence. Empty where that is none.
std::string clause_said(std::string_view sentence) {
  const std::size_t colon = sentence.find(": ");
  if (colon == std::string_view::npos) return {};
  Found whose;
  look_in(phrases(), sentence.substr(0, colon), whose);
  if (whose.pattern == nullptr) return {};
  const std::string clause = in_chinese(sentence.substr(colon + 2));
  return clause.empty() ? clause : said(whose) + "：" + clause;
}

std::string said(const Found& found) {
  std::string text;
  const std::string_view zh = found.pattern->zh;
  for (std::size_t i = 0; i < zh.size(); ++i) {
    // {0}, or {=0} for what stays as it was typed
    const bool is_typed = zh.substr(i).starts_with("{=");
    const std::size_t digit = i + (is_typed ? 2 : 1);
    const bool is_hole = zh[i] == '{' && digit + 1 < zh.size() && zh[digit + 1] == '}' &&
                         std::isdigit(static_cast<unsigned char>(zh[digit])) != 0;
    if (!is_hole) {
      text += zh[i];
      continue;
    }
    const auto n = static_cast<std::size_t>(zh[digit] - '0');
    const std::string_view part = found.parts[n];
    text += is_typed || is_quoted(found.pattern->en, n) ? std::string(part) : part_said(part);
    i = digit + 1;
  }
  return text;
}

}  // namespace

std::string in_chinese(std::string_view sentence) {
  if (std::string text = clause_said(sentence); !text.empty()) return text;
  Found found;
  for (const auto& patterns :
       {file_sentences(), scenario_sentences(), model_sentences(), law_sentences(), language_sentences(),
        sheet_sentences(), table_sentences(), account_sentences(), check_sentences(), command_sentences(),
        forecast_sentences(), model_hints(), command_hints(), table_hints()})
    look_in(patterns, sentence, found);
  look_in(history_sentences(), sentence, found, Holes::may_be_empty);
  return found.pattern == nullptr ? std::string() : said(found);
}

}  // namespace leontide::faults
