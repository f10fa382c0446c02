#include <cstdio>

#include "base/parallel.hpp"

// A race on purpose: two workers add to one number without a lock. Under the tsan preset ThreadSanitizer has
// to report it; a test fails when it does not, for then it would not see a real one either.
int main() {
  long sum = 0;
  leontide::for_each_block(2, 10'000,
                           [&](std::size_t, std::size_t block) { sum += static_cast<long>(block); });
  std::printf("%ld\n", sum);
  return 0;
}
