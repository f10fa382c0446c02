#include "command/sweep/progress.hpp"

#include <cstdio>
#include <fmt/format.h>
#include <unistd.h>

#include "base/printable.hpp"
#include "command/session/spoken_language.hpp"
#include "report/write/write.hpp"

namespace leontide::command {

std::string status_line(const sweep::LedgerStatus& status) {
  Title text{fmt::format("{}: {} done", report::counted(status.all(), "cell"), status.done),
             fmt::format("{} 个单元：完成 {} 个", status.all(), status.done)};
  const auto add = [&](std::uint64_t count, const Title& what) {
    if (count == 0) return;
    text.en += fmt::format(", {} {}", count, what.en);
    text.zh += fmt::format("，{} {} 个", what.zh, count);
  };
  add(status.running, {"running", "运行中"});
  add(status.waiting, {"waiting", "待运行"});
  add(status.failed, {"failed", "失败"});
  add(status.stale, {"stale", "已过时"});
  add(status.with_failed_trials, {"with more than one failed trial in a thousand", "模拟失败超过千分之一的"});
  return said(text);
}

SweepProgress::SweepProgress(ProgressForm form, const sweep::Ledger& ledger,
                             std::pair<std::uint64_t, std::uint64_t> shard)
    : form_(form),
      ledger_(ledger),
      shard_(shard),
      began_(Clock::now()),
      shown_(began_),
      is_terminal_(isatty(STDERR_FILENO) == 1) {}

void SweepProgress::show(std::uint64_t finished, std::uint64_t rounds) {
  if (form_ == ProgressForm::none) return;
  const auto now = Clock::now();
  const bool is_json = form_ == ProgressForm::json;
  const auto wait = std::chrono::milliseconds(is_json ? 1000 : is_terminal_ ? 200 : 10'000);
  if (now - began_ < std::chrono::seconds(1) || now - shown_ < wait) return;
  shown_ = now;
  const sweep::LedgerStatus status = ledger_.status(shard_.first, shard_.second);
  const double elapsed = std::chrono::duration<double>(now - began_).count();
  const std::uint64_t left = status.waiting + status.running;
  const double seconds =
      finished == 0 ? 0 : elapsed * static_cast<double>(left) / static_cast<double>(finished);
  if (is_json) {
    std::fprintf(stderr, "%s\n",
                 fmt::format("{{\"cells\": {}, \"done\": {}, \"failed\": {}, \"stale\": {}, \"rounds\": {}, "
                             "\"seconds\": {:.1f}, \"seconds_left\": {}}}",
                             status.all(), status.done, status.failed, status.stale, rounds, elapsed,
                             finished == 0 ? "null" : fmt::format("{:.1f}", seconds))
                     .c_str());
    std::fflush(stderr);
    return;
  }
  Title text{fmt::format("{} of {}, {}", status.done, report::counted(status.all(), "cell"),
                         report::counted(rounds, "round")),
             fmt::format("已完成 {}/{} 个单元，{} 轮", status.done, status.all(), rounds)};
  if (status.failed > 0) {
    text.en += fmt::format(", {} failed", status.failed);
    text.zh += fmt::format("，失败 {} 个", status.failed);
  }
  if (finished > 0) {
    text.en += fmt::format(", {:.0f} s left", seconds);
    text.zh += fmt::format("，剩余 {:.0f} 秒", seconds);
  }
  print(said(text));
}

void SweepProgress::print(const std::string& text) {
  std::fprintf(stderr, is_terminal_ ? "\r\033[K%s" : "%s\n", text.c_str());
  std::fflush(stderr);
  has_line_ = is_terminal_;
}

void SweepProgress::tell(std::uint64_t cell, const Diagnostic& fault) {
  if (!told_.insert(fault.code).second) return;
  clear();
  const std::string what = in_spoken(fault.what), place = to_string(fault.place);
  tell_line(said({fmt::format("cell {} failed: {}: {}", cell, place, what),
                  fmt::format("单元 {} 失败：{}：{}", cell, place, what)}));
}

void SweepProgress::clear() const {
  if (has_line_) std::fputs("\r\033[K", stderr);
}

void SweepProgress::finish() {
  clear();
  has_line_ = false;
}

}  // namespace leontide::command
