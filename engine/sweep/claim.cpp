#include "sweep/claim.hpp"

#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <unistd.h>

#include "base/numbers.hpp"

namespace leontide::sweep {

namespace {

// What the kernel says is no input of a result.
std::string kernel_says(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Field 22 of /proc/PID/stat (proc(5)), counted behind the name, which may hold anything; -1 where there is
/// no such process, or one that has ended and only waits for its parent to ask.
std::int64_t start_of(std::int64_t process) {
  const std::string stat = kernel_says(fmt::format("/proc/{}/stat", process));
  const std::size_t name_ends = stat.rfind(')');
  if (name_ends == std::string::npos) return -1;
  const char state = stat.size() > name_ends + 2 ? stat[name_ends + 2] : 'X';
  if (state == 'Z' || state == 'X') return -1;
  std::size_t at = name_ends;
  for (int field = 2; field < 22 && at != std::string::npos; ++field)
    at = stat.find(' ', at + 1);
  if (at == std::string::npos) return -1;
  return parse_integer(stat.substr(at + 1, stat.find(' ', at + 1) - at - 1)).value_or(-1);
}

}  // namespace

Claimant this_process_claims() {
  char host[256] = {};
  gethostname(host, sizeof host - 1);
  const std::int64_t process = getpid();
  return {host, std::string(trimmed(kernel_says("/proc/sys/kernel/random/boot_id"))), process,
          start_of(process)};
}

bool still_stands(const Claimant& claim, std::int64_t heartbeat, std::int64_t now, const Claimant& here) {
  if (claim.host != here.host) return now - heartbeat < patience;
  return claim.boot == here.boot && start_of(claim.process) == claim.started;
}

std::int64_t seconds_now() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace leontide::sweep
