#include "random/law.hpp"

#include <array>

namespace leontide::random {

std::string_view name_of(const Law& law) {
  static constexpr std::array<std::string_view, std::variant_size_v<Law>> names = {
      "uniform",     "normal",    "lognormal",         "triangular", "pert",           "beta",
      "gamma",       "student-t", "truncated-normal",  "discrete",   "empirical",      "poisson",
      "weibull",     "binomial",  "negative-binomial", "mixture",    "dirichlet",      "constant",
      "random-walk", "ar1",       "mean-reverting",    "gbm",        "jump-diffusion", "markov-regime",
      "ar",          "bootstrap"};
  return names[law.index()];
}

bool Mixture::operator==(const Mixture& other) const {
  return weights == other.weights && parts == other.parts;
}

bool is_discrete(const Law& law) {
  return std::holds_alternative<Discrete>(law) || std::holds_alternative<Empirical>(law) ||
         std::holds_alternative<Poisson>(law) || std::holds_alternative<Binomial>(law) ||
         std::holds_alternative<NegativeBinomial>(law);
}

bool is_process(const Law& law) {
  return law.index() > Law(Constant{}).index();
}

}  // namespace leontide::random
