#pragma once

#include <optional>
#include <string>
#include <vector>

// The copulas of two variables that vines and serial dependence are made of, as a model states them.
namespace leontide::random {

/// One-parameter families; clayton, gumbel and frank are Archimedean.
enum class Family { independence, gaussian, student, clayton, gumbel, frank };

/// The names a model file gives the families, in their order.
const std::vector<std::string>& family_names();

/// One parameter: the correlation of gaussian and student, theta of the others (Nelsen 2006, An Introduction
/// to Copulas, table 4.1: clayton 1, gumbel 4, frank 5); or Kendall's tau in its place. Independence takes
/// none.
struct PairLaw {
  Family family = Family::independence;
  std::optional<double> parameter, tau;
  double df = 0;     ///< of student
  int rotation = 0;  ///< 90: of (1 - u, v); 180: of (1 - u, 1 - v); 270: of (u, 1 - v)
  bool operator==(const PairLaw&) const = default;
};

/// What a family accepts.
struct ParameterRange {
  double low, high;
  bool is_open;  ///< the ends do not belong to it
};
/// Of theta or the correlation; of independence an empty range at 0.
ParameterRange parameter_range(Family family);

/// Kendall's tau of a parameter within its range, before rotation. Frank's by the Debye function (Genest
/// 1987, Biometrika 74, 549-555).
double tau_of(Family family, double parameter);

/// The parameter with this tau, before rotation; nothing where the family has none such within its range.
std::optional<double> parameter_of_tau(Family family, double tau);

/// The parameter that a pair without problems states, directly or by its tau (which is that after rotation).
double parameter_of(const PairLaw& pair);

}  // namespace leontide::random
