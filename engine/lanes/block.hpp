#pragma once

#include <cstddef>
#include <new>
#include <vector>

#include "lanes/width.hpp"

namespace leontide::lanes {

/// Hands out memory that starts at a multiple of `alignment` bytes.
template <class T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  /// It holds nothing, so allocators of all types are one.
  template <class U>
  explicit AlignedAllocator(const AlignedAllocator<U>&) noexcept {}

  /// Throws std::bad_alloc.
  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{alignment}));
  }
  /// Of `allocate`, of any count.
  void deallocate(T* memory, std::size_t) noexcept {
    ::operator delete (memory, std::align_val_t{alignment});
  }
  template <class U>
  bool operator==(const AlignedAllocator<U>&) const noexcept {
    return true;
  }
};

/// A vector of doubles fit for lane arrays: rows * width numbers, row after row.
using AlignedVector = std::vector<double, AlignedAllocator<double>>;

}  // namespace leontide::lanes
