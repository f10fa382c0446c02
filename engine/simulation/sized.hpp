#pragma once

// Internal to the simulation layer: arithmetic on numbers that know how large the numbers were that they were
// computed from.

#include <cstddef>
#include <span>
#include <vector>

#include "language/expression.hpp"

namespace leontide::simulation {

/// A number and its size: to first order, rounding every step of its computation to a relative ε moves it by
/// about ε · size (running error analysis: Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed.,
/// SIAM 2002, section 3.3, with the largest term in place of the sum). 1000.5 - 1000 has size 1000.5.
struct Sized {
  double value = 0;  ///< as computed
  double size = 0;   ///< the largest in size of the numbers it came from
};

/// [rows], or one row that stands for all.
using SizedRows = std::vector<Sized>;

/// A number that was not computed: its size is its own.
Sized plain(double value);

/// An operation that goes element by element. Sizes that are no finite number become that of the value.
Sized apply(language::Operation operation, Sized a, Sized b, Sized c);

/// The largest of the sizes, and the sum of the values.
Sized sum(std::span<const Sized> rows);

/// y = A x, or A'x: `rows` × `columns` numbers, row-major.
SizedRows product(std::span<const double> matrix, std::size_t rows, std::size_t columns, const SizedRows& x,
                  bool transposed);

/// x = diag(r) A diag(c) x + f by its power series, to some three digits: sizes need no more.
SizedRows leontief(std::span<const double> matrix, const SizedRows& f, const SizedRows& r,
                   const SizedRows& c);

}  // namespace leontide::simulation
