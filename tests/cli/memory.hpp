// Commands that are held to some memory.
#pragma once

#include <catch2/catch.hpp>
#include <sys/resource.h>

#include "cli/command.hpp"
#include "support/skipped.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define LEONTIDE_ADDRESSES_RESERVED
#endif
#endif

namespace leontide::cli {

inline constexpr rlim_t mebibyte = 1U << 20U;

/// Whether a process can be held to some memory: AddressSanitizer reserves terabytes of addresses.
inline bool can_bound_memory() {
#ifdef LEONTIDE_ADDRESSES_RESERVED
  test::skip("a bound on addresses, which AddressSanitizer needs");
  return false;
#else
  return true;
#endif
}

/// Bytes that the command may take at most.
inline Ended within(const Scratch& scratch, rlim_t bytes, const std::vector<std::string>& arguments) {
  struct rlimit before {};
  REQUIRE(::getrlimit(RLIMIT_AS, &before) == 0);
  struct rlimit less = before;
  less.rlim_cur = bytes;
  REQUIRE(::setrlimit(RLIMIT_AS, &less) == 0);
  const Running running = scratch.start(arguments);
  REQUIRE(::setrlimit(RLIMIT_AS, &before) == 0);
  return running.wait();
}

}  // namespace leontide::cli
