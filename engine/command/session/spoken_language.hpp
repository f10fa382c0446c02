#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/title.hpp"

namespace leontide::command {

/// The language of a command line: what `--lang` says, else LC_ALL, LC_MESSAGES or LANG, the first that is
/// set; English where none is Chinese.
Language language_of(const std::vector<std::string>& words);

/// What this process speaks where no option is at hand: faults, help, progress. Set once, before records are
/// made, whose `--lang` starts from it.
void speak(Language language);
/// As `speak` set it; English before.
Language spoken_language();

/// A sentence of a fault in the language spoken; as it is where the catalogue does not know it.
std::string in_spoken(const std::string& sentence);

/// A sentence of a fault as a person may see it: in the language spoken, control characters escaped, and
/// without its middle where a name in it is as long as a command line.
std::string shown_sentence(const std::string& sentence);

/// A line on stderr, shown so, its words as they are.
void tell_line(const std::string& line);

/// Faults on stderr, in the language spoken.
void tell(const Diagnostics& diagnostics, std::size_t of_a_kind = 0);

/// The text of the language spoken.
inline const std::string& said(const Title& title) {
  return in_language(title, spoken_language());
}

}  // namespace leontide::command
