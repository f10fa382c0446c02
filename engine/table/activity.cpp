#include "table/activity.hpp"

#include <atomic>
#include <mutex>

#include "base/stop.hpp"

namespace leontide::table {

namespace {

struct State {
  std::mutex lock;
  std::string what;
  std::atomic<double> share{-1};
};

State& state() {
  static State now;
  return now;
}

}  // namespace

void begin_activity(std::string what) {
  stop_if_asked();
  const std::lock_guard guard(state().lock);
  state().what = std::move(what);
  state().share.store(-1, std::memory_order_relaxed);
}

void report_share(double share) {
  stop_if_asked();
  state().share.store(share, std::memory_order_relaxed);
}

Activity current_activity() {
  const std::lock_guard guard(state().lock);
  return {state().what, state().share.load(std::memory_order_relaxed)};
}

}  // namespace leontide::table
