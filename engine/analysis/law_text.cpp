#include "analysis/law_text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <utility>
#include <variant>
#include <vector>

#include "base/numbers.hpp"

namespace leontide::analysis {

namespace {

using Numbers = std::vector<std::pair<const char*, double>>;

struct NumbersOf {
  Numbers operator()(const random::Uniform& l) const { return {{"low", l.low}, {"high", l.high}}; }
  Numbers operator()(const random::Normal& l) const { return {{"mean", l.mean}, {"sd", l.sd}}; }
  Numbers operator()(const random::Lognormal& l) const { return {{"median", l.median}, {"sigma", l.sigma}}; }
  Numbers operator()(const random::Triangular& l) const {
    return {{"low", l.low}, {"mode", l.mode}, {"high", l.high}};
  }
  Numbers operator()(const random::Pert& l) const {
    return {{"low", l.low}, {"mode", l.mode}, {"high", l.high}, {"shape", l.shape}};
  }
  Numbers operator()(const random::Beta& l) const {
    return {{"alpha", l.alpha}, {"beta", l.beta}, {"low", l.low}, {"high", l.high}};
  }
  Numbers operator()(const random::Gamma& l) const { return {{"shape", l.shape}, {"scale", l.scale}}; }
  Numbers operator()(const random::StudentT& l) const {
    return {{"df", l.df}, {"location", l.location}, {"scale", l.scale}};
  }
  Numbers operator()(const random::TruncatedNormal& l) const {
    return {{"mean", l.mean}, {"sd", l.sd}, {"low", l.low}, {"high", l.high}};
  }
  /// Chances that sum to 1 but for their last digits are scaled.
  static void say_scale(const std::vector<double>& chances, Numbers& numbers) {
    const double sum = std::accumulate(chances.begin(), chances.end(), 0.0);
    if (std::fabs(sum - 1) > 1e-12) numbers.emplace_back("divided by their sum", sum);
  }
  Numbers operator()(const random::Discrete& l) const {
    Numbers numbers;
    for (std::size_t i = 0; i < l.values.size(); ++i) {
      numbers.emplace_back("value", l.values[i]);
      numbers.emplace_back("chance", i < l.chances.size() ? l.chances[i] : 0);
    }
    say_scale(l.chances, numbers);
    return numbers;
  }
  Numbers operator()(const random::Empirical& l) const {
    return {{"values", static_cast<double>(l.values.size())}};
  }
  Numbers operator()(const random::Poisson& l) const { return {{"mean", l.mean}}; }
  Numbers operator()(const random::Weibull& l) const { return {{"shape", l.shape}, {"scale", l.scale}}; }
  Numbers operator()(const random::Binomial& l) const { return {{"trials", l.trials}, {"chance", l.chance}}; }
  Numbers operator()(const random::NegativeBinomial& l) const {
    return {{"successes", l.successes}, {"chance", l.chance}};
  }
  Numbers operator()(const random::Mixture& l) const {
    Numbers numbers;
    for (const double weight : l.weights)
      numbers.emplace_back("weight", weight);
    say_scale(l.weights, numbers);
    return numbers;
  }
  Numbers operator()(const random::Dirichlet& l) const { return {{"alpha", l.alpha}}; }
  Numbers operator()(const random::Constant& l) const { return {{"value", l.value}}; }
  Numbers operator()(const random::RandomWalk& l) const {
    return {{"start", l.start}, {"drift", l.drift}, {"sd", l.sd}};
  }
  Numbers operator()(const random::Ar1& l) const {
    return {{"mean", l.mean}, {"sd", l.sd}, {"phi", l.phi}, {"start", l.start}};
  }
  Numbers operator()(const random::MeanReverting& l) const {
    return {{"mean", l.mean}, {"rate", l.rate}, {"sd", l.sd}, {"start", l.start}};
  }
  Numbers operator()(const random::Gbm& l) const {
    return {{"start", l.start}, {"drift", l.drift}, {"volatility", l.volatility}};
  }
  Numbers operator()(const random::JumpDiffusion& l) const {
    return {{"start", l.start}, {"drift", l.drift},         {"volatility", l.volatility},
            {"rate", l.rate},   {"jump_mean", l.jump_mean}, {"jump_sd", l.jump_sd}};
  }
  Numbers operator()(const random::MarkovRegime& l) const {
    return {{"regimes", static_cast<double>(l.means.size())}, {"start", l.start}};
  }
  Numbers operator()(const random::Ar& l) const {
    Numbers numbers{{"mean", l.mean}, {"sd", l.sd}};
    for (const double phi : l.phi)
      numbers.emplace_back("phi", phi);
    for (const double start : l.start)
      numbers.emplace_back("start", start);
    return numbers;
  }
  Numbers operator()(const random::Bootstrap& l) const {
    return {{"years", static_cast<double>(l.history.size())}, {"block", l.block}};
  }
};

}  // namespace

std::string law_text(const random::Law& law) {
  std::string text(random::name_of(law));
  for (const auto& [name, value] : std::visit(NumbersOf{}, law))
    text += fmt::format(", {} {}", name, print_number(value));
  if (const auto* mixture = std::get_if<random::Mixture>(&law))
    for (const random::MixturePart& part : mixture->parts)
      text += fmt::format("; {}", law_text(part.law));
  return text;
}

namespace {

std::string pair_text(const random::PairLaw& pair) {
  std::string text = random::family_names()[static_cast<std::size_t>(pair.family)];
  if (pair.parameter) text += fmt::format(", parameter {}", print_number(*pair.parameter));
  if (pair.tau) text += fmt::format(", tau {}", print_number(*pair.tau));
  if (pair.family == random::Family::student) text += fmt::format(", df {}", print_number(pair.df));
  if (pair.rotation != 0) text += fmt::format(", rotation {}", pair.rotation);
  return text;
}

std::string copula_text(const random::Copula& copula, const std::string& driver) {
  using Kind = random::Copula::Kind;
  std::string text = copula.kind == Kind::gaussian  ? "; in a gaussian copula with "
                     : copula.kind == Kind::student ? "; in a student copula with "
                                                    : "; in a vine copula with ";
  bool is_first = true;
  for (const std::string& name : copula.drivers) {
    if (name == driver) continue;
    text += (is_first ? "" : ", ") + name;
    is_first = false;
  }
  if (copula.kind == Kind::student) text += fmt::format(", df {}", print_number(copula.df));
  return text;
}

}  // namespace

std::string dependence_text(const random::Driver& driver, const std::vector<random::Copula>& copulas) {
  std::string text;
  if (driver.common > 0)
    text += fmt::format("; every pair of members correlated by {}", print_number(driver.common));
  if (!driver.correlation.empty()) text += "; members correlated as the model says";
  if (driver.serial) text += "; from step to step by " + pair_text(*driver.serial);
  for (const random::Copula& copula : copulas) {
    if (std::find(copula.drivers.begin(), copula.drivers.end(), driver.name) != copula.drivers.end())
      text += copula_text(copula, driver.name);
  }
  return text;
}

}  // namespace leontide::analysis
