#include "command/session/progress.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

#include "command/session/spoken_language.hpp"
#include "statistics/proportion.hpp"

namespace leontide::command {

ProgressLine::ProgressLine()
    : began_(Clock::now()), shown_(began_), is_terminal_(isatty(STDERR_FILENO) == 1) {}

void ProgressLine::show(const simulation::Progress& progress) {
  const auto now = Clock::now();
  const auto wait = is_terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000);
  if (now - began_ < std::chrono::seconds(1) || now - shown_ < wait || progress.done == 0) return;
  shown_ = now;
  const double elapsed = std::chrono::duration<double>(now - began_).count();
  const double left =
      elapsed * static_cast<double>(progress.trials - progress.done) / static_cast<double>(progress.done);
  Title chance;
  if (progress.completed > 0) {
    const auto joint = statistics::wilson(progress.joint_hits, progress.completed);
    const double percent = 100 * joint.estimate, half = 50 * (joint.high - joint.low);
    chance = {fmt::format(", joint chance {:.1f} % ± {:.1f}", percent, half),
              fmt::format("，整体实现概率 {:.1f}% ± {:.1f}", percent, half)};
  }
  const std::string text =
      said({fmt::format("{} of {} trials{}, {:.0f} s left", progress.done, progress.trials, chance.en, left),
            fmt::format("已完成 {}/{} 次模拟{}，剩余 {:.0f} 秒", progress.done, progress.trials, chance.zh,
                        left)});
  std::fprintf(stderr, is_terminal_ ? "\r\033[K%s" : "%s\n", text.c_str());
  std::fflush(stderr);
  has_line_ = is_terminal_;
}

void ProgressLine::finish() const {
  if (has_line_) std::fputs("\r\033[K", stderr);
}

}  // namespace leontide::command
