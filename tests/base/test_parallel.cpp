#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "base/parallel.hpp"

using namespace leontide;

TEST_CASE("every block is run once, whatever the number of threads") {
  for (const std::size_t threads : {1U, 2U, 7U}) {
    std::vector<std::atomic<int>> runs(1000);
    for_each_block(threads, runs.size(), [&](std::size_t, std::size_t block) { ++runs[block]; });
    for (const auto& count : runs)
      REQUIRE(count == 1);
  }
}

TEST_CASE("a worker number is never in two hands at once") {
  std::vector<std::atomic<int>> busy(7);
  std::atomic<bool> clash{false};
  for_each_block(7, 2000, [&](std::size_t worker, std::size_t) {
    if (busy[worker].fetch_add(1) != 0) clash = true;
    busy[worker].fetch_sub(1);
  });
  CHECK_FALSE(clash);
}

TEST_CASE("seven threads are seven threads, also on two cores") {
  std::mutex mutex;
  std::set<std::thread::id> seen;
  std::atomic<std::size_t> arrived{0};
  for_each_block(7, 7, [&](std::size_t, std::size_t) {
    {
      const std::lock_guard lock(mutex);
      seen.insert(std::this_thread::get_id());
    }
    ++arrived;
    // Nobody leaves before all are there, so that one thread cannot do the work of another.
    for (int wait = 0; arrived < 7 && wait < 20000; ++wait)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  CHECK(seen.size() == 7);
}
