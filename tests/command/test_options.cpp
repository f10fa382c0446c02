// Help, manual, reference page, completion and parser agree: every record of every command is walked.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "command/help.hpp"
#include "command/parse.hpp"
#include "command/records.hpp"
#include "recipes/step_kinds.hpp"
#include "support/folder.hpp"

namespace leontide::command {

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Words words_of(const std::string& name) {
  Words words;
  std::istringstream stream(name);
  for (std::string word; stream >> word;)
    words.push_back(word);
  return words;
}

/// A value that the record takes.
std::string good_value(const Option& option) {
  switch (option.kind) {
    case ValueKind::choice: return option.choices.back().name;
    case ValueKind::whole: return std::to_string(static_cast<long long>(option.low.value_or(1)));
    case ValueKind::number: return option.low.value_or(0) >= 1 ? "2" : option.is_open ? "0.5" : "0.25";
    default: return "word";
  }
}

Words joined(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

/// The command with all that it requires.
Words least_line(const Command& command) {
  Words words = words_of(command.name);
  for (const Argument& argument : command.arguments) {
    if (!argument.required) continue;
    if (!argument.is_positional()) words.push_back(argument.option.flag);
    for (std::size_t i = 0; i < std::max<std::size_t>(1, argument.least); ++i)
      words.push_back(good_value(argument.option));
  }
  return words;
}

std::string bare(const std::string& page) {
  std::string text;
  for (const char c : page) {
    if (c != '\\') text += c;
  }
  return text;
}

}  // namespace

TEST_CASE("There are 60 commands, each named once, each with help in both languages") {
  std::set<std::string> names;
  for (const Command& command : all_commands()) {
    INFO(command.name);
    CHECK(names.insert(command.name).second);
    CHECK_FALSE(command.help.en.empty());
    CHECK_FALSE(command.help.zh.empty());
  }
  CHECK(names.size() == 61);
}

TEST_CASE("Every option stands in help, manual, reference page and completion, in both languages") {
  const std::vector<Command> commands = all_commands();
  const std::string manual = bare(man_page(commands, Language::en));
  const std::string reference = bare(reference_page(commands));
  const std::string bash = bash_completion(commands), zsh = zsh_completion(commands);
  for (const Command& command : commands) {
    const std::string en = help_text(commands, command.name, Language::en);
    const std::string zh = help_text(commands, command.name, Language::zh);
    CHECK(has(bash, "'" + command.name + "')"));
    CHECK(has(zsh, "'" + command.name + "')"));
    for (const Argument& argument : command.arguments) {
      const Option& option = argument.option;
      INFO(command.name << " " << spelling(argument));
      CHECK_FALSE(option.help.en.empty());
      CHECK_FALSE(option.help.zh.empty());
      for (const std::string& page : {en, zh, manual, reference})
        CHECK(has(page, spelling(argument)));
      CHECK(has(en, description(argument, Language::en)));
      CHECK(has(zh, description(argument, Language::zh)));
      CHECK(has(manual, bare(description(argument, Language::en))));
      CHECK(has(reference, bare(description(argument, Language::en))));
      if (argument.is_positional()) continue;
      CHECK(has(bash, option.flag));
      CHECK(has(zsh, option.flag + "["));
      if (!option.standard.empty()) CHECK(has(en, "default " + option.standard));
      for (const ChoiceName& choice : option.choices) {
        CHECK(has(en, choice.name));
        CHECK(has(bash, choice.name));
        CHECK(has(zsh, choice.name));
      }
    }
  }
}

TEST_CASE("The parser takes what a record takes and refuses the rest in the record's words") {
  const std::vector<Command> commands = all_commands();
  std::size_t refused_values = 0;
  for (const Command& command : commands) {
    for (const Argument& argument : command.arguments) {
      const Option& option = argument.option;
      if (argument.is_positional()) continue;
      INFO(command.name << " " << option.flag);
      Words words = least_line(command);
      if (!argument.needs.empty()) {  // which takes a number
        const Parsed alone = parse(commands, joined(words, {option.flag, good_value(option)}));
        CHECK(has(alone.message, option.flag + " requires " + argument.needs));
        words.insert(words.end(), {argument.needs, "0.5"});
      }
      if (!argument.required) {
        words.push_back(option.flag);
        if (option.kind != ValueKind::flag) words.push_back(good_value(option));
      }
      const Parsed good = parse(commands, words);
      INFO(good.message);
      CHECK(good.wanted == Parsed::Wanted::body);
      CHECK(good.name == command.name);
      if (values_of(option, Language::en).empty()) continue;
      Words bad_words = least_line(command);
      for (std::size_t i = 0; i < bad_words.size(); ++i) {  // a required one stands there already
        if (bad_words[i] == option.flag)
          bad_words.erase(bad_words.begin() + static_cast<long>(i),
                          bad_words.begin() + static_cast<long>(i) + 2);
      }
      bad_words.insert(bad_words.end(), {option.flag, "flQ"});
      const Parsed bad = parse(commands, bad_words);
      CHECK(bad.wanted == Parsed::Wanted::refusal);
      CHECK(has(bad.message,
                "Value \"flQ\" for " + option.flag + " is not " + values_of(option, Language::en)));
      ++refused_values;
    }
  }
  CHECK(refused_values > 150);
}

TEST_CASE("The parser tells every bad value at once, and unknown options with the nearest") {
  const std::vector<Command> commands = all_commands();
  const Parsed bad = parse(commands, {"run", "s.yaml", "--lang", "7", "--format", "jsn", "--trials", "0"});
  CHECK(has(bad.message, "Value \"7\" for --lang is not one of en, zh"));
  CHECK(has(bad.message, "Value \"jsn\" for --format is not one of text, csv, json, xlsx, markdown, html"));
  CHECK(has(bad.message, "did you mean \"json\"?"));
  CHECK(has(bad.message, "Value \"0\" for --trials is not a whole number from 1 to 10000000000"));
  CHECK(has(parse(commands, {"run", "s.yaml", "--trails", "5"}).message,
            "run has no option --trails: did you mean \"--trials\"?"));
  CHECK(has(parse(commands, {"tabel", "check"}).message, "did you mean \"table\"?"));
  CHECK(parse(commands, {"sensitivity", "s", "--design", "--shapley"}).message ==
        "leontide: --design and --shapley exclude each other\n  see `leontide help sensitivity`\n");
}

TEST_CASE("The parser tells faults of every kind in one round") {
  const Parsed bad = parse(all_commands(), {"seek", "--from", "low", "--chnce", "0.5", "--chance", "2",
                                            "--target", "a", "--format", "jsn"});
  CHECK(bad.wanted == Parsed::Wanted::refusal);
  for (const char* told : {"seek has no option --chnce: did you mean \"--chance\"?", "--vary is required",
                           "--to is required", "Value \"low\" for --from is not a number",
                           "Value \"2\" for --chance is not a number above 0 and below 1",
                           "Value \"jsn\" for --format is not one of"}) {
    INFO(bad.message);
    CHECK(has(bad.message, told));
  }
  CHECK_FALSE(has(bad.message, "--from is required"));
  CHECK(has(parse(all_commands(), {"run", "a", "b", "c", "--trials", "0"}).message,
            "leontide: The following arguments were not expected: b c\n"));
}

TEST_CASE("The help names what a command does where nothing is said") {
  const std::vector<Command> commands = all_commands();
  const auto default_of = [&](const std::string& name, const std::string& flag) {
    for (const Command& command : commands) {
      if (command.name != name) continue;
      for (const Argument& argument : command.arguments) {
        if (argument.option.flag == flag) return argument.option.standard;
      }
    }
    return std::string("no such option");
  };
  for (const char* name : {"run", "compare", "sensitivity", "discover", "seek"}) {
    CHECK(default_of(name, "--sampling") == "independent");
    CHECK(default_of(name, "--replicates") == "16");
    CHECK(default_of(name, "--seed") == "1");
  }
  for (const char* name : {"run", "compare", "sensitivity", "discover"})
    CHECK(default_of(name, "--trials") == "100000");
  CHECK(default_of("seek", "--trials") == "16384");
  CHECK(default_of("optimise", "--trials") == "4096");
  CHECK(default_of("observe", "--trials") == "65536");
  CHECK(default_of("rare", "--trials") == "65536");
  CHECK(default_of("attribute", "--trials").empty());
  CHECK(has(help_text(commands, "run", Language::en), "default 100000"));
}

TEST_CASE("A record's default is what the command starts from") {
  // `--top` of sensitivity is 12 in its record; a value given replaces it, and nothing else is asked for.
  for (const Command& command : all_commands()) {
    for (const Argument& argument : command.arguments) {
      const Option& option = argument.option;
      if (option.standard.empty()) continue;
      INFO(command.name << " " << option.flag << " " << option.standard);
      CHECK_FALSE(refused(option, option.standard, option.flag));
    }
  }
}

TEST_CASE("What a step of a recipe may be told its command may be told, and the help names the key") {
  std::size_t steps = 0;
  for (const Command& command : all_commands()) {
    for (const recipes::StepKind& kind : recipes::step_kinds()) {
      if (command.name != "table " + std::string(kind.name) || kind.name == "import") continue;
      ++steps;
      for (const yaml::Key& key : kind.keys()) {
        if (key.record == nullptr) continue;
        INFO(command.name << " " << key.name);
        const auto argument =
            std::find_if(command.arguments.begin(), command.arguments.end(),
                         [&](const Argument& one) { return one.option.yaml_key == key.name; });
        REQUIRE(argument != command.arguments.end());
        const Option record = key.record();
        CHECK(argument->option.flag == record.flag);
        CHECK(argument->option.standard == record.standard);
        CHECK(argument->option.help.en == record.help.en);
        CHECK(has(description(*argument, Language::en), "YAML: " + std::string(key.name)));
      }
    }
  }
  CHECK(steps == 9);
}

TEST_CASE("The completion for bash is a script that bash takes, and completes the words that come next") {
  struct Line {
    const char* words;
    const char* offered;  ///< those that begin as the last word does
  };
  const Line lines[] = {{"table regionalise DIR --method f", "flq"},
                        {"sens", "sensitivity"},
                        {"new ''", "city plan scenario sweep"},
                        {"new c", "city"},
                        {"ledger me", "merge"},
                        {"ledger table l.sqlite --v", "--value"},
                        {"ledger plot l.sqlite --kind h", "heat"},
                        {"new city DIR --p", "--parts"},
                        {"help ''", nullptr},
                        {"help sens", "sensitivity"},
                        {"help ledger pl", "plot"},
                        {"help run ''", ""},
                        {"help --format zs", "zsh"}};
  const std::vector<Command> commands = all_commands();
  std::string script = bash_completion(commands) + "cd /\n";
  for (const Line& line : lines) {
    std::string offered = line.offered != nullptr ? line.offered : "";
    if (line.offered == nullptr) {
      for (const Command& command : commands) {
        const std::string word = command.name.substr(0, command.name.find(' '));
        if (!has(" " + offered + " ", " " + word + " ")) offered += (offered.empty() ? "" : " ") + word;
      }
    }
    script +=
        std::string("COMP_WORDS=(leontide ") + line.words + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n";
    script += "_leontide\n[ \"${COMPREPLY[*]}\" = '" + offered + "' ] || { echo \"" + line.words +
              ": ${COMPREPLY[*]}\"; exit 1; }\n";
  }
  const test::Folder folder;
  CHECK(std::system(("bash " + folder.write("completion.bash", script).string()).c_str()) == 0);
}

TEST_CASE("A group's commands stand in the completion for zsh as they do in that for bash") {
  const std::string zsh = zsh_completion(all_commands());
  CHECK(has(zsh, "    new) compadd -- city plan scenario sweep; return ;;\n"));
  CHECK(
      has(zsh, "    ledger) compadd -- status table plot compare results export merge repair; return ;;\n"));
  CHECK(has(zsh, "  case $command in ledger|new|table) command="));
}

TEST_CASE("The reference page in the repository is up to date") {
  std::ifstream file(std::string(LEONTIDE_SOURCE_DIR) + "/engine/command/REFERENCE.md");
  std::ostringstream text;
  text << file.rdbuf();
  // Where this fails: leontide help --format markdown --out engine/command/REFERENCE.md
  CHECK(text.str() == reference_page(all_commands()));
}

}  // namespace leontide::command
