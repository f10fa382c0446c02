#include "command/short_forms.hpp"

#include <algorithm>
#include <filesystem>

namespace leontide::command {

namespace {

bool takes(const Command& command, const std::string& flag) {
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [&](const Argument& argument) { return argument.option.flag == flag; });
}

bool is_folder_name(const std::string& path) {
  return !path.empty() && !path.starts_with('-') && !std::filesystem::path(path).has_extension();
}

}  // namespace

std::vector<std::string> spelled_out(const Command& command, std::vector<std::string> words) {
  std::vector<std::string> out;
  const bool names_folder = std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "--into" || word.starts_with("--into=") || word == "--format" ||
           word.starts_with("--format=");  // of a file
  });
  const bool writes_folder = takes(command, "--into") && takes(command, "--out") && !names_folder;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--json" && takes(command, "--format")) {
      out.insert(out.end(), {"--format", "json"});
    } else if ((word == "--section" || word.starts_with("--section=")) && takes(command, "--sheet")) {
      out.push_back("--sheet" + word.substr(std::string("--section").size()));
    } else if (writes_folder && word == "--out" && i + 1 < words.size() && is_folder_name(words[i + 1])) {
      out.emplace_back("--into");
    } else if (writes_folder && word.starts_with("--out=") && is_folder_name(word.substr(6))) {
      out.push_back("--into=" + word.substr(6));
    } else if (word == "--to" && takes(command, "--as") && !takes(command, "--to")) {
      out.emplace_back("--as");
    } else {
      out.push_back(word);
    }
  }
  return out;
}

}  // namespace leontide::command
