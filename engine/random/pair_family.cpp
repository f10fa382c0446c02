#include "random/pair_family.hpp"

#include <boost/math/quadrature/gauss.hpp>
#include <cmath>

namespace leontide::random {

const std::vector<std::string>& family_names() {
  static const std::vector<std::string> names = {"independence", "gaussian", "student",
                                                 "clayton",      "gumbel",   "frank"};
  return names;
}

ParameterRange parameter_range(Family family) {
  switch (family) {
    case Family::independence: return {0, 0, false};
    case Family::gaussian:
    case Family::student: return {-1, 1, true};
    case Family::clayton: return {1e-3, 100, false};
    case Family::gumbel: return {1, 100, false};
    case Family::frank: return {-100, 100, false};
  }
  return {0, 0, false};
}

namespace {

// Debye's function of the first order, (1 / x) times the integral of t / (e^t - 1) from 0 to x > 0.
double debye(double x) {
  const auto integrand = [](double t) { return t == 0 ? 1 : t / std::expm1(t); };
  // The integrand is below 1e-15 beyond 40.
  const double end = std::fmin(x, 40);
  constexpr int parts = 8;
  double sum = 0;
  for (int i = 0; i < parts; ++i)
    sum += boost::math::quadrature::gauss<double, 15>::integrate(integrand, end * i / parts,
                                                                 end * (i + 1) / parts);
  return sum / x;
}

double tau_of_frank(double theta) {
  const double size = std::fabs(theta);
  // 1 - 4 (1 - D) / theta loses all its digits near zero, where the series is theta / 9 - theta^3 / 900.
  const double tau = size < 0.01 ? size / 9 - size * size * size / 900 : 1 - 4 / size * (1 - debye(size));
  return std::copysign(tau, theta);
}

double theta_of_frank(double tau) {
  double low = 0, high = parameter_range(Family::frank).high;
  for (int i = 0; i < 80; ++i) {
    const double middle = (low + high) / 2;
    (tau_of_frank(middle) < std::fabs(tau) ? low : high) = middle;
  }
  return std::copysign((low + high) / 2, tau);
}

}  // namespace

double tau_of(Family family, double parameter) {
  switch (family) {
    case Family::independence: return 0;
    case Family::gaussian:
    case Family::student: return 2 / M_PI * std::asin(parameter);
    case Family::clayton: return parameter / (parameter + 2);
    case Family::gumbel: return 1 - 1 / parameter;
    case Family::frank: return parameter == 0 ? 0 : tau_of_frank(parameter);
  }
  return 0;
}

std::optional<double> parameter_of_tau(Family family, double tau) {
  if (!(std::fabs(tau) < 1)) return std::nullopt;
  const ParameterRange range = parameter_range(family);
  if (tau < tau_of(family, range.low) || tau > tau_of(family, range.high)) return std::nullopt;
  switch (family) {
    case Family::independence: return std::nullopt;
    case Family::gaussian:
    case Family::student: return std::sin(M_PI / 2 * tau);
    case Family::clayton: return 2 * tau / (1 - tau);
    case Family::gumbel: return 1 / (1 - tau);
    case Family::frank: return tau == 0 ? 0 : theta_of_frank(tau);
  }
  return std::nullopt;
}

double parameter_of(const PairLaw& pair) {
  if (pair.family == Family::independence) return 0;
  if (pair.parameter) return *pair.parameter;
  const bool turns = pair.rotation == 90 || pair.rotation == 270;
  return parameter_of_tau(pair.family, turns ? -pair.tau.value_or(0) : pair.tau.value_or(0)).value_or(0);
}

}  // namespace leontide::random
