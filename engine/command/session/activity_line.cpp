#include "command/session/activity_line.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <mutex>
#include <string_view>
#include <unistd.h>
#include <utility>

#include "base/parallel.hpp"
#include "base/printable.hpp"
#include "command/session/spoken_language.hpp"
#include "table/activity.hpp"

namespace leontide::command {

namespace {

using Clock = std::chrono::steady_clock;

/// What work on tables says of itself, in Chinese: by what it begins with; what follows is a file or a size.
std::string in_chinese(const std::string& what) {
  constexpr std::pair<std::string_view, std::string_view> beginnings[] = {
      {"reading ", "正在读取 "},
      {"checking the table", "正在检查投入产出表"},
      {"balancing", "正在平衡"},
      {"inverting the Leontief matrix", "正在对列昂惕夫矩阵求逆"},
      {"factorising the Leontief matrix", "正在分解列昂惕夫矩阵"},
      {"making a symmetric table", "正在编制对称表"}};
  for (const auto& [en, zh] : beginnings) {
    if (!what.starts_with(en)) continue;
    return std::string(zh) + (en.ends_with(' ') ? what.substr(en.size()) : "");
  }
  return what;
}

/// What the line shows: `reading flows.csv, 42 %`, and after how long.
std::string activity_text(const table::Activity& now, double seconds) {
  const double percent = 100 * std::clamp(now.share, 0.0, 1.0);
  const Title done =
      now.share < 0 ? Title{} : Title{fmt::format(", {:.0f} %", percent), fmt::format("，{:.0f}%", percent)};
  return printable(said({fmt::format("{}{} ({:.0f} s)", now.what, done.en, seconds),
                         fmt::format("{}{}（{:.0f} 秒）", in_chinese(now.what), done.zh, seconds)}));
}

/// The line of this process; one command runs at a time.
std::mutex line_lock;
bool line_is_drawn = false;
bool line_is_finished = false;

}  // namespace

struct ActivityLine::Drawing {
  Clock::time_point began = Clock::now();
  Clock::time_point shown = began;
  bool is_terminal = isatty(STDERR_FILENO) == 1;
  Repeated ticks{std::chrono::milliseconds(200), [this] { draw(); }};

  void draw() {
    const auto now = Clock::now();
    const auto wait = std::chrono::milliseconds(is_terminal ? 200 : 10'000);
    const table::Activity activity = table::current_activity();
    if (now - began < std::chrono::seconds(1) || now - shown < wait || activity.what.empty()) return;
    shown = now;
    const std::string text = activity_text(activity, std::chrono::duration<double>(now - began).count());
    const std::lock_guard guard(line_lock);
    if (line_is_finished) return;
    std::fprintf(stderr, is_terminal ? "\r\033[K%s" : "%s\n", text.c_str());
    std::fflush(stderr);
    line_is_drawn = is_terminal;
  }
};

ActivityLine::ActivityLine() {
  {
    const std::lock_guard guard(line_lock);
    line_is_finished = false;
  }
  drawing_ = std::make_unique<Drawing>();
}

ActivityLine::~ActivityLine() {
  finish();
}

void ActivityLine::clear() {
  const std::lock_guard guard(line_lock);
  if (line_is_drawn) std::fputs("\r\033[K", stderr);
  line_is_drawn = false;
}

void ActivityLine::finish() {
  clear();
  const std::lock_guard guard(line_lock);
  line_is_finished = true;
}

std::vector<Command> with_activity_line(std::vector<Command> commands) {
  for (Command& command : commands) {
    command.body = [body = std::move(command.body)] {
      const ActivityLine line;
      return body();
    };
  }
  return commands;
}

}  // namespace leontide::command
