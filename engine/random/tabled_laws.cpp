#include "random/tabled_laws.hpp"

#include <algorithm>

namespace leontide::random {

namespace {

const Marginal* find(std::span<const std::pair<Law, Marginal>> tables, const Law& law) {
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const auto& tabled) { return tabled.first == law; });
  return found == tables.end() ? nullptr : &found->second;
}

bool has_table(const Marginal& marginal) {
  return std::holds_alternative<Smooth>(marginal) || std::holds_alternative<Mixed>(marginal) ||
         std::holds_alternative<Steps>(marginal) || std::holds_alternative<LogGamma>(marginal);
}

/// Of most laws the marginal is a few numbers, made sooner than found.
bool may_have_table(const Law& law) {
  return !std::holds_alternative<Uniform>(law) && !std::holds_alternative<Normal>(law) &&
         !std::holds_alternative<Lognormal>(law) && !std::holds_alternative<Triangular>(law) &&
         !std::holds_alternative<TruncatedNormal>(law) && !std::holds_alternative<Weibull>(law) &&
         !std::holds_alternative<Constant>(law);
}

}  // namespace

Marginal MarginalMaker::make(const Law& law) {
  if (!may_have_table(law)) return make_marginal(law);
  if (const Marginal* made = find(made_, law)) return *made;
  const Marginal* known = known_ ? find(*known_, law) : nullptr;
  Marginal marginal = known != nullptr ? *known : make_marginal(law);
  if (has_table(marginal)) made_.emplace_back(law, marginal);
  return marginal;
}

}  // namespace leontide::random
