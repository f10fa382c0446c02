#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace leontide::table {

/// A dense matrix, row-major. Rows sell, columns buy, wherever a matrix holds flows or coefficients.
struct Matrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;  ///< [rows × columns], row after row

  Matrix() = default;
  /// Every cell `fill`.
  Matrix(std::size_t row_count, std::size_t column_count, double fill = 0)
      : rows(row_count), columns(column_count), values(row_count * column_count, fill) {}
  /// `cells` are [rows × columns], row after row.
  Matrix(std::size_t row_count, std::size_t column_count, std::vector<double> cells)
      : rows(row_count), columns(column_count), values(std::move(cells)) {}

  double& operator()(std::size_t row, std::size_t column) { return values[row * columns + column]; }
  double operator()(std::size_t row, std::size_t column) const { return values[row * columns + column]; }
  /// The cells of one row, [columns].
  std::span<const double> row(std::size_t index) const {
    return std::span(values).subspan(index * columns, columns);
  }
  /// Without cells, whatever its rows and columns.
  bool empty() const { return values.empty(); }

  friend bool operator==(const Matrix&, const Matrix&) = default;
};

/// [rows]
std::vector<double> row_sums(const Matrix& matrix);
/// [columns]
std::vector<double> column_sums(const Matrix& matrix);
/// In their order; 0 of none.
double sum(std::span<const double> values);

/// `matrix` × `vector`; the vector has as many elements as the matrix has columns.
std::vector<double> multiply(const Matrix& matrix, std::span<const double> vector);
/// `vector` × `matrix`; the vector has as many elements as the matrix has rows.
std::vector<double> multiply(std::span<const double> vector, const Matrix& matrix);

/// `a` × `b`; `b` has as many rows as `a` has columns.
Matrix multiply(const Matrix& a, const Matrix& b);
/// Rows become columns.
Matrix transposed(const Matrix& matrix);

/// diag(`factors`) × `matrix`.
Matrix scale_rows(Matrix matrix, std::span<const double> factors);
/// `matrix` × diag(`factors`).
Matrix scale_columns(Matrix matrix, std::span<const double> factors);

}  // namespace leontide::table
