#include "table/matrix.hpp"

namespace leontide::table {

std::vector<double> row_sums(const Matrix& matrix) {
  std::vector<double> sums(matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i)
    sums[i] = sum(matrix.row(i));
  return sums;
}

std::vector<double> column_sums(const Matrix& matrix) {
  std::vector<double> sums(matrix.columns);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      sums[j] += matrix(i, j);
  }
  return sums;
}

double sum(std::span<const double> values) {
  double total = 0;
  for (const double value : values)
    total += value;
  return total;
}

std::vector<double> multiply(const Matrix& matrix, std::span<const double> vector) {
  std::vector<double> product(matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      product[i] += matrix(i, j) * vector[j];
  }
  return product;
}

std::vector<double> multiply(std::span<const double> vector, const Matrix& matrix) {
  std::vector<double> product(matrix.columns);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      product[j] += vector[i] * matrix(i, j);
  }
  return product;
}

Matrix multiply(const Matrix& a, const Matrix& b) {
  Matrix out(a.rows, b.columns);
  for (std::size_t i = 0; i < a.rows; ++i) {
    for (std::size_t k = 0; k < a.columns; ++k) {
      for (std::size_t j = 0; j < b.columns; ++j)
        out(i, j) += a(i, k) * b(k, j);
    }
  }
  return out;
}

Matrix transposed(const Matrix& matrix) {
  Matrix out(matrix.columns, matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      out(j, i) = matrix(i, j);
  }
  return out;
}

Matrix scale_rows(Matrix matrix, std::span<const double> factors) {
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      matrix(i, j) *= factors[i];
  }
  return matrix;
}

Matrix scale_columns(Matrix matrix, std::span<const double> factors) {
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    for (std::size_t j = 0; j < matrix.columns; ++j)
      matrix(i, j) *= factors[j];
  }
  return matrix;
}

}  // namespace leontide::table
