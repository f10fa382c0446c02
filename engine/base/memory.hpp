#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>

namespace leontide {

/// Bytes that this process may still take: of what the machine has free, its limits and its control group
/// leave.
std::size_t free_memory();

/// Says before long work that memory will not suffice for it: throws OperationError with `what`, what it
/// needs and what is free. `a * b * …` that overflows is more than there is.
void require_memory(const std::string& what, std::initializer_list<std::size_t> factors);

}  // namespace leontide
