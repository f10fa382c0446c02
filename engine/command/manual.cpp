#include <fmt/format.h>

#include "command/help.hpp"

namespace leontide::command {

namespace {

/// A hyphen that is part of a name, a backslash, and a point or apostrophe that would begin a request.
std::string roff(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '-') {
      safe += "\\-";
    } else if (c == '\\') {
      safe += "\\e";
    } else if ((c == '.' || c == '\'') && (safe.empty() || safe.back() == '\n')) {
      safe += std::string("\\&") + c;
    } else {
      safe += c;
    }
  }
  return safe;
}

/// A cell of a Markdown table.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char c : text)
    safe += c == '|' ? std::string("\\|") : std::string(1, c);
  return safe;
}

}  // namespace

std::string man_page(std::span<const Command> commands, Language language) {
  const bool zh = language == Language::zh;
  std::string page = fmt::format(".TH LEONTIDE 1 \"\" \"Leontide {}\"\n", LEONTIDE_VERSION);
  page += fmt::format(".SH {}\nleontide \\- {}\n", zh ? "名称" : "NAME",
                      zh ? "规划实现概率：投入产出模型的蒙特卡洛模拟"
                         : "how likely is a plan to be met? Monte Carlo over input\\-output models");
  page += fmt::format(".SH {}\n.B leontide\n.I COMMAND\n…\n", zh ? "用法" : "SYNOPSIS");
  page += fmt::format(".SH {}\n", zh ? "命令" : "COMMANDS");
  for (const Command& command : commands) {
    page += fmt::format(".SS {}\n.B {}\n.PP\n{}\n", roff(command.name), roff(synopsis(command, language)),
                        roff(in_language(command.help, language)));
    for (const Argument& argument : command.arguments)
      page +=
          fmt::format(".TP\n.B {}\n{}\n", roff(spelling(argument)), roff(description(argument, language)));
  }
  page += zh ? ".SH 退出码\n0 完成；2 输入有误；3 已运行，但结果不可依赖；130 被中断；1 未能完成\n"
             : ".SH EXIT STATUS\n0 done; 2 the input is wrong; 3 ran, but not to be relied on as asked; 130 "
               "interrupted; 1 could not finish\n";
  return page;
}

std::string reference_page(std::span<const Command> commands) {
  std::string page =
      "# Every command\n\nMade from the records of the options by `leontide help --format markdown`; a test "
      "holds it to them.\n";
  for (const Command& command : commands) {
    page += fmt::format("\n## {}\n\n{} · {}\n\n    {}\n\n| | meaning | 中文 |\n| --- | --- | --- |\n",
                        command.name, command.help.en, command.help.zh, synopsis(command, Language::en));
    for (const Argument& argument : command.arguments) {
      page += fmt::format("| `{}` | {} | {} |\n", cell(spelling(argument)),
                          cell(description(argument, Language::en)), cell(argument.option.help.zh));
    }
  }
  return page;
}

}  // namespace leontide::command
