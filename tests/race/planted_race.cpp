#include <atomic>
#include <cstdio>
#include <thread>

#include "base/parallel.hpp"

// A race on purpose: two workers add to one number without a lock. Under the tsan preset ThreadSanitizer has
// to report it; a test fails when it does not, for then it would not see a real one either. Each worker waits
// for the other, without ordering anything, so that neither is done before the other begins.
int main() {
  constexpr std::size_t workers = 2;
  std::atomic<std::size_t> arrived{0};
  long sum = 0;
  leontide::for_each_block(workers, workers, [&](std::size_t, std::size_t block) {
    arrived.fetch_add(1, std::memory_order_relaxed);
    while (arrived.load(std::memory_order_relaxed) < workers)
      std::this_thread::yield();
    for (int turn = 0; turn < 1000; ++turn)
      sum += static_cast<long>(block);
  });
  std::printf("%ld\n", sum);
  return 0;
}
