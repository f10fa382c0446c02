#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "random/spec.hpp"

namespace leontide::random {

/// Something in a specification that does not fit, in words; the caller knows its place in the file.
struct Problem {
  std::string
      key;  ///< of the model file: "sd", "chances", "correlation", …; "strength.sd" inside a lever; or empty
  std::string what;     ///< "sd is -0.1, but must be zero or more"
  std::string hint;     ///< what to do, where there is something to say
  std::size_t law = 0;  ///< which of a driver's laws
};

/// Each function gives every problem of its argument, in a fixed order; none means that make_plan takes it.
std::vector<Problem> problems(const Law& law);
/// Of its laws, dependence, centres and cells.
std::vector<Problem> problems(const Driver& driver);
/// Its common, correlation, serial and the treatment of single values, which problems(driver) tells too.
std::vector<Problem> problems_of_own_dependence(const Driver& driver);
/// Of its family, parameter, degrees of freedom and rotation.
std::vector<Problem> problems(const PairLaw& pair);
/// Of the law of its strength.
std::vector<Problem> problems(const Lever& lever);
std::vector<Problem> problems(const Event& event, std::size_t steps);  ///< steps counts the base step 0
/// Unknown drivers, unequal sets, draws or `common`; laws that take no copula; single values without a stated
/// treatment; a matrix of the wrong size, without symmetry, out of range or not positive definite (then the
/// hint gives the nearest one that is); pairs of a vine, under "pairs.TREE.PAIR.KEY" counted from 0.
std::vector<Problem> problems(const Copula& copula, std::span<const Driver> drivers);
/// What can be said of its matrix and degrees of freedom whatever its drivers are.
std::vector<Problem> problems_of_numbers(const Copula& copula);
/// A driver in two copulas, and two streams whose names share a key.
std::vector<Problem> problems(std::span<const Driver> drivers, std::span<const Lever> levers,
                              std::span<const Event> events, std::span<const Copula> copulas);

}  // namespace leontide::random
