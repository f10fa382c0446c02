#include "simulation/sized.hpp"

#include <algorithm>
#include <cmath>

namespace leontide::simulation {

namespace {

using language::Operation;

double larger(double a, double b) {
  return std::max(std::fabs(a), std::fabs(b));
}

const Sized& row_of(const SizedRows& rows, std::size_t row) {
  return rows.size() == 1 ? rows.front() : rows[row];
}

/// Never below the value's own, and a number wherever the value is one.
Sized sound(double value, double size) {
  const double own = std::isfinite(value) ? std::fabs(value) : 0;
  return {value, std::isfinite(size) ? larger(size, own) : own};
}

Sized power(Sized a, Sized b) {
  const double value = std::pow(a.value, b.value);
  const double by_base = std::fabs(value * b.value / a.value) * a.size;
  const double by_exponent = std::fabs(value * std::log(std::fabs(a.value))) * b.size;
  return sound(value, std::fmax(by_base, by_exponent));
}

double compared(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::less: return a < b ? 1 : 0;
    case Operation::less_equal: return a <= b ? 1 : 0;
    case Operation::greater: return a > b ? 1 : 0;
    case Operation::greater_equal: return a >= b ? 1 : 0;
    case Operation::equal: return a == b ? 1 : 0;
    default: return a != b ? 1 : 0;
  }
}

}  // namespace

Sized plain(double value) {
  return sound(value, value);
}

Sized apply(Operation operation, Sized a, Sized b, Sized c) {
  switch (operation) {
    case Operation::negate: return {-a.value, a.size};
    case Operation::absolute: return {std::fabs(a.value), a.size};
    case Operation::exponential: {
      const double value = std::exp(a.value);
      return sound(value, value * a.size);
    }
    case Operation::logarithm: return sound(std::log(a.value), a.size / std::fabs(a.value));
    case Operation::square_root: {
      const double value = std::sqrt(a.value);
      return sound(value, a.size / (2 * value));
    }
    case Operation::sine: return sound(std::sin(a.value), a.size * std::cos(a.value));
    case Operation::cosine: return sound(std::cos(a.value), a.size * std::sin(a.value));
    case Operation::add: return sound(a.value + b.value, larger(a.size, b.size));
    case Operation::subtract: return sound(a.value - b.value, larger(a.size, b.size));
    case Operation::multiply: return sound(a.value * b.value, larger(a.value * b.size, a.size * b.value));
    case Operation::divide: {
      const double value = a.value / b.value;
      return sound(value, larger(a.size / b.value, value * b.size / b.value));
    }
    case Operation::power: return power(a, b);
    case Operation::minimum: return sound(std::fmin(a.value, b.value), larger(a.size, b.size));
    case Operation::maximum: return sound(std::fmax(a.value, b.value), larger(a.size, b.size));
    case Operation::select: return sound(a.value != 0 ? b.value : c.value, larger(b.size, c.size));
    case Operation::clamp:
      return sound(std::fmin(std::fmax(a.value, b.value), c.value), larger(a.size, larger(b.size, c.size)));
    default: return plain(compared(operation, a.value, b.value));
  }
}

Sized sum(std::span<const Sized> rows) {
  Sized total;
  for (const Sized& row : rows) {
    total.value += row.value;
    total.size = larger(total.size, row.size);
  }
  return sound(total.value, total.size);
}

SizedRows product(std::span<const double> matrix, std::size_t rows, std::size_t columns, const SizedRows& x,
                  bool transposed) {
  SizedRows y(transposed ? columns : rows);
  for (std::size_t i = 0; i < rows; ++i) {
    for (std::size_t j = 0; j < columns; ++j) {
      const double cell = matrix[i * columns + j];
      const Sized& from = row_of(x, transposed ? i : j);
      Sized& to = y[transposed ? j : i];
      to.value += cell * from.value;
      to.size = larger(to.size, cell * from.size);
    }
  }
  for (Sized& row : y)
    row = sound(row.value, row.size);
  return y;
}

SizedRows leontief(std::span<const double> matrix, const SizedRows& f, const SizedRows& r,
                   const SizedRows& c) {
  constexpr int most_rounds = 60;
  constexpr double enough = 1e-3;
  const auto n = static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(matrix.size()))));
  SizedRows x(n), term(n);
  for (std::size_t i = 0; i < n; ++i)
    x[i] = term[i] = row_of(f, i);
  for (int round = 0; round < most_rounds; ++round) {
    for (std::size_t j = 0; j < n; ++j) {
      const double share = row_of(c, j).value;
      term[j] = {term[j].value * share, std::fabs(term[j].size * share)};
    }
    term = product(matrix, n, n, term, false);
    double moved = 0, whole = 0;
    for (std::size_t i = 0; i < n; ++i) {
      const double share = row_of(r, i).value;
      term[i] = {term[i].value * share, std::fabs(term[i].size * share)};
      x[i] = {x[i].value + term[i].value, x[i].size + term[i].size};
      moved = larger(moved, term[i].size);
      whole = larger(whole, x[i].size);
    }
    if (!(moved > enough * whole)) break;
  }
  for (Sized& row : x)
    row = sound(row.value, row.size);
  return x;
}

}  // namespace leontide::simulation
