#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// A stream of draws is named, never numbered: the name's hash and the seed give the Philox key
// (lanes/philox.hpp), the trial, the step and the number of the draw within the step give the counter.
namespace leontide::random {

/// Fowler-Noll-Vo hash, FNV-1a, 64 bits (Fowler, Noll, Vo & Eastlake, draft-eastlake-fnv).
constexpr std::uint64_t fnv1a64(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325) {
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3;
  }
  return hash;
}

/// Mixes every bit of both numbers into 64: one to one in `hash` for a fixed seed, so that streams with
/// different hashes never share a key. Twice the finalizer of SplitMix64 (Steele, Lea & Flood 2014, OOPSLA).
constexpr std::uint64_t mix64(std::uint64_t seed, std::uint64_t hash) {
  const auto finalize = [](std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  };
  return finalize(finalize(seed + 0x9e3779b97f4a7c15) ^ hash);
}

/// The hash of "driver:NAME:CODE"; an empty code is that of a scalar driver, or of the factor that the
/// elements of a driver with `common` share.
constexpr std::uint64_t driver_stream(std::string_view name, std::string_view code) {
  return fnv1a64(code, fnv1a64(":", fnv1a64(name, fnv1a64("driver:"))));
}
/// The hash of "lever:NAME".
constexpr std::uint64_t lever_stream(std::string_view name) {
  return fnv1a64(name, fnv1a64("lever:"));
}
/// The hash of "event:NAME".
constexpr std::uint64_t event_stream(std::string_view name) {
  return fnv1a64(name, fnv1a64("event:"));
}
/// The hash of "copula:NAME,NAME,…:CODE", of the number that mixes a Student copula's normals.
constexpr std::uint64_t copula_stream(std::span<const std::string> drivers, std::string_view code) {
  std::uint64_t hash = fnv1a64("copula:");
  for (const std::string& name : drivers)
    hash = fnv1a64(",", fnv1a64(name, hash));
  return fnv1a64(code, fnv1a64(":", hash));
}

}  // namespace leontide::random
