#pragma once

#include <span>
#include <string>

#include "command/session/record.hpp"

namespace leontide::command {

/// Help on a command; on a group such as `table`, or with no name on all of them, their list. Empty where
/// nothing has the name.
std::string help_text(std::span<const Command> commands, const std::string& name, Language language);

/// All commands as a man page (man(7)) in section 1.
std::string man_page(std::span<const Command> commands, Language language);

/// All commands as one page of Markdown, in English and Chinese.
std::string reference_page(std::span<const Command> commands);

/// A script for bash that completes commands, options and values.
std::string bash_completion(std::span<const Command> commands);
/// The same for zsh, with their help.
std::string zsh_completion(std::span<const Command> commands);

// What they are made of.

/// `leontide table balance DIR --into DIR --targets FILE [options]`.
std::string synopsis(const Command& command, Language language);
/// `--method METHOD`, `SCENARIO …`.
std::string spelling(const Argument& argument);
/// Help, values, default and YAML key in one sentence.
std::string description(const Argument& argument, Language language);

}  // namespace leontide::command
