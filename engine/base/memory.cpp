#include "base/memory.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

#include "base/diagnostic.hpp"

namespace leontide {

namespace {

constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

/// The number at the beginning of a file of the system; `unbounded` where there is none (`max`).
std::size_t number_in(const char* path) {
  std::size_t value = 0;
  return std::ifstream(path) >> value ? value : unbounded;
}

std::size_t free_of_machine() {
  std::ifstream info("/proc/meminfo");
  std::string name;
  std::size_t kibibytes = 0;
  for (std::string rest; info >> name >> kibibytes; std::getline(info, rest)) {
    if (name == "MemAvailable:") return kibibytes * 1024;
  }
  return unbounded;
}

std::size_t free_of_limits() {
  struct rlimit limit {};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unbounded;
  const std::size_t used = number_in("/proc/self/statm") * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return limit.rlim_cur > used ? limit.rlim_cur - used : 0;
}

std::size_t free_of_group() {
  const std::size_t most = number_in("/sys/fs/cgroup/memory.max");
  const std::size_t used = number_in("/sys/fs/cgroup/memory.current");
  if (most == unbounded || used == unbounded) return unbounded;
  return most > used ? most - used : 0;
}

}  // namespace

std::size_t free_memory() {
  return std::min({free_of_machine(), free_of_limits(), free_of_group()});
}

void require_memory(const std::string& what, std::initializer_list<std::size_t> factors) {
  std::size_t bytes = 1;
  for (const std::size_t factor : factors)
    bytes = factor != 0 && bytes > unbounded / factor ? unbounded : bytes * factor;
  const std::size_t free = free_memory();
  if (bytes <= free) return;
  throw OperationError(
      fmt::format("{} need {} MiB of memory, and {} MiB are free", what, bytes >> 20U, free >> 20U));
}

}  // namespace leontide
