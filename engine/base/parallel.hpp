#pragma once

#include <cstddef>
#include <functional>

namespace leontide {

/// Threads the machine offers this process, at least 1.
std::size_t available_threads();

/// Runs `body(worker, block)` once for each block in [0, count), on exactly `threads` workers (0 means all
/// the machine offers), whatever the number of cores. Two calls with the same worker number never run at the
/// same time, so a worker may own scratch memory. The order of blocks is not fixed: a result must not depend
/// on it. The body must not throw.
void for_each_block(std::size_t threads, std::size_t count,
                    const std::function<void(std::size_t worker, std::size_t block)>& body);

}  // namespace leontide
