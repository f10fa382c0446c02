#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#ifdef LEONTIDE_STD_THREADS
#include <vector>
#else
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace leontide {

std::size_t available_threads() {
  // Asking opens a file of the system each time; the answer stays the same while a process runs.
  static const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  return threads;
}

namespace {

/// Takes block numbers from a shared counter until none is left. The counter orders nothing but itself, so
/// that ThreadSanitizer still sees two blocks that touch the same memory.
void drain(std::atomic<std::size_t>& next, std::size_t count, std::size_t worker,
           const std::function<void(std::size_t, std::size_t)>& body) {
  const auto take = [&] { return next.fetch_add(1, std::memory_order_relaxed); };
  for (std::size_t block = take(); block < count; block = take())
    body(worker, block);
}

}  // namespace

void for_each_block(std::size_t threads, std::size_t count,
                    const std::function<void(std::size_t, std::size_t)>& body) {
  if (threads == 0) threads = available_threads();
  threads = std::min(threads, std::max<std::size_t>(count, 1));
  std::atomic<std::size_t> next{0};
  if (threads == 1) {
    drain(next, count, 0, body);
    return;
  }
#ifdef LEONTIDE_STD_THREADS
  std::vector<std::jthread> workers;
  for (std::size_t worker = 0; worker < threads; ++worker) {
    workers.emplace_back([&, worker] { drain(next, count, worker, body); });
  }
#else
  // The control alone would leave a 2-core machine at 2 threads; the arena alone is capped by the control.
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  arena.execute([&] {
    tbb::parallel_for(
        std::size_t{0}, threads, [&](std::size_t worker) { drain(next, count, worker, body); },
        tbb::simple_partitioner{});
  });
#endif
}

void pause(std::chrono::milliseconds time) {
  std::this_thread::sleep_for(time);
}

struct Repeated::Thread {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::jthread thread;
};

Repeated::Repeated(std::chrono::milliseconds period, std::function<void()> body)
    : thread_(std::make_unique<Thread>()) {
  thread_->thread =
      std::jthread([own = thread_.get(), period, call = std::move(body)](const std::stop_token& stop) {
        std::unique_lock lock(own->mutex);
        while (!own->woken.wait_for(lock, stop, period, [] { return false; }) && !stop.stop_requested())
          call();
      });
}

Repeated::~Repeated() = default;

}  // namespace leontide
