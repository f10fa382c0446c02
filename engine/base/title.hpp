#pragma once

#include <string>

namespace leontide {

/// A name for people, in the languages Leontide speaks. Without Chinese the English one serves both.
struct Title {
  std::string en;
  std::string zh;  ///< may be empty
};

/// The languages of answers, messages and help.
enum class Language { en, zh };

/// The text of the language, English where there is no Chinese.
inline const std::string& in_language(const Title& title, Language language) {
  return language == Language::zh && !title.zh.empty() ? title.zh : title.en;
}

}  // namespace leontide
