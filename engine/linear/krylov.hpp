#pragma once

#include <functional>
#include <span>

namespace leontide::linear {

/// Writes A × `in` to `out`; both [n].
using Product = std::function<void(std::span<const double> in, std::span<double> out)>;

/// The largest absolute eigenvalue of a real matrix of which only products are known, by Arnoldi's method
/// with every vector made orthogonal twice (Saad, *Numerical Methods for Large Eigenvalue Problems*, 2nd ed.,
/// 6.2): from `start` [n], until the values of two rounds of ten products agree to 1e-11, or after 300
/// products. It also converges where several eigenvalues are as large, as in a circle of sectors.
double krylov_radius(std::span<const double> start, const Product& product);

}  // namespace leontide::linear
