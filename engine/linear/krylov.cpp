#include "linear/krylov.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "linear/eigenvalues.hpp"

namespace leontide::linear {

namespace {

constexpr std::size_t most_products = 300;
constexpr std::size_t round_of = 10;
constexpr double settled = 1e-11;
constexpr double spent = 1e-13;  // of a vector that earlier ones span

using Vector = std::vector<double>;

double dot(const Vector& a, const Vector& b) {
  double out = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    out += a[i] * b[i];
  return out;
}

/// The matrix seen in an orthonormal basis that grows by one vector a product.
class Arnoldi {
 public:
  Arnoldi(std::span<const double> start, const Product& product) : product_(product) {
    Vector first(start.begin(), start.end());
    const double length = std::sqrt(dot(first, first));
    for (double& value : first)
      value /= length;
    basis_.push_back(std::move(first));
  }

  /// False where the basis holds all that the matrix makes of it.
  bool grow() {
    Vector next(basis_.front().size());
    product_(basis_.back(), next);
    const double before = std::sqrt(dot(next, next));
    Vector& column = projected_.emplace_back(basis_.size() + 1, 0.0);
    for (int time = 0; time < 2; ++time) {
      for (std::size_t k = 0; k < basis_.size(); ++k) {
        const double along = dot(basis_[k], next);
        column[k] += along;
        for (std::size_t i = 0; i < next.size(); ++i)
          next[i] -= along * basis_[k][i];
      }
    }
    const double left = std::sqrt(dot(next, next));
    column.back() = left;
    if (!(left > spent * before)) return false;
    for (double& value : next)
      value /= left;
    basis_.push_back(std::move(next));
    return true;
  }

  double radius() const {
    const std::size_t size = projected_.size();
    Vector square(size * size);
    for (std::size_t j = 0; j < size; ++j) {
      for (std::size_t i = 0; i < std::min(size, projected_[j].size()); ++i)
        square[i * size + j] = projected_[j][i];
    }
    return spectral_radius(square, size);
  }

  std::size_t size() const { return projected_.size(); }

 private:
  const Product& product_;
  std::vector<Vector> basis_;
  std::vector<Vector> projected_;  ///< column k: product k along each vector of the basis
};

}  // namespace

double krylov_radius(std::span<const double> start, const Product& product) {
  Arnoldi space(start, product);
  double before = -1;
  for (bool grows = true; grows && space.size() < most_products;) {
    grows = space.grow();
    if (grows && space.size() % round_of != 0) continue;
    const double now = space.radius();
    if (std::abs(now - before) <= settled * now) return now;
    before = now;
  }
  return before;
}

}  // namespace leontide::linear
