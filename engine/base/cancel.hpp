#pragma once

#include <atomic>

namespace leontide {

/// Asks long work to stop at its next safe point. Setting it is allowed in a signal handler.
class Cancel {
 public:
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept { return requested_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> requested_{false};
  static_assert(std::atomic<bool>::is_always_lock_free);
};

}  // namespace leontide
