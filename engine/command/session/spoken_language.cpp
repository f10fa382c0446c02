#include "command/session/spoken_language.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "base/printable.hpp"
#include "command/session/activity_line.hpp"
#include "faults/sentences.hpp"

namespace leontide::command {

namespace {

constexpr std::size_t longest_line = 600;  // characters

Language spoken = Language::en;

Language of_word(std::string_view word) {
  return word.starts_with("zh") ? Language::zh : Language::en;
}

}  // namespace

Language language_of(const std::vector<std::string>& words) {
  constexpr std::string_view flag = "--lang";
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == flag && i + 1 < words.size()) return of_word(words[i + 1]);
    if (word.starts_with(flag) && word.substr(flag.size()).starts_with('='))
      return of_word(word.substr(flag.size() + 1));
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return of_word(value);
  }
  return Language::en;
}

void speak(Language language) {
  spoken = language;
}

Language spoken_language() {
  return spoken;
}

std::string in_spoken(const std::string& sentence) {
  std::string text = spoken == Language::zh ? faults::in_chinese(sentence) : std::string();
  return text.empty() ? sentence : text;
}

std::string shown_sentence(const std::string& sentence) {
  return printable(shortened(in_spoken(sentence), longest_line));
}

void tell_line(const std::string& line) {
  ActivityLine::clear();
  std::fputs((printable(shortened(line, longest_line)) + "\n").c_str(), stderr);
}

void tell(const Diagnostics& diagnostics, std::size_t of_a_kind) {
  ActivityLine::clear();
  std::fputs(diagnostics.text(of_a_kind, spoken).c_str(), stderr);
}

}  // namespace leontide::command
