#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "random/spec.hpp"

namespace leontide::random {

// Something in a specification that does not fit, in words; the caller knows its place in the file.
struct Problem {
  std::string
      key;  // of the model file: "sd", "chances", "correlation", …; "strength.sd" inside a lever; or empty
  std::string what;     // "sd is -0.1, but must be zero or more"
  std::string hint;     // what to do, where there is something to say
  std::size_t law = 0;  // which of a driver's laws
};

// Each function gives every problem of its argument, in a fixed order; none means that make_plan takes it.
std::vector<Problem> problems(const Law& law);
std::vector<Problem> problems(const Driver& driver);
std::vector<Problem> problems(const Lever& lever);
std::vector<Problem> problems(const Event& event, std::size_t steps);  // steps counts the base step 0
// Unknown drivers, unequal sets, draws or `common`; a matrix of the wrong size, without symmetry, out of
// range or not positive definite (then the hint gives the nearest one that is).
std::vector<Problem> problems(const Copula& copula, std::span<const Driver> drivers);
// A driver in two copulas, and two streams whose names share a key.
std::vector<Problem> problems(std::span<const Driver> drivers, std::span<const Lever> levers,
                              std::span<const Event> events, std::span<const Copula> copulas);

}  // namespace leontide::random
