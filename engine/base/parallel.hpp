#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

namespace leontide {

/// Asks long work to stop at its next safe point. Setting it is allowed in a signal handler.
class Cancel {
 public:
  /// Cannot be taken back.
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  /// To be asked between two pieces of work.
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
  static_assert(std::atomic<bool>::is_always_lock_free);
};

/// Threads the machine offers this process, at least 1.
std::size_t available_threads();

/// Runs `body(worker, block)` once for each block in [0, count), on exactly `threads` workers (0 means all
/// the machine offers), whatever the number of cores. Two calls with the same worker number never run at the
/// same time, so a worker may own scratch memory. The order of blocks is not fixed: a result must not depend
/// on it. The body must not throw.
void for_each_block(std::size_t threads, std::size_t count,
                    const std::function<void(std::size_t worker, std::size_t block)>& body);

/// Waits that long.
void pause(std::chrono::milliseconds time);

/// Calls `body` every `period` on a thread of its own, from one period on, until it is destroyed; that waits
/// for a call that runs. The body must not throw.
class Repeated {
 public:
  /// Starts the thread.
  Repeated(std::chrono::milliseconds period, std::function<void()> body);
  ~Repeated();
  Repeated(const Repeated&) = delete;
  Repeated& operator=(const Repeated&) = delete;

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace leontide
