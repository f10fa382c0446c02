#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lanes/block.hpp"

namespace leontide::benchmarks {

/// Coefficients of a made-up economy of n sectors, [n × n] row-major: lognormal with log-sd 2, as skewed as
/// those of real tables, every column scaled to a sum between 0.35 and 0.8. The same numbers on every
/// machine.
std::vector<double> made_up_coefficients(std::size_t n);

/// [rows × 64] exp(sd z), z standard normal of the stream `key`.
lanes::AlignedVector made_up_multipliers(std::size_t rows, double sd, std::uint64_t key);

}  // namespace leontide::benchmarks
