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
Language spoken_language();

/// A sentence of a fault in the language spoken; as it is where the catalogue does not know it.
std::string in_spoken(const std::string& sentence);

/// Faults on stderr, in the language spoken.
void tell(const Diagnostics& diagnostics, std::size_t of_a_kind = 0);

/// The text of the language spoken.
inline const std::string& said(const Title& title) {
  return in_language(title, spoken_language());
}

}  // namespace leontide::command
